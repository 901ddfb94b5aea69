// One stop for the Tab key, arrows from thing to thing, Enter opens, Escape closes.

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class Keyboard {
  /**
   * @param {HTMLElement} container
   * @param {{ reachable: () => HTMLElement[], onOpen: (id: string | null) => void }} options
   */
  constructor(container, { reachable, onOpen }) {
    this.container = container;
    this.reachable = reachable;
    this.onOpen = onOpen;
    container.addEventListener("keydown", (event) => this.key(event), true);
  }

  /** Something that the Tab key reaches, whatever has come or gone. */
  refresh() {
    const all = this.reachable();
    const isReached = all.some((node) => node.getAttribute("tabindex") === "0");
    if (all.length && !isReached) all[0].setAttribute("tabindex", "0");
  }

  /** To the first thing in sight; one out of sight would pull the map to itself. */
  focus() {
    const all = this.reachable();
    const box = this.container.getBoundingClientRect();
    const seen = all.find((node) => {
      const { left, top } = node.getBoundingClientRect();
      return left > box.left && left < box.right && top > box.top && top < box.bottom;
    });
    const stop = all.find((node) => node.getAttribute("tabindex") === "0");
    const goal = seen ?? stop;
    if (goal) this.move(stop ?? goal, goal);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const all = this.reachable();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0) return;
    const step = STEPS[event.key];
    if (step) this.move(all[at], all[(at + step + all.length) % all.length]);
    else if (event.key === "Enter" || event.key === " ") this.onOpen(all[at].dataset.id ?? null);
    else if (event.key === "Escape") this.onOpen(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {HTMLElement} from
   * @param {HTMLElement} to
   */
  move(from, to) {
    from.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  }
}
