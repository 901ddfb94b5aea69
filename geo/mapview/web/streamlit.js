// All that the map knows of Streamlit, and the only place that does. What is no documented
// interface is under test (tests/browser/test_streamlit.py): an upgrade that changes it is told.

/** Streamlit's own mark of a run, made for its tests. */
const RUNNING = "[data-test-script-state=running]";
/** The mark that `pages/ui/map_panel.py` leaves in the page with every run. */
const LAST_RUN = "[data-run]";
/** What changes in the page when a run ends. */
const WATCHED = ["data-run", "data-test-script-state"];
/** The boxes of the details, by the keys that our pages give them. */
const DETAILS = ".st-key-details, .st-key-details-day, .st-key-details-reading";

/**
 * What the component gives back to the script.
 *
 * @param {object} value
 */
export function setValue(value) {
  window.Streamlit.setComponentValue(value);
}

/**
 * `act` hears the theme of the page with every render.
 *
 * @param {(theme: { backgroundColor?: string }) => void} act
 */
export function onRender(act) {
  window.Streamlit.events.addEventListener("streamlit:render", (event) => {
    act(/** @type {CustomEvent} */ (event).detail.theme);
  });
}

/** The mark of the last run that has drawn the page. */
export function lastRun() {
  /** @type {HTMLElement | null} */
  const node = window.parent.document.querySelector(LAST_RUN);
  return node?.dataset.run;
}

/** Whether the script runs just now. */
export function isRunning() {
  return window.parent.document.querySelector(RUNNING) !== null;
}

/**
 * `act` is called when a run may have begun or ended; returns what watches.
 *
 * @param {() => void} act
 */
export function watchRuns(act) {
  const page = /** @type {Window} */ (window.parent);
  const watch = new page.MutationObserver(act);
  watch.observe(page.document.body, { childList: true, subtree: true, attributeFilter: WATCHED });
  return watch;
}

/** What is told next begins at its beginning, however far down the reader was. */
export function scrollDetailsUp() {
  for (const box of window.parent.document.querySelectorAll(DETAILS)) box.scrollTop = 0;
}
