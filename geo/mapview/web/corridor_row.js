// The row of a corridor in the panel: one line, and what unfolds below it to be read and done.

import { make, quiet } from "./dom.js";
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
  const extra = make(
    "div",
    { class: "extra", id: `extra-${id}`, hidden: true },
    make("div", { class: "sub" }, words),
    make(
      "div",
      { class: "acts" },
      quiet(say("Only this"), say("Only {title}", { title }), onOnly),
      quiet(say("About"), say("About {title}", { title }), onAbout),
    ),
  );
  const more = make("button", {
    type: "button",
    class: "more",
    "aria-label": say("More on {title}", { title }),
    "aria-expanded": "false",
    "aria-controls": extra.id,
    onclick: () => {
      extra.hidden = !extra.hidden;
      more.setAttribute("aria-expanded", String(!extra.hidden));
      row.classList.toggle("unfolded", !extra.hidden);
    },
  });
  more.append("⋯");
  const row = make(
    "div",
    { class: `toggle${member ? " member" : ""}` },
    box,
    make(
      "label",
      { for: `layers-${id}`, title: `${title}\n${numbers}` },
      swatch,
      make("span", { class: "title" }, name),
    ),
    more,
    extra,
  );
  return row;
}
