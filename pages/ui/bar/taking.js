// The dialog that gives a view away: its link, how it is cited, the code of a frame, a picture.

import { fullAddress, pagePath } from "./addresses.js";
import { element } from "./dom.js";
import { savePicture } from "./pictures.js";
import { mapFrames } from "./streamlit_page.js";
import { sure } from "./sure.js";
import { inLanguage, LANGUAGE, say } from "./texts.js";

const COPIED_MS = 2000;
const MAPS = ["", "timeline"]; // paths of the pages whose address says what a map has on
/** Of such an address, what decides what is on. */
const SHOWN = ["layers", "states", "modes", "places", "select", "date"];
/** And how it looks, for a copy of the map itself. */
const LOOKS = ["context", "basemap", "lat", "lon", "z"];

/**
 * What `/atlas/cite/` answers.
 *
 * @typedef {{ title: string, short: string, as_of: string, version: string, apa: string,
 *   bibtex: string, csl: object[], sources: string[], embed: string }} Cited
 */

export class Taking {
  dialog = /** @type {HTMLDialogElement} */ (sure(document.getElementById("atlas-share")));
  asked = 0; // an answer to an earlier question comes too late

  constructor() {
    this.dialog.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (button) this.press(button);
    });
  }

  async open() {
    const link = fullAddress(window.location.href);
    this.asked += 1;
    const turn = this.asked;
    this.dialog.classList.remove("told");
    this.put("link", link);
    this.part("picture").hidden = !mapFrames().length;
    // The files of the map hold what its address shows, and so those of the timeline do.
    this.part("files").hidden = !MAPS.includes(pagePath());
    for (const file of this.dialog.querySelectorAll("a[data-file]"))
      file.setAttribute("href", fileAddress(/** @type {HTMLElement} */ (file), link));
    this.announce("");
    if (!this.dialog.open) this.dialog.showModal();
    const address = citeAddress(link);
    for (const file of this.dialog.querySelectorAll("a[data-format]")) {
      const { format } = /** @type {HTMLElement} */ (file).dataset;
      file.setAttribute("href", `${address}${address.includes("?") ? "&" : "?"}format=${format}`);
    }
    const answer = await fetch(address).catch(() => null);
    if (turn !== this.asked) return;
    if (answer?.ok) this.tell(await answer.json());
    else this.announce(answer ? await answer.text() : say("The atlas does not answer. Try again."));
  }

  /** @param {Cited} cited */
  tell(cited) {
    const { short, apa, bibtex, csl, embed, version, sources } = cited;
    const texts = { short, apa, bibtex, embed, version, csl: JSON.stringify(csl, null, 1) };
    for (const [name, text] of Object.entries(texts)) this.put(name, text);
    this.part("sources").hidden = !sources.length;
    this.part("embed").hidden = !embed;
    this.put("count", String(sources.length));
    const list = sure(this.dialog.querySelector("[data-fill=sources]"));
    list.replaceChildren(...sources.map((line) => element("li", {}, line)));
    this.dialog.classList.add("told");
  }

  /** @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (sure(this.dialog.querySelector(`[data-part=${name}]`)));
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  put(name, text) {
    const node = sure(this.dialog.querySelector(`[data-fill=${name}]`));
    if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) node.value = text;
    else node.textContent = text;
  }

  /** @param {string} words */
  announce(words) {
    sure(this.dialog.querySelector("[role=status]")).textContent = words;
  }

  /** @param {HTMLButtonElement} button */
  async press(button) {
    const { copy, picture, print } = button.dataset;
    if (copy) {
      const node = sure(this.dialog.querySelector(`[data-fill=${copy}]`));
      await copied(node);
      this.announce(say("Copied."));
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), COPIED_MS);
    } else if (picture) {
      await this.save(button, picture === "svg" ? "svg" : "png");
    } else if (print !== undefined) {
      this.dialog.close();
      window.print();
    }
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {"png" | "svg"} format
   */
  async save(button, format) {
    button.disabled = true;
    this.announce(say("The map draws its picture…"));
    try {
      await savePicture(mapFrames()[0], format);
      this.announce(say("The picture is saved."));
    } catch (error) {
      this.announce(error instanceof Error ? error.message : String(error));
    }
    button.disabled = false;
  }
}

/**
 * Where the server tells how a view is cited.
 *
 * @param {string} link
 */
function citeAddress(link) {
  const { search, searchParams } = new URL(link);
  const address = `./atlas/cite/${pagePath()}${search}`;
  return searchParams.has(LANGUAGE) ? address : inLanguage(address);
}

/**
 * Where a file of what a view shows is.
 *
 * @param {HTMLElement} file
 * @param {string} link
 */
function fileAddress(file, link) {
  const { searchParams } = new URL(link);
  const names = file.dataset.whole === undefined ? SHOWN : [...SHOWN, ...LOOKS];
  const kept = [...searchParams].filter(([name]) => names.includes(name));
  const query = new URLSearchParams(kept).toString().replaceAll("%2C", ",");
  return `./${file.dataset.file}${query && `?${query}`}`;
}

/**
 * Copy what a field or an element says.
 *
 * @param {Element} node
 */
async function copied(node) {
  const isField = node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement;
  const text = isField ? node.value : (node.textContent ?? "");
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Only pages of https and of this machine get at the clipboard; anywhere else it is an old way.
  const field = element("textarea", { class: "unseen" }, text);
  node.after(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
