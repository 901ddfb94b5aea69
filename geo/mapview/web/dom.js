// Making elements. Text is only ever set as text: nothing here or elsewhere parses HTML.

/** make("button", {class: "x", onclick: f, "aria-label": "…"}, child, "text", …) */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && key !== "list" && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const RIGHT_TO_LEFT = new Set(["ur", "fa", "ps", "ug"]);

/** A name in its language, with the direction it is read in. */
export function localName(language, text) {
  return make(
    "span",
    { lang: language, dir: RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr", class: "local" },
    text,
  );
}

/** 1234.5 -> "1 235 km", with thin spaces. */
export function kilometres(value) {
  return `${Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u2009")}\u2009km`;
}
