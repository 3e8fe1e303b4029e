// What all charts share: the library, the reader's fonts and colours, tips drawn on the canvas (the policy forbids styles in markup), and size.
import { FONT, colour, rtl } from "./words.js";
import { library } from "./load.js";

export async function chart(box, option, label) {
  await library("echarts-6.1.0.js");
  const drawn = window.echarts.init(box, null, { renderer: "canvas" });
  drawn.setOption({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches, animationDuration: 250, backgroundColor: colour("card"), textStyle: { fontFamily: FONT, color: colour("ink") }, ...option,
  });
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", label);
  new ResizeObserver(() => drawn.resize()).observe(box);
  return drawn;
}

export function tip(formatter) {
  return {
    renderMode: "richText", confine: true, backgroundColor: colour("card"), borderColor: colour("line"), padding: 10, formatter,
    textStyle: { fontFamily: FONT, color: colour("ink"), fontSize: 13, align: rtl ? "right" : "left", lineHeight: 20 },
  };
}

export function axis({ axisLabel, ...more }) {
  const line = { lineStyle: { color: colour("border") } };
  return { axisLine: line, axisTick: line, axisLabel: { color: colour("soft"), hideOverlap: true, ...axisLabel }, splitLine: { show: true, lineStyle: { color: colour("line") } }, ...more };
}

export function zoom(more = {}) {
  const both = { filterMode: "weakFilter", ...more };
  return [
    { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, ...both },
    { type: "slider", height: 18, bottom: 8, showDetail: false, brushSelect: false, borderColor: colour("line"), fillerColor: `${colour("soft")}33`, ...both },
  ];
}

// Braces mean styles to the library: a name that holds them is shown with other brackets. Long ones are cut.
export function plain(text, most = 160) {
  const whole = text.replaceAll("{", "(").replaceAll("}", ")");
  return whole.length > most ? `${whole.slice(0, most - 1)}…` : whole;
}

export function canvas(drawn) {
  return () => drawn.getRenderedCanvas({ pixelRatio: window.devicePixelRatio || 1, backgroundColor: colour("card") });
}

export async function settled(drawn) {
  return new Promise((done) => { drawn.on("finished", () => done()); setTimeout(done, 2_000); });
}
