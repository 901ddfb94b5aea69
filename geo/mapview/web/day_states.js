// The states of lines, places and posts on a day, laid over those of today. No Leaflet here.

import { sure } from "./sure.js";
import { say } from "./texts.js";

const DAY = 864e5;
/** Spelt out: a browser's calendar does not speak every language that the atlas does. */
const months = () => [
  say("January"),
  say("February"),
  say("March"),
  say("April"),
  say("May"),
  say("June"),
  say("July"),
  say("August"),
  say("September"),
  say("October"),
  say("November"),
  say("December"),
];

/**
 * Days since 1 January 1970.
 *
 * @param {string} day
 */
export const toNumber = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

/**
 * The day that is so many days after 1 January 1970.
 *
 * @param {number} number
 */
export const toDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/**
 * `2025-08-01` -> `1 August 2025`.
 *
 * @param {string} day
 */
export function formatDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  return say("{day} {month} {year}", { day: date, month: months()[month - 1], year });
}

/**
 * The text if it is a day of the calendar from the first to the last, otherwise null.
 *
 * @param {string | null} text
 * @param {[string, string]} days
 */
export function checkedDay(text, [first, last]) {
  if (!text || text < first || text > last) return null;
  const number = toNumber(text);
  return Number.isFinite(number) && toDay(number) === text ? text : null;
}

/**
 * The same date some months away; the 31st becomes the last of a shorter month.
 *
 * @param {string} day
 * @param {number} months
 */
export function monthsOn(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const there = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return there.toISOString().slice(0, 10);
}

/**
 * The step in force on a day: the last one that had begun. One without a day was always there.
 *
 * @param {Step[]} steps
 * @param {string} day
 */
export function stepOn(steps, day) {
  /** @type {Step | null} */
  let found = null;
  for (const step of steps) {
    if (step[0] !== null && step[0] > day) break;
    found = step;
  }
  return found;
}

/**
 * What a day may change of a record.
 *
 * @typedef {{ state?: string, access?: string, told?: string, absent?: boolean,
 *   undated?: boolean, later?: string }} Fields
 */

/**
 * What today's records say, by id.
 *
 * @param {Record<string, Fields>} records
 * @param {...keyof Fields} names
 * @returns {[string, Fields][]}
 */
function kept(records, ...names) {
  return Object.entries(records).map(([id, record]) => [
    id,
    Object.fromEntries(names.map((name) => [name, record[name]])),
  ]);
}

/**
 * Write into a record; returns whether anything in it is different now.
 *
 * @param {Fields} record
 * @param {Fields} now
 */
function put(record, now) {
  const names = /** @type {(keyof Fields)[]} */ (Object.keys(now));
  const isNew = names.some((name) => record[name] !== now[name]);
  if (isNew) Object.assign(record, now);
  return isNew;
}

/** Writes into the index how everything was on a day; who draws or describes need not know. */
export class DayStates {
  /** @type {string | null} */
  day = null;
  /** @type {AtlasHistory | null} */
  history = null;
  /** @type {Promise<AtlasHistory> | null} */
  loading = null;

  /**
   * @param {AtlasIndex} index
   * @param {() => Promise<AtlasHistory>} fetchHistory
   */
  constructor(index, fetchHistory) {
    this.index = index;
    this.fetchHistory = fetchHistory;
    this.today = {
      projects: kept(index.projects, "state"),
      features: kept(index.features, "state"),
      sites: kept(index.sites, "state", "access", "told"),
    };
  }

  /** The history is fetched once, when somebody asks for a day. */
  async load() {
    this.loading ??= this.fetchHistory().catch((error) => {
      this.loading = null;
      throw error;
    });
    this.history ??= await this.loading;
    return this.history;
  }

  /**
   * Everything as on `day`, or as today for null; returns whether anything is different now.
   *
   * @param {string | null} day
   */
  set(day) {
    if (day === this.day) return false;
    this.day = day;
    const { projects, features, sites } = this.index;
    const changes = [
      ...this.today.projects.map(([id, now]) => put(projects[id], this.project(id, now, day))),
      ...this.today.features.map(([id, now]) => put(features[id], this.line(id, now, day))),
      ...this.today.sites.map(([id, now]) => put(sites[id], this.place(id, now, day))),
    ];
    return changes.includes(true);
  }

  /**
   * The day on which a record is shown that is asked for on `day`: the first of its own, if it was
   * not there yet.
   *
   * @param {string} id
   * @param {string | null} day
   */
  presentDay(id, day) {
    if (!day || !this.history) return day;
    const { projects, segments, sites } = this.history;
    const steps = projects[id] ?? segments[id] ?? sites[id];
    if (!steps?.length || stepOn(steps, day)) return day;
    const [first] = steps[0];
    const [, newest] = this.index.days;
    return first && first < newest ? first : null;
  }

  /** The projects on which days change something: they, or lines of their own, have dated steps. */
  changing() {
    const { projects, segments } = sure(this.history);
    const isDated = (/** @type {Step[]} */ steps) => steps.some(([day]) => day !== null);
    const { features } = this.index;
    const lines = Object.keys(segments).filter((id) => features[id] && isDated(segments[id]));
    const owners = new Set(lines.map((id) => features[id].project));
    return Object.keys(this.index.projects).filter(
      (id) => owners.has(id) || isDated(projects[id] ?? []),
    );
  }

  /**
   * Before its first day, a project does not yet run over the lines of others.
   *
   * @param {string} id
   * @param {Fields} now
   * @param {string | null} day
   */
  project(id, now, day) {
    const steps = day && sure(this.history).projects[id];
    return steps ? standing(stepOn(steps, day), now) : { ...now, absent: false };
  }

  /**
   * An outline or whatever has no history is there at all times.
   *
   * @param {string} id
   * @param {Fields} now
   * @param {string | null} day
   */
  line(id, now, day) {
    const steps = day && sure(this.history).segments[id];
    if (!steps) return { ...now, absent: false, undated: false };
    const step = stepOn(steps, day);
    return { ...standing(step, now), undated: step?.[0] === null };
  }

  /**
   * Of a post, `told` is its state in a sentence; `later` names the corridors that come here after
   * the day.
   *
   * @param {string} id
   * @param {Fields} now
   * @param {string | null} day
   */
  place(id, now, day) {
    const steps = day && sure(this.history).sites[id];
    const there = steps ? standing(stepOn(steps, day), now) : { ...now, absent: false };
    const place = { ...there, later: day ? this.later(id, day) : "" };
    const post = day && sure(this.history).posts[id];
    if (!post) return place;
    const [, access, told] = sure(stepOn(post, day));
    return { ...place, access, told };
  }

  /**
   * @param {string} id
   * @param {string} day
   */
  later(id, day) {
    const { projects, sites } = this.index;
    const { earlier } = sure(this.history);
    const isLater = (/** @type {string} */ project) =>
      projects[project]?.absent && !(earlier[project]?.[id] <= day);
    return sites[id].projects.filter(isLater).join(" ");
  }
}

/**
 * @param {Step | null} step
 * @param {Fields} now
 */
function standing(step, now) {
  return { ...now, state: step ? step[1] : now.state, absent: !step };
}
