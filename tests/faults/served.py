"""A few damages through a real server: what it says of its data, and whether it answers."""

import json
import os
import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.browser.server import ROOT, serve
from tests.conftest import GOOD

_PATIENCE = 60.0  # s; it looks every 5 s and takes up what two looks have found
_PAUSE = 0.5


def _cut(folder: Path) -> None:
    os.truncate(folder / "sources.csv", 100)


def _pipe(folder: Path) -> None:
    (folder / "projects.yaml").unlink()
    os.mkfifo(folder / "projects.yaml")


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "sources.csv cut": _cut,
    "projects.yaml a pipe": _pipe,
    "the folder gone": shutil.rmtree,
}


def served_damages(work: Path) -> Iterator[tuple[str, str, bool]]:
    """Each damage, then sound data with one change; what the server said, and how soon."""
    folder = work / "served"
    shutil.copytree(GOOD, folder)
    with serve(ROOT / "app.py", env={"ATLAS_DATA": str(folder), "ATLAS_CACHE": "off"}) as server:
        time.sleep(2 * _PAUSE)
        first = _health(server.url)
        for number, (name, damage) in enumerate(_DAMAGES.items()):
            _until(server.url, lambda said: said["problems"] == first["problems"])
            before = _health(server.url)
            time.sleep(_PAUSE * 12)  # what is shown stands apart
            damage(folder)
            told, after = _until(server.url, lambda said: said["problems"] > first["problems"])
            is_kept = told["data"] == before["data"]
            with urllib.request.urlopen(f"{server.url}/timeline", timeout=60) as answer:  # noqa: S310
                is_answered = answer.status == 200
            yield f"{name}: kept out and told", f"after {after:.0f} s", is_kept and is_answered
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(GOOD, folder)
            path = folder / "sources.csv"
            path.write_text(path.read_text("utf-8").replace("The line", f"Line {number}"), "utf-8")
            told, after = _until(server.url, lambda said, old=before: said["data"] != old["data"])
            is_well = told["problems"] == first["problems"] and told["data"] != before["data"]
            yield f"{name}: sound data taken up", f"after {after:.0f} s", is_well


def _health(url: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{url}/healthz", timeout=60) as answer:  # noqa: S310
        told: dict[str, object] = json.loads(answer.read())
        return told


def _until(url: str, holds: Callable[[dict[str, object]], bool]) -> tuple[dict[str, object], float]:
    """What it says once something holds, and after how many seconds; the last it said if never."""
    began = time.monotonic()
    while True:
        told, after = _health(url), time.monotonic() - began
        if holds(told) or after > _PATIENCE:
            return told, after
        time.sleep(_PAUSE)
