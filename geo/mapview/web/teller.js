// What the map tells the app, one thing at a time.
//
// Streamlit drops what one run has drawn when the next is asked for before it has ended, and the
// map would be mounted again. The app leaves a new mark in the page with every run.

const LONGEST_WAIT = 3000; // ms; an app that does not answer is told the next thing all the same

export class Teller {
  constructor(page) {
    this.page = page;
    this.turn = 0;
    this.told = 0;
  }

  /** Tell `value`; while the app runs, only the last of several is told. */
  async tell(value) {
    this.value = { ...value, turn: (this.turn += 1) };
    if (this.run) return;
    while (this.told !== this.turn) {
      this.told = this.turn;
      const before = this.mark();
      window.Streamlit.setComponentValue(this.value);
      await this.running(before);
    }
  }

  /** Somebody else has asked for a run; what is told from now on waits until it has ended. */
  async expectRun() {
    await this.running(this.mark());
    if (this.told !== this.turn) await this.tell(this.value);
  }

  mark() {
    return this.page.document.querySelector("[data-run]")?.dataset.run;
  }

  running(before) {
    this.run = this.ended(() => this.mark() !== before && !this.page.document.querySelector("[data-test-script-state=running]"));
    return this.run.then(() => { this.run = null; });
  }

  ended(isOver) {
    return new Promise((resolve) => {
      const over = () => { window.clearTimeout(patience); watch.disconnect(); resolve(); };
      const watch = new this.page.MutationObserver(() => isOver() && over());
      const patience = window.setTimeout(over, LONGEST_WAIT);
      watch.observe(this.page.document.body, { childList: true, subtree: true, attributeFilter: ["data-run", "data-test-script-state"] });
    });
  }
}
