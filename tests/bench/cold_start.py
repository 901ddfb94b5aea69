"""How soon a server answers after its process began, beside a bare app: `tests.bench start`.

Each run starts both servers anew, one after the other, and asks as the first reader would: whether
the server lives, for the HTML of the page, for the index of the map, for the page itself over the
websocket. Seconds and processor time of the process are taken after each. The atlas is started
with what it kept beside the data, and, in runs of its own, without.
"""

import asyncio
import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.bench import report
from tests.bench.cost import cpu_ms
from tests.browser.server import ROOT, free_port

_BARE = Path(__file__).with_name("bare_app.py")
_INDEX = re.compile(r"atlas/index\.[0-9a-f]{12}\.json")
_PAUSE = 0.01
_LARGEST = 64_000_000
_PATIENCE_S = 120
#: What is asked for, in this order.
STEPS = {
    "health": "The server says that it lives",
    "html": "The HTML of the first page",
    "index": "The index of the map",
    "page": "The first page is drawn whole",
}
#: Side -> the app and its environment.
SIDES = {
    "atlas": (ROOT / "app.py", {"ATLAS_CACHE": ""}),
    "atlas, nothing kept": (ROOT / "app.py", {"ATLAS_CACHE": "off"}),
    "bare": (_BARE, {}),
}
_CELLS = (
    "Cells are medians: seconds from the start of the process, its processor seconds in brackets. "
    "Nothing kept is as the first start with new data or new code, or on a new day."
)
_LIMIT = 2.0  # to bare

#: Seconds since the process began, and processor seconds of it, after each step.
Times = dict[str, tuple[float, float]]


def measure(runs: int) -> dict[str, list[Times]]:
    """The times of some starts of every side, taken in turn; one before them is not counted."""
    found: dict[str, list[Times]] = {side: [] for side in SIDES}
    for run in range(runs + 1):
        for side, (app, environment) in SIDES.items():
            times = _started(app, environment)
            if run:
                found[side].append(times)
    return found


def section(found: dict[str, list[Times]]) -> str:
    """The section of RESULTS.md; cells are medians of seconds, processor seconds in brackets."""
    runs, measured = len(found["bare"]), report.measured_by("python -m tests.bench start")
    lines = [
        "# Start of the server",
        "",
        f"{measured}: {runs} starts of each, {report.machine()}. {_CELLS}",
        "",
        f"| | {' | '.join(found)} | atlas : bare | target | met |",
        f"|---|{'---|' * (len(found) + 3)}",
    ]
    for step, title in STEPS.items():
        cells = {side: _middle(times, step) for side, times in found.items()}
        told = [f"{at[0]:.2f} ({at[1]:.2f})" if at else "–" for at in cells.values()]
        atlas, bare = cells["atlas"], cells["bare"]
        ratio = atlas[0] / bare[0] if atlas and bare else None
        aim = ("–", "–")
        if ratio is not None:
            aim = (f"≤ {_LIMIT:.0f} × bare", "yes" if ratio <= _LIMIT else "**no**")
        shown = "–" if ratio is None else f"{ratio:.2f}"
        lines.append(f"| {title} | {' | '.join(told)} | {shown} | {aim[0]} | {aim[1]} |")
    return "\n".join(lines) + "\n"


def _middle(times: list[Times], step: str) -> tuple[float, float] | None:
    taken = [known[step] for known in times if step in known]
    return (median(at for at, _ in taken), median(cpu for _, cpu in taken)) if taken else None


def _started(app: Path, environment: dict[str, str]) -> Times:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, **quiet) as server:
        times: Times = {}

        def note(step: str) -> None:
            times[step] = (time.perf_counter() - begin, (cpu_ms(server.pid) or 0) / 1000)

        try:
            while not _health(port) and server.poll() is None:
                time.sleep(_PAUSE)
            note("health")
            html = _got(port, "/").decode()
            note("html")
            if index := _INDEX.search(html):
                _got(port, f"/{index[0]}")
                note("index")
            asyncio.run(_drawn(port))
            note("page")
        finally:
            server.terminate()
    return times


def _health(port: int) -> bool:
    try:
        return _got(port, "/_stcore/health") == b"ok"
    except OSError:
        return False


def _got(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


async def _drawn(port: int) -> None:
    """Open the first page as a browser's script does, and take all until its script has ended."""
    async with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        origin=f"http://127.0.0.1:{port}",
        subprotocols=["streamlit"],
        max_size=_LARGEST,
        open_timeout=_PATIENCE_S,
    ) as socket:
        message = BackMsg()
        message.rerun_script.page_name = ""
        await socket.send(message.SerializeToString())
        told = ForwardMsg()
        while told.WhichOneof("type") != "script_finished":
            told.ParseFromString(await socket.recv())
