// A picture of a drawing with its title, the filter in the address, and credits below, as a PNG.
import { FONT, colour, digits, rtl, ui } from "./words.js";

export function save(canvas, title, name, credit = "") {
  const scale = window.devicePixelRatio || 1, head = 44 * scale, foot = 30 * scale;
  const out = document.createElement("canvas");
  out.width = canvas.width;
  out.height = canvas.height + head + foot;
  const pen = out.getContext("2d");
  pen.fillStyle = colour("card");
  pen.fillRect(0, 0, out.width, out.height);
  pen.drawImage(canvas, 0, head);
  pen.direction = rtl ? "rtl" : "ltr";
  pen.textAlign = "start";
  const edge = rtl ? out.width - 12 * scale : 12 * scale;
  pen.fillStyle = colour("ink");
  pen.font = `600 ${17 * scale}px ${FONT}`;
  pen.fillText(title, edge, 29 * scale, out.width - 24 * scale);
  pen.fillStyle = colour("soft");
  pen.font = `${11 * scale}px ${FONT}`;
  const asked = decodeURIComponent(location.search.slice(1).replaceAll("+", " "));
  pen.fillText([ui.brand, `\u2066${digits(new Date().toISOString().slice(0, 10))}\u2069`, credit, asked && `\u2066${asked}\u2069`].filter(Boolean).join(" · "), edge, out.height - 11 * scale, out.width - 24 * scale);
  out.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `marsad-${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }, "image/png");
}
