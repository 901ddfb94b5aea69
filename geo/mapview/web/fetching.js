// What the app answers.

import { inLanguage, say } from "./texts.js";

/** @type {Map<string, any>} */
const kept = new Map();

/**
 * Files that stand in the page itself are not asked for.
 *
 * @param {Record<string, any>} files
 */
export function keepFiles(files) {
  for (const [url, content] of Object.entries(files)) kept.set(url, content);
}

/**
 * JSON from the app itself, or an error that names the file.
 *
 * @param {string | undefined} url
 * @param {Promise<Response>} [asked] What was asked for earlier; to read it is the work of a moment
 *   that others may need more.
 */
export async function fetchJson(url, asked) {
  if (!url) throw new Error(say("a file is missing"));
  if (kept.has(url)) return kept.get(url);
  const answer = await (asked ?? fetch(url));
  if (!answer.ok) throw new Error(say("{url} answered {status}", { url, status: answer.status }));
  return answer.json();
}

/**
 * What answers a question of the search, such as `q=torkham` or `town=1167528`: a server, or what
 * an edition without a server brings along.
 *
 * @typedef {(question: string) => Promise<import("./search.js").Answer>} Answers
 */

/**
 * A server that answers at this address.
 *
 * @param {string} url
 * @returns {Answers}
 */
export function serverAt(url) {
  return (question) => fetchJson(inLanguage(`${url}?${question}`));
}

/**
 * Wait for all of them, whichever fail; then throw what the first of those threw.
 *
 * @param {Promise<unknown>[]} acts
 */
export async function allOf(acts) {
  const ends = await Promise.allSettled(acts);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
