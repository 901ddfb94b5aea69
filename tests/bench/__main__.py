"""Measure the atlas beside a bare Streamlit app and a raw Leaflet page: `make bench`.

`python -m tests.bench extraction` measures within a minute, and without a browser, how much of the
marked texts is found, and how true tracks, lengths and routes are; `--misses` names a file for what
went wrong in the half that may be read. Both write `pages/scores.json` for the About page.
`python -m tests.bench large` shows a layer of 100,000 lines here and by other means.
`python -m tests.bench.growth` measures what more records cost; its last figures are printed here.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import cold_start, extraction_report, measure, own_scores, report
from tests.bench.figures import Ledger, Side
from tests.bench.growth import results as growth
from tests.bench.large_layer import large_layer
from tests.bench.poor_line import first_visits
from tests.bench.raw_page import serve_raw
from tests.bench.reading import keep, read_texts
from tests.bench.routes import alternatives
from tests.bench.searching import searches
from tests.browser.chromium import find
from tests.browser.server import ROOT, serve

_LEAST_RUNS = 15
_STARTS = 7
_BARE = Path(__file__).with_name("bare_app.py")


def main() -> None:
    """Measure, print the table, and keep it if there were enough runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "part", nargs="?", choices=("all", "extraction", "large", "start"), default="all"
    )
    parser.add_argument("--runs", type=int, default=20, help="runs of each measurement")
    parser.add_argument("--misses", type=Path, help="file for misses, with extraction")
    options = parser.parse_args()
    if options.part == "extraction":
        _extraction(options.misses)
        return
    if options.part == "large":
        sys.stdout.write(f"{large_layer()}\n")
        return
    if options.part == "start":
        _start(options.runs)
        return
    _all(max(2, options.runs))


def _start(runs: int) -> None:
    found = cold_start.section(cold_start.measure(min(runs, _STARTS)))
    sys.stdout.write(f"\n{found}\n")
    report.put_section(found)


def _extraction(misses: Path | None) -> None:
    run = read_texts()
    sys.stdout.write(f"{extraction_report.table(run)}\n")
    keep(run)
    own_scores.keep_quick_parts(run)
    if misses is not None:
        misses.write_text(extraction_report.misses(run), encoding="utf-8")


def _all(runs: int) -> None:
    ledger = Ledger()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
        )
        _measure(browser, ledger, runs)
        sys.stdout.write(f"\n{report.table(ledger)}\n")
        if runs >= _LEAST_RUNS:
            report.write(ledger, runs, browser.version)
            own_scores.keep("speed", own_scores.speed(ledger))
        else:
            sys.stdout.write(f"Fewer than {_LEAST_RUNS} runs: RESULTS.md is left as it is.\n")
        browser.close()
    _start(runs)
    _extraction(None)
    # It takes many minutes to measure again, which has a command of its own.
    sys.stdout.write(f"\n{growth.tables(growth.kept())}\n")


def _measure(browser: Browser, ledger: Ledger, runs: int) -> None:
    no_watcher = ("--server.fileWatcherType", "none")
    with (
        serve(ROOT / "app.py") as atlas,
        serve(_BARE, *no_watcher) as bare,
        serve_raw() as raw,
    ):
        urls: dict[Side, str] = {"atlas": atlas.url, "bare": bare.url, "raw": raw}
        pids: dict[Side, int] = {"atlas": atlas.pid, "bare": bare.pid}
        _say("memory of sessions")
        measure.memory(browser, urls, pids, ledger)
        _say("first maps")
        measure.first_maps(browser, urls, ledger, runs)
        _say("toggles, filters, clicks")
        measure.reactions(browser, urls, ledger, runs)
        _say("everything on")
        measure.crowded(browser, urls, ledger, runs)
        _say("searches")
        searches(browser, urls["atlas"], ledger, runs)
        _say("first visits on a poor line")
        first_visits(browser, urls, ledger, runs)
        _say("routes")
        alternatives(ledger, runs)
        _say("CPU of reruns")
        measure.cpu(browser, urls, pids, ledger, runs)


def _say(words: str) -> None:
    sys.stdout.write(f"{words} …\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
