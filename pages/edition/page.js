// A page of an edition: its search, the details beside a map, and links of the live atlas.

import { Details } from "./details.js";
import { answersFrom } from "./finder.js";
import { Finding } from "./finding.js";
import { Rows } from "./rows.js";
import { onSearchKey } from "./shortcut.js";
import { sure } from "./sure.js";

/**
 * `root` leads from the page to the start of the edition; `path` is its own below that.
 *
 * @type {{ root: string, path: string, search: string, day: string }}
 */
const told = JSON.parse(sure(document.getElementById("atlas-told")).textContent ?? "");
const query = new URLSearchParams(window.location.search);

/** A link of the live atlas names a project or table in its query; here each has a page. */
function forward() {
  const asked = query.get(told.path === "data/" ? "table" : "id");
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a[data-name]")]);
  const link = asked && links.find(({ dataset }) => dataset.name === asked);
  if (!link) return;
  const target = new URL(link.href);
  const find = query.get("find");
  if (find) target.searchParams.set("find", find);
  window.location.replace(target);
}

/** What needs a server is asked for there, with the same question. */
function toLive() {
  for (const link of document.querySelectorAll("a[data-live]")) {
    link.setAttribute("href", `${link.getAttribute("href")}${window.location.search}`);
  }
}

function startSearch() {
  const finding = new Finding(told.root, answersFrom(`${told.root}atlas/${told.search}`));
  onSearchKey(() => finding.open());
  const button = sure(document.querySelector("[data-do=search]"));
  button.addEventListener("click", () => finding.open());
  window.addEventListener("message", ({ origin, data }) => {
    if (origin === window.location.origin && data?.atlas === "search") finding.open();
  });
}

/** Maps follow when the system changes between light and dark. */
function tellTheme() {
  const backgroundColor = getComputedStyle(document.body).backgroundColor;
  for (const frame of document.querySelectorAll("iframe")) {
    const detail = { theme: { backgroundColor } };
    const events = frame.contentWindow?.Streamlit?.events;
    events?.dispatchEvent(new CustomEvent("streamlit:render", { detail }));
  }
}

if (query.has("embed")) document.documentElement.setAttribute("data-embedded", "");
if (["data/", "project/", "articles/"].includes(told.path)) forward();
toLive();
startSearch();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellTheme);
const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-details]"));
if (box) new Details(box, told);
const filter = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-filter]"));
if (filter) new Rows(filter).start(query.get("find") ?? query.get("q") ?? "");

export const started = true;
