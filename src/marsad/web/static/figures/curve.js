// How pairs of countries stood, month by month: the mean score of the deeds of one towards the other.
import { colour, day, digits, isolated, number, rtl, ui, words } from "./words.js";
import { axis, canvas, chart, plain, settled, tip, zoom } from "./chart.js";

const STROKES = [["#0b6bcb", "solid"], ["#b4500b", "dashed"], ["#6a3fb5", "solid"], ["#0d7a6b", "dashed"], ["#a3194f", "dotted"], ["#5d6b12", "dotted"]];
const MARKS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];

export async function draw(box, data, figure) {
  const turned = words.time === "rtl", ar = words.language === "ar";
  const months = every(data.rows.map((row) => row.month));
  const pairs = new Map();
  for (const row of data.rows) {
    const key = `${row.actor} ${row.recipient}`;
    if (!pairs.has(key)) pairs.set(key, { name: `${isolated(ar ? row.actor_ar : row.actor_name)} ${rtl ? "←" : "→"} ${isolated(ar ? row.recipient_ar : row.recipient_name)}`, rows: new Map() });
    pairs.get(key).rows.set(row.month, row);
  }
  const drawn = await chart(box, {
    grid: { outerBoundsMode: "none", top: 20 + 24 * Math.ceil(pairs.size / Math.max(1, Math.floor(box.clientWidth / 130))), bottom: 62, left: turned ? 16 : 46, right: turned ? 46 : 16 },
    legend: { top: 4, [rtl ? "right" : "left"]: 8, align: rtl ? "right" : "left", textStyle: { color: colour("ink") }, itemWidth: 28, type: "plain" },
    xAxis: axis({ type: "category", data: months, inverse: turned, boundaryGap: months.length < 3, axisLabel: { formatter: (value) => day(value), alignMinLabel: turned ? "right" : "left", alignMaxLabel: turned ? "left" : "right" } }),
    yAxis: axis({ type: "value", min: -10, max: 10, interval: 5, position: turned ? "right" : "left", axisLabel: { formatter: (value) => digits(`\u2066${value > 0 ? "+" : ""}${value}\u2069`) } }),
    tooltip: { ...tip((hits) => [day(hits[0].axisValue), ...hits.filter((hit) => hit.data.row).map((hit) => `${hit.seriesName}: \u2066${digits(hit.data.row.score_mean.toFixed(1))}\u2069 · ${number(hit.data.row.events)} ${ui.deeds}${hit.data.row.killed ? ` · ${ui.killed} ${number(hit.data.row.killed)}` : ""}`)].map((line) => plain(line)).join("\n")), trigger: "axis" },
    dataZoom: zoom({ startValue: dense(data.rows, months), endValue: months.length - 1 }),
    series: [...pairs.values()].map((pair, index) => ({
      type: "line", name: pair.name, symbol: MARKS[index % 6], color: STROKES[index % 6][0], lineStyle: { width: 2, type: STROKES[index % 6][1] },
      data: months.map((month) => { const row = pair.rows.get(month); return { value: row ? row.score_mean : null, row, symbolSize: row ? Math.min(16, 6 + Math.sqrt(row.events)) : 0 }; }),
      ...(index === 0 ? { markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colour("border"), type: "solid" }, data: [{ yAxis: 0 }] } } : {}),
    })),
  }, figure.dataset.title);
  await settled(drawn);
  figure.marsad = { chart: drawn, months };
  return { canvas: canvas(drawn) };
}

// All months from the first to the last, so that time is even; at most a thousand.
function every(given) {
  const sorted = [...new Set(given)].sort(), found = [];
  let [year, month] = sorted[0].split("-").map(Number);
  const last = sorted.at(-1);
  for (let n = 0; n < 1_000; n += 1) {
    const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (name > last) break;
    found.push(name);
    if (month === 12) { year += 1; month = 1; } else month += 1;
  }
  return found.at(-1) === last ? found : sorted;
}

// Where most of the deeds begin: a few that are told of long ago would press all others together. One may still zoom out to them.
function dense(rows, months) {
  const all = rows.reduce((sum, row) => sum + row.events, 0);
  let seen = 0;
  for (const month of months) {
    seen += rows.reduce((sum, row) => sum + (row.month === month ? row.events : 0), 0);
    if (seen > all * 0.03) return months.indexOf(month);
  }
  return 0;
}
