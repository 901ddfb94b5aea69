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
    this.runs = 0;
  }

  /** Tell `value`; while the app runs, only the last of several is told. */
  tell(value) {
    this.value = { ...value, turn: (this.turn += 1) };
    this.next();
  }

  /** A run has been asked for: what is told from now on waits until it has ended. */
  async expectRun() {
    this.runs += 1;
    await this.end(this.mark());
    this.runs -= 1;
    this.next();
  }

  next() {
    if (this.runs || this.told === this.turn) return;
    this.told = this.turn;
    this.expectRun();
    window.Streamlit.setComponentValue(this.value);
  }

  mark() {
    return this.page.document.querySelector("[data-run]")?.dataset.run;
  }

  isOver(before) {
    return (
      this.mark() !== before &&
      !this.page.document.querySelector("[data-test-script-state=running]")
    );
  }

  end(before) {
    return new Promise((resolve) => {
      const over = () => {
        window.clearTimeout(patience);
        watch.disconnect();
        resolve();
      };
      const watch = new this.page.MutationObserver(() => this.isOver(before) && over());
      const patience = window.setTimeout(over, LONGEST_WAIT);
      watch.observe(this.page.document.body, {
        childList: true,
        subtree: true,
        attributeFilter: ["data-run", "data-test-script-state"],
      });
    });
  }
}
