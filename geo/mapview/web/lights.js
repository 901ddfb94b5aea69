// What the reader looks at in the page around a small map: an element that names a record lights it.

/**
 * `act` hears which record the pointer or the focus has come to, null once it is gone from it.
 *
 * @param {(id: string | null) => void} act
 */
export function watchLights(act) {
  const { document } = window.parent;
  /** @type {string | null} */
  let lit = null;
  const hear = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const named = event.type === "focusout" ? null : target.closest?.("[data-mention]");
    const id = /** @type {HTMLElement | null} */ (named)?.dataset.mention ?? null;
    if (id === lit) return;
    lit = id;
    act(id);
  };
  const events = ["mouseover", "focusin", "focusout"];
  for (const name of events) document.addEventListener(name, hear, true);
  // The page outlives the frame.
  window.addEventListener("pagehide", () => {
    for (const name of events) document.removeEventListener(name, hear, true);
  });
}
