// The day of the last visit. It stays in this browser: nobody is told of it until the reader
// follows the link to what changed since then, and then only the day is.

import { formatDay } from "./day_states.js";

const KEY = "atlas-visits";
const OFFER = "a.last-visit[hidden]";

/**
 * Note a visit of today and give the day of the one before it, or null on a first visit.
 *
 * @param {Pick<Storage, "getItem" | "setItem">} storage
 * @param {string} today
 * @returns {string | null}
 */
export function lastVisit(storage, today) {
  const [last, before] = (storage.getItem(KEY) ?? "").split(" ");
  if (last === today) return before || null;
  storage.setItem(KEY, last ? `${today} ${last}` : today);
  return last || null;
}

/** Whenever the page tells what changed, offer the last visit beside the other days. */
export function offerLastVisit() {
  const page = /** @type {Window} */ (window.parent);
  const watch = new page.MutationObserver(offer);
  watch.observe(page.document.body, { childList: true, subtree: true });
  window.addEventListener("pagehide", () => watch.disconnect());
  offer();
}

function offer() {
  /** @type {HTMLAnchorElement | null} */
  const link = window.parent.document.querySelector(OFFER);
  if (!link) return;
  const day = visitBefore(link.dataset.today ?? "");
  if (!day) return;
  const query = new URLSearchParams(link.search);
  if (query.get("since") === day) link.setAttribute("aria-current", "true");
  query.set("since", day);
  link.setAttribute("href", `?${query}`);
  link.title = formatDay(day);
  link.hidden = false;
}

/** @param {string} today */
function visitBefore(today) {
  try {
    return lastVisit(window.localStorage, today);
  } catch {
    return null; // a browser that keeps nothing
  }
}
