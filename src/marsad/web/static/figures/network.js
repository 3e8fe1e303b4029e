// Who acts upon whom: parties as dots, deeds as arrows; red where their mean score is below zero, green above.
import { colour, isolated, named, number, rtl, ui } from "./words.js";
import { canvas, chart, plain, settled, tip } from "./chart.js";
import { places } from "./layout.js";

const MOST = [60, 28]; // arrows, on a wide and on a narrow screen: more cannot be told apart

export async function draw(box, data, figure) {
  const rows = data.rows.slice(0, MOST[box.clientWidth < 600 ? 1 : 0]), parties = new Map();
  for (const row of rows) for (const side of ["actor", "recipient"]) {
    const held = parties.get(row[side]) || { name: named(row, side), events: 0 };
    held.events += row.events;
    parties.set(row[side], held);
  }
  const most = Math.max(...rows.map((row) => row.events)), busiest = Math.max(...[...parties.values()].map((held) => held.events)), ids = [...parties.keys()];
  const at = places(ids, rows.map((row) => [row.actor, row.recipient]), box.clientWidth - 120, box.clientHeight - 76);
  const drawn = await chart(box, {
    tooltip: tip((hit) => (hit.dataType === "edge"
      ? [`${isolated(named(hit.data.row, "actor"))} ${rtl ? "←" : "→"} ${isolated(named(hit.data.row, "recipient"))}`, `${number(hit.data.row.events)} ${ui.deeds} · ${ui.mean_score} \u2066${number(hit.data.row.score_mean)}\u2069`]
      : [isolated(hit.data.title), `${number(hit.data.value)} ${ui.deeds}`]).map((line) => plain(line)).join("\n")),
    series: [{
      type: "graph", layout: "none", roam: true, edgeSymbol: ["none", "arrow"], edgeSymbolSize: 8, scaleLimit: { min: 0.4, max: 6 }, left: 60, right: 60, top: 28, bottom: 48, emphasis: { focus: "adjacency" },
      label: { show: true, position: "bottom", color: colour("ink"), fontSize: 12, textBorderColor: colour("card"), textBorderWidth: 3, formatter: (hit) => isolated(plain(hit.data.title, 26)) }, labelLayout: { hideOverlap: true },
      itemStyle: { color: colour("link"), borderColor: colour("card") },
      data: ids.map((id) => ({ id, name: id, title: parties.get(id).name, value: parties.get(id).events, x: at.get(id).x, y: at.get(id).y, symbolSize: 8 + 26 * Math.sqrt(parties.get(id).events / busiest) })),
      links: rows.map((row) => ({ source: row.actor, target: row.recipient, row, lineStyle: { width: 1 + 5 * Math.sqrt(row.events / most), color: colour(row.score_mean < 0 ? "conflict" : "cooperation"), opacity: 0.6, curveness: 0.18 } })),
    }],
  }, figure.dataset.title);
  await settled(drawn);
  figure.marsad = { chart: drawn };
  return { canvas: canvas(drawn) };
}
