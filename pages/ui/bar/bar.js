// The bar of every page: it stands outside of what Streamlit draws, and begins before that does.

import { onChartPicture } from "./chart_buttons.js";
import { Connection } from "./connection.js";
import { startEmbedded } from "./embedded.js";
import { Finding } from "./finding.js";
import { openForPrint } from "./printing.js";
import { onSearchKey } from "./shortcut.js";
import {
  closeMenu,
  content,
  goToPart,
  isChoiceOfPage,
  nameDropzone,
  nameMenu,
  onTheme,
} from "./streamlit_page.js";
import { sure } from "./sure.js";
import { Taking } from "./taking.js";
import { directionOf, say, speak } from "./texts.js";
import { keepWriting } from "./writing.js";

/**
 * @type {{ language: string, texts: Record<string, string>, origins: string[], charts: string }}
 */
const told = JSON.parse(sure(document.getElementById("atlas-told")).textContent ?? "");
const root = sure(document.getElementById("atlas-bar"));

/** A page of our own, drawn whole. */
function startPage() {
  const finding = new Finding();
  const taking = new Taking();
  const skip = /** @type {HTMLAnchorElement} */ (sure(root.querySelector(".atlas-skip")));
  skip.addEventListener("click", (event) => {
    // Without a new address, which the pages would take for a step of the reader.
    event.preventDefault();
    const target = content();
    target?.setAttribute("tabindex", "-1");
    target?.focus();
  });
  const search = () => finding.open();
  onSearchKey(search);
  window.addEventListener("message", ({ origin, data }) => {
    if (origin === window.location.origin && data?.atlas === "search") search();
  });
  on("search", search);
  on("share", () => taking.open());
  document.addEventListener("click", (event) => {
    if (isChoiceOfPage(event)) closeMenu();
  });
  // Streamlit remembers an open menu, and would open it over the next page.
  window.addEventListener("pagehide", closeMenu);
  nameMenu(say("Menu"));
  nameDropzone();
  keepWriting(() => window.sessionStorage);
  goToPart();
}

/**
 * @param {string} name
 * @param {() => void} act
 */
function on(name, act) {
  sure(root.querySelector(`[data-do=${name}]`)).addEventListener("click", act);
}

speak(told);
root.dir = directionOf(told.language);
onTheme((scheme) => {
  root.style.colorScheme = scheme;
});
if (document.documentElement.hasAttribute("data-embedded")) startEmbedded(told.origins, root);
else startPage();
openForPrint();
new Connection(sure(document.getElementById("atlas-away"))).listen();
onChartPicture(told);
root.hidden = false;

export const started = true;
