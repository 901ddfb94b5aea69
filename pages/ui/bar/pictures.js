// A picture of the map, which its frame makes and this page saves.

import { saveFile } from "./picture_file.js";
import { say } from "./texts.js";

const PATIENCE_MS = 30_000;

/**
 * Ask a map for its picture and save it; an error says why there is none.
 *
 * @param {HTMLIFrameElement} frame
 * @param {"png" | "svg"} format
 */
export async function savePicture(frame, format) {
  const { name, blob, problem } = await asked(frame, format);
  if (!blob) throw new Error(problem ?? say("The map has no picture to give."));
  saveFile({ name: name ?? `corridor-atlas.${format}`, blob });
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {"png" | "svg"} format
 * @returns {Promise<{ name?: string, blob?: Blob, problem?: string }>}
 */
function asked(frame, format) {
  return new Promise((done) => {
    const hear = (/** @type {MessageEvent} */ { source, origin, data }) => {
      const isOurs = source === frame.contentWindow && origin === window.location.origin;
      if (isOurs && data?.atlas === "picture") finish(data);
    };
    const finish = (/** @type {{ problem?: string }} */ answer) => {
      clearTimeout(patience);
      window.removeEventListener("message", hear);
      done(answer);
    };
    const patience = setTimeout(
      () => finish({ problem: say("The map does not answer. Try again.") }),
      PATIENCE_MS,
    );
    window.addEventListener("message", hear);
    frame.contentWindow?.postMessage({ atlas: "picture", format }, window.location.origin);
  });
}
