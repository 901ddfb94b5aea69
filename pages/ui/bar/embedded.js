// A map or chart in the page of somebody else: what that page may ask, and what it hears.
// docs/embed.md tells it to those who build such pages.

import { fullAddress } from "./addresses.js";
import { mapFrames } from "./streamlit_page.js";
import { sure } from "./sure.js";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class Embedded {
  host = window.parent;
  selected = new URLSearchParams(window.location.search).get("select") ?? "";

  /** @param {string[]} allowed */
  constructor(allowed) {
    this.allowed = allowed;
    const from = originOfHost();
    this.targets = allowed.filter((origin) => !from || origin === from);
    window.addEventListener("message", ({ source, origin, data }) => {
      if (source === this.host) this.hearHost(origin, data);
      else if (isOfMap(source) && origin === window.location.origin) this.hearMap(data);
    });
  }

  /**
   * @param {string} origin
   * @param {any} message
   */
  hearHost(origin, message) {
    if (!this.allowed.includes(origin)) return;
    if (message?.atlas === "view") show(message);
    if (message?.atlas === "select") choose(message.id);
  }

  /** @param {any} message */
  hearMap(message) {
    if (message?.atlas === "ready") this.tell({ atlas: "ready" });
    if (message?.atlas !== "selected" || message.id === this.selected) return;
    this.selected = message.id;
    this.tell({ atlas: "selected", id: message.id });
  }

  /** @param {{ atlas: string, id?: string }} message */
  tell(message) {
    for (const origin of this.targets) this.host.postMessage(message, origin);
  }
}

/**
 * @param {string[]} origins whom the server lets frame its pages, besides itself
 * @param {HTMLElement} root
 */
export function startEmbedded(origins, root) {
  if (window.parent !== window) new Embedded([window.location.origin, ...origins]);
  const link = /** @type {HTMLAnchorElement} */ (sure(root.querySelector(".atlas-credit a")));
  const follow = () => {
    link.href = fullAddress(window.location.href);
  };
  for (const kind of ["pointerdown", "focus"]) link.addEventListener(kind, follow);
}

/** Where the page around is from, as far as the browser says. */
function originOfHost() {
  const { ancestorOrigins } = window.location;
  if (ancestorOrigins?.length) return ancestorOrigins[0];
  return document.referrer ? new URL(document.referrer).origin : "";
}

/** @param {MessageEventSource | null} source */
function isOfMap(source) {
  return mapFrames().some((frame) => frame.contentWindow === source);
}

/**
 * The map follows the address, as with Back and Forward.
 *
 * @param {Record<string, unknown>} message
 */
function show({ lat, lon, z }) {
  const numbers = /** @type {number[]} */ ([lat, lon, z]);
  if (!numbers.every(Number.isFinite)) return;
  const query = new URLSearchParams(window.location.search);
  ["lat", "lon", "z"].forEach((name, at) => {
    query.set(name, String(Math.round(numbers[at] * 1000) / 1000));
  });
  window.history.pushState(window.history.state, "", `?${query}`);
  window.dispatchEvent(new PopStateEvent("popstate", { state: window.history.state }));
}

/**
 * A link to a record, which the map follows without loading the page.
 *
 * @param {unknown} id
 */
function choose(id) {
  if (typeof id !== "string" || !ID.test(id)) return;
  const link = document.createElement("a");
  link.href = `?select=${id}`;
  link.hidden = true;
  document.body.append(link);
  // A link that no map has taken would leave the frame.
  link.addEventListener("click", (event) => event.preventDefault());
  link.click();
  link.remove();
}
