// Each act at its own time, a line a type: a dot for a day, a bar for a stretch of time, a hollow dot for the day of a report that tells no time.
import { colour, day, days, isolated, named, number, rtl, ui, words } from "./words.js";
import { axis, canvas, chart, plain, settled, tip, zoom } from "./chart.js";

const DAY = 86_400_000;
const at = (iso) => Date.parse(`${iso}T00:00:00Z`);

export async function draw(box, data, figure) {
  const rows = data.rows.filter((row) => row.day && !Number.isNaN(at(row.first_day || row.day)));
  if (!rows.length) throw new Error("no act has a day");
  const turned = words.time === "rtl", narrow = box.clientWidth < 600;
  const kinds = [...new Set(rows.map((row) => row.type))].sort().reverse();
  const tints = { conflict: colour("conflict"), cooperation: colour("cooperation") };
  const items = rows.map((row, index) => {
    const first = at(row.first_day || row.day), last = row.first_day ? at(row.last_day || row.first_day) + DAY : first + DAY;
    return { value: [first, last, kinds.indexOf(row.type), index], itemStyle: { color: tints[row.quad.endsWith("conflict") ? "conflict" : "cooperation"] } };
  });
  const drawItem = (params, api) => {
    const row = rows[api.value(3)], lane = api.size([0, 1])[1], jitter = ((api.value(3) * 37) % 11 / 11 - 0.5) * lane * 0.5;
    const [x, y] = api.coord([api.value(0), api.value(2)]), [end] = api.coord([api.value(1), api.value(2)]);
    const fill = api.visual("color"), sure = row.factuality === "actual" || row.factuality === "historical";
    if (row.precision === "range" || row.precision === "month" || row.precision === "year") {
      const from = Math.min(x, end), shape = window.echarts.graphic.clipRectByRect({ x: from, y: y + jitter - 3, width: Math.max(6, Math.abs(end - x)), height: 6 }, params.coordSys);
      return shape && { type: "rect", shape: { ...shape, r: 3 }, style: { fill, opacity: sure ? 0.55 : 0.25 } };
    }
    const { x: left, width } = params.coordSys, middle = (x + end) / 2;
    if (middle < left - 1 || middle > left + width + 1) return null;
    const hollow = row.precision === "report";
    return { type: "circle", shape: { cx: middle, cy: y + jitter, r: 4.5 }, style: { fill: hollow ? "transparent" : fill, stroke: fill, lineWidth: hollow ? 1.6 : 0, opacity: sure ? 0.8 : 0.35 } };
  };
  const edges = [Math.min(...items.map((item) => item.value[0])), Math.max(...items.map((item) => item.value[1]))], margin = Math.max(DAY, (edges[1] - edges[0]) * 0.02);
  const room = narrow ? 96 : 150;
  const drawn = await chart(box, {
    grid: { outerBoundsMode: "none", top: 12, bottom: 62, left: turned ? 16 : room, right: turned ? room : 16 },
    xAxis: axis({ type: "time", inverse: turned, min: edges[0] - margin, max: edges[1] + margin, minInterval: DAY, axisLabel: { formatter: (value) => label(value, edges[1] - edges[0]), alignMinLabel: turned ? "right" : "left", alignMaxLabel: turned ? "left" : "right" }, splitNumber: narrow ? 3 : 6 }),
    yAxis: axis({ type: "category", data: kinds.map((kind) => words.types[kind] || kind), position: turned ? "right" : "left", axisLabel: { width: room - 14, overflow: "truncate" } }),
    tooltip: tip((hit) => {
      const row = rows[hit.data.value[3]];
      return [
        isolated(`${words.types[row.type] || row.type} · ${row.first_day ? days(row.first_day, row.last_day) : day(row.day)}${row.precision === "day" ? "" : ` (${words.precision[row.precision]})`}`),
        [named(row, "actors"), named(row, "recipients")].filter(Boolean).map(isolated).join(rtl ? " ← " : " → "), isolated(named(row, "place")), `${words.factuality[row.factuality]}${row.killed ? ` · ${ui.killed} ${number(row.killed)}` : ""}`,
      ].filter((line) => line && line !== "\u2068\u2069").map((line) => plain(line)).join("\n");
    }),
    dataZoom: zoom(),
    series: [{ type: "custom", renderItem: drawItem, encode: { x: [0, 1], y: 2 }, data: items, large: false }],
  }, figure.dataset.title);
  drawn.on("click", (hit) => { location.href = `/events/${rows[hit.data.value[3]].id}`; });
  await settled(drawn);
  figure.marsad = { chart: drawn, rows };
  return { canvas: canvas(drawn) };
}

// A tick as finely as the whole range asks for: years, months or days.
function label(value, range) {
  const iso = new Date(value).toISOString().slice(0, 10);
  if (range <= 60 * DAY) return day(iso);
  return day(range > 500 * DAY && iso.endsWith("-01-01") ? iso.slice(0, 4) : iso.slice(0, 7));
}
