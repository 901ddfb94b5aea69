// Where this page is, and where the same view is on its own.

/** The path of the page below the start of the atlas; the map has none. */
export function pagePath() {
  return window.location.pathname.split("/").at(-1) ?? "";
}

/**
 * The address of a view in the atlas itself, though it be seen in a frame.
 *
 * @param {string} address
 */
export function fullAddress(address) {
  const url = new URL(address);
  url.searchParams.delete("embed");
  // Commas are legal in a query and far easier to read than %2C.
  url.search = url.search.replaceAll("%2C", ",");
  url.hash = "";
  return url.href;
}
