// The map under the marks: land, water, boundaries of states and of their first divisions, and labels in the reader's language.
import { FONT, colour, element, ui, words } from "./words.js";
import { json, library } from "./load.js";

// Gives a layer of a topology whose lines share nothing as the geometry of GeoJSON.
function unpacked(topology, name) {
  const { scale, translate } = topology.transform;
  const line = (number) => {
    let x = 0, y = 0;
    return topology.arcs[number].map(([dx, dy]) => { x += dx; y += dy; return [x * scale[0] + translate[0], y * scale[1] + translate[1]]; });
  };
  const { type, arcs } = topology.objects[name];
  const coordinates = type === "MultiPolygon" ? arcs.map((rings) => rings.map(([number]) => line(number))) : arcs.map(([number]) => line(number));
  return { type: "FeatureCollection", features: coordinates.map((part) => ({ type: "Feature", properties: {}, geometry: { type: type.slice(5), coordinates: part } })) };
}

function labelled(rows) {
  const column = words.language === "ar" ? 1 : 0;
  return { type: "FeatureCollection", features: rows.map((row) => ({ type: "Feature", properties: { name: row[column], rank: row[4] }, geometry: { type: "Point", coordinates: [row[2], row[3]] } })) };
}

function style(topology, labels) {
  const source = (data) => ({ type: "geojson", data, tolerance: 0.2 });
  const text = (id, from, least, size, paint, filter) => ({
    id, type: "symbol", source: from, minzoom: least, ...(filter ? { filter } : {}),
    layout: { "text-field": ["get", "name"], "text-font": [FONT.split(",")[0].replaceAll('"', "")], "text-size": size, "text-max-width": 7, "symbol-sort-key": ["get", "rank"] },
    paint: { "text-color": paint, "text-halo-color": colour("halo"), "text-halo-width": 1.4 },
  });
  return {
    version: 8,
    sources: {
      land: source(unpacked(topology, "land")), lakes: source(unpacked(topology, "lakes")), borders: source(unpacked(topology, "borders")), provinces: source(unpacked(topology, "provinces")),
      states: source(labelled(labels.countries)), divisions: source(labelled(labels.provinces)),
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("water") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colour("water") } },
      { id: "provinces", type: "line", source: "provinces", minzoom: 3.5, paint: { "line-color": colour("province"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.5, 8, 1.2] } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.8] } },
      text("states", "states", 1.5, ["interpolate", ["linear"], ["zoom"], 2, 11, 7, 17], colour("soft"), ["<=", ["get", "rank"], ["step", ["zoom"], 3, 3, 5, 4.2, 20]]),
      text("divisions", "divisions", 5.2, 11.5, colour("soft")),
    ],
  };
}

// The value under which a share of the points lies, each counted by its weight: a few far away do not make the frame.
function within(points, axis, share) {
  const sorted = points.map((point) => [point[axis], point[2] || 1]).sort((a, b) => a[0] - b[0]), all = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  let seen = 0;
  return sorted.find(([, weight]) => { seen += weight; return seen >= all * share; })[0];
}

// Gives a map with its buttons, framed on most of the points ([longitude, latitude, weight]), and its labels' letters joined before they are drawn.
export async function ground(box, points, label) {
  await library("maplibre-gl-csp-5.24.1.js");
  const [topology, labels] = await Promise.all([json("/static/map/world.json"), json("/static/map/labels.json")]);
  const maps = window.maplibregl;
  maps.setWorkerUrl("/static/vendor/maplibre-gl-csp-worker-5.24.1.js");
  if (maps.getRTLTextPluginStatus() === "unavailable") await maps.setRTLTextPlugin(new URL("/static/vendor/mapbox-gl-rtl-text-0.2.3.js", location.href).href, false);
  const bounds = [[within(points, 0, 0.04), within(points, 1, 0.04)], [within(points, 0, 0.96), within(points, 1, 0.96)]];
  const inner = element("div", { class: "map" });
  box.append(inner);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new maps.Map({
    container: inner, style: style(topology, labels), bounds, fitBoundsOptions: { padding: 50, maxZoom: 8 }, maxZoom: 12, attributionControl: false, dragRotate: false, pitchWithRotate: false,
    fadeDuration: still ? 0 : 150, canvasContextAttributes: { preserveDrawingBuffer: true }, locale: { "Map.Title": label }, renderWorldCopies: false,
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.setWheelZoomRate(1 / 300);
  const button = (sign, name, change) => element("button", { type: "button", "aria-label": name, title: name, onclick: () => map[change]() }, sign);
  box.append(element("div", { class: "map-buttons" }, button("+", ui.zoom_in, "zoomIn"), button("\u2212", ui.zoom_out, "zoomOut")));
  await new Promise((done, failed) => {
    map.once("load", done);
    map.once("error", (event) => failed(event.error));
  });
  return map;
}

// A card with words about what was chosen on the map; Escape takes it away.
export function card(box, title, pairs, ...more) {
  box.querySelector(".card-here")?.remove();
  const made = element("section", { class: "card-here", dir: words.direction, tabindex: "-1", "aria-label": title }, element("h3", {}, element("bdi", {}, title)),
    element("dl", {}, ...pairs.filter(([, value]) => value !== "" && value !== null).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])), ...more);
  made.addEventListener("keydown", (event) => { if (event.key === "Escape") made.remove(); });
  box.append(made);
  made.focus();
  return made;
}
