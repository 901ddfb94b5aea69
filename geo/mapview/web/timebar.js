// The slider of dates below the map: drag, keys, steps from event to event, play.

import { Caption } from "./caption.js";
import { checkedDay, formatDay, monthsOn, toDay, toNumber } from "./day_states.js";
import { element, tool } from "./dom.js";
import { say, sayMany } from "./texts.js";
import { ahead, TimeAxis } from "./time_axis.js";

const REST = 350; // milliseconds without a move until a date counts as chosen
const STEP = 1800; // milliseconds from event to event where motion is unwanted
const LONGEST_FRAME = 100; // milliseconds; a browser that sleeps does not make the date leap
const FINE = 20_000; // positions of the slider

/** @param {string} day */
const yearOf = (day) => Number(day.slice(0, 4));

/** How fast play goes, against its usual pace. */
const speeds = () => [
  { factor: 0.5, name: say("Slow") },
  { factor: 1, name: say("Normal") },
  { factor: 3, name: say("Fast") },
];

/**
 * What the day does elsewhere: `onMove` follows every move, with the events that it passed,
 * `onRest` only the last one; `onPlay` makes ready, with all layers or those that are on.
 *
 * @typedef {{ onMove: (day: string, events: DatedEvent[], isPlaying: boolean) => void,
 *   onRest: (day: string) => void, onPlay: (isAll: boolean) => Promise<void> }} DayDeeds
 */

export class Timebar {
  isPlaying = false;
  /** @type {number | null} */
  frame = null; // in which the next move is shown
  timer = 0; // until the date counts as chosen
  runner = 0; // the next frame of play
  stepper = 0; // the next step of calm play
  speed = 1;

  /**
   * @param {{ days: [string, string], history: Pick<AtlasHistory, "events" | "axis">,
   *   calm: boolean, deeds: DayDeeds }} options
   */
  constructor({ days, history: { events, axis }, calm, deeds }) {
    this.days = days;
    this.calm = calm;
    this.deeds = deeds;
    this.axis = new TimeAxis(axis);
    this.caption = new Caption(events);
    this.events = [...new Set(events.map(([day]) => day))];
    this.day = days[1];
    this.shown = days[1]; // the day that is shown everywhere
    /** @type {Map<number, number>} */
    this.counts = new Map(); // year -> events
    for (const [day] of events)
      this.counts.set(yearOf(day), (this.counts.get(yearOf(day)) ?? 0) + 1);
    this.most = Math.max(1, ...this.counts.values());
    this.slider = this.rangeInput();
    this.field = this.dateInput();
    this.player = tool("▶", say("Play"), () => (this.isPlaying ? this.pause() : this.play()));
    this.everything = element("input", { type: "checkbox", checked: true });
    this.voice = element("p", { class: "unseen", role: "status" });
    this.node = this.build();
    this.show(null);
  }

  rangeInput() {
    return element("input", {
      type: "range",
      class: "slide",
      min: "0",
      max: String(FINE),
      step: "1",
      "aria-label": say("Date"),
      oninput: () => this.moveTo(toDay(Math.round(this.axis.day(+this.slider.value / FINE)))),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
  }

  /** Written as in every address and on Routes, whatever the language of the browser. */
  dateInput() {
    return element("input", {
      type: "text",
      class: "date",
      inputmode: "numeric",
      maxlength: "10",
      size: "10",
      title: say("Year, month, day: {example}", { example: "2025-08-01" }),
      "aria-label": say("Date, typed"),
      onchange: () => {
        const day = checkedDay(this.field.value.trim(), this.days);
        if (day) this.moveTo(day);
        else this.field.value = this.day;
      },
    });
  }

  speedBox() {
    const options = speeds().map(({ factor, name }) =>
      element("option", { value: String(factor), selected: factor === this.speed }, name),
    );
    const box = element("select", { class: "speed", "aria-label": say("Speed") }, ...options);
    box.addEventListener("change", () => {
      this.speed = Number(box.value);
    });
    return box;
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
        element(
          "div",
          { class: "time-ways" },
          this.speedBox(),
          element("label", {}, this.everything, say("All layers")),
        ),
      ),
      element("div", { class: "time-line" }, this.density(), this.slider, this.scale()),
      this.voice,
    );
  }

  /**
   * Put a part of the axis where its days lie.
   *
   * @param {HTMLElement} part
   * @param {string} from
   * @param {string} [to]
   */
  place(part, from, to) {
    const start = this.axis.share(toNumber(from));
    part.style.left = `${100 * start}%`;
    if (to) part.style.width = `${100 * (this.axis.share(toNumber(to)) - start)}%`;
    return part;
  }

  /** A bar for each year, as wide as it is on the axis and as high as it has events. */
  density() {
    const bars = [...this.counts].map(([year, count]) => {
      const title = sayMany("{year}: {n} event", "{year}: {n} events", count, { year });
      const bar = element("span", { title });
      bar.style.height = `${Math.max(2, Math.round(Math.sqrt(count / this.most) * 18))}px`;
      return this.place(bar, `${year}-01-01`, `${year + 1}-01-01`);
    });
    return element("div", { class: "density", "aria-hidden": "true" }, ...bars);
  }

  scale() {
    const ticks = this.axis.years.map(([year, , isMinor]) => {
      const tick = element("span", { class: isMinor ? "minor" : "" }, String(year));
      return this.place(tick, `${year}-01-01`);
    });
    return element(
      "div",
      { class: "scale" },
      element("div", { "aria-hidden": "true" }, ...ticks),
      element("i", {}, say("Recent years have more room")),
      element("b", {}, say("Newest record {day}", { day: formatDay(this.days[1]) })),
    );
  }

  /**
   * A date from outside, null for today. Nobody is told.
   *
   * @param {string | null} date
   */
  show(date) {
    this.day = date ?? this.days[1];
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.put();
    this.caption.show([], false);
    this.words();
  }

  /** The day in slider and field. */
  put() {
    this.shown = this.day;
    this.slider.value = String(Math.round(this.axis.share(toNumber(this.day)) * FINE));
    this.field.value = this.day;
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
    this.day = day < first ? first : day > last ? last : day;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.tell();
    });
    clearTimeout(this.timer);
    if (!this.isPlaying || this.calm) this.restSoon();
  }

  /** One day, everywhere at the same time: slider, field, map, caption and the page beside it. */
  tell() {
    const events = this.caption.passed(this.isPlaying ? this.shown : this.day, this.day);
    this.put();
    this.caption.show(events, this.isPlaying);
    this.deeds.onMove(this.day, events, this.isPlaying);
  }

  restSoon() {
    this.timer = window.setTimeout(() => this.rest(), REST);
  }

  /** Only now is the date told: to the address, to the page and to screen readers. */
  rest() {
    this.voice.textContent = this.words();
    this.deeds.onRest(this.day);
  }

  /**
   * Arrows are days, as everywhere; the Page keys are months.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const day = keyedDay(event.key, this.day, this.days);
    if (!day) return;
    event.preventDefault();
    this.moveTo(day);
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

  async play() {
    this.isPlaying = true;
    this.face("▮▮", say("Pause"));
    await this.deeds.onPlay(this.everything.checked);
    if (!this.isPlaying) return;
    if (this.day === this.days[1]) this.move(this.days[0]);
    clearTimeout(this.timer);
    if (this.calm) this.step();
    else this.run();
  }

  /** Where motion is unwanted: from event to event, each at rest. */
  step() {
    if (this.jump(1, true)) {
      this.stepper = window.setTimeout(() => this.step(), STEP / this.speed);
    } else this.pause();
  }

  run() {
    const course = {
      axis: this.axis,
      stops: this.events.map(toNumber),
      last: toNumber(this.days[1]),
    };
    let pace = { at: toNumber(this.day), hold: 0 };
    let before = performance.now();
    const tick = (/** @type {number} */ now) => {
      const seconds = (Math.min(LONGEST_FRAME, now - before) / 1000) * this.speed;
      before = now;
      pace = ahead(pace, seconds, course);
      this.day = toDay(Math.floor(pace.at));
      if (this.day !== this.shown) this.tell();
      if (pace.at >= course.last) this.pause();
      else this.runner = requestAnimationFrame(tick);
    };
    this.runner = requestAnimationFrame(tick);
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

/**
 * The day that a key leads to, or null: the slider itself counts places of its axis, not days.
 *
 * @param {string} key
 * @param {string} day
 * @param {[string, string]} days
 */
export function keyedDay(key, day, [first, last]) {
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
  if (step) return toDay(toNumber(day) + step);
  const months = { PageUp: 1, PageDown: -1 }[key];
  if (months) return monthsOn(day, months);
  return { Home: first, End: last }[key] ?? null;
}
