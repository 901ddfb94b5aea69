// Words for readers while the server does not answer, and when a part of the page did not come.

import { shutTheirs, mapFrames, onConnection } from "./streamlit_page.js";
import { say } from "./texts.js";

const GAP = 1500; // ms; a shorter one is not worth a word
const FIRST = 15_000; // ms until a page has heard of its server
const THANKS = 4000; // ms
/** What the page says of its connection. */
const HERE = "CONNECTED";
const GIVEN_UP = "DISCONNECTED_FOREVER";
/** What a browser says of a script that was asked for later and did not come. */
const LATE_SCRIPT = /dynamically imported module|module script failed|preload/i;

export class Connection {
  state = "";
  isTold = false; // that the server does not answer
  timer = 0;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.words = box.appendChild(document.createElement("p"));
    this.button = box.appendChild(document.createElement("button"));
    this.button.type = "button";
    this.button.addEventListener("click", () => window.location.reload());
  }

  listen() {
    this.later(() => this.away(), FIRST);
    onConnection((state) => this.hear(state));
    // In the capture phase: what fails to load tells nobody else.
    window.addEventListener("error", (event) => this.failed(event.target), true);
    window.addEventListener("vite:preloadError", () => this.incomplete());
    window.addEventListener("unhandledrejection", ({ reason }) => {
      if (LATE_SCRIPT.test(String(reason?.message))) this.incomplete();
    });
    window.addEventListener("message", ({ origin, data }) => {
      if (origin === window.location.origin && data?.atlas === "broken") this.incomplete();
    });
  }

  /** @param {string} state */
  hear(state) {
    if (state !== HERE) shutTheirs();
    if (state === this.state) return;
    const before = this.state;
    this.state = state;
    if (state === HERE) this.back();
    else if (state === GIVEN_UP) this.ended();
    else if (before === HERE) this.later(() => this.away(), GAP);
  }

  /**
   * @param {() => void} act
   * @param {number} wait
   */
  later(act, wait) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(act, wait);
  }

  away() {
    this.isTold = true;
    this.tell(
      say(
        "The server does not answer just now. What you see stays, and maps can be moved; the page " +
          "asks again by itself.",
      ),
    );
  }

  back() {
    window.clearTimeout(this.timer);
    if (!this.isTold) return;
    this.isTold = false;
    this.tell(say("The server answers again."));
    for (const frame of mapFrames()) {
      frame.contentWindow?.postMessage({ atlas: "back" }, window.location.origin);
    }
    this.later(() => this.tell(""), THANKS);
  }

  ended() {
    this.isTold = true;
    this.tell(
      say("The connection to the server has ended. Your view stands in the address of this page."),
      true,
    );
  }

  incomplete() {
    this.tell(say("A part of this page could not be fetched. What is here stays."), true);
  }

  /** @param {EventTarget | null} target */
  failed(target) {
    const isPart = target instanceof HTMLScriptElement || target instanceof HTMLImageElement;
    const isStyle = target instanceof HTMLLinkElement && target.rel === "stylesheet";
    if (isPart || isStyle) this.incomplete();
  }

  /**
   * @param {string} words Nothing hides the box
   * @param {boolean} [canReload]
   */
  tell(words, canReload = false) {
    this.words.textContent = words;
    this.button.textContent = say("Reload the page");
    this.button.hidden = !canReload;
    this.box.hidden = !words;
  }
}
