// The search box: names in every script, answered by the app itself (/atlas/search).

import { localName, make } from "./dom.js";
import { fetchJson } from "./basemap.js";

const NOTHING = "Nothing found. Try another spelling, or one word only.";
const WHICH = "Which one?";

/** A combobox as the ARIA practices describe it; homonyms wait until the reader says which one. */
export function searchBox(url, { onChoose, onTown, describe }) {
  const list = make("ul", { role: "listbox", id: "hits", "aria-label": "Search results" });
  const head = make("p", { class: "which", "aria-hidden": "true" });
  const box = make("div", { class: "hits", hidden: true }, head, list);
  const said = make("p", { class: "unseen", role: "status" });
  const input = make("input", {
    type: "search",
    class: "search",
    placeholder: "Search a place, line or project",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": "Search places, lines and projects in any script",
    "aria-expanded": "false",
    "aria-controls": "hits",
    "aria-autocomplete": "list",
  });
  let at = -1;
  let asked = 0;
  let hits = [];
  const options = () => [...list.querySelectorAll("[role=option]")];
  const open = (isOpen) => {
    box.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  };
  const unmark = () => {
    at = -1;
    input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    asked += 1;
    hits = [];
    said.textContent = "";
    open(false);
    unmark();
  };
  const choose = (hit) => {
    close();
    input.value = hit.name;
    hit.town ? onTown(hit) : onChoose(hit.id);
  };
  const mark = (next) => {
    const all = options();
    if (!all.length) return;
    at = (next + all.length) % all.length;
    all.forEach((node, index) => node.setAttribute("aria-selected", String(index === at)));
    all[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[at].id);
  };
  const row = (hit, index) => {
    const detail = [hit.where, hit.town ? hit.kind : describe(hit.id).detail]
      .filter(Boolean)
      .join(" · ");
    return make(
      "li",
      {
        role: "option",
        id: `hit-${index}`,
        "data-id": hit.id,
        class: hit.town ? "town" : "",
        "aria-selected": "false",
        onmousedown: (event) => {
          event.preventDefault();
          choose(hit);
        },
      },
      make("b", {}, hit.name),
      hit.matched !== hit.name ? localName(hit.language, hit.matched) : null,
      make("span", { class: "detail" }, detail),
    );
  };
  const show = (answer, words) => {
    ({ hits } = answer);
    unmark();
    head.textContent = answer.ambiguous ? WHICH : "";
    head.hidden = !answer.ambiguous;
    list.replaceChildren(
      ...(hits.length
        ? hits.map(row)
        : [make("li", { class: "empty", role: "presentation" }, NOTHING)]),
    );
    said.textContent = !hits.length
      ? NOTHING
      : answer.ambiguous
        ? `${WHICH} Several places have this name. Choose one with the arrow keys.`
        : `${hits.length} found`;
    list.dataset.words = words;
    open(true);
    // Nobody should end up at the wrong Jalalabad because it came first.
    if (hits.length && !answer.ambiguous) mark(0);
  };
  const ask = async () => {
    const words = input.value.trim();
    if (!words) return close();
    const turn = ++asked;
    let answer;
    try {
      answer = await fetchJson(`${url}?q=${encodeURIComponent(words.slice(0, 80))}`);
    } catch {
      answer = null;
    }
    if (turn !== asked) return;
    if (answer) return show(answer, words);
    close();
    said.textContent = "The search does not answer. Try again.";
  };
  input.addEventListener("input", ask);
  input.addEventListener("blur", close);
  // The towns are read when somebody is about to search, so that the first letter need not wait.
  input.addEventListener("focus", () => fetchJson(`${url}?q=`).catch(() => null), { once: true });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at < 0 ? -1 : at - 1);
    else if (event.key === "Enter" && at >= 0) choose(hits[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  return make("div", { class: "searching" }, input, box, said);
}
