// The reader's words, months, digits and colours: from the page and its style sheet.
export const words = JSON.parse(document.getElementById("figure-words").textContent);
export const ui = words.ui;
export const rtl = words.direction === "rtl";
export const FONT = getComputedStyle(document.body).fontFamily;

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function digits(text) {
  return words.digits === "arab" ? String(text).replace(/[0-9]/g, (sign) => String.fromCharCode(0x660 + Number(sign))) : String(text);
}

export function number(value) {
  return digits(Number.isInteger(value) ? value.toLocaleString("en") : value.toLocaleString("en", { maximumFractionDigits: 1 }));
}

// An ISO day, month or year as the reader writes dates.
export function day(iso) {
  const [year, month, date] = String(iso).slice(0, 10).split("-");
  return digits([date && Number(date), month && words.months[Number(month) - 1], year].filter(Boolean).join(" "));
}

// The name of a row's field in the reader's language, as far as the archive knows it.
export function named(row, field, english = field) {
  return (words.language === "ar" ? row[`${field}_ar`] || row[english] : row[english]) || "";
}

export function days(first, last) {
  return first === last || !last ? day(first) : `${day(first)} – ${day(last)}`;
}

// The two ends of an isolate keep a foreign name's own order inside a line of canvas text.
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

export function element(tag, attributes = {}, ...inner) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") made.className = value; else if (name.startsWith("on")) made.addEventListener(name.slice(2), value); else made.setAttribute(name, value);
  }
  made.append(...inner);
  return made;
}
