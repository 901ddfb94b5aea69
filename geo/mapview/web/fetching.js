// What the app answers.

import { say } from "./texts.js";

/**
 * JSON from the app itself, or an error that names the file.
 *
 * @param {string | undefined} url
 * @param {Promise<Response>} [asked] What was asked for earlier; to read it is the work of a moment
 *   that others may need more.
 */
export async function fetchJson(url, asked) {
  if (!url) throw new Error(say("a file is missing"));
  const answer = await (asked ?? fetch(url));
  if (!answer.ok) throw new Error(say("{url} answered {status}", { url, status: answer.status }));
  return answer.json();
}
