// Paints the words that each value rests on. The text stays one node a paragraph (CSS Custom Highlight API): letters stay joined,
// lines keep their direction, however many spans there are. Without this script, every field quotes its words.
"use strict";
(() => {
  const spans = JSON.parse(document.getElementById("spans").textContent);
  const paint = typeof Highlight === "function" && typeof CSS !== "undefined" && "highlights" in CSS;
  if (!paint) return;
  const byId = (id) => document.getElementById(id);
  const ORDER = ["attribution", "recipients", "actors", "where", "when", "counts", "type"];

  // The record counts code points, the page's strings count UTF-16 units: units[n] is where code point n of the paragraph begins.
  function unitsOf(text) {
    const units = [0];
    let at = 0;
    for (const sign of text) { at += sign.length; units.push(at); }
    return units;
  }
  const paragraphs = [...document.querySelectorAll("#text p")].map((p) => {
    const units = unitsOf(p.firstChild.data), start = Number(p.dataset.start);
    return { node: p.firstChild, units, start, end: start + units.length - 1 };
  });
  function rangesOf([from, to]) {
    const found = [];
    for (const p of paragraphs) {
      const start = Math.max(from, p.start), end = Math.min(to, p.end);
      if (start < end) {
        const range = document.createRange();
        range.setStart(p.node, p.units[start - p.start]);
        range.setEnd(p.node, p.units[end - p.start]);
        found.push(range);
      }
    }
    return found;
  }
  ORDER.forEach((kind, priority) => {
    const highlight = new Highlight(...spans.filter((f) => f.kind === kind).flatMap((f) => f.values).flatMap(rangesOf));
    highlight.priority = priority;
    CSS.highlights.set("f-" + kind, highlight);
  });

  let pinned = null;
  function show(pairs, reveal) {
    const ranges = pairs.flatMap(rangesOf), highlight = new Highlight(...ranges);
    highlight.priority = 100;
    CSS.highlights.set("hot", highlight);
    if (reveal && ranges.length) {
      const pane = document.querySelector(".pane"), box = ranges[0].getBoundingClientRect(), frame = pane.getBoundingClientRect();
      const top = Math.max(frame.top, 0), bottom = Math.min(frame.bottom, window.innerHeight);
      if (box.top < top || box.bottom > bottom) pane.scrollBy(0, box.top - top - (bottom - top) / 3);
    }
  }
  const restore = () => show(pinned ? pinned.pairs : [], false);
  for (const field of spans) {
    const row = byId(field.field), pairs = [...field.values, ...field.steps], tag = row.querySelector(".tag");
    if (!pairs.length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tag";
    button.textContent = tag.textContent;
    button.setAttribute("aria-pressed", "false");
    tag.replaceWith(button);
    row.addEventListener("pointerenter", () => show(pairs, false));
    row.addEventListener("pointerleave", restore);
    row.addEventListener("focusin", () => show(pairs, true));
    row.addEventListener("focusout", restore);
    button.addEventListener("click", () => {
      const same = pinned && pinned.button === button;
      if (pinned) pinned.button.setAttribute("aria-pressed", "false");
      pinned = same ? null : { button, pairs };
      if (pinned) button.setAttribute("aria-pressed", "true");
      show(pinned ? pairs : [], true);
    });
  }

  // Words that were clicked → the fields that quote them.
  function codePointAt(x, y) {
    let node = null, offset = 0;
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      if (caret) { node = caret.offsetNode; offset = caret.offset; }
    } else if (document.caretRangeFromPoint) {
      const range = document.caretRangeFromPoint(x, y);
      if (range) { node = range.startContainer; offset = range.startOffset; }
    }
    const p = paragraphs.find((one) => one.node === node);
    if (!p) return -1;
    let n = 0;
    while (n + 1 < p.units.length && p.units[n + 1] <= offset) n += 1;
    return p.start + n;
  }
  byId("text").addEventListener("click", (event) => {
    if (!window.getSelection().isCollapsed) return;
    const at = codePointAt(event.clientX, event.clientY), here = byId("here");
    const found = spans.filter((f) => f.values.some(([start, end]) => start <= at && at < end));
    const said = document.createElement("span");
    said.textContent = found.length ? here.dataset.found : here.dataset.none;
    here.replaceChildren(said);
    for (const field of found) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = field.label;
      button.addEventListener("click", () => { const row = byId(field.field); row.scrollIntoView({ block: "center" }); row.querySelector("button").focus(); });
      here.append(" ", button);
    }
    show(found.flatMap((f) => f.values.filter(([start, end]) => start <= at && at < end)), false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Escape") return;
    if (pinned) pinned.button.setAttribute("aria-pressed", "false");
    pinned = null;
    show([], false);
    byId("here").replaceChildren();
  });
  byId("hint").hidden = false;
})();
