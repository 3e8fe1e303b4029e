// Words of an article's text, by code points of the record. The text stays one node a paragraph and is painted by the CSS Custom Highlight
// API: letters stay joined and lines keep their direction, however many spans there are. Used by the pages of the desk and by `marsad explain --html`.
"use strict";
const MarsadText = (() => {
  const canPaint = typeof Highlight === "function" && typeof CSS !== "undefined" && "highlights" in CSS;
  // What is painted over what, the last on top.
  const PAINTED = ["attribution", "recipients", "actors", "where", "when", "counts", "type"];

  // The record counts code points, the page's strings count UTF-16 units: units[n] is where code point n begins.
  function unitsOf(text) {
    const units = [0];
    let at = 0;
    for (const sign of text) { at += sign.length; units.push(at); }
    return units;
  }

  // `elements`: the paragraphs, each with one text node and its offset in `data-start`. `pane`: what scrolls.
  function over(elements, pane) {
    const paragraphs = [...elements].map((p) => {
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
    function paint(name, pairs, priority) {
      if (!canPaint) return;
      const highlight = new Highlight(...pairs.flatMap(rangesOf));
      highlight.priority = priority;
      CSS.highlights.set(name, highlight);
    }
    // `spans`: [{kind, values}], as for the fields of events.
    function paintKinds(spans) {
      PAINTED.forEach((kind, n) => paint("f-" + kind, spans.filter((f) => f.kind === kind).flatMap((f) => f.values), n));
    }
    function reveal(pairs) {
      const [range] = pairs.flatMap(rangesOf);
      if (!range) return;
      const box = range.getBoundingClientRect(), frame = pane.getBoundingClientRect();
      const top = Math.max(frame.top, 0), bottom = Math.min(frame.bottom, window.innerHeight);
      if (box.top < top || box.bottom > bottom) pane.scrollBy(0, box.top - top - (bottom - top) / 3);
    }
    function show(pairs, bring) {
      paint("hot", pairs, 100);
      if (bring) reveal(pairs);
    }
    function offsetOf(node, unit) {
      const p = paragraphs.find((one) => one.node === node);
      if (!p) return -1;
      let n = 0;
      while (n + 1 < p.units.length && p.units[n + 1] <= unit) n += 1;
      return p.start + n;
    }
    function offsetAt(x, y) {
      if (document.caretPositionFromPoint) {
        const caret = document.caretPositionFromPoint(x, y);
        return caret ? offsetOf(caret.offsetNode, caret.offset) : -1;
      }
      const range = document.caretRangeFromPoint ? document.caretRangeFromPoint(x, y) : null;
      return range ? offsetOf(range.startContainer, range.startOffset) : -1;
    }
    // What is selected of the text, as [start, end), null if nothing is.
    function selected() {
      const selection = window.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      let start = Infinity, end = -1;
      for (const p of paragraphs) {
        if (!range.intersectsNode(p.node)) continue;
        const from = p.node === range.startContainer ? offsetOf(p.node, range.startOffset) : p.start;
        const to = p.node === range.endContainer ? offsetOf(p.node, range.endOffset) : p.end;
        start = Math.min(start, from);
        end = Math.max(end, to);
      }
      return start < end ? [start, end] : null;
    }
    function textOf([start, end]) {
      return rangesOf([start, end]).map((range) => range.toString()).join("\n");
    }
    // Every word with its offsets; signs around it are not of it.
    function words() {
      const found = [];
      for (const p of paragraphs) {
        for (const match of p.node.data.matchAll(/[\p{L}\p{N}\p{M}]+(?:[-‑–.,'’_][\p{L}\p{N}\p{M}]+)*/gu)) {
          found.push([offsetOf(p.node, match.index), offsetOf(p.node, match.index + match[0].length)]);
        }
      }
      return found;
    }
    return { rangesOf, paint, paintKinds, show, reveal, offsetAt, selected, textOf, words };
  }

  // Fields and their words, both ways: pointing at a field, or moving to it, shows its words, and its button pins them.
  // `field`: {row, button, pairs}. Gives what lets go of the pinned one.
  function link(text, fields) {
    let pinned = null;
    const restore = () => text.show(pinned ? pinned.pairs : [], false);
    function release() {
      if (pinned) pinned.button.setAttribute("aria-pressed", "false");
      pinned = null;
      text.show([], false);
    }
    for (const field of fields) {
      field.row.addEventListener("pointerenter", () => text.show(field.pairs, false));
      field.row.addEventListener("pointerleave", restore);
      field.row.addEventListener("focusin", () => text.show(field.pairs, true));
      field.row.addEventListener("focusout", restore);
      field.button.addEventListener("click", () => {
        const same = pinned === field;
        release();
        if (!same) {
          pinned = field;
          field.button.setAttribute("aria-pressed", "true");
          text.show(field.pairs, true);
        }
      });
    }
    return { release, restore };
  }

  return { over, link, canPaint };
})();
