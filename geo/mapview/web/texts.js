// What the map says, in the language of the reader; English stands in the scripts themselves.

const ENGLISH = "en";
/** The language of the reader in an address, which every page and every question takes. */
export const LANGUAGE = "lang";
const RIGHT_TO_LEFT = new Set(["ar", "fa", "ps", "ug", "ur"]);

/**
 * Texts by the English ones; a text with a plural has one for each category of the language.
 *
 * @typedef {Record<string, string | Record<string, string>>} Texts
 * @typedef {{ language: string, texts: Texts }} Spoken
 */

/** @type {Texts} */
let translations = {};
let spoken = ENGLISH;
let plurals = new Intl.PluralRules(ENGLISH);

/**
 * Speak another language from now on.
 *
 * @param {Spoken} index
 */
export function speak({ language, texts }) {
  translations = texts;
  spoken = language;
  plurals = new Intl.PluralRules(language);
}

/**
 * The same, and the document says so: a frame is ours as a whole.
 *
 * @param {Spoken} index
 */
export function useTexts({ language, texts }) {
  speak({ language, texts });
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/**
 * The direction that a language is read in.
 *
 * @param {string} language
 */
export function directionOf(language) {
  return RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
}

/**
 * The address with the language of the reader, if it is not English.
 *
 * @param {string} url
 */
export function inLanguage(url) {
  if (spoken === ENGLISH) return url;
  return `${url}${url.includes("?") ? "&" : "?"}${LANGUAGE}=${spoken}`;
}

/**
 * The text in the language of the reader, with `{name}` replaced by the value of that name.
 *
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function say(text, values = {}) {
  return filled(String(translations[text] ?? text), values);
}

/**
 * The text for a number of things; `{n}` in it is the number.
 *
 * @param {string} singular
 * @param {string} plural
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function sayMany(singular, plural, n, values = {}) {
  const forms = translations[singular];
  const english = n === 1 ? singular : plural;
  const text = typeof forms === "object" ? (forms[plurals.select(n)] ?? forms.other) : english;
  return filled(text, { n, ...values });
}

/**
 * `a, b, c`; what is empty is left out.
 *
 * @param {unknown[]} parts
 */
export function withCommas(parts) {
  return parts.filter(Boolean).join(say(", "));
}

/**
 * `a`, `a and b`, `a, b and c`.
 *
 * @param {(string | number)[]} items
 */
export function listed(items) {
  const last = String(items.at(-1) ?? "");
  const most = withCommas(items.slice(0, -1));
  return most ? say("{most} and {last}", { most, last }) : last;
}

/**
 * Whole sentences, one after the other; the last has no full stop.
 *
 * @param {...string} said
 */
export function sentences(...said) {
  return said.join(say(". "));
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}
