// The rows of a list that may be long: those that are wanted and those at its head; the others are
// made when a reader asks for them. A row of the panel has a dozen elements, and nobody reads 900.

import { element } from "./dom.js";
import { say } from "./texts.js";

const MOST = 15; // rows of a list that nobody has asked for more of

export class RowList {
  /** @type {Map<string, Node>} */
  made = new Map();
  rest = element("button", { type: "button", class: "quiet rest", onclick: () => this.all() });

  /**
   * `onMade` hears of rows that came after the first.
   *
   * @param {string[]} ids
   * @param {(id: string) => Node} make
   * @param {() => void} onMade
   */
  constructor(ids, make, onMade) {
    this.ids = ids;
    this.make = make;
    this.onMade = onMade;
  }

  /**
   * The first rows, with those of a set among them as far as they are few.
   *
   * @param {Set<string>} wanted
   * @returns {Node[]}
   */
  rows(wanted) {
    const some = this.ids.filter((id) => wanted.has(id)).slice(0, MOST);
    for (const id of [...new Set([...some, ...this.ids])].slice(0, MOST)) this.row(id);
    return this.nodes();
  }

  /** @param {string} id */
  row(id) {
    if (!this.made.has(id)) this.made.set(id, this.make(id));
  }

  /** What is made, in the order of the list, and a button for what is not. */
  nodes() {
    const rows = this.ids.flatMap((id) => this.made.get(id) ?? []);
    const left = this.ids.length - rows.length;
    this.rest.textContent = say("Show {n} more", { n: left });
    return left ? [...rows, this.rest] : rows;
  }

  /**
   * Rows for what has been switched on elsewhere, as far as that is little.
   *
   * @param {Set<string>} set
   */
  follow(set) {
    const missing = this.ids.filter((id) => set.has(id) && !this.made.has(id));
    if (missing.length && missing.length <= MOST) this.add(missing);
  }

  /** All rows; the first new one has the focus that the button had. */
  all() {
    const first = this.ids.find((id) => !this.made.has(id));
    this.add(this.ids);
    const row = first && /** @type {HTMLElement} */ (this.made.get(first));
    if (row) row.querySelector("input")?.focus();
  }

  /** @param {string[]} ids */
  add(ids) {
    for (const id of ids) this.row(id);
    const list = this.rest.parentElement;
    this.rest.remove();
    list?.append(...this.nodes());
    this.onMade();
  }
}
