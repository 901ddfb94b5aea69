// The states of lines, places and posts on a day, laid over those of today. No Leaflet here.

const DAY = 864e5;
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Days since 1 January 1970, and back. */
export const toNumber = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
export const toDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** `2025-08-01` -> `1 August 2025`. */
export function said(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** The text if it is a day of the calendar from the first to the last, otherwise null. */
export function checkedDay(text, [first, last]) {
  if (!text || !ISO.test(text) || text < first || text > last) return null;
  const number = toNumber(text);
  return Number.isFinite(number) && toDay(number) === text ? text : null;
}

/** The same date some months away; the 31st becomes the last of a shorter month. */
export function monthsOn(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}

/** The step in force on a day: the last one that had begun. One without a day was always there. */
export function stepOn(steps, day) {
  let found = null;
  for (const step of steps) {
    if (step[0] !== null && step[0] > day) break;
    found = step;
  }
  return found;
}

/** Writes into the index how everything was on a day; who draws or describes need not know. */
export class Past {
  constructor(index, fetchHistory) {
    Object.assign(this, { index, fetchHistory, day: null });
    const kept = (records, ...names) =>
      Object.entries(records).map(([id, record]) => [
        id,
        Object.fromEntries(names.map((name) => [name, record[name]])),
      ]);
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

  /** Everything as on `day`, or as today for null; returns whether anything is different now. */
  set(day) {
    if (day === this.day) return false;
    this.day = day;
    let changed = false;
    const put = (record, now) => {
      for (const [name, value] of Object.entries(now)) {
        if (record[name] === value) continue;
        record[name] = value;
        changed = true;
      }
    };
    for (const [id, then] of this.today.projects)
      put(this.index.projects[id], day ? this.project(id, then, day) : { ...then, absent: false });
    for (const [id, then] of this.today.features)
      put(
        this.index.features[id],
        day ? this.line(id, then, day) : { ...then, absent: false, undated: false },
      );
    for (const [id, then] of this.today.sites)
      put(this.index.sites[id], day ? this.place(id, then, day) : { ...then, absent: false });
    return changed;
  }

  /** Before its first day, a project does not yet run over the lines of others. */
  project(id, { state }, day) {
    const steps = this.history.projects[id];
    const step = steps ? stepOn(steps, day) : null;
    return { state: step ? step[1] : state, absent: Boolean(steps) && !step };
  }

  /** An outline or whatever has no history is there at all times. */
  line(id, { state }, day) {
    const steps = this.history.segments[id];
    if (!steps) return { state, absent: false, undated: false };
    const step = stepOn(steps, day);
    return {
      state: step ? step[1] : state,
      absent: !step,
      undated: Boolean(step) && step[0] === null,
    };
  }

  /** Of a post, `told` is its state in a sentence. */
  place(id, { state, access, told }, day) {
    const steps = this.history.sites[id];
    const step = steps ? stepOn(steps, day) : null;
    const post = this.history.posts[id];
    const [, then, words] = post ? stepOn(post, day) : [null, access, told];
    return {
      state: step ? step[1] : state,
      absent: Boolean(steps) && !step,
      access: then,
      told: words,
    };
  }
}
