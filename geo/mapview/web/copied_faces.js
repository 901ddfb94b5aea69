// The typefaces of the map, to be taken along: in another one words have another width.

const ADDRESS = /url\("([^"]+)"\)/;

/** The rules of a style sheet for every face in which something is written here, files and all. */
export async function copiedFaces() {
  const used = [...document.fonts].filter(({ status }) => status === "loaded");
  const letters = new Set(used.map(({ unicodeRange }) => plain(unicodeRange)));
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].map((rule) => ({ rule, home: sheet.href ?? document.baseURI })),
  );
  const faces = rules.filter(
    ({ rule }) =>
      rule instanceof CSSFontFaceRule &&
      letters.has(plain(rule.style.getPropertyValue("unicode-range"))),
  );
  const written = await Promise.all(faces.map(({ rule, home }) => whole(rule.cssText, home)));
  return written.join("\n");
}

/** @param {string} range */
function plain(range) {
  return range.replaceAll(" ", "").toUpperCase();
}

/**
 * A rule with its file in it.
 *
 * @param {string} rule
 * @param {string} home
 */
async function whole(rule, home) {
  const found = ADDRESS.exec(rule);
  if (!found) return rule;
  const answer = await fetch(new URL(found[1], home));
  const reader = new FileReader();
  const read = new Promise((done) => reader.addEventListener("load", done));
  reader.readAsDataURL(await answer.blob());
  await read;
  return rule.replace(ADDRESS, `url("${reader.result}")`);
}
