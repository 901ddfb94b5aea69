// The day in the page around the map, while it moves: what the page says of a day comes from the
// app, and only when the day rests. Until then no other day may stand there as if it were this one.

import { entry } from "./caption.js";
import { formatDay } from "./day_states.js";

const MOST = 40; // events that play leaves behind

/**
 * Head the page with the day, and name the events that play passes, the last on top.
 *
 * @param {string} day
 * @param {DatedEvent[]} events
 * @param {boolean} isPlaying
 */
export function tellDay(day, events, isPlaying) {
  /** @type {HTMLElement | null} */
  const article = window.parent.document.querySelector("article.day");
  const head = article?.querySelector("h2");
  if (!article || !head) return;
  head.textContent = formatDay(day);
  article.dataset.moving = isPlaying ? "play" : "wait";
  const passed = article.querySelector(".passed");
  if (!passed || !isPlaying) return;
  passed.prepend(...events.map(entry).reverse());
  while (passed.children.length > MOST) passed.lastChild?.remove();
}

/**
 * Of the events below the timeline, mark those that the map shows: their record, on their day.
 *
 * @param {{ select: string | null, date: string | null }} shown
 */
export function markChosen({ select, date }) {
  /** @type {NodeListOf<HTMLElement>} */
  const links = window.parent.document.querySelectorAll("[data-event]");
  for (const link of links) {
    const query = new URLSearchParams(link.getAttribute("href") ?? "");
    const isShown = date !== null && query.get("date") === date && query.get("select") === select;
    if (isShown) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
