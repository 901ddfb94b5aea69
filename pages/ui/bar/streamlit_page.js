// All that the bar knows of Streamlit's page, and the only place that does. None of it is a
// documented interface: tests/browser/test_bar.py tells if an upgrade changes it.

const APP = "[data-testid=stApp]";
const CONTENT = "[data-testid=stMain]";
const MENU = "[data-testid=stSidebar]";
const MENU_LINK = "[data-testid=stSidebarNavLink]";
const OPEN_MENU = "[data-testid=stExpandSidebarButton]";
const CLOSE_MENU = "[data-testid=stSidebarCollapseButton] button";
const DROPZONE = "[data-testid=stFileUploaderDropzone]";
const MAPS = "iframe[title*='st_folium']";
/** Streamlit's own mark of its connection, made for its tests. */
const CONNECTION = "data-test-connection-state";
const DIALOG = "[data-testid=stDialog]";
/** How Streamlit begins what it says to developers whose server is gone. */
const THEIR_WORDS = "Connection error";

/** @param {string} selector */
function find(selector) {
  return /** @type {HTMLElement | null} */ (document.querySelector(selector));
}

/** What the page is about, below its head. */
export function content() {
  return find(CONTENT);
}

/** The frames of the maps on this page, which are of our own server. */
export function mapFrames() {
  return /** @type {HTMLIFrameElement[]} */ ([...document.querySelectorAll(MAPS)]);
}

/**
 * `act` hears `light` or `dark`, whichever the reader has chosen or the system has.
 *
 * @param {(scheme: string) => void} act
 */
export function onTheme(act) {
  whenThere(APP, (app) => {
    const tell = () => act(getComputedStyle(app).colorScheme);
    // Another theme is another class.
    new MutationObserver(tell).observe(app, { attributeFilter: ["class"] });
    tell();
  });
}

/**
 * `act` hears what Streamlit says of its connection, and whenever a dialog may have come with it.
 *
 * @param {(state: string) => void} act
 */
export function onConnection(act) {
  whenThere(APP, (app) => {
    const tell = () => act(app.getAttribute(CONNECTION) ?? "");
    new MutationObserver(tell).observe(app, { attributeFilter: [CONNECTION] });
    new MutationObserver(tell).observe(document.body, { childList: true });
    tell();
  });
}

/** Shut the dialog in which Streamlit tells developers to start their server again. */
export function shutTheirs() {
  for (const dialog of document.querySelectorAll(DIALOG)) {
    if (!dialog.textContent?.startsWith(THEIR_WORDS)) continue;
    dialog.querySelector("button")?.click();
  }
}

/**
 * Once Streamlit has drawn something.
 *
 * @param {string} selector
 * @param {(node: HTMLElement) => void} act
 */
function whenThere(selector, act) {
  const look = () => {
    const node = find(selector);
    if (!node) return;
    watch.disconnect();
    act(node);
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
}

/**
 * Those fields of forms that are on the page, by the keys that the page gave them.
 *
 * @param {string[]} keys
 * @returns {Map<string, HTMLInputElement | HTMLTextAreaElement>}
 */
export function formFields(keys) {
  const found = new Map();
  for (const key of keys) {
    const field = find(`.st-key-${key} :is(input, textarea)`);
    if (field) found.set(key, field);
  }
  return found;
}

/**
 * Write into a field as a reader does, so that Streamlit hears of it.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} text
 */
export function writeInto(field, text) {
  // Its own setter is React's, which takes what is set there for known.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** An address that ends in `#scores` leads to that part, which is drawn later than the page. */
export function goToPart() {
  const part = window.location.hash.slice(1);
  if (!/^[a-z][a-z-]*$/.test(part)) return;
  whenThere(`${CONTENT} #${part}`, (node) => node.scrollIntoView());
}

/** The menu of a narrow screen covers the page; there is none on a wide one. */
export function closeMenu() {
  const isOpen = find(MENU)?.dataset.collapsed === "false";
  if (isOpen) find(CLOSE_MENU)?.click();
}

/**
 * Whether somebody has chosen a page in the menu.
 *
 * @param {Event} event
 */
export function isChoiceOfPage({ target }) {
  return target instanceof Element && target.closest(MENU_LINK) !== null;
}

/**
 * Streamlit makes the button of the menu anew each time: it is named whenever it comes.
 *
 * @param {string} word
 */
export function nameMenu(word) {
  whenever(OPEN_MENU, "aria-label", word);
}

/** Where a file is dropped has a name, so it is a group and no mere look. */
export function nameDropzone() {
  whenever(DROPZONE, "role", "group");
}

/**
 * @param {string} selector
 * @param {string} attribute
 * @param {string} value
 */
function whenever(selector, attribute, value) {
  const say = () => {
    const node = find(selector);
    if (node && node.getAttribute(attribute) !== value) node.setAttribute(attribute, value);
  };
  new MutationObserver(say).observe(document.body, { childList: true, subtree: true });
  say();
}
