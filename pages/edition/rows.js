// The filter above a table or a list of an edition: rows that have every word.

import { sayMany } from "./texts.js";

const ROWS = "tr[data-record], li.register-row, .library > li";

export class Rows {
  /** @param {HTMLInputElement} input */
  constructor(input) {
    this.input = input;
    this.status = /** @type {HTMLElement} */ (
      input.closest("form")?.querySelector("[role=status]")
    );
    const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(ROWS)]);
    this.rows = rows.map((row) => ({ row, text: plain(`${row.id} ${row.textContent}`) }));
  }

  /**
   * With these words from the start, as a link has them.
   *
   * @param {string} words
   */
  start(words) {
    this.input.form?.removeAttribute("hidden");
    this.input.addEventListener("input", () => this.filter());
    this.input.value = words;
    if (words) this.filter();
  }

  filter() {
    const words = plain(this.input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of this.rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += Number(!row.hidden);
    }
    this.status.textContent = words.length ? sayMany("{n} matches", "{n} match", shown) : "";
  }
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
