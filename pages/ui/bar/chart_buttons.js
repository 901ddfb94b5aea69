// The buttons below charts. What makes a picture is fetched when a reader first asks for one.

import { sure } from "./sure.js";
import { say } from "./texts.js";

/**
 * Every button below a chart saves its picture; `told` has the name of the script for it.
 *
 * @param {{ language: string, texts: Record<string, string>, charts: string }} told
 */
export function onChartPicture(told) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button[data-chart]");
    if (button instanceof HTMLButtonElement) save(button, told);
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {{ language: string, texts: Record<string, string>, charts: string }} told
 */
async function save(button, told) {
  const status = sure(button.parentElement?.querySelector("[role=status]"));
  button.disabled = true;
  status.textContent = "";
  try {
    const { saveChart } = await import(`./${told.charts}`);
    await saveChart(button, told);
    status.textContent = say("The picture is saved.");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    status.textContent = say("The picture could not be made ({reason}).", { reason });
  }
  button.disabled = false;
}
