// Keys of the review, by their place on the keyboard (event.code), so that they are the same under an Arabic layout.
"use strict";
(() => {
  const press = (selector) => { const button = document.querySelector(selector); if (button) button.click(); };
  const KEYS = {
    KeyA: () => press("#decide button[value=accept]"),
    KeyS: () => press("#decide button[value=skip]"),
    KeyZ: () => press("#undo button"),
    KeyX: () => {
      const why = document.querySelector("#decide input[name=why]");
      if (why && !why.value.trim()) why.focus(); else press("#decide button[value=reject]");
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (field) {
      if (field.name === "why" && event.code === "Enter") { event.preventDefault(); if (field.value.trim()) press("#decide button[value=reject]"); }
      if (event.code === "Escape") field.blur();
      return;
    }
    if (KEYS[event.code]) { event.preventDefault(); KEYS[event.code](); }
  });
  document.getElementById("keys").hidden = false;
})();
