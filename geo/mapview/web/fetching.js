// What the app answers.

import { say } from "./texts.js";

/**
 * JSON from the app itself, or an error that names the file.
 *
 * @param {string | undefined} url
 */
export async function fetchJson(url) {
  if (!url) throw new Error(say("a file is missing"));
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(say("{url} answered {status}", { url, status: answer.status }));
  return answer.json();
}
