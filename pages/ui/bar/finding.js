// The search on every page: that of the map where there is one, else the same box in a dialog.

import { serverAt } from "./fetching.js";
import { SearchBox } from "./search.js";
import { mapFrames } from "./streamlit_page.js";
import { sure } from "./sure.js";
import { inLanguage } from "./texts.js";

const NEAR = 8; // the zoom at which a town is shown

export class Finding {
  dialog = /** @type {HTMLDialogElement} */ (sure(document.getElementById("atlas-find")));
  /** @type {SearchBox | null} */
  box = null;

  /** `root` leads from the page to the start of the atlas; `answers` is given where no server does.
   *
   * @param {string} [root]
   * @param {import("./fetching.js").Answers} [answers]
   */
  constructor(root = "./", answers = serverAt("./atlas/search")) {
    this.root = root;
    this.answers = answers;
  }

  open() {
    const ofMap = fieldOfMap();
    if (ofMap) ofMap.focus();
    else this.show();
  }

  show() {
    this.box ??= this.made();
    const before = document.activeElement;
    if (!this.dialog.open) this.dialog.showModal();
    // To the frame of a map, too, which the browser alone does not go back to.
    const back = () => before instanceof HTMLElement && before.focus();
    this.dialog.addEventListener("close", back, { once: true });
    this.box.input.select();
    // What was found last time is found again.
    this.box.ask();
  }

  made() {
    const box = new SearchBox(this.answers, {
      onChoose: (id) => this.go(`./?select=${encodeURIComponent(id)}`),
      onPage: (link) => this.go(link),
      onTown: (hit) => this.go(placeOf(hit)),
    });
    // One press closes it all, whether there is a list or not.
    const close = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") this.dialog.close();
    };
    this.dialog.addEventListener("keydown", close, true);
    this.dialog.append(box.node);
    return box;
  }

  /** @param {string} link */
  go(link) {
    const start = new URL(this.root, window.location.href);
    window.location.assign(new URL(inLanguage(link), start));
  }
}

function fieldOfMap() {
  const fields = mapFrames().map((frame) => frame.contentDocument?.querySelector("input.search"));
  return /** @type {HTMLElement | null} */ (fields.find(Boolean) ?? null);
}

/**
 * The address of the map around a town, or around a mere position.
 *
 * @param {SearchHit} hit
 */
export function placeOf({ town }) {
  const { id, lat, lon } = sure(town);
  const marked = id ? `town=${id}&` : "";
  return `./?${marked}lat=${lat.toFixed(3)}&lon=${lon.toFixed(3)}&z=${NEAR}`;
}
