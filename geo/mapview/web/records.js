// What there is to fetch: layers, history, other railways; and which records are known.

import { fetchJson } from "./basemap.js";

export class Records {
  /**
   * @param {AtlasIndex} index
   * @param {(name: string) => string} url
   */
  constructor(index, url) {
    this.index = index;
    this.url = url;
  }

  /** @param {string} id */
  isKnown(id) {
    const { sites, projects, features, articles } = this.index;
    return [sites, projects, features, articles].some((kind) => Object.hasOwn(kind, id));
  }

  /**
   * The id that a record has now, which a link may call by a former one; null if there is none.
   *
   * @param {string | null} id
   */
  current(id) {
    const { aliases } = this.index;
    const now = id && Object.hasOwn(aliases, id) ? aliases[id] : id;
    return this.isKnown(now) ? now : null;
  }

  /**
   * The layers that show a record, the best one first.
   *
   * @param {string} id
   * @param {string[]} runningOver
   */
  layersOf(id, runningOver) {
    const { sites, projects, features } = this.index;
    const owner = features[id] && [features[id].project, ...runningOver];
    const found = projects[id] ? [id] : (owner ?? sites[id]?.projects ?? []);
    return found.filter((project) => projects[project]);
  }

  /** @param {string} project */
  layer(project) {
    return fetchJson(this.url(this.index.projects[project].file));
  }

  /** @returns {Promise<AtlasHistory>} */
  history() {
    return fetchJson(this.url(this.index.history));
  }

  /** The addresses of the base map. */
  basemap() {
    const files = Object.entries(this.index.basemap);
    return Object.fromEntries(files.map(([key, name]) => [key, this.url(name)]));
  }

  /** The address of the railways that belong to no project. */
  railways() {
    const { rail } = this.index.context;
    return rail && this.url(rail);
  }
}
