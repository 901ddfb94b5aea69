// A drawing as a file that needs nothing else: with its typefaces in it, or as pixels.

import { copiedFaces } from "./copied_faces.js";
import { svg } from "./dom.js";
import { sure } from "./sure.js";
import { say } from "./texts.js";

const SHARP = 2; // pixels of the file for one of the screen
const KEEP = 60_000; // milliseconds that a browser has to save a file

/** @typedef {"png" | "svg"} Format */
/** @typedef {{ node: SVGElement, name: string }} Picture the name is that of the file */

/**
 * @param {Picture} picture
 * @param {Format} format
 * @returns {Promise<{ name: string, blob: Blob }>}
 */
export async function fileOf({ node, name }, format) {
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
 * Let the browser save a file.
 *
 * @param {{ name: string, blob: Blob }} file
 */
export function saveFile({ name, blob }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP);
}
