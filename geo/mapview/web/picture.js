// The picture of a map as a file, on paper, and for the page around the map.

import { fileOf, saveFile } from "./picture_file.js";
import { pictureOf } from "./picture_sheet.js";
import { messageOf } from "./shared.js";
import { say } from "./texts.js";

/** @typedef {import("./picture_sheet.js").View} View */
/** @typedef {import("./picture_file.js").Format} Format */

/** @type {Format[]} */
export const FORMATS = ["png", "svg"];

/**
 * @param {View} view
 * @param {Format} format
 */
export async function savePicture(view, format) {
  saveFile(await fileOf(pictureOf(view), format));
}

/**
 * Answer the page around the map: it asks with `{ atlas: "picture", format }` and gets the same
 * with `name` and `blob`, or with a sentence in `problem`.
 *
 * @param {View} view
 */
export function answerPage(view) {
  window.addEventListener("message", async ({ origin, data, source }) => {
    if (origin !== window.location.origin || data?.atlas !== "picture") return;
    if (!FORMATS.includes(data.format)) return;
    const answer = await fileOf(pictureOf(view), data.format).catch((error) => ({
      problem: say("The picture could not be made ({reason}).", { reason: messageOf(error) }),
    }));
    source?.postMessage({ atlas: "picture", ...answer }, { targetOrigin: origin });
  });
}

/**
 * On paper stands the picture of the map, in ink on white.
 *
 * @param {View & { look: (theme: Theme) => void }} view
 */
export function printPicture(view) {
  const { frameElement } = window;
  /** @type {SVGElement | null} */
  let print = null;
  window.addEventListener("beforeprint", () => {
    const { theme } = view;
    if (theme === "dark") view.look("light");
    const { node } = pictureOf(view, { isBare: true });
    if (theme === "dark") view.look(theme);
    const { width, height } = /** @type {SVGSVGElement} */ (node).viewBox.baseVal;
    const shape = /** @type {HTMLElement | null} */ (frameElement)?.style;
    shape?.setProperty("--shape", String(width / height));
    node.setAttribute("class", "on-paper");
    print = node;
    document.body.append(node);
  });
  window.addEventListener("afterprint", () => print?.remove());
}
