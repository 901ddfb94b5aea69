// A quiet button that gives the map as a picture.

import { element, svg } from "./dom.js";
import { FORMATS, savePicture } from "./picture.js";
import { messageOf } from "./shared.js";
import { say } from "./texts.js";

/** A camera, on a grid of 24 by 24. */
const camera = () =>
  svg(
    "svg",
    { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true", class: "camera" },
    svg("path", { d: "M3 7h4l2-3h6l2 3h4v13H3z" }),
    svg("circle", { cx: 12, cy: 13, r: 4 }),
  );

/**
 * @param {import("./picture_sheet.js").View} view
 * @param {(problem: string) => void} announce
 */
export function pictureMenu(view, announce) {
  const label = say("Picture of the map");
  const head = element("summary", { class: "tool", "aria-label": label, title: label }, camera());
  const save = (/** @type {import("./picture.js").Format} */ format) => {
    menu.open = false;
    savePicture(view, format).catch((error) => {
      announce(say("The picture could not be made ({reason}).", { reason: messageOf(error) }));
    });
  };
  const words = { png: say("PNG, to look at"), svg: say("SVG, to work on") };
  const buttons = FORMATS.map((format) =>
    element("button", { type: "button", onclick: () => save(format) }, words[format]),
  );
  const menu = element(
    "details",
    { class: "picture-menu" },
    head,
    element("div", { class: "picture-formats" }, ...buttons),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    head.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget))) menu.open = false;
  });
  return menu;
}
