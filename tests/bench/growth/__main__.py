"""Measure how the atlas grows with its records, and write it to RESULTS.md.

`python -m tests.bench.growth` makes folders of 1, 3, 10 and 30 times the records of the shipped
one and measures each in processes of its own; `--factors 1 3 10` takes others, `--part browser`
only opens the map in a browser, `--folders DIR` keeps the folders for the next run.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from tests.bench.growth import results
from tests.bench.growth.folders import grow
from tests.browser.server import ROOT

_FACTORS = (1, 3, 10, 30)


def main() -> None:
    """Measure every folder, keep the figures and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--factors", type=int, nargs="+", default=_FACTORS)
    parser.add_argument("--folders", type=Path, help="where folders are, or will be kept")
    parser.add_argument("--part", choices=("all", "server", "browser"), default="all")
    options = parser.parse_args()
    place = nullcontext(options.folders) if options.folders else tempfile.TemporaryDirectory()
    with place as kept:
        for factor in options.factors:
            folder = Path(kept) / str(factor)
            if not folder.exists():
                _say(f"{factor} times: a folder")
                grow(ROOT / "data", folder, factor)
            figures: dict[str, float] = {}
            if options.part != "browser":
                _say(f"{factor} times: the server")
                figures |= {**_probed(folder), **_checked(folder)}
            if options.part != "server":
                # Late: without a browser Playwright is not needed.
                from tests.bench.growth.browser import in_browser  # noqa: PLC0415

                _say(f"{factor} times: the browser")
                figures |= in_browser(folder)
            results.keep({factor: figures})
    sys.stdout.write(f"\n{results.tables(results.kept())}\n")


def _probed(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.growth.probe", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _checked(folder: Path) -> dict[str, float]:
    """Processor time of `geo check`, the start of Python included; raises for an unsound folder."""
    before = _spent_by_children()
    subprocess.run(
        [sys.executable, "-m", "geo", "check", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return {"check": (_spent_by_children() - before) * 1000}


def _spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _say(words: str) -> None:
    sys.stdout.write(f"{words} …\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
