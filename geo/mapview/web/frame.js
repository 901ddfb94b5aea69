// The page inside the frame: search and buttons on top, layers left, map right.

import { element } from "./dom.js";
import { formatDay } from "./day_states.js";
import { Missing } from "./missing.js";
import { credits, openStage, showFailure } from "./shared.js";
import { say } from "./texts.js";

const ROUGH_FROM = 10; // zoom
const WIDE = 1200; // pixels of the frame beside which an open legend leaves the map room

/** Whether the page around stands itself in a frame: it is asked for the map alone. */
function isAlone() {
  return window.parent.document.documentElement.hasAttribute("data-embedded");
}

export class Frame {
  stage = openStage();
  panelRoot = element("aside", { class: "panel" });
  bar = element("div", { class: "bar" });
  message = element("div", { class: "message", role: "status" });
  legendHead = element("summary");
  legendBody = element("div", { class: "legend-body", role: "group", tabindex: "0" });
  legendBox = element(
    "details",
    { class: "legend", open: window.innerWidth >= WIDE },
    this.legendHead,
    this.legendBody,
  );
  notice = element("p", { class: "caution" });
  rough = element("p", { class: "rough", hidden: true });
  beyond = element("p", { class: "beyond", role: "status", hidden: true });
  missing = new Missing();
  title = element("h1", { class: "unseen" });
  skips = element("nav", { class: "skips" });
  why = element("p");
  usual = element("button", { type: "button", class: "quiet" });
  empty = element("div", { class: "empty-map", role: "status", hidden: true });

  /**
   * `words` is what can be said before the index is there.
   *
   * @param {FirstWords} words
   * @param {{ onToday: () => void, onUsual: () => void }} options
   */
  constructor(words, { onToday, onUsual }) {
    this.words = words;
    this.message.append(words.loading);
    this.chip = element("button", {
      type: "button",
      class: "chip",
      hidden: true,
      onclick: onToday,
    });
    this.usual.addEventListener("click", onUsual);
    const told = [this.beyond, this.rough, this.notice];
    const corner = element("div", { class: "corner" }, this.legendBox, ...told);
    this.section = element(
      "section",
      { class: "stage" },
      this.stage,
      this.chip,
      corner,
      this.empty,
      this.missing.node,
      this.message,
    );
    this.page = element(
      "main",
      { class: "atlas" },
      this.title,
      this.skips,
      this.bar,
      this.panelRoot,
      this.section,
    );
    this.page.classList.toggle("alone", isAlone());
    document.body.append(this.page);
    this.missing.listen();
  }

  /** Say what the parts are, once the index has brought the language of the reader. */
  describe() {
    this.panelRoot.setAttribute("aria-label", say("Layers and filters"));
    this.section.setAttribute("aria-label", say("Map"));
    this.page.setAttribute("aria-label", say("Map"));
    this.title.textContent = say("Map");
    this.skips.setAttribute("aria-label", say("Skip to"));
    this.legendHead.textContent = say("Legend");
    this.legendBody.setAttribute("aria-label", say("Legend"));
    this.rough.textContent = say(
      "Coast and frontiers are simplified here and may be a kilometre off.",
    );
    this.usual.textContent = say("Show the usual layers");
    this.announce(credits());
  }

  /**
   * Near enough to measure, a reader is told how true the ground is.
   *
   * @param {number} zoom
   */
  zoomed(zoom) {
    this.rough.hidden = zoom < ROUGH_FROM;
  }

  /**
   * What was chosen and is not all on the map; nothing where it is.
   *
   * @param {string} name
   */
  tellBeyond(name) {
    this.beyond.textContent =
      name && say("{name}, or part of it, lies beyond the edge of this map.", { name });
    this.beyond.hidden = !name;
  }

  /**
   * A line at the foot of the map, in place of the credits.
   *
   * @param {string} words
   */
  announce(words) {
    this.notice.textContent = words;
  }

  /**
   * The chip that tells the day, if it is not today.
   *
   * @param {string | null} date
   * @param {string} newest
   */
  dated(date, newest) {
    this.chip.hidden = !date;
    if (!date) return;
    const cross = element("span", { "aria-hidden": "true" }, "✕");
    const day = formatDay(date);
    this.chip.replaceChildren(say("As on {day}", { day }), " ", cross);
    this.chip.title = say("Back to today (newest record: {day})", { day: formatDay(newest) });
    this.chip.setAttribute("aria-label", say("As on {day}. Back to today", { day }));
  }

  /**
   * Why nothing is on the map, with a way back; nothing where something is.
   *
   * @param {string} words
   */
  explainEmpty(words) {
    this.why.textContent = words;
    this.empty.replaceChildren(...(words ? [this.why, this.usual] : []));
    this.empty.hidden = !words;
  }

  /** @param {import("./timebar.js").Timebar} time */
  addTime(time) {
    this.page.classList.add("with-time");
    this.section.append(time.caption.node);
    this.page.append(time.node);
  }

  togglePanel() {
    this.openPanel(!this.page.classList.contains("panel-open"));
  }

  /**
   * On a phone the panel is opened and closed; on a desk it is always there.
   *
   * @param {boolean} isOpen
   */
  openPanel(isOpen) {
    this.page.classList.toggle("panel-open", isOpen);
    window.frameElement?.toggleAttribute("data-tall", isOpen); // layers need room: style.css
  }

  /** On a phone the panel covers the map. */
  closePanel() {
    this.openPanel(false);
  }

  /**
   * Nothing can be shown.
   *
   * @param {unknown} error
   */
  fail(error) {
    showFailure(this.message, this.words, error);
  }
}
