// The keys that open the search, in the page and in every map.

/** What somebody types in. */
const FIELDS = "input, textarea, select, [contenteditable]";

/**
 * `act` is called when somebody asks for the search: by `/` where nobody types, or by Ctrl+K.
 *
 * @param {() => void} act
 */
export function onSearchKey(act) {
  document.addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    act();
  });
}

/** @param {KeyboardEvent} event */
function asksForSearch({ key, ctrlKey, metaKey, altKey, target }) {
  if (key.toLowerCase() === "k") return (ctrlKey || metaKey) && !altKey;
  const isTyping = target instanceof Element && target.closest(FIELDS);
  return key === "/" && !(ctrlKey || metaKey || altKey || isTyping);
}
