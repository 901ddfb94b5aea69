// The search of an edition without a server: the same index of names and texts, asked here.
//
// It is simpler than the server's own: no ideas behind words, no ways, and names that are only
// alike are offered where nothing else fits.

import { fetchJson } from "./fetching.js";

const MOST = 10; // hits
const LONGEST = 220; // letters of a sentence that is shown
const FEW_SOUNDS = 3; // fewer begin too many names
const LONG = 8; // letters of a name that may differ in two
const WORD = /[\p{L}\p{N}]+(?:['’ʻ‘][\p{L}]+)*/gu;
const SENTENCE = /(?<=[.!?۔؟。])\s+|\n+/;
const POSITION = /^(-?\d{1,2}(?:\.\d+)?)[°\s,;]+(-?\d{1,3}(?:\.\d+)?)°?$/;

/**
 * How a name fits, the smaller the sooner: of a record and of a town.
 *
 * @type {Record<string, [number, number]>}
 */
const TIERS = { exact: [0, 0.5], sound: [1, 1.5], begun: [3, 6], like: [4, 9] };
const SURE = 2; // a name in a smaller tier is the one that was asked for

/**
 * A record: `found` is its kind as a fixed word, `shown` what the map selects for it.
 *
 * @typedef {{ found: string, id: string, shown: string, title: string, where: string, kind: string,
 *   link: string, names: [string, string][], texts: string[], also: string, weight: number,
 *   at?: [number, number] }} Entry
 * @typedef {{ id: number, where: string, kind: string, at: [number, number],
 *   names: [string, string][], local?: { language: string, name: string } }} IndexedTown
 * @typedef {{ letters: Record<string, string>, groups: Record<string, string>,
 *   twins: Record<string, string>, latin: Record<string, string>, empty: string[],
 *   many: Record<string, string>, entries: Entry[], towns: IndexedTown[] }} SearchIndex
 * @typedef {{ name: string, language: string, folded: string, sounds: string }} Spelling
 */

/**
 * What answers as the server does, from an index that is fetched with the first question.
 *
 * @param {string} url
 * @returns {import("./fetching.js").Answers}
 */
export function answersFrom(url) {
  /** @type {Promise<IndexFinder> | null} */
  let coming = null;
  return async (question) => {
    coming ??= fetchJson(url).then((index) => new IndexFinder(index));
    const finder = await coming.catch((error) => {
      coming = null; // to be asked for again
      throw error;
    });
    const asked = new URLSearchParams(question);
    const town = asked.get("town");
    return town ? finder.town(Number(town)) : finder.search(asked.get("q") ?? "");
  };
}

/** Names in all scripts compared by their sounds, as `geo/search/romanize.py` writes them. */
class Sounds {
  /** @type {Map<string, string>} */
  known = new Map();
  /** @type {Map<string, string>} */
  folded = new Map(); // letter by letter
  /** @type {Map<string, string>} */
  sounded = new Map();

  /** @param {SearchIndex} index */
  constructor({ letters, groups, twins, latin }) {
    this.letters = letters;
    this.groups = groups;
    this.twins = twins;
    this.latin = latin;
    const longest = Object.keys(groups).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    this.group = new RegExp(longest.join("|"), "g");
  }

  /**
   * Lower case without accents and variants of letters.
   *
   * @param {string} text
   */
  fold(text) {
    const folded = [...text].map((letter) => kept(this.folded, letter, (one) => this.plain(one)));
    return folded.join("").split(/\s+/).filter(Boolean).join(" ");
  }

  /** @param {string} letter */
  plain(letter) {
    const lower = letter.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return [...lower].map((char) => this.twins[char] ?? char).join("");
  }

  /**
   * One letter a sound.
   *
   * @param {string} text
   */
  of(text) {
    return kept(this.known, text, (word) => this.written(word));
  }

  /** @param {string} text */
  written(text) {
    const letters = [...text.normalize("NFC")];
    const sounds = letters.map((letter) => kept(this.sounded, letter, (one) => this.sound(one)));
    const grouped = sounds.join("").replace(this.group, (found) => this.groups[found]);
    const latin = [...grouped.replace(/c(?=[eiy])/g, "s")].map((char) => this.latin[char] ?? char);
    return latin.join("").replace(/(.)\1+/g, "$1");
  }

  /** @param {string} letter */
  sound(letter) {
    const lower = letter.normalize("NFKC").toLowerCase();
    const known = this.letters[lower];
    if (known !== undefined) return known;
    const plain = lower.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
    return [...plain].map((char) => this.letters[char] ?? char).join("");
  }
}

/**
 * What is made once for each key.
 *
 * @param {Map<string, string>} known
 * @param {string} key
 * @param {(key: string) => string} make
 */
function kept(known, key, make) {
  const found = known.get(key) ?? make(key);
  known.set(key, found);
  return found;
}

export class IndexFinder {
  /** @type {string[] | null} */
  texts = null; // of each entry the sounds of all its words, made with the first question

  /** @param {SearchIndex} index */
  constructor(index) {
    this.index = index;
    this.sounds = new Sounds(index);
    this.empty = new Set(index.empty);
    this.names = index.entries.map(({ names }) => this.spelled(names));
    this.towns = index.towns.map(({ names }) => this.spelled(names));
  }

  /**
   * @param {[string, string][]} names
   * @returns {Spelling[]}
   */
  spelled(names) {
    return names.map(([language, name]) => ({
      name,
      language,
      folded: this.sounds.fold(name),
      sounds: this.sounds.of(name),
    }));
  }

  /** @param {number} id */
  town(id) {
    const at = this.index.towns.findIndex((town) => town.id === id);
    return { hits: at < 0 ? [] : [this.townHit(at, this.towns[at][0])], ambiguous: false };
  }

  /**
   * @param {string} words
   * @returns {import("./search.js").Answer}
   */
  search(words) {
    const asked = { folded: this.sounds.fold(words), sounds: this.sounds.of(words) };
    if (!asked.folded) return { hits: [], ambiguous: false };
    const position = positionHit(words.trim());
    if (position) return { hits: [position], ambiguous: false };
    const named = [...this.named(asked, false)];
    // A name that is only alike is offered where none is the same.
    if (!named.some(({ tier }) => tier < SURE)) named.push(...this.named(asked, true));
    const ranked = best([...named, ...this.told(words)]);
    const hits = ranked.map(({ hit }) => hit);
    if (!hits.length) return { hits, ambiguous: false, looked_in: this.lookedIn() };
    return { hits, ambiguous: isAmbiguous(ranked, (name) => this.sounds.fold(name)) };
  }

  /**
   * Records and towns that are called this, or are if `isLike` nearly called so.
   *
   * @param {{ folded: string, sounds: string }} asked
   * @param {boolean} isLike
   * @returns {Generator<Ranked>}
   */
  *named(asked, isLike) {
    for (const { at, grade, spelling } of fits(asked, this.names, isLike)) {
      const { weight } = this.index.entries[at];
      yield { hit: { ...this.hit(at, spelling), guess: isLike }, tier: TIERS[grade][0], weight };
    }
    for (const { at, grade, spelling } of fits(asked, this.towns, isLike)) {
      const hit = { ...this.townHit(at, spelling), guess: isLike };
      yield { hit, tier: TIERS[grade][1], weight: -at }; // they stand in the index by their size
    }
  }

  /**
   * Records whose texts have every word.
   *
   * @param {string} words
   * @returns {Generator<Ranked>}
   */
  *told(words) {
    const asked = this.words(words);
    if (!asked.length) return;
    this.texts ??= this.index.entries.map(({ title, texts, also }) =>
      this.line([title, ...texts, also].join("\n")),
    );
    for (const [at, text] of this.texts.entries()) {
      if (!asked.every((word) => text.includes(` ${word}`))) continue;
      const entry = this.index.entries[at];
      const title = this.line(entry.title);
      const isTitle = asked.every((word) => title.includes(` ${word}`));
      const isWhole = asked.every((word) => text.includes(` ${word} `));
      const tier = isTitle ? 3 - Number(isWhole) : 7 - 2 * Number(isWhole);
      yield { hit: this.hit(at, null, asked), tier, weight: entry.weight };
    }
  }

  /**
   * The sounds of the words of a question, without those that say nothing.
   *
   * @param {string} text
   */
  words(text) {
    const found = text.match(WORD) ?? [];
    const telling = found.filter((word) => !this.empty.has(this.sounds.fold(word)));
    return telling.map((word) => this.sounds.of(word)).filter(Boolean);
  }

  /** @param {string} text */
  line(text) {
    return ` ${this.words(text).join(" ")} `;
  }

  /**
   * @param {number} at
   * @param {Spelling | null} spelling
   * @param {string[]} asked
   * @returns {SearchHit}
   */
  hit(at, spelling, asked = []) {
    const { found, id, shown, title, where, kind, link, texts, at: place } = this.index.entries[at];
    const sentence = spelling ? null : this.sentence(texts, asked);
    return /** @type {SearchHit} */ ({
      id: shown,
      record: id,
      found,
      name: title,
      matched: spelling?.name ?? title,
      language: spelling?.language ?? "en",
      where,
      kind,
      ...(link ? { link } : {}),
      ...(sentence ? { sentence } : {}),
      ...(place ? { town: { id: 0, lon: place[0], lat: place[1] } } : {}),
    });
  }

  /**
   * @param {number} at
   * @param {Spelling} spelling
   * @returns {SearchHit}
   */
  townHit(at, spelling) {
    const { id, where, kind, at: place, names, local } = this.index.towns[at];
    const own = `geonames-${id}`;
    return /** @type {SearchHit} */ ({
      id: own,
      record: own,
      found: "town",
      name: names[0][1],
      matched: spelling.name,
      language: spelling.language,
      where,
      kind,
      town: { id, lon: place[0], lat: place[1], ...(local ? { local } : {}) },
    });
  }

  /**
   * The sentence with most of the words, in runs: a text, and whether it is one of them.
   *
   * @param {string[]} texts
   * @param {string[]} asked
   * @returns {[string, boolean][] | null}
   */
  sentence(texts, asked) {
    const sentences = texts.flatMap((text) => text.split(SENTENCE)).filter(Boolean);
    const counts = sentences.map((text) => {
      const line = this.line(text);
      return asked.filter((word) => line.includes(` ${word}`)).length;
    });
    const most = Math.max(0, ...counts);
    if (!most || 2 * most < asked.length) return null;
    return this.marked(sentences[counts.indexOf(most)], asked);
  }

  /**
   * @param {string} text
   * @param {string[]} asked
   */
  marked(text, asked) {
    const spans = [...text.matchAll(WORD)]
      .filter(([word]) => asked.some((begun) => this.sounds.of(word).startsWith(begun)))
      .map(({ 0: word, index }) => [index, index + word.length]);
    const start = Math.max(0, (spans[0]?.[0] ?? 0) - LONGEST / 3);
    const from = text.length <= LONGEST || start === 0 ? 0 : text.indexOf(" ", start) + 1;
    const end = Math.min(text.length, from + LONGEST);
    /** @type {[string, boolean][]} */
    const runs = from ? [["…", false]] : [];
    let at = from;
    for (const [left, right] of spans.filter(([left, right]) => left >= from && right <= end)) {
      runs.push([text.slice(at, left), false], [text.slice(left, right), true]);
      at = right;
    }
    runs.push([text.slice(at, end) + (end < text.length ? "…" : ""), false]);
    return runs.filter(([run]) => run);
  }

  /** @returns {[string, number][]} */
  lookedIn() {
    const { entries, towns, many } = this.index;
    /** @type {Record<string, number>} */
    const counts = { town: towns.length };
    for (const { found } of entries) counts[found] = (counts[found] ?? 0) + 1;
    return Object.entries(many)
      .filter(([found]) => counts[found])
      .map(([found, name]) => [name, counts[found]]);
  }
}

/** @typedef {{ hit: SearchHit, tier: number, weight: number }} Ranked */

/**
 * Of all that have names, those of which one fits, and the best way in which it does.
 *
 * @param {{ folded: string, sounds: string }} asked
 * @param {Spelling[][]} all
 * @param {boolean} isLike
 */
function* fits(asked, all, isLike) {
  const grades = isLike ? ["like"] : ["exact", "sound", "begun"];
  for (const [at, spellings] of all.entries()) {
    for (const grade of grades) {
      const spelling = spellings.find((one) => FITS[grade](asked, one));
      if (!spelling) continue;
      yield { at, grade, spelling };
      break;
    }
  }
}

/** @type {Record<string, (asked: { folded: string, sounds: string }, one: Spelling) => boolean>} */
const FITS = {
  exact: (asked, one) => one.folded.replaceAll(" ", "") === asked.folded.replaceAll(" ", ""),
  sound: (asked, one) => asked.sounds.length >= FEW_SOUNDS && one.sounds === asked.sounds,
  begun: (asked, one) =>
    one.folded.startsWith(asked.folded) ||
    (asked.folded.length >= FEW_SOUNDS && one.folded.includes(` ${asked.folded}`)) ||
    (asked.sounds.length >= FEW_SOUNDS && one.sounds.startsWith(asked.sounds)),
  like: (asked, one) => {
    const most = asked.sounds.length >= LONG ? 2 : 1;
    return asked.sounds.length > FEW_SOUNDS && differ(asked.sounds, one.sounds, most) <= most;
  },
};

/**
 * In how many letters two words differ, counted no further than to one more than `most`.
 *
 * @param {string} left
 * @param {string} right
 * @param {number} most
 */
function differ(left, right, most) {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [down, letter] of [...left].entries()) {
    const next = [down + 1];
    for (let at = 0; at < right.length; at += 1) {
      const same = row[at] + Number(letter !== right[at]);
      next.push(Math.min(same, row[at + 1] + 1, next[at] + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[right.length];
}

/**
 * One hit a record, the best ones first.
 *
 * @param {Ranked[]} found
 */
function best(found) {
  found.sort((a, b) => a.tier - b.tier || b.weight - a.weight);
  const seen = new Set();
  const kept = found.filter(({ hit }) => {
    const isNew = !seen.has(hit.record);
    seen.add(hit.record);
    return isNew;
  });
  return kept.slice(0, MOST);
}

/**
 * Whether the first hit shares its name with another place.
 *
 * @param {Ranked[]} ranked
 * @param {(name: string) => string} fold
 */
function isAmbiguous([first, ...others], fold) {
  const isNamed = (/** @type {Ranked} */ { hit, tier }) =>
    tier < SURE && (hit.found === "place" || hit.found === "town");
  const name = fold(first.hit.matched);
  return isNamed(first) && others.some((one) => isNamed(one) && fold(one.hit.matched) === name);
}

/** @param {string} words */
function positionHit(words) {
  const found = POSITION.exec(words);
  if (!found) return null;
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  const hit = { id: "", record: "", found: "position", name: words, matched: words };
  const town = { id: 0, lat, lon };
  return /** @type {SearchHit} */ ({ ...hit, language: "en", where: "", kind: "", town });
}
