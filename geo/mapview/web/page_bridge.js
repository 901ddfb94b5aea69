// The page around the map: its links, its history, its screen.

import { checkedDay } from "./day_states.js";
import { Footnotes } from "./footnotes.js";

const PHONE = 700; // pixels
/** Links that say what the map or the page beside it should show. */
const OURS = ["select", "date", "since"].map((name) => `a[href^='?${name}=']`).join();

export class PageBridge {
  page = /** @type {Window} */ (window.parent);
  frame = /** @type {HTMLIFrameElement} */ (window.frameElement);

  /**
   * @param {{ calm: boolean, days: [string, string], current: (id: string | null) => string | null,
   *   onOpen: (id: string, date: string | null) => void, onDay: (date: string) => void,
   *   onSince: (day: string) => void, onBack: () => void, onGo: (where: string) => void }} options
   */
  constructor({ calm, days, current, onOpen, onDay, onSince, onBack, onGo }) {
    this.behavior = /** @type {ScrollBehavior} */ (calm ? "auto" : "smooth");
    this.days = days;
    this.current = current;
    this.onOpen = onOpen;
    this.onGo = onGo;
    new Footnotes(this.page.document).listen();
    this.onDay = onDay;
    this.onSince = onSince;
    const follow = (/** @type {MouseEvent} */ event) => this.follow(event);
    this.page.document.addEventListener("click", follow, true);
    this.page.addEventListener("popstate", onBack);
    window.addEventListener("pagehide", () => {
      this.page.document.removeEventListener("click", follow, true);
      this.page.removeEventListener("popstate", onBack);
    });
  }

  /**
   * Links to records in the details panel are handled here, so that the map never reloads.
   *
   * @param {MouseEvent} event
   */
  follow(event) {
    const target = /** @type {Element} */ (event.target);
    const part = /** @type {HTMLElement | null} */ (target.closest?.("a[data-to]"));
    if (part) {
      event.preventDefault();
      this.onGo(String(part.dataset.to));
      return;
    }
    const link = target.closest?.(OURS);
    if (!link || isForBrowser(event)) return;
    const query = new URLSearchParams(link.getAttribute("href") ?? "");
    const select = this.current(query.get("select"));
    const date = checkedDay(query.get("date"), this.days);
    const since = query.get("since");
    if (!select && !date && !since) return;
    event.preventDefault();
    event.stopPropagation();
    if (since) {
      this.onSince(since);
      return;
    }
    if (select) this.onOpen(select, date);
    else if (date) this.onDay(date);
    this.comeIntoView();
  }

  /** On a phone, and from the list far below, the map has to be brought before the eyes. */
  comeIntoView() {
    const { top, bottom } = this.frame.getBoundingClientRect();
    if (window.innerWidth < PHONE || (top + bottom) / 2 < 0) this.scrollTo("center");
  }

  /** The details beside the map, or below it. */
  toDetails() {
    const details = /** @type {HTMLElement | null} */ (
      this.page.document.querySelector("article.details")
    );
    details?.setAttribute("tabindex", "-1");
    details?.scrollIntoView({ block: "start", behavior: this.behavior });
    details?.focus({ preventScroll: true });
  }

  /** @param {ScrollLogicalPosition} block */
  scrollTo(block) {
    this.frame.scrollIntoView({ block, behavior: this.behavior });
  }
}

/**
 * Say something to the page around the map, which is of the same server.
 *
 * @param {{ atlas: "search" | "ready" } | { atlas: "selected", id: string }} message
 */
export function tellPage(message) {
  window.parent.postMessage(message, window.location.origin);
}

/** Map and details fill the screen together, so it is the page around the frame that knows. */
export function fullScreen() {
  const page = window.parent.document;
  const frame = window.frameElement;
  if (page.fullscreenElement) page.exitFullscreen();
  else (frame?.closest("[data-testid=stHorizontalBlock]") ?? frame)?.requestFullscreen();
}

/**
 * Whether the reader asks the browser for something: a new tab, say.
 *
 * @param {MouseEvent} event
 */
export function isForBrowser({ ctrlKey, metaKey, shiftKey, button }) {
  return ctrlKey || metaKey || shiftKey || button !== 0;
}
