// The picture of a chart: its title, the chart as it stands on the page, what it rests on.

import { fullAddress } from "./addresses.js";
import { Copy } from "./copied.js";
import { element, svg } from "./dom.js";
import { fileOf, saveFile } from "./picture_file.js";
import { sure } from "./sure.js";
import { say, speak } from "./texts.js";

const CHART = "[data-picture-title]";
/** What has no meaning beside the page: buttons, hints, the numbers of footnotes. */
const LEFT_OUT = ".take, .note, .on-page, .unseen";

/**
 * The picture of the chart that a button stands below, as a file for the reader.
 *
 * @param {HTMLButtonElement} button
 * @param {Parameters<typeof speak>[0]} told
 */
export async function saveChart(button, told) {
  speak(told);
  const chart = /** @type {HTMLElement} */ (sure(button.closest(CHART)));
  const format = button.dataset.chart === "svg" ? "svg" : "png";
  saveFile(await fileOf(pictureOf(chart), format));
}

/** @param {HTMLElement} chart */
function pictureOf(chart) {
  const { pictureTitle: title = "", pictureName: name = "chart" } = chart.dataset;
  const sheet = sheetOf(chart, title);
  // Seen by nobody: it is gone before the browser paints.
  chart.after(sheet);
  const paper = sheet.getBoundingClientRect();
  const parts = new Copy(paper).parts(sheet);
  sheet.remove();
  const { width, height } = paper;
  const words = svg("title", {});
  words.textContent = title;
  const node = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, words, ...parts);
  return { node, name: `corridor-atlas-${name}` };
}

/**
 * @param {HTMLElement} chart
 * @param {string} title
 */
function sheetOf(chart, title) {
  const copy = /** @type {HTMLElement} */ (chart.cloneNode(true));
  const notes = [...copy.querySelectorAll(".take p")];
  for (const part of copy.querySelectorAll(LEFT_OUT)) part.remove();
  const address = fullAddress(window.location.href);
  const origin = say("Corridor Atlas. What each figure rests on stands at {address}", { address });
  return element(
    "section",
    { class: "chart-sheet", style: `inline-size: ${chart.offsetWidth}px` },
    element("h2", {}, title),
    copy,
    element("footer", {}, ...notes, element("p", {}, origin)),
  );
}
