// The search box: names in every script, answered by the app itself (/atlas/search).

import { localName, element } from "./dom.js";
import { say, sayMany, withCommas } from "./texts.js";

/** What the map draws by itself, and what a page tells better than the map. */
const DRAWN = new Set(["project", "place", "line"]);
const ON_PAGES = new Set(["route", "source"]);
const LONGEST = 80; // letters of a question

/** @typedef {{ hits: SearchHit[], ambiguous: boolean, looked_in?: [string, number][] }} Answer */

/** A combobox as the ARIA practices describe it; homonyms wait until the reader says which one. */
export class SearchBox {
  at = -1; // the option that Enter takes; -1 is none
  asked = 0; // questions so far: an answer to an earlier one comes too late
  /** @type {SearchHit[]} */
  hits = [];

  /**
   * @param {import("./fetching.js").Answers} answers
   * @param {{ onChoose: (id: string) => void, onTown: (hit: SearchHit) => void,
   *   onPage: (link: string) => void,
   *   describe?: (id: string) => Described }} options
   */
  constructor(answers, { onChoose, onTown, onPage, describe }) {
    this.answers = answers;
    this.onChoose = onChoose;
    this.onTown = onTown;
    this.onPage = onPage;
    this.describe = describe;
    this.list = element("ul", { role: "listbox", id: "hits", "aria-label": say("Search results") });
    this.head = element("p", { class: "which", "aria-hidden": "true" });
    this.box = element("div", { class: "hits", hidden: true }, this.head, this.list);
    this.said = element("p", { class: "unseen", role: "status" });
    this.input = this.field();
    this.node = element("div", { class: "searching" }, this.input, this.box, this.said);
  }

  field() {
    const input = element("input", {
      type: "search",
      class: "search",
      placeholder: say("Search a place, line or project"),
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": say("Search places, lines and projects in any script"),
      "aria-expanded": "false",
      "aria-controls": "hits",
      "aria-autocomplete": "list",
      oninput: () => this.ask(),
      onblur: () => this.close(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    // The towns are read when somebody is about to search: the first letter need not wait.
    const warm = () => this.answers("q=").catch(() => {});
    input.addEventListener("focus", warm, { once: true });
    return input;
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    this.box.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    this.asked += 1;
    this.hits = [];
    this.said.textContent = "";
    this.open(false);
    this.unmark();
  }

  unmark() {
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} next */
  mark(next) {
    const all = [...this.list.querySelectorAll("[role=option]")];
    if (!all.length) return;
    this.at = (next + all.length) % all.length;
    all.forEach((node, index) => {
      node.setAttribute("aria-selected", String(index === this.at));
    });
    all[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", all[this.at].id);
  }

  /** @param {SearchHit} hit */
  choose(hit) {
    this.close();
    this.input.value = hit.name;
    if (hit.town) this.onTown(hit);
    else if (hit.link && (ON_PAGES.has(hit.found) || !hit.id)) this.onPage(hit.link);
    else this.onChoose(hit.id);
  }

  /**
   * @param {SearchHit} hit
   * @param {number} index
   */
  row(hit, index) {
    const isOnMap = !hit.town && DRAWN.has(hit.found);
    // The map knows more of what it draws than the answer says.
    const kind = (isOnMap && this.describe?.(hit.id).detail) || hit.kind;
    const away = hit.km && say("{km} km away", { km: Math.round(hit.km) });
    const detail = [hit.where, kind, away].filter(Boolean).join(" · ");
    return element(
      "li",
      {
        role: "option",
        id: `hit-${index}`,
        "data-id": hit.id,
        class: hit.town ? "town" : "",
        "aria-selected": "false",
        onmousedown: (/** @type {MouseEvent} */ event) => {
          event.preventDefault();
          this.choose(hit);
        },
      },
      element("b", {}, hit.name),
      hit.matched !== hit.name ? localName(hit.language, hit.matched) : null,
      element("span", { class: "detail" }, detail),
      hit.sentence ? element("span", { class: "sentence" }, ...marked(hit.sentence)) : null,
    );
  }

  async ask() {
    const words = this.input.value.trim();
    if (!words) {
      this.close();
      return;
    }
    this.asked += 1;
    const turn = this.asked;
    const question = `q=${encodeURIComponent(words.slice(0, LONGEST))}`;
    const answer = await this.answers(question).catch(() => {});
    if (turn !== this.asked) return;
    if (answer) {
      this.show(answer, words);
    } else {
      this.close();
      this.said.textContent = say("The search does not answer. Try again.");
    }
  }

  /**
   * @param {Answer} answer
   * @param {string} words
   */
  show({ hits, ambiguous, looked_in: lookedIn = [] }, words) {
    this.hits = hits;
    this.unmark();
    this.head.textContent = ambiguous ? say("Which one?") : "";
    this.head.hidden = !ambiguous;
    const looked = lookedIn.map(([kind, count]) => `${kind} (${count})`);
    const where = looked.length
      ? say("Looked through: {kinds}.", { kinds: withCommas(looked) })
      : "";
    const nothing = element(
      "li",
      { class: "empty", role: "presentation" },
      `${nothingFound()} ${where}`.trim(),
    );
    const rows = hits.map((hit, index) => this.row(hit, index));
    this.list.replaceChildren(...(rows.length ? rows : [nothing]));
    this.said.textContent = inWords(hits.length, ambiguous);
    this.list.dataset.words = words;
    this.open(true);
    // Nobody should end up at the wrong Jalalabad because it came first.
    if (hits.length && !ambiguous) this.mark(0);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.mark(this.at + 1),
      ArrowUp: () => this.mark(this.at < 0 ? -1 : this.at - 1),
      Escape: () => this.close(),
    };
    if (this.at >= 0) keys.Enter = () => this.choose(this.hits[this.at]);
    if (!Object.hasOwn(keys, event.key)) return;
    keys[event.key]();
    event.preventDefault();
  }
}

/**
 * @param {[string, boolean][]} runs
 * @returns {(HTMLElement | string)[]}
 */
function marked(runs) {
  return runs.map(([text, isMatch]) => (isMatch ? element("mark", {}, text) : text));
}

/**
 * @param {number} count
 * @param {boolean} isAmbiguous
 */
function inWords(count, isAmbiguous) {
  if (!count) return nothingFound();
  return isAmbiguous
    ? say("Which one? Several places have this name. Choose one with the arrow keys.")
    : sayMany("{n} found", "{n} found", count);
}

function nothingFound() {
  return say("Nothing found. Try another spelling, or one word only.");
}
