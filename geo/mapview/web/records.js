// What there is to fetch: layers, history, other railways; and which records are known.

import { allOf, fetchJson } from "./fetching.js";

/**
 * All layers in one file: features by id, and the ids of each project's.
 *
 * @typedef {{ features: Record<string, DrawnFeature>, layers: Record<string, string[]> }} Together
 */

/** From so many layers on, one file with all of them is quicker than a file for each. */
const MANY = 10;

export class Records {
  /** @type {Promise<Together> | null} */
  all = null;

  /**
   * @param {AtlasIndex} index
   * @param {(name: string) => string} url
   */
  constructor(index, url) {
    this.index = index;
    this.url = url;
    this.articles = new Set(index.articles);
  }

  /** @param {string} id */
  isKnown(id) {
    const { sites, projects, features } = this.index;
    return (
      this.articles.has(id) || [sites, projects, features].some((kind) => Object.hasOwn(kind, id))
    );
  }

  /**
   * The id that a record has now, which a link may call by a former one; null if there is none.
   *
   * @param {string | null} id
   */
  current(id) {
    const { aliases } = this.index;
    const now = id && Object.hasOwn(aliases, id) ? aliases[id] : id;
    return now && this.isKnown(now) ? now : null;
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

  /**
   * The layers of projects, each as soon as it is here; `take` gets one after the other. One that
   * does not come keeps no other away, and is told in the end.
   *
   * @param {string[]} projects
   * @param {(project: string, layer: ProjectLayer) => void} take
   */
  async layers(projects, take) {
    if (projects.length < MANY) {
      await allOf(projects.map(async (id) => take(id, await this.layer(id))));
      return;
    }
    const { features, layers } = await this.together();
    for (const id of projects) take(id, { features: layers[id].map((name) => features[name]) });
  }

  /** @param {string} project */
  layer(project) {
    return fetchJson(this.url(this.index.projects[project].file));
  }

  together() {
    this.all ??= fetchJson(this.url(this.index.together)).catch((error) => {
      this.all = null; // to be asked for again
      throw error;
    });
    return this.all;
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

  /**
   * Where the parts of the ground are.
   *
   * @returns {Ground}
   */
  ground() {
    const { squares, network } = this.index;
    const found = Object.entries(squares).map(([name, file]) => [name, this.url(file)]);
    return {
      far: this.basemap(),
      squares: Object.fromEntries(found),
      network: network && this.url(network),
    };
  }

  /** The address of the railways that belong to no project. */
  railways() {
    const { rail } = this.index.context;
    return rail && this.url(rail);
  }
}
