// The row of a corridor in the panel: one line, and what unfolds below it to be read and done.

import { element, quiet } from "./dom.js";
import { rowName } from "./panel_words.js";
import { say, sentences } from "./texts.js";

/**
 * What a row needs: its box, the sample of its line, what there is to say of it, and what its two
 * buttons do.
 *
 * @typedef {{ box: HTMLElement, swatch: HTMLElement, numbers: string, onOnly: () => void,
 *   onAbout: () => void }} RowParts
 */

/**
 * @param {string} id
 * @param {Project} project
 * @param {RowParts} parts
 */
export function corridorRow(id, project, { box, swatch, numbers, onOnly, onAbout }) {
  const { title, member } = project;
  const name = rowName(project);
  // A title without room in the row is told in full below it.
  const words = name === title ? numbers : sentences(title, numbers);
  const extra = element(
    "div",
    { class: "extra", id: `extra-${id}`, hidden: true },
    element("div", { class: "sub" }, words),
    element(
      "div",
      { class: "acts" },
      quiet(say("Only this"), say("Only {title}", { title }), onOnly),
      quiet(say("About"), say("About {title}", { title }), onAbout),
    ),
  );
  const more = element("button", {
    type: "button",
    class: "more",
    "aria-label": say("More on {title}", { title }),
    "aria-expanded": "false",
    "aria-controls": extra.id,
    // A layer is one stop of the Tab key: Enter on its box does the same.
    tabindex: "-1",
    onclick: () => {
      extra.hidden = !extra.hidden;
      more.setAttribute("aria-expanded", String(!extra.hidden));
      row.classList.toggle("unfolded", !extra.hidden);
    },
  });
  more.append("⋯");
  box.addEventListener("keydown", ({ key }) => key === "Enter" && more.click());
  const row = element(
    "div",
    { class: `toggle${member ? " member" : ""}` },
    box,
    element(
      "label",
      { for: `layers-${id}`, title: `${title}\n${numbers}` },
      swatch,
      element("span", { class: "title" }, name),
    ),
    more,
    extra,
  );
  return row;
}
