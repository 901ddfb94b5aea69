// What the code itself has put there before, and no reader's or server's doing can take away.

/**
 * The value; an error where it is missing, which is a mistake in these scripts.
 *
 * @template T
 * @param {T} value
 * @returns {NonNullable<T>}
 */
export function sure(value) {
  if (value === null || value === undefined) throw new Error("a part of the map is missing");
  return value;
}
