// Posts of an agreement, each at its place, with its state now and all its states in the card.
import { FONT, colour, days, element, number, ui, words } from "./words.js";
import { card, ground } from "./ground.js";

const TINTS = { established: "cooperation", operating: "cooperation", besieged: "conflict", attacked: "conflict", withdrawn: "neutral", closed: "neutral", relocated: "neutral", planned: "neutral", unknown: "neutral" };
const label = (row) => (words.language === "ar" ? row.name_ar : row.name_en) || row.id;

export async function draw(box, data, figure) {
  const rows = data.rows.filter((row) => row.lat !== null && row.lon !== null);
  if (!rows.length) throw new Error("no post has coordinates");
  const map = await ground(box, rows.map((row) => [row.lon, row.lat]), figure.dataset.title);
  map.addSource("posts", {
    type: "geojson",
    data: { type: "FeatureCollection", features: rows.map((row, at) => ({ type: "Feature", geometry: { type: "Point", coordinates: [row.lon, row.lat] }, properties: { at, name: label(row), tint: colour(TINTS[row.status] || "neutral") } })) },
  });
  map.addLayer({ id: "posts", type: "circle", source: "posts", paint: { "circle-radius": 8, "circle-color": ["get", "tint"], "circle-stroke-color": colour("halo"), "circle-stroke-width": 2 } });
  map.addLayer({ id: "names", type: "symbol", source: "posts", layout: { "text-field": ["get", "name"], "text-font": [FONT.split(",")[0].replaceAll('"', "")], "text-size": 13, "text-offset": [0, 1], "text-anchor": "top" }, paint: { "text-color": colour("ink"), "text-halo-color": colour("halo"), "text-halo-width": 1.6 } });
  const show = (row) => card(box, label(row), [[ui.who, words.language === "ar" ? row.operator_ar : row.operator_name], [ui.place_precision, words.precision[row.precision] || row.precision || ""]],
    element("ul", {}, ...row.intervals.map((span) => element("li", {}, `${words.post_status[span.status]}: ${span.since ? days(span.since, span.until) : "–"} (${span.attribution ? words.attribution[span.attribution] : ui.told_here})`))));
  map.on("click", "posts", (event) => show(rows[event.features[0].properties.at]));
  map.on("mouseenter", "posts", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "posts", () => { map.getCanvas().style.cursor = ""; });
  await new Promise((done) => map.once("idle", done));
  figure.marsad = { map, show };
  return { canvas: () => map.getCanvas(), credit: "Natural Earth" };
}
