// What a reader writes at the desk stays in this tab of the browser, so that going away and Back
// finds it again. Nobody is told of it, and it goes with the tab.

import { formFields, writeInto } from "./streamlit_page.js";

/** The fields by the keys that the page gives them: pages/ui/desk/given.py. */
const FIELDS = ["desk-text", "desk-title", "desk-publisher", "desk-day", "desk-url"];
const KEY = "atlas-desk";

/**
 * From now on keep what stands in the fields, and write it into fields that come empty.
 *
 * @param {() => Pick<Storage, "getItem" | "setItem">} storage
 */
export function keepWriting(storage) {
  /** @type {WeakSet<HTMLElement>} */
  const seen = new WeakSet();
  const look = () => {
    const fields = formFields(FIELDS);
    if (fields.size > 0) keep(fields, seen, storage);
  };
  // Streamlit makes the fields, and what it writes into them itself tells of no input.
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("input", look);
  window.addEventListener("pagehide", look);
  look();
}

/**
 * @param {Map<string, HTMLInputElement | HTMLTextAreaElement>} fields
 * @param {WeakSet<HTMLElement>} seen
 * @param {() => Pick<Storage, "getItem" | "setItem">} storage
 */
function keep(fields, seen, storage) {
  const kept = read(storage);
  const now = { ...kept };
  for (const [name, field] of fields) {
    const isNew = !seen.has(field);
    // Before it is written into, which is told here at once.
    seen.add(field);
    if (isNew && !field.value && kept[name]) writeInto(field, kept[name]);
    now[name] = field.value;
  }
  const text = JSON.stringify(now);
  if (text !== JSON.stringify(kept)) write(storage, text);
}

/**
 * @param {() => Pick<Storage, "getItem">} storage
 * @returns {Record<string, string>}
 */
function read(storage) {
  try {
    return JSON.parse(storage().getItem(KEY) ?? "{}");
  } catch {
    return {}; // a browser that keeps nothing
  }
}

/**
 * @param {() => Pick<Storage, "setItem">} storage
 * @param {string} text
 */
function write(storage, text) {
  try {
    storage().setItem(KEY, text);
  } catch {
    // A browser that keeps nothing, or not so much: the text stands in its field all the same.
  }
}
