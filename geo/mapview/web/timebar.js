// The slider of dates below the map: drag, keys, steps from event to event, play.

import { make } from "./dom.js";
import { checkedDay, monthsOn, said, toDay, toNumber } from "./past.js";

const REST = 350; // milliseconds without a move until a date counts as chosen
const QUICK = 2; // years a second while nothing happens, when playing
const SLOW = 0.5; // and where events are dense
const STEP = 1800; // milliseconds from event to event where motion is unwanted

export class Timebar {
  /** `onMove(day)` follows every move, `onRest(day)` only the last one. */
  constructor({ days, events, calm, onMove, onRest }) {
    Object.assign(this, {
      days,
      calm,
      onMove,
      onRest,
      first: toNumber(days[0]),
      last: toNumber(days[1]),
    });
    this.events = [...new Set(events)];
    this.day = days[1];
    this.counts = new Map();
    for (const day of events)
      this.counts.set(day.slice(0, 4), (this.counts.get(day.slice(0, 4)) ?? 0) + 1);
    this.most = Math.max(1, ...this.counts.values());
    this.node = this.build();
    this.show(null);
  }

  build() {
    const button = (words, label, onclick) =>
      make(
        "button",
        { type: "button", class: "tool", "aria-label": label, title: label, onclick },
        words,
      );
    this.slider = make("input", {
      type: "range",
      class: "slide",
      min: String(this.first),
      max: String(this.last),
      step: "1",
      "aria-label": "Date",
      oninput: () => {
        this.pause();
        this.move(toDay(Number(this.slider.value)));
      },
      onkeydown: (event) => this.key(event),
    });
    this.field = make("input", {
      type: "date",
      class: "date",
      min: this.days[0],
      max: this.days[1],
      "aria-label": "Date, typed",
      onchange: () => {
        const day = checkedDay(this.field.value, this.days);
        if (day) {
          this.pause();
          this.move(day);
        }
      },
    });
    this.player = button("▶", "Play", () => (this.playing ? this.pause() : this.play()));
    this.voice = make("p", { class: "unseen", role: "status" });
    return make(
      "section",
      { class: "time", "aria-label": "Date of the map" },
      make(
        "div",
        { class: "time-keys" },
        button("|◀", "Previous event", () => this.jump(-1)),
        this.player,
        button("▶|", "Next event", () => this.jump(1)),
        this.field,
      ),
      make("div", { class: "time-line" }, this.density(), this.slider, this.scale()),
      this.voice,
    );
  }

  /** A bar for each year, as high as it has events. */
  density() {
    const years = [];
    for (
      let year = Number(this.days[0].slice(0, 4));
      year <= Number(this.days[1].slice(0, 4));
      year += 1
    ) {
      const count = this.counts.get(String(year)) ?? 0;
      const bar = make("span", {
        title: `${year}: ${count === 1 ? "1 event" : `${count} events`}`,
      });
      const from = Math.max(this.first, toNumber(`${year}-01-01`));
      const to = Math.min(this.last, toNumber(`${year}-12-31`)) + 1;
      bar.style.flexGrow = String(to - from);
      bar.style.height = count
        ? `${Math.max(2, Math.round(Math.sqrt(count / this.most) * 18))}px`
        : "0";
      years.push(bar);
    }
    return make("div", { class: "density", "aria-hidden": "true" }, ...years);
  }

  scale() {
    const ticks = [];
    const last = Number(this.days[1].slice(0, 4));
    for (let year = 1970; year <= last; year += 10) {
      const tick = make("span", {}, String(year));
      tick.style.left = `${(100 * (toNumber(`${year}-01-01`) - this.first)) / (this.last - this.first)}%`;
      ticks.push(tick);
    }
    return make(
      "div",
      { class: "scale" },
      make("div", { "aria-hidden": "true" }, ...ticks),
      make("b", {}, `Newest record ${said(this.days[1])}`),
    );
  }

  /** A date from outside, null for today. Nobody is told. */
  show(date) {
    this.day = date ?? this.days[1];
    this.slider.value = String(toNumber(this.day));
    this.field.value = this.day;
    this.say();
  }

  say() {
    const words =
      this.day === this.days[1] ? `${said(this.day)}, the newest record` : said(this.day);
    this.slider.setAttribute("aria-valuetext", words);
    return words;
  }

  move(day) {
    this.day = day < this.days[0] ? this.days[0] : day > this.days[1] ? this.days[1] : day;
    this.slider.value = String(toNumber(this.day));
    this.field.value = this.day;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.onMove(this.day);
    });
    clearTimeout(this.timer);
    if (!this.playing || this.calm) this.timer = setTimeout(() => this.rest(), REST);
  }

  /** Only now is the date told: to the address, to the page and to screen readers. */
  rest() {
    this.voice.textContent = this.say();
    this.onRest(this.day);
  }

  /** Arrows are days, as everywhere; the Page keys are months. */
  key(event) {
    const months = { PageUp: 1, PageDown: -1 }[event.key];
    if (!months) return;
    event.preventDefault();
    this.pause();
    this.move(monthsOn(this.day, months));
  }

  /** To the nearest day with an event before or after this one; false if there is none. */
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
    this.playing = true;
    this.face("▮▮", "Pause");
    if (this.calm) this.step();
    else this.run();
  }

  /** Where motion is unwanted: from event to event, each at rest. */
  step() {
    if (!this.jump(1, true)) return this.pause();
    this.stepper = setTimeout(() => this.step(), STEP);
    return undefined;
  }

  run() {
    let [at, before] = [toNumber(this.day), performance.now()];
    const tick = (now) => {
      const busy = (this.counts.get(toDay(Math.floor(at)).slice(0, 4)) ?? 0) / this.most;
      const speed = QUICK - (QUICK - SLOW) * Math.min(1, Math.sqrt(busy) * 1.2);
      at = Math.min(this.last, at + (Math.min(100, now - before) / 1000) * speed * 365);
      before = now;
      this.move(toDay(Math.floor(at)));
      if (at >= this.last) this.pause();
      else this.runner = requestAnimationFrame(tick);
    };
    this.runner = requestAnimationFrame(tick);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.runner);
    clearTimeout(this.stepper);
    this.face("▶", "Play");
    this.timer = setTimeout(() => this.rest(), REST);
  }

  face(sign, label) {
    this.player.replaceChildren(sign);
    this.player.title = label;
    this.player.setAttribute("aria-label", label);
  }
}
