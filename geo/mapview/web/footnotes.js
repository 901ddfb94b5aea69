// Footnotes of the page around a map: from a number to its sources, and back to where one read.

const NOTE = "a.note[href^='#source-']";

/** @typedef {{ node: HTMLElement, tops: [Element, number][] }} Place */

export class Footnotes {
  /** @type {Place | null} */
  left = null; // where the reader was when a number was followed

  /** @param {Document} page */
  constructor(page) {
    this.page = page;
  }

  /** Follow footnotes until the frame goes. */
  listen() {
    const act = (/** @type {MouseEvent} */ event) => this.click(event);
    this.page.addEventListener("click", act, true);
    window.addEventListener("pagehide", () => this.page.removeEventListener("click", act, true));
  }

  /** @param {MouseEvent} event */
  click(event) {
    // A page may have several maps; the first that hears it has done it.
    if (event.defaultPrevented) return;
    const target = /** @type {Element} */ (event.target);
    const note = /** @type {HTMLElement | null} */ (target.closest?.(NOTE));
    const back = target.closest?.("a.return");
    if (!note && !back) return;
    event.preventDefault();
    if (note) this.toSources(note);
    else if (back) this.toText(String(back.getAttribute("href")));
  }

  /** @param {HTMLElement} note */
  toSources(note) {
    const first = String(note.getAttribute("href")).slice("#source-".length);
    const numbers = (note.dataset.sources ?? first).split(" ");
    // Two texts side by side have each their own sources.
    const text = note.closest("article") ?? this.page;
    const rows = numbers.map((number) => sourceOf(text, number) ?? sourceOf(this.page, number));
    const [row] = rows;
    if (!row) return;
    this.left = { node: note, tops: scrolled(note) };
    for (const old of this.page.querySelectorAll("li.cited")) old.classList.remove("cited");
    for (const cited of rows) cited?.classList.add("cited");
    show(row);
  }

  /**
   * To the number that was followed, at the height it stood; else to the first of that source.
   *
   * @param {string} href
   */
  toText(href) {
    const place = this.left;
    this.left = null;
    if (place?.node.isConnected) {
      for (const [part, top] of place.tops) part.scrollTop = top;
      place.node.focus({ preventScroll: true });
      return;
    }
    const number = href.slice("#source-".length);
    const notes = /** @type {HTMLAnchorElement[]} */ ([...this.page.querySelectorAll(NOTE)]);
    const note = notes.find(({ dataset, hash }) =>
      (dataset.sources ?? hash.slice("#source-".length)).split(" ").includes(number),
    );
    if (note) show(note);
  }
}

/**
 * Where two texts stand side by side, the ids of one begin with a word of its own.
 *
 * @param {ParentNode} text
 * @param {string} number
 * @returns {HTMLElement | null}
 */
function sourceOf(text, number) {
  return text.querySelector(`li[id$="source-${number}"]`);
}

/**
 * How far everything around a node has been scrolled.
 *
 * @param {Element} node
 */
function scrolled(node) {
  /** @type {[Element, number][]} */
  const tops = [];
  for (let part = node.parentElement; part; part = part.parentElement) {
    if (part.scrollHeight > part.clientHeight) tops.push([part, part.scrollTop]);
  }
  return tops;
}

/**
 * Bring a node before the eyes, out of whatever is folded.
 *
 * @param {HTMLElement} node
 */
function show(node) {
  for (let part = node.closest("details"); part; part = openParent(part)) part.open = true;
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
}

/** @param {HTMLElement} part */
function openParent(part) {
  return part.parentElement?.closest("details") ?? null;
}
