// The picture of a map as a file, on paper, and for the page around the map.

import { copiedFaces } from "./copied_faces.js";
import { svg } from "./dom.js";
import { pictureOf } from "./picture_sheet.js";
import { messageOf } from "./shared.js";
import { sure } from "./sure.js";
import { say } from "./texts.js";

const SHARP = 2; // pixels of the file for one of the screen
const KEEP = 60_000; // milliseconds that a browser has to save a file

/** @typedef {import("./picture_sheet.js").View} View */
/** @typedef {"png" | "svg"} Format */

/** @type {Format[]} */
export const FORMATS = ["png", "svg"];

/**
 * @param {View} view
 * @param {Format} format
 * @returns {Promise<{ name: string, blob: Blob }>}
 */
export async function pictureFile(view, format) {
  const { node, name } = pictureOf(view);
  const faces = svg("style", {});
  faces.textContent = await copiedFaces();
  node.prepend(faces);
  const text = new XMLSerializer().serializeToString(node);
  const vector = new Blob([text], { type: "image/svg+xml" });
  const blob = format === "svg" ? vector : await rasterised(vector);
  return { name: `${name}.${format}`, blob };
}

/**
 * @param {Blob} vector
 * @returns {Promise<Blob>}
 */
async function rasterised(vector) {
  const url = URL.createObjectURL(vector);
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARP;
  canvas.height = image.naturalHeight * SHARP;
  sure(canvas.getContext("2d")).drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((done, fail) => {
    const keep = (/** @type {Blob | null} */ blob) =>
      blob ? done(blob) : fail(new Error(say("the browser has no room for it")));
    canvas.toBlob(keep, "image/png");
  });
}

/**
 * @param {View} view
 * @param {Format} format
 */
export async function savePicture(view, format) {
  const { name, blob } = await pictureFile(view, format);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP);
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
    const answer = await pictureFile(view, data.format).catch((error) => ({
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
