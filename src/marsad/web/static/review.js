// The review by keys, by their place on the keyboard (event.code), so that they are the same under an Arabic layout; and words chosen in the
// text, by keys or by pointer, as the new value of a field. Without this script the same forms take words or offsets by hand.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const press = (selector) => { const found = document.querySelector(selector); if (found) found.click(); return Boolean(found); };
  const help = byId("help"), pane = document.querySelector(".pane"), mode = byId("mode");
  byId("keys").hidden = false;
  byId("help-open").addEventListener("click", () => help.showModal());

  // -- fields and their words ---------------------------------------------------------------------------------------------------------
  const rows = [...document.querySelectorAll(".field[data-name]")];
  const text = pane ? MarsadText.over(document.querySelectorAll("#text p"), pane) : null;
  const spans = pane ? JSON.parse(byId("spans").textContent) : [];
  const pairsOf = (row) => { const found = spans.find((f) => f.field === row.id); return found ? found.values : []; };
  let open = null;    // the row whose value is being chosen
  let chosen = null;  // [first, last]: words, by their number
  const words = text ? text.words() : [];

  function choosesWords(row) { return Boolean(row.querySelector("input[name=words]")); }
  function openField(row) {
    leave();
    open = row;
    row.classList.add("lit");
    row.querySelector(".mend").open = true;
    const control = row.querySelector("select[name=values], input[type=checkbox]");
    if (control && !choosesWords(row)) { control.focus(); mode.textContent = mode.dataset.open; return; }
    const [first] = pairsOf(row), trigger = spans.find((f) => f.field === "event-1-trigger");
    const from = first || (trigger && trigger.values[0]) || [0, 0];
    const at = Math.max(0, words.findIndex(([start, end]) => end > from[0]));
    let to = at;
    while (first && to + 1 < words.length && words[to + 1][0] < first[1]) to += 1;
    chosen = [at, to];
    mode.textContent = mode.dataset.choose;
    pane.focus({ preventScroll: true });
    showChosen();
  }
  function leave() {
    if (open) open.classList.remove("lit");
    open = null;
    chosen = null;
    if (mode) mode.textContent = "";
    if (text) text.show([], false);
  }
  function fill([start, end]) {
    if (!open) return;
    const form = open.querySelector(".mend form");
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.words.value = text.textOf([start, end]);
    form.elements.occurrence.value = "";
  }
  function showChosen() {
    const pair = [words[Math.min(...chosen)][0], words[Math.max(...chosen)][1]];
    text.show([pair], true);
    fill(pair);
  }
  function send(how) {
    const button = open && open.querySelector(`.mend button[name=how][value=${how}]`);
    if (button) button.click();
  }
  // Words that were typed count instead of offsets that were chosen before.
  for (const field of document.querySelectorAll(".mend input[name=words]")) {
    field.addEventListener("input", () => { field.form.elements.start.value = ""; field.form.elements.end.value = ""; });
  }

  if (text) {
    text.paintKinds(spans);
    const linked = rows.map((row) => {
      const tag = row.querySelector(".tag"), button = document.createElement("button");
      button.type = "button";
      button.className = "tag";
      button.append(...tag.childNodes);
      button.setAttribute("aria-pressed", "false");
      tag.replaceWith(button);
      button.addEventListener("click", () => openField(row));
      return { row, button, pairs: pairsOf(row) };
    });
    for (const { row, pairs } of linked) {
      row.addEventListener("pointerenter", () => { if (!open) text.show(pairs, false); });
      row.addEventListener("pointerleave", () => { if (!open) text.show([], false); });
    }
    byId("text").addEventListener("pointerup", () => {
      const pair = text.selected();
      if (!open || !pair || !choosesWords(open)) return;
      const inside = words.map((word, n) => [word, n]).filter(([[start, end]]) => start < pair[1] && end > pair[0]).map(([, n]) => n);
      if (inside.length) chosen = [inside[0], inside[inside.length - 1]];
      text.show([pair], false);
      fill(pair);
    });
  }

  // -- keys ---------------------------------------------------------------------------------------------------------------------------
  const DIGITS = ["Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7", "Digit8", "Digit9", "Digit0"];
  const focusOn = (selector) => { const field = document.querySelector(selector); if (field) field.focus(); };
  function needsReason(button) {
    const why = document.querySelector("#decide input[name=why]");
    if (why && !why.value.trim()) { why.dataset.then = button; why.focus(); } else press(`#decide button[value=${button}]`);
  }
  const KEYS = {
    KeyA: () => press("#decide button[value=accept]"),
    KeyS: () => press("#decide button[value=skip]"),
    KeyZ: () => press("#undo button"),
    KeyX: () => needsReason("reject"),
    KeyM: () => { const others = document.querySelector("#decide input[name=with]"); if (others && !others.value.trim()) others.focus(); else needsReason("merge"); },
    KeyP: () => { if (document.querySelector("#decide button[value=split]")) { if (!document.querySelector("#decide input[name=claim]:checked")) focusOn("#decide input[name=claim]"); else needsReason("split"); } },
    KeyH: () => help.showModal(),
    BracketLeft: () => press("#before"),
    BracketRight: () => press("#after"),
  };

  // While words are chosen: arrows go the way they point on the screen, also in the other direction of writing.
  function choosing(event) {
    const onward = byId("text").dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const step = { [onward]: 1, [back]: -1, ArrowDown: 8, ArrowUp: -8 }[event.code];
    if (step) {
      const head = Math.min(words.length - 1, Math.max(0, chosen[1] + step));
      chosen = event.shiftKey ? [chosen[0], head] : [head, head];
      showChosen();
    } else if (event.code === "Enter" || event.code === "NumpadEnter") send("only");
    else if (event.code === "Equal" || event.code === "NumpadAdd") send("add");
    else if (event.code === "Delete" || event.code === "Backspace") send("none");
    else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || (help && help.open)) return;
    if (event.code === "Escape") {
      if (document.activeElement) document.activeElement.blur();
      leave();
      return;
    }
    const field = event.target.closest ? event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea") : null;
    if (field) {
      if (event.code === "Enter" && field.name === "why" && field.form.id === "decide") {
        event.preventDefault();
        if (field.value.trim()) press(`#decide button[value=${field.dataset.then || "reject"}]`);
      } else if (event.code === "Enter" && field.name === "with") {
        event.preventDefault();
        if (field.value.trim()) needsReason("merge");
      } else if (event.code === "Enter" && field.tagName === "SELECT" && open && open.contains(field)) {
        event.preventDefault();
        send("only");
      }
      return;
    }
    if (event.target.type === "checkbox" && event.code === "Enter") {
      event.preventDefault();
      if (open && open.contains(event.target)) send("only"); else KEYS.KeyP();
      return;
    }
    if (open && chosen && document.activeElement === pane && choosing(event)) { event.preventDefault(); return; }
    if (event.repeat || event.shiftKey) return;
    const digit = DIGITS.indexOf(event.code);
    if (digit >= 0 && rows[digit]) { event.preventDefault(); openField(rows[digit]); return; }
    if (KEYS[event.code] && !(event.target.closest && event.target.closest("summary, a") && event.code === "Enter")) { event.preventDefault(); KEYS[event.code](); }
  });
})();
