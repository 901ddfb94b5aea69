// The map page: puts the scene and the reader's tools together, and starts them in the order in
// which a reader misses them: first the projects, then what lies below them.

import { fetchJson, serverAt } from "./fetching.js";
import { painted, tool } from "./dom.js";
import { Frame } from "./frame.js";
import { inspection } from "./inspection.js";
import { fullScreen, PageBridge, tellPage } from "./page_bridge.js";
import { markChosen, tellDay } from "./page_day.js";
import { offerLastVisit } from "./page_visit.js";
import { answerPage, printPicture } from "./picture.js";
import { pictureMenu } from "./picture_menu.js";
import { Reader } from "./reader.js";
import { Scene } from "./scene.js";
import { SearchBox } from "./search.js";
import { addControls, describe, styled, themeOf } from "./shared.js";
import { onSearchKey } from "./shortcut.js";
import { onRender } from "./streamlit.js";
import { inLanguage, say, useTexts } from "./texts.js";
import { Timebar } from "./timebar.js";

class Atlas {
  calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @type {Leaflet.Map} */
  map;
  /** @type {Frame} */
  frame;
  /** @type {AtlasIndex} */
  index;
  /** @type {Scene} */
  scene;
  /** @type {Reader} */
  reader;
  /** @type {SearchBox} */
  search;
  /** @type {PageBridge | null} */
  page = null;

  /**
   * @param {Leaflet.Map} map
   * @param {Frame} frame
   * @param {AtlasIndex} index
   * @param {{ url: (name: string) => string,
   *   answers: import("./fetching.js").Answers }} from
   */
  constructor(map, frame, index, { url, answers }) {
    this.map = map;
    this.frame = frame;
    this.index = index;
    this.scene = new Scene(map, frame, index, {
      url,
      answers,
      deeds: {
        onSelect: (id) => this.reader.select(id),
        onOpen: (id) => this.reader.open(id),
        onAction: (action) => this.reader.act(action),
        onPin: (id) => this.reader.pin(id),
        onMove: (at, isReaders) => this.reader.moved(at, isReaders),
      },
    });
    this.reader = new Reader(this.scene);
    this.search = new SearchBox(answers, {
      describe: (id) => describe(index, id),
      onChoose: (id) => this.reader.open(id),
      onPage: (link) => {
        // As seen from the frame, the atlas begins two folders above.
        const start = new URL("../../", window.location.href);
        window.parent.location.assign(new URL(inLanguage(link), start));
      },
      onTown: (hit) => {
        frame.closePanel();
        this.scene.town.choose(hit, !this.calm);
      },
    });
  }

  /** Draw the first view; the projects first, then what stands beside and below them. */
  async start(hasTimeline = false) {
    const { scene } = this;
    const { select, moved, lat, lon, z, town } = scene.state;
    if (select) scene.reveal(select);
    if (hasTimeline) await this.frame.missing.need(say("the history"), () => this.slider());
    // On their way while the page is built.
    const needed = scene.supply.needed();
    scene.base.ask();
    scene.look(themeOf());
    this.buttons();
    this.map.on("zoomend", () => this.frame.zoomed(this.map.getZoom()));
    scene.camera.start(moved ? { lat, lon, z } : null);
    try {
      await needed.catch(() => {}); // the update asks again for what did not come, and tells
      scene.update({ goal: moved ? null : select });
      this.frame.message.hidden = true;
      this.listen();
      markChosen(scene.state);
      document.documentElement.dataset.ready = "true";
      await painted();
    } finally {
      scene.panel.build(scene.state, scene.theme);
      scene.base.show(scene.state.basemap);
    }
    // The projects stand without their background: what is missing of it is told.
    await Promise.all([
      scene.base.load(),
      this.frame.missing.need(say("names of places"), () =>
        scene.labels.load(scene.records.basemap()),
      ),
      this.linkedTown(town, moved),
    ]);
    document.documentElement.dataset.ready = "full";
    tellPage({ atlas: "ready" });
  }

  /**
   * The town that the link marks; one that nobody knows is left out.
   *
   * @param {number | null} id
   * @param {boolean} moved
   */
  async linkedTown(id, moved) {
    const { town } = this.scene;
    if (id && (await town.load(id)) && !moved) town.go(false);
  }

  /** The page with a slider needs the history at once. */
  async slider() {
    const { scene } = this;
    const history = await scene.dayStates.load();
    scene.time = new Timebar({
      days: this.index.days,
      history,
      calm: this.calm,
      deeds: {
        onMove: (day, events, isPlaying) => {
          scene.slide(day);
          tellDay(day, events, isPlaying);
        },
        onRest: () => this.reader.rest(),
        onPlay: (isAll) => (isAll ? this.reader.unfold() : Promise.resolve()),
      },
    });
    scene.time.show(scene.state.date);
    this.frame.addTime(scene.time);
  }

  buttons() {
    this.frame.bar.replaceChildren(
      tool(say("☰ Layers"), say("Show or hide layers"), () => this.frame.togglePanel()),
      this.search.node,
      pictureMenu(this.scene, (words) => this.frame.announce(words)),
      tool("⤢", say("Full screen"), fullScreen),
      tool("⌂", say("Back to everything"), () => this.reader.everything()),
    );
    addControls(this.map);
  }

  /** @param {PageBridge} page */
  skips(page) {
    this.frame.skips.replaceChildren(
      tool(say("Map"), say("Skip to the map"), () => this.go(page, "map")),
      tool(say("Layers"), say("Skip to the layers"), () => this.go(page, "layers")),
      tool(say("Details"), say("Skip to the details"), () => this.go(page, "details")),
    );
  }

  /**
   * To a part of the page: by a key from the skip links, by a thumb from the foot of a phone.
   *
   * @param {PageBridge} page
   * @param {string} where
   */
  go(page, where) {
    this.frame.openPanel(where === "layers");
    if (where === "details") {
      page.toDetails();
      return;
    }
    page.scrollTo("start");
    if (where === "layers") this.frame.panelRoot.querySelector("input")?.focus();
    else if (where === "search") this.search.input.focus();
    else this.scene.keyboard.focus();
  }

  listen() {
    const { scene, reader } = this;
    scene.camera.listen();
    this.map.on("zoomend", () => {
      scene.keyboard.refresh();
      scene.explain();
    });
    this.map.on("click", () => scene.state.select && reader.select(null));
    this.frame.legendBox.addEventListener("toggle", () => scene.explain());
    onRender((told) => scene.repaint(told));
    onSearchKey(() => this.search.input.focus());
    answerPage(scene);
    printPicture(scene);
    offerLastVisit();
    const page = new PageBridge({
      calm: this.calm,
      days: this.index.days,
      current: (id) => scene.records.current(id),
      onOpen: (id, date) => reader.go({ select: id, date: date ?? scene.state.date }),
      onDay: (date) => reader.go({ date }),
      onSince: (day) => reader.since(day),
      onBack: () => reader.back(),
      onGo: (where) => this.go(page, where),
    });
    this.page = page;
    this.skips(page);
  }
}

/**
 * Called once by the script of the folium map; `answers` is given where no server does.
 *
 * @param {Leaflet.Map} map
 * @param {{ index: string, words: FirstWords, timeline?: boolean,
 *   answers?: import("./fetching.js").Answers }} config
 */
export async function startAtlas(map, config) {
  const url = (/** @type {string} */ name) => `../../atlas/${name}`;
  /** @type {Promise<AtlasIndex>} */
  const coming = fetchJson(url(config.index));
  coming.catch(() => {}); // it is told below, once there is a frame to tell it in
  await styled();
  /** @type {Atlas | null} */
  let atlas = null;
  const frame = new Frame(config.words, {
    onToday: () => atlas?.reader.go({ date: null }),
    onUsual: () => atlas?.reader.usual(),
  });
  try {
    const index = await coming;
    useTexts(index);
    frame.describe();
    atlas = new Atlas(map, frame, index, {
      url,
      answers: config.answers ?? serverAt(url("search")),
    });
    const { scene } = atlas;
    const { bridge } = atlas.reader;
    window.atlas = inspection({
      map,
      index,
      drawing: scene.drawing,
      state: () => scene.state,
      time: () => scene.time,
      settled: () => scene.latest,
      isAnswered: () => bridge.isIdle(),
    });
    await atlas.start(config.timeline);
  } catch (error) {
    frame.fail(error);
  }
}
