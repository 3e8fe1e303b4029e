// The article: fields show their words, words show their fields, by pointer and by keys. Without this script, every field quotes its words.
"use strict";
(() => {
  if (!MarsadText.canPaint) return;
  const byId = (id) => document.getElementById(id);
  const spans = JSON.parse(byId("spans").textContent), pane = document.querySelector(".pane"), here = byId("here");
  const text = MarsadText.over(document.querySelectorAll("#text p"), pane);
  text.paintKinds(spans);

  const linked = [];
  for (const field of spans) {
    const row = byId(field.field), pairs = [...field.values, ...field.steps], tag = row.querySelector(".tag");
    if (!pairs.length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tag";
    button.textContent = tag.textContent;
    button.setAttribute("aria-pressed", "false");
    tag.replaceWith(button);
    linked.push({ row, button, pairs });
  }
  const pins = MarsadText.link(text, linked);

  // Words → the fields whose values they are.
  const within = (at) => ([start, end]) => start <= at && at < end;
  const fieldsAt = (at) => spans.filter((f) => f.values.some(within(at)));
  function light(found) {
    for (const row of document.querySelectorAll(".field.lit")) row.classList.remove("lit");
    for (const field of found) byId(field.field).classList.add("lit");
  }
  function tell(at, bring) {
    const found = fieldsAt(at), said = document.createElement("span");
    said.textContent = found.length ? here.dataset.found : here.dataset.none;
    here.replaceChildren(said);
    for (const field of found) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = field.label;
      button.addEventListener("click", () => { const row = byId(field.field); row.scrollIntoView({ block: "center" }); row.querySelector("button").focus(); });
      here.append(" ", button);
    }
    light(found);
    if (bring && found.length && window.matchMedia("(min-width: 48rem)").matches) byId(found[0].field).scrollIntoView({ block: "nearest" });
    text.show(found.flatMap((f) => f.values.filter(within(at))), bring);
  }
  byId("text").addEventListener("click", (event) => {
    if (window.getSelection().isCollapsed) tell(text.offsetAt(event.clientX, event.clientY), false);
  });
  let pointed = "";
  byId("text").addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const at = text.offsetAt(event.clientX, event.clientY), found = fieldsAt(at), name = found.map((f) => f.field).join();
    if (name === pointed) return;
    pointed = name;
    light(found);
    if (found.length) text.show(found.flatMap((f) => f.values.filter(within(at))), false); else pins.restore();
  });
  byId("text").addEventListener("pointerleave", () => { pointed = ""; light([]); pins.restore(); });

  // In the text the arrow keys go from mark to mark, each the way it points on the screen.
  const marks = [...new Map(spans.flatMap((f) => f.values).map((pair) => [pair.join(), pair])).values()].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const onward = byId("text").dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  let mark = -1;
  pane.addEventListener("keydown", (event) => {
    if (event.target !== pane || event.altKey || event.ctrlKey || event.metaKey || !marks.length) return;
    const next = { [onward]: mark + 1, [back]: mark - 1, Home: 0, End: marks.length - 1 }[event.code];
    if (next === undefined || next < 0 || next >= marks.length) return;
    event.preventDefault();
    mark = next;
    tell(marks[mark][0], true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Escape") return;
    pins.release();
    light([]);
    here.replaceChildren();
    mark = -1;
  });

  byId("hint").hidden = false;
  const cited = byId("text").dataset.cited;
  if (cited) text.show([cited.split("-").map(Number)], true);
})();
