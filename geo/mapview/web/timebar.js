// The slider of dates below the map: drag, keys, steps from event to event, play.

import { element, tool } from "./dom.js";
import { checkedDay, monthsOn, formatDay, toDay, toNumber } from "./day_states.js";
import { say, sayMany } from "./texts.js";

const REST = 350; // milliseconds without a move until a date counts as chosen
const QUICK = 2; // years a second while nothing happens, when playing
const SLOW = 0.5; // and where events are dense
const STEP = 1800; // milliseconds from event to event where motion is unwanted
const LONGEST_FRAME = 100; // milliseconds; a browser that sleeps does not make the date leap

/** @param {string} day */
const yearOf = (day) => Number(day.slice(0, 4));

export class Timebar {
  isPlaying = false;
  /** @type {number | null} */
  frame = null; // of the next `onMove`
  timer = 0; // until the date counts as chosen
  runner = 0; // the next frame of play
  stepper = 0; // the next step of calm play

  /**
   * `onMove(day)` follows every move, `onRest(day)` only the last one.
   *
   * @param {{ days: [string, string], events: string[], calm: boolean,
   *   onMove: (day: string) => void, onRest: (day: string) => void }} options
   */
  constructor({ days, events, calm, onMove, onRest }) {
    this.days = days;
    this.calm = calm;
    this.onMove = onMove;
    this.onRest = onRest;
    this.first = toNumber(days[0]);
    this.last = toNumber(days[1]);
    this.events = [...new Set(events)];
    this.day = days[1];
    /** @type {Map<number, number>} */
    this.counts = new Map(); // year -> events
    for (const day of events) this.counts.set(yearOf(day), (this.counts.get(yearOf(day)) ?? 0) + 1);
    this.most = Math.max(1, ...this.counts.values());
    this.slider = this.rangeInput();
    this.field = this.dateInput();
    this.player = tool("▶", say("Play"), () => (this.isPlaying ? this.pause() : this.play()));
    this.voice = element("p", { class: "unseen", role: "status" });
    this.node = this.build();
    this.show(null);
  }

  rangeInput() {
    return element("input", {
      type: "range",
      class: "slide",
      min: String(this.first),
      max: String(this.last),
      step: "1",
      "aria-label": say("Date"),
      oninput: () => this.moveTo(toDay(Number(this.slider.value))),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
  }

  dateInput() {
    return element("input", {
      type: "date",
      class: "date",
      min: this.days[0],
      max: this.days[1],
      "aria-label": say("Date, typed"),
      onchange: () => {
        const day = checkedDay(this.field.value, this.days);
        if (day) this.moveTo(day);
      },
    });
  }

  build() {
    return element(
      "section",
      { class: "time", "aria-label": say("Date of the map") },
      element(
        "div",
        { class: "time-keys" },
        tool("|◀", say("Previous event"), () => this.jump(-1)),
        this.player,
        tool("▶|", say("Next event"), () => this.jump(1)),
        this.field,
      ),
      element("div", { class: "time-line" }, this.density(), this.slider, this.scale()),
      this.voice,
    );
  }

  /** A bar for each year, as high as it has events. */
  density() {
    const [first, last] = this.days.map(yearOf);
    const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const bars = years.map((year) => this.bar(year));
    return element("div", { class: "density", "aria-hidden": "true" }, ...bars);
  }

  /** @param {number} year */
  bar(year) {
    const count = this.counts.get(year) ?? 0;
    const bar = element("span", {
      title: sayMany("{year}: {n} event", "{year}: {n} events", count, { year }),
    });
    const from = Math.max(this.first, toNumber(`${year}-01-01`));
    const to = Math.min(this.last, toNumber(`${year}-12-31`)) + 1;
    bar.style.flexGrow = String(to - from);
    const height = Math.max(2, Math.round(Math.sqrt(count / this.most) * 18));
    bar.style.height = count ? `${height}px` : "0";
    return bar;
  }

  scale() {
    const ticks = [];
    for (let year = 1970; year <= yearOf(this.days[1]); year += 10) {
      const tick = element("span", {}, String(year));
      const days = toNumber(`${year}-01-01`) - this.first;
      tick.style.left = `${(100 * days) / (this.last - this.first)}%`;
      ticks.push(tick);
    }
    return element(
      "div",
      { class: "scale" },
      element("div", { "aria-hidden": "true" }, ...ticks),
      element("b", {}, say("Newest record {day}", { day: formatDay(this.days[1]) })),
    );
  }

  /**
   * A date from outside, null for today. Nobody is told.
   *
   * @param {string | null} date
   */
  show(date) {
    this.put(date ?? this.days[1]);
    this.words();
  }

  /** @param {string} day */
  put(day) {
    this.day = day;
    this.slider.value = String(toNumber(day));
    this.field.value = day;
  }

  /** The date in words, told to who hears the slider. */
  words() {
    const day = formatDay(this.day);
    const words = this.day === this.days[1] ? say("{day}, the newest record", { day }) : day;
    this.slider.setAttribute("aria-valuetext", words);
    return words;
  }

  /**
   * The reader has chosen a day.
   *
   * @param {string} day
   */
  moveTo(day) {
    this.pause();
    this.move(day);
  }

  /** @param {string} day */
  move(day) {
    const [first, last] = this.days;
    this.put(day < first ? first : day > last ? last : day);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.onMove(this.day);
    });
    clearTimeout(this.timer);
    if (!this.isPlaying || this.calm) this.restSoon();
  }

  restSoon() {
    this.timer = window.setTimeout(() => this.rest(), REST);
  }

  /** Only now is the date told: to the address, to the page and to screen readers. */
  rest() {
    this.voice.textContent = this.words();
    this.onRest(this.day);
  }

  /**
   * Arrows are days, as everywhere; the Page keys are months.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    this.moveTo(monthsOn(this.day, months));
  }

  /**
   * To the nearest day with an event before or after this one; false if there is none.
   *
   * @param {number} direction
   */
  jump(direction, isPlayed = false) {
    if (!isPlayed) this.pause();
    const next =
      direction > 0
        ? this.events.find((day) => day > this.day)
        : this.events.findLast((day) => day < this.day);
    if (next) this.move(next);
    return Boolean(next);
  }

  play() {
    if (this.day === this.days[1]) this.move(this.days[0]);
    clearTimeout(this.timer);
    this.isPlaying = true;
    this.face("▮▮", say("Pause"));
    if (this.calm) this.step();
    else this.run();
  }

  /** Where motion is unwanted: from event to event, each at rest. */
  step() {
    if (this.jump(1, true)) this.stepper = window.setTimeout(() => this.step(), STEP);
    else this.pause();
  }

  run() {
    let at = toNumber(this.day);
    let before = performance.now();
    const tick = (/** @type {number} */ now) => {
      const seconds = Math.min(LONGEST_FRAME, now - before) / 1000;
      at = Math.min(this.last, at + seconds * this.speed(at) * 365);
      before = now;
      this.move(toDay(Math.floor(at)));
      if (at >= this.last) this.pause();
      else this.runner = requestAnimationFrame(tick);
    };
    this.runner = requestAnimationFrame(tick);
  }

  /**
   * Years a second: the more happens in a year, the slower it passes.
   *
   * @param {number} at
   */
  speed(at) {
    const busy = (this.counts.get(yearOf(toDay(Math.floor(at)))) ?? 0) / this.most;
    return QUICK - (QUICK - SLOW) * Math.min(1, Math.sqrt(busy) * 1.2);
  }

  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    cancelAnimationFrame(this.runner);
    clearTimeout(this.stepper);
    this.face("▶", say("Play"));
    this.restSoon();
  }

  /**
   * @param {string} sign
   * @param {string} label
   */
  face(sign, label) {
    this.player.replaceChildren(sign);
    this.player.title = label;
    this.player.setAttribute("aria-label", label);
  }
}
