// Draws each figure of the page when it comes into sight. The tables of the page stay; they say the same.
import { element, ui, words, number } from "./words.js";
import { json } from "./load.js";
import { save } from "./picture.js";

const MAKERS = { map: "./map.js", posts: "./posts.js", timeline: "./timeline.js", curve: "./curve.js", network: "./network.js" };

async function draw(figure) {
  const note = figure.querySelector(".figure-note"), box = figure.querySelector(".drawing"), button = figure.querySelector(".picture");
  note.textContent = ui.drawing;
  try {
    const [maker, data] = await Promise.all([import(MAKERS[figure.dataset.view]), json(figure.dataset.source)]);
    if (!data.rows.length) { note.textContent = ui.nothing_to_draw; box.remove(); button.remove(); return; }
    const drawn = await maker.draw(box, data, figure);
    note.textContent = data.cut && figure.classList.contains("small") ? ui.cut_note.replace("{count}", number(data.acts)) : "";
    if (drawn.canvas) {
      button.disabled = false;
      button.addEventListener("click", () => save(drawn.canvas(), figure.dataset.title, figure.dataset.view, drawn.credit));
    }
    figure.dataset.drawn = "yes";
  } catch (error) {
    note.textContent = ui.not_drawn;
    box.remove();
    button.remove();
    figure.dataset.drawn = "no";
    console.warn(`${figure.dataset.view}: ${error.message}`);
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) { seen.unobserve(entry.target); draw(entry.target); }
}, { rootMargin: "200px" });

for (const figure of document.querySelectorAll("figure[data-view]")) {
  figure.hidden = false;
  seen.observe(figure);
}
