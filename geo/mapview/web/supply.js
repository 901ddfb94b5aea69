// What the state of a view needs and is not here yet: nothing is fetched before it is asked for.

import { credits, messageOf } from "./shared.js";
import { say, sentences } from "./texts.js";

/**
 * `state` gives the state of this moment: it may be another one once an answer is here.
 * `announce` puts a line at the foot of the map, `missing` tells what did not come, and
 * `onNoHistory` hears that no day but today can be shown.
 *
 * @typedef {{ state: () => ViewState, announce: (words: string) => void,
 *   missing: import("./missing.js").Missing, onNoHistory: () => void }} View
 */

export class Supply {
  /** @type {AtlasIndex} */
  index;
  /** @type {import("./records.js").Records} */
  records;
  /** @type {import("./day_states.js").DayStates} */
  dayStates;
  /** @type {import("./drawing.js").Drawing} */
  drawing;
  /** @type {import("./basemap.js").BaseMap} */
  base;
  /** @type {View} */
  view;

  /**
   * @param {AtlasIndex} index
   * @param {Pick<Supply, "records" | "dayStates" | "drawing" | "base">} parts
   * @param {View} view
   */
  constructor(index, { records, dayStates, drawing, base }, view) {
    this.index = index;
    this.records = records;
    this.dayStates = dayStates;
    this.drawing = drawing;
    this.base = base;
    this.view = view;
  }

  /** Fetch the layers that are on and not here yet. */
  async needed() {
    const { date, layers } = this.view.state();
    await Promise.all([this.history(date), this.layers([...layers])]);
    // What is selected may belong to a project that is off; the map still has to know where it is.
    const { select } = this.view.state();
    const home = select && this.index.features[select]?.project;
    if (home && !this.drawing.entries.shapes.has(select)) await this.layers([home]);
  }

  /**
   * Fetch those of the layers that are not here.
   *
   * @param {string[]} projects
   */
  async layers(projects) {
    const { layers } = this.drawing.entries;
    const missing = projects.filter((id) => this.index.projects[id] && !layers.has(id));
    await this.records.layers(missing, (id, layer) => this.drawing.add(id, layer));
  }

  /**
   * The history, if a day is asked for; without it the map stays with today and says so.
   *
   * @param {string | null} date
   */
  async history(date) {
    if (!date) return;
    await this.dayStates.load().catch((error) => {
      this.view.onNoHistory();
      const reason = messageOf(error);
      this.view.announce(
        sentences(
          say("The history could not be loaded ({reason}), so the map shows today", { reason }),
          say("Choose the date again to try again."),
        ),
      );
    });
  }

  /** Railways that belong to no project: fetched when a reader first asks for them. */
  async railways() {
    const isOn = this.view.state().context.has("rail");
    await this.view.missing.need(
      say("the other railways"),
      async () => {
        await this.base.railways(isOn, this.records.railways());
        this.view.announce(isOn ? creditsWithRailways() : credits());
      },
      () => this.railways(),
    );
  }
}

function creditsWithRailways() {
  return sentences(credits(), say("Other railways: © OpenStreetMap contributors, ODbL 1.0"));
}
