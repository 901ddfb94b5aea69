"""A layer of 100,000 lines: ready after how long, how it pans, what memory it takes and gives back.

`python -m tests.bench large`. The same file goes to the atlas and to a few lines of Streamlit that
show it with folium and with pydeck (`large_app.py`).
"""

import importlib.util
import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Frame, Page, Request, sync_playwright

from tests.bench import cost, report
from tests.bench.probes import SETTLED
from tests.browser.chromium import find
from tests.browser.server import ROOT, Running, serve
from tests.browser.waiting import until

LINES = 100_000
RUNS = 3
_COMMAND = "python -m tests.bench large"
_CORNERS, _SEED = 6, 1
_LONGEST_S = 180
_PLAIN = Path(__file__).with_name("large_app.py")
_UPLOAD = "_stcore/upload_file"
_VIEWPORT = {"width": 1280, "height": 900}
_STEPS, _STRIDE = 40, 6
#: From so much of the map on in the colour of the lines, they are drawn.
_DARK, _ENOUGH = 128, 0.01
_POLL_S = 0.1
#: How long a server may take to give memory back.
_GIVEN_BACK_S = 5
_RECORD = """() => {
  const times = (window.benchFrames = []);
  const step = (now) => {
    times.push(now);
    window.benchFrame = requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""
_RECORDED = """() => {
  cancelAnimationFrame(window.benchFrame);
  return window.benchFrames.slice(1).map((time, before) => time - window.benchFrames[before]);
}"""
_OF_ATLAS = "() => Boolean(window.smallMap?.own && document.documentElement.dataset.ready)"
_OF_FOLIUM = "(most) => Object.keys(window.map?._layers ?? {}).length > most"


@dataclass
class LargeRun:
    """What was measured of one side, in s, ms and MB; `fault` where it did not come to its end."""

    ready_s: list[float] = field(default_factory=list)
    frames_ms: list[float] = field(default_factory=list)
    taken_mb: list[float] = field(default_factory=list)
    kept_mb: list[float] = field(default_factory=list)
    fault: str = ""


@dataclass(frozen=True)
class _Way:
    """A way to show the layer: its page, where its map is, and when the lines are drawn."""

    title: str
    path: str
    map: str
    wait: Callable[[Page], None]


def large_layer(runs: int = RUNS) -> str:
    """Measure all sides; the section of RESULTS.md."""
    found: dict[str, LargeRun] = {}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        file = Path(place) / "lines.geojson"
        file.write_text(_collection(LINES), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--enable-unsafe-swiftshader"]
        )
        with serve(ROOT / "app.py") as atlas:
            found[_ATLAS.title] = _measured(browser, atlas, _ATLAS, file, runs)
        for way in _others():
            # A server of its own, so that none begins with the memory of another.
            with serve(_PLAIN, "--server.maxUploadSize", "200") as plain:
                found[way.title] = _measured(browser, plain, way, file, runs)
        size = file.stat().st_size / 1e6
        section = _section(found, size, runs, browser.version)
        browser.close()
    report.put_section(section)
    return section


def _collection(count: int) -> str:
    """So many short lines over the region, always the same."""
    chance = np.random.default_rng(_SEED)
    start = chance.uniform((55, 24), (80, 50), (count, 1, 2))
    points = (start + chance.normal(0, 0.02, (count, _CORNERS, 2)).cumsum(axis=1)).round(5).tolist()
    kinds = ("rail", "road", "pipe")
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Line {at}", "kind": kinds[at % 3], "km": at % 977 / 10},
            "geometry": {"type": "LineString", "coordinates": line},
        }
        for at, line in enumerate(points)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _measured(browser: Browser, server: Running, way: _Way, file: Path, runs: int) -> LargeRun:
    """A visit that gives the file, pans the map and takes the file away, so many times."""
    run = LargeRun()
    context = browser.new_context(viewport=_VIEWPORT)
    page = context.new_page()
    page.set_default_timeout(_LONGEST_S * 1000)
    page.goto(f"{server.url}/{way.path}")
    page.locator("input[type=file]").wait_for(state="attached")
    until(page, SETTLED)
    # The first file also makes what stays for all others: libraries, the data of the atlas.
    for at in range(runs + 1):
        try:
            _visit(page, server, way, file, run if at else LargeRun())
        except Exception as error:  # noqa: BLE001 - told in the table, whatever it is
            run.fault = f"not within {_LONGEST_S} s" if "Timeout" in repr(error) else repr(error)
            break
    context.close()
    return run


def _visit(page: Page, server: Running, way: _Way, file: Path, run: LargeRun) -> None:
    before = cost.family_memory_mb(server.pid)
    sent: list[Request] = []

    def note(request: Request) -> None:
        if _UPLOAD in request.url and request.method == "PUT":
            sent.append(request)

    page.on("requestfinished", note)
    page.locator("input[type=file]").set_input_files(file)
    way.wait(page)
    ready = time.time()
    page.remove_listener("requestfinished", note)
    (upload,) = sent
    run.ready_s.append(ready - (upload.timing["startTime"] + upload.timing["responseEnd"]) / 1000)
    until(page, SETTLED)
    run.taken_mb.append(cost.family_memory_mb(server.pid) - before)
    run.frames_ms += _panned(page, way)
    page.locator(
        "[data-testid=stFileUploaderDeleteBtn] button, button[aria-label^=Remove]"
    ).first.click()
    page.locator(way.map).first.wait_for(state="detached")
    until(page, SETTLED)
    run.kept_mb.append(min(_memories(server)) - before)


def _memories(server: Running) -> list[float]:
    found = []
    end = time.monotonic() + _GIVEN_BACK_S
    while time.monotonic() < end:
        found.append(cost.family_memory_mb(server.pid))
        time.sleep(_POLL_S)
    return found


def _panned(page: Page, way: _Way) -> list[float]:
    """The times from frame to frame while the map is dragged there and back."""
    box = page.locator(way.map).first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_RECORD)
    for step in range(_STEPS):
        at = step if step < _STEPS / 2 else _STEPS - step
        page.mouse.move(x + _STRIDE * at, y)
    frames: list[float] = page.evaluate(_RECORDED)
    page.mouse.up()
    return frames


def _frame_of(page: Page) -> Frame:
    page.wait_for_selector("iframe[title*='st_folium']", state="attached")
    return next(frame for frame in page.frames if "st_folium" in frame.url)


def _wait_for_atlas(page: Page) -> None:
    _frame_of(page).wait_for_function(_OF_ATLAS)


def _wait_for_folium(page: Page) -> None:
    _frame_of(page).wait_for_function(_OF_FOLIUM, arg=LINES)


def _wait_for_pydeck(page: Page) -> None:
    """What a graphics library has drawn stands nowhere but in the picture."""
    chart = page.locator("[data-testid=stDeckGlJsonChart]")
    chart.wait_for()
    end = time.monotonic() + _LONGEST_S
    while time.monotonic() < end:
        picture = np.asarray(Image.open(io.BytesIO(chart.screenshot())).convert("L"))
        if (picture < _DARK).mean() > _ENOUGH:
            return
        time.sleep(_POLL_S)
    raise TimeoutError("Timeout")


_ATLAS = _Way("here", "layers", "iframe[title*='st_folium']", _wait_for_atlas)
_FOLIUM = _Way("plain st_folium", "", "iframe[title*='st_folium']", _wait_for_folium)
_PYDECK = _Way("pydeck", "?with=pydeck", "[data-testid=stDeckGlJsonChart]", _wait_for_pydeck)


def _others() -> Sequence[_Way]:
    return (_FOLIUM, _PYDECK) if importlib.util.find_spec("pydeck") else (_FOLIUM,)


def _section(found: Mapping[str, LargeRun], size_mb: float, runs: int, chromium: str) -> str:
    titles = list(found)
    rows = [
        ("", *titles, "target"),
        *[("---",) * (len(titles) + 2)],
        ("Ready after the upload, s", *_cells(found, _ready), "≤ 3"),
        ("Frame while the map is dragged, p95, ms", *_cells(found, _pan), "≤ 33"),
        ("More memory of the server, MB", *_cells(found, _taken), "< 300"),
        ("Left of it once the file is removed, MB", *_cells(found, _kept), "given back"),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lacking = "" if len(titles) > 2 else " pydeck is not installed here."
    head = (
        f"{report.measured_by(_COMMAND)}: {LINES:,} lines of {_CORNERS} points in GeoJSON, "
        f"{size_mb:.0f} MB, {runs} runs after a first, {report.machine()}, Chromium {chromium}."
    )
    how = (
        "Cells are medians. Ready counts from the last byte of the upload to the lines drawn on "
        "the map: in the atlas to the squares of the first view, in folium to all lines in Leaflet "
        "(on its canvas), in pydeck to a picture with lines in it. The map is dragged by the "
        "mouse, 40 steps of 6 pixels. Memory is the resident memory of the server and of processes "
        "that it started, before the file, with its map drawn, and five seconds after the file was "
        "removed at the latest. Here a process of its own reads the file, and the next one waits."
    )
    return "\n".join(["# A large layer", "", f"{head}{lacking}", "", *lines, "", how])


def _cells(found: Mapping[str, LargeRun], value: Callable[[LargeRun], str]) -> list[str]:
    return [value(run) if run.ready_s else run.fault for run in found.values()]


def _ready(run: LargeRun) -> str:
    return f"{statistics.median(run.ready_s):.1f}"


def _pan(run: LargeRun) -> str:
    return f"{np.percentile(run.frames_ms, 95):.0f}" if run.frames_ms else "–"


def _taken(run: LargeRun) -> str:
    return f"{statistics.median(run.taken_mb):.0f}" if run.taken_mb else "–"


def _kept(run: LargeRun) -> str:
    return f"{statistics.median(run.kept_mb):.0f}" if run.kept_mb else "–"
