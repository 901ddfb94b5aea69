// What the map says, in the language of the reader; English stands in the scripts themselves.

/** @type {Record<string, string | Record<string, string>>} */
let translations = {};
let plurals = new Intl.PluralRules("en");

/**
 * Speak another language from now on.
 *
 * @param {{ language: string, texts: Record<string, string | Record<string, string>> }} index
 */
export function useTexts({ language, texts }) {
  translations = texts;
  plurals = new Intl.PluralRules(language);
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
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}
