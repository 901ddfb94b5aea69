// The search box: names in every script, answered by the app itself (/atlas/search).

import { localName, make } from "./dom.js";
import { fetchJson } from "./basemap.js";

/** A combobox as the ARIA practices describe it. */
export function searchBox(url, { onChoose, describe }) {
  const list = make("ul", { role: "listbox", id: "hits", class: "hits", hidden: true, "aria-label": "Search results" });
  const input = make("input", {
    type: "search", class: "search", placeholder: "Search a place, line or project", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-label": "Search places, lines and projects in any script", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list",
  });
  let at = -1;
  let asked = 0;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (id) => { close(); input.value = describe(id).name; onChoose(id); };
  const mark = (next) => {
    const all = options();
    if (!all.length) return;
    at = (next + all.length) % all.length;
    all.forEach((node, index) => node.setAttribute("aria-selected", String(index === at)));
    all[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[at].id);
  };
  const show = (hits) => {
    const rows = hits.map((hit, index) => {
      const { name, detail } = describe(hit.id);
      return make("li", { role: "option", id: `hit-${index}`, "data-id": hit.id, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(hit.id); } },
        make("b", {}, name), hit.matched && hit.matched !== name ? localName(hit.language, hit.matched) : null, make("span", {}, detail));
    });
    list.replaceChildren(...(rows.length ? rows : [make("li", { class: "empty" }, "Nothing found. Try another spelling, or one word only.")]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (rows.length) mark(0);
  };
  const ask = async () => {
    const words = input.value.trim();
    const turn = ++asked;
    if (!words) return close();
    const { hits } = await fetchJson(`${url}?q=${encodeURIComponent(words.slice(0, 80))}`);
    if (turn === asked) show(hits);
  };
  input.addEventListener("input", ask);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter" && at >= 0) choose(options()[at].dataset.id);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  return make("div", { class: "searching" }, input, list);
}
