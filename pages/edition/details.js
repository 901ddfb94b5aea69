// The details beside a map: each record has a page of its own, whose article is shown here.

import { element } from "./dom.js";
import { say } from "./texts.js";

/** Of a page below the start of the edition, what leads back there. */
const UP = /^(?:\.\.\/)+(?:\.\/)?/;

export class Details {
  turn = 0; // of what the map has told: an answer to an earlier one comes too late

  /**
   * @param {HTMLElement} box
   * @param {{ root: string, day: string }} told
   */
  constructor(box, { root, day }) {
    this.box = box;
    this.root = root;
    this.day = day;
    this.mark = /** @type {HTMLElement} */ (box.querySelector("[data-run]"));
    this.shown = /** @type {HTMLElement} */ (box.querySelector("article"));
    this.welcome = this.shown;
    // The last visit can be on any day, and an edition has what changed since a few.
    for (const link of box.querySelectorAll("a.last-visit")) link.remove();
    window.addEventListener("atlas-told", (event) => {
      this.tell(/** @type {CustomEvent} */ (event).detail);
    });
    // The map waits for a run of the page after Back, as it does in Streamlit.
    window.addEventListener("popstate", () => setTimeout(() => this.answered()));
    const query = new URLSearchParams(window.location.search);
    const told = Object.fromEntries(query);
    if (told.select || told.since || told.date) this.tell(told);
  }

  /** A new mark, by which the map knows that it has been answered. */
  answered() {
    this.mark.dataset.run = String(Number(this.mark.dataset.run) + 1);
  }

  /** @param {{ select?: string, date?: string, since?: string }} told */
  async tell({ select, date, since }) {
    this.turn += 1;
    const turn = this.turn;
    const path = select ? `record/${select}/` : since && `since/${since}/`;
    const article = path ? await articleAt(this.root, path) : this.welcome;
    if (turn !== this.turn) return;
    const notes = [];
    if (!article) notes.push(say("This edition has no details of that. The live atlas may have."));
    if (date) {
      const { day } = this;
      notes.push(
        say("The details are those of {day}. Those of another day need the live atlas.", { day }),
      );
    }
    for (const note of this.box.querySelectorAll(".edition-note")) note.remove();
    const next = article ?? this.welcome;
    this.shown.replaceWith(next);
    this.shown = next;
    next.before(...notes.map((words) => element("p", { class: "edition-note" }, words)));
    this.answered();
  }
}

/**
 * The article of a page of this edition, its links as seen from the map; null if there is none.
 *
 * @param {string} root
 * @param {string} path
 * @returns {Promise<HTMLElement | null>}
 */
async function articleAt(root, path) {
  const answer = await fetch(`${root}${path}`).catch(() => null);
  if (!answer?.ok) return null;
  // Scripts of a document that was parsed like this never run.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const article = page.querySelector("article");
  if (!article) return null;
  for (const link of article.querySelectorAll("a[href]")) {
    const href = String(link.getAttribute("href"));
    const seen = href.replace(UP, "");
    if (seen !== href) link.setAttribute("href", seen.startsWith("?") ? seen : `${root}${seen}`);
  }
  return document.adoptNode(article);
}
