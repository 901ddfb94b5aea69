// The page inside the frame: search and buttons on top, layers left, map right.

import { make } from "./dom.js";
import { said } from "./past.js";
import { CREDITS, messageOf, openStage } from "./shared.js";

export class Frame {
  stage = openStage();
  panelRoot = make("aside", { class: "panel", "aria-label": "Layers and filters" });
  bar = make("div", { class: "bar" });
  message = make("div", { class: "message", role: "status" }, "Loading the map…");
  legendBody = make("div", { class: "legend-body" });
  legendBox = make("details", { class: "legend" }, make("summary", {}, "Legend"), this.legendBody);
  notice = make("p", { class: "caution" }, CREDITS);

  /** @param {{ onToday: () => void }} options */
  constructor({ onToday }) {
    this.chip = make("button", { type: "button", class: "chip", hidden: true, onclick: onToday });
    const corner = make("div", { class: "corner" }, this.legendBox, this.notice);
    const stage = make(
      "section",
      { class: "stage", "aria-label": "Map" },
      this.stage,
      this.chip,
      corner,
      this.message,
    );
    this.page = make(
      "main",
      { class: "atlas", "aria-label": "Map of corridors" },
      this.bar,
      this.panelRoot,
      stage,
    );
    document.body.append(this.page);
  }

  /**
   * A line at the foot of the map, in place of the credits.
   *
   * @param {string} words
   */
  say(words) {
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
    const cross = make("span", { "aria-hidden": "true" }, "✕");
    this.chip.replaceChildren(`As on ${said(date)} `, cross);
    this.chip.title = `Back to today (newest record: ${said(newest)})`;
    this.chip.setAttribute("aria-label", `As on ${said(date)}. Back to today`);
  }

  /** @param {HTMLElement} slider */
  addTime(slider) {
    this.page.classList.add("with-time");
    this.page.append(slider);
  }

  togglePanel() {
    this.page.classList.toggle("panel-open");
  }

  /** On a phone the panel covers the map. */
  closePanel() {
    this.page.classList.remove("panel-open");
  }

  /**
   * Nothing can be shown.
   *
   * @param {unknown} error
   */
  fail(error) {
    const again = { type: "button", onclick: () => window.location.reload() };
    this.message.hidden = false;
    this.message.replaceChildren(
      make(
        "p",
        {},
        "The map could not be loaded. Check the connection to the server and try again.",
      ),
      make("p", { class: "small" }, messageOf(error)),
      make("button", again, "Try again"),
    );
  }
}
