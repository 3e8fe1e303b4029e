// Places of acts: those near each other are drawn as one until one looks closer; a ring stands for an area of which only the middle is known.
import { FONT, colour, day, days, element, named, number, ui, words } from "./words.js";
import { card, ground } from "./ground.js";

const AREA = ["region", "admin1", "admin2", "country"];

function features(rows) {
  return {
    type: "FeatureCollection",
    features: rows.map((row, at) => ({
      type: "Feature", geometry: { type: "Point", coordinates: [row.lon, row.lat] },
      properties: { at, events: row.events, conflict: row.conflict, cooperation: row.cooperation, area: AREA.includes(row.precision), name: named(row, "place") },
    })),
  };
}

function legend(box) {
  box.append(element("p", { class: "map-legend", dir: words.direction, "aria-hidden": "true" },
    element("span", { class: "conflict" }, ui.conflict), element("span", { class: "cooperation" }, ui.cooperation),
    element("span", { class: "area" }, [words.precision.admin1, words.precision.region].join(" / "))));
}

export async function draw(box, data, figure) {
  const map = await ground(box, data.rows.map((row) => [row.lon, row.lat, row.events]), figure.dataset.title);
  const tint = ["case", [">", ["get", "conflict"], ["get", "cooperation"]], colour("conflict"), [">", ["get", "cooperation"], ["get", "conflict"]], colour("cooperation"), colour("neutral")];
  const size = ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 6, 10, 15, 100, 38];
  map.addSource("acts", {
    type: "geojson", data: features(data.rows), cluster: true, clusterRadius: 38, clusterMaxZoom: 9,
    clusterProperties: { events: ["+", ["get", "events"]], conflict: ["+", ["get", "conflict"]], cooperation: ["+", ["get", "cooperation"]] },
  });
  const alone = ["!", ["has", "point_count"]], area = ["==", ["get", "area"], true];
  map.addLayer({ id: "areas", type: "circle", source: "acts", filter: ["all", alone, area], paint: { "circle-radius": ["+", size, 4], "circle-color": tint, "circle-opacity": 0.08, "circle-stroke-color": tint, "circle-stroke-width": 2.5 } });
  map.addLayer({ id: "spots", type: "circle", source: "acts", filter: ["all", alone, ["!", area]], paint: { "circle-radius": size, "circle-color": tint, "circle-opacity": 0.82, "circle-stroke-color": colour("halo"), "circle-stroke-width": 1 } });
  map.addLayer({ id: "heaps", type: "circle", source: "acts", filter: ["has", "point_count"], paint: { "circle-radius": ["+", size, 3], "circle-color": tint, "circle-opacity": 0.75, "circle-stroke-color": tint, "circle-stroke-opacity": 0.35, "circle-stroke-width": 5 } });
  const font = [FONT.split(",")[0].replaceAll('"', "")];
  map.addLayer({ id: "counts", type: "symbol", source: "acts", filter: ["has", "point_count"], layout: { "text-field": ["to-string", ["get", "events"]], "text-font": font, "text-size": 12, "text-allow-overlap": true }, paint: { "text-color": colour("card") } });
  map.addLayer({ id: "names", type: "symbol", source: "acts", filter: alone, minzoom: 6, layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 12.5, "text-offset": [0, 1.3], "text-anchor": "top", "text-optional": true }, paint: { "text-color": colour("ink"), "text-halo-color": colour("halo"), "text-halo-width": 1.6 } });
  legend(box);
  const show = (row) => {
    const where = [named(row, "admin1"), named(row, "country")].filter((part) => part && part !== named(row, "place")).join(words.language === "ar" ? "، " : ", ");
    card(box, named(row, "place") || "–", [
      [ui.place, where], [ui.place_precision, words.precision[row.precision || "none"]], [ui.events, number(row.events)], [ui.conflict, number(row.conflict)], [ui.cooperation, number(row.cooperation)],
      [ui.killed, row.killed ? number(row.killed) : ""], [ui.time, row.first ? days(row.first, row.last) : ""],
    ], element("a", { href: listed(row) }, ui.all_events));
  };
  for (const layer of ["areas", "spots"]) map.on("click", layer, (event) => show(data.rows[event.features[0].properties.at]));
  map.on("click", "heaps", async (event) => {
    const [heap] = event.features;
    map.easeTo({ center: heap.geometry.coordinates, zoom: await map.getSource("acts").getClusterExpansionZoom(heap.properties.cluster_id) + 0.2 });
  });
  for (const layer of ["areas", "spots", "heaps"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  await new Promise((done) => map.once("idle", done));
  figure.marsad = { map, show };
  return { canvas: () => map.getCanvas(), credit: "Natural Earth" };
}

// The list of the acts at a place, within the filter that is drawn.
function listed(row) {
  const query = new URLSearchParams(location.pathname === "/explore" ? location.search : "");
  for (const name of ["view", "after", "direction", "near"]) query.delete(name);
  query.set("near", `${row.lat.toFixed(4)},${row.lon.toFixed(4)},1`);
  return `/explore?${query}`;
}
