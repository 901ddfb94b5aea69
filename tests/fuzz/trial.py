"""A damaged folder given to the check and to the app, each in a process of its own with limits.

The process is a copy of this one, so that nothing has to be imported again.
"""

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

#: What a trial may take: seconds of work, seconds of waiting, and bytes beyond what is there.
CPU_SECONDS, WALL_SECONDS, MOST_BYTES = 20, 120, 1_500_000_000
#: Who has done nothing for so many seconds waits for what never comes.
PATIENCE = 20
FINE = "fine"


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """How a trial ended: `parts` are what was tried, each `fine` or what went wrong."""

    parts: Mapping[str, str]
    seconds: float
    megabytes: float
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def faults(self) -> dict[str, str]:
        """What went wrong, by part."""
        return {name: said for name, said in self.parts.items() if said != FINE}


class Parts:
    """What a trial has found so far, sent on part by part, so that a hang names its place."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def send(self, **message: object) -> None:
        os.write(self._pipe, json.dumps(message).encode() + b"\n")

    def attempt(self, name: str, work: Callable[[], object]) -> None:
        """Do one part; whatever it raises is told."""
        self.send(begins=name)
        said = FINE
        try:
            work()
        except MemoryError:
            said = "memory"
        except BaseException as error:  # noqa: BLE001 - that is what is looked for
            said = _told(error)
        self.send(part=name, said=said)


def _told(error: BaseException) -> str:
    place = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in place if "/geo/" in frame.filename or "/pages/" in frame.filename]
    frame = (ours or place)[-1]
    name = "/".join(Path(frame.filename).parts[-2:])
    return f"{type(error).__name__} in {name}:{frame.lineno}: {str(error)[:120]}"


def tried(work: Callable[[Parts], None], patience: float = PATIENCE) -> TrialOutcome:
    """Do some work in a copy of this process and see how it ends.

    One that does nothing for `patience` seconds hangs, unless it waits for a process of its own.
    """
    begun = time.monotonic()
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        _run(work, into)
    os.close(into)
    parts: dict[str, str] = {}
    notes: dict[str, Any] = {}
    last, ended = "start", ""
    try:
        for message in _messages(out, child, patience):
            last = message.get("begins", last)
            if "part" in message:
                parts[message["part"]] = message["said"]
            notes |= message.get("notes", {})
    except TimeoutError:
        os.kill(child, signal.SIGKILL)
        ended = "hangs"
    os.close(out)
    _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status) and not ended:
        ended = f"killed by signal {os.WTERMSIG(status)}"
    if ended and last not in parts:
        parts[last] = ended
    return TrialOutcome(parts, time.monotonic() - begun, used.ru_maxrss / 1000, notes)


def _messages(pipe: int, child: int, patience: float) -> Iterator[Any]:
    """What the copy sends; TimeoutError once it has worked or waited too long on one part."""
    kept = b""
    since, worked = time.monotonic(), _cpu_seconds(child)
    while True:
        ready, _, _ = select.select([pipe], [], [], 1.0)
        if not ready:
            busy, waited = _cpu_seconds(child) - worked, time.monotonic() - since
            if busy > CPU_SECONDS or waited > (WALL_SECONDS if busy > 1 else patience):
                raise TimeoutError
            continue
        got = os.read(pipe, 1 << 16)
        if not got:
            return
        *lines, kept = (kept + got).split(b"\n")
        yield from map(json.loads, lines)
        since, worked = time.monotonic(), _cpu_seconds(child)


def _cpu_seconds(process: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _run(work: Callable[[Parts], None], pipe: int) -> None:
    """The other process: it never returns."""
    try:
        held = int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
        most = held + MOST_BYTES
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        null = os.open(os.devnull, os.O_RDWR)
        for number in (1, 2):
            os.dup2(null, number)
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            work(Parts(pipe))
    except BaseException:  # noqa: BLE001 - the parent must not be copied any further
        os._exit(3)
    os._exit(0)


def check_folder(folder: Path, file: str) -> Callable[[Parts], None]:
    """What the check of a folder says; notes its code and whether it names the file."""

    def work(parts: Parts) -> None:
        def check() -> None:
            from geo.__main__ import main  # noqa: PLC0415 - only the copy may hold the data

            said = StringIO()
            with redirect_stdout(said):
                code = main(["check", str(folder)])
            text = said.getvalue()
            named = [line for line in text.splitlines() if line.strip().startswith(file)]
            notes = {"code": code, "named": bool(named), "length": len(text)}
            parts.send(notes=notes | {"first": (named[1:2] or text.splitlines()[-1:])[0][:200]})

        parts.attempt("check", check)

    return work


#: Pages by name -> their file and address.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "map": ("map", {}),
    "a record": ("map", {"select": "site-hairatan"}),
    "timeline": ("timeline", {"date": "2024-05-01"}),
    "routes": ("routes", {"from": "site-hairatan", "to": "site-mazar-rail"}),
    "compare": ("compare", {"with": "way-first,way-second"}),
    "projects": ("project", {}),
    "project": ("project", {"id": "khaf-herat-railway"}),
    "data": ("data", {}),
    "layers": ("layers", {}),
    "sources": ("sources", {}),
    "about": ("about", {}),
    "shell": ("ui/shell", {}),
}
#: What programs and links ask for.
ADDRESSES = (
    "/",
    "/compare",
    "/atlas/search?q=herat",
    "/atlas/search?q=hotan",
    "/atlas/ways?from=hairatan&to=mazar-rail",
    "/atlas/changes.atom",
    "/atlas/openapi.json",
    "/atlas/export/map.html",
    "/atlas/export/table-lines.csv",
    "/atlas/export/table-lines.gpkg",
    "/atlas/export/project-khaf-herat-railway.xlsx?part=kilometres",
    "/atlas/export/compare.csv?with=way-first,way-second",
    "/atlas/export/statements.jsonld",
    "/atlas/export/atlas.zip",
)


def serve_folder(folder: Path, pages: Mapping[str, Any] | None = None) -> Callable[[Parts], None]:
    """What the app makes of a folder: its start, every page, and what it answers besides."""

    def work(parts: Parts) -> None:
        os.environ["ATLAS_DATA"] = str(folder)
        from geo.records.errors import DataError  # noqa: PLC0415 - see above
        from pages.server.early_files import first_bodies  # noqa: PLC0415
        from pages.ui import cache  # noqa: PLC0415

        def start() -> None:
            # As `pages.server.start.ready` does it.
            with suppress(DataError):
                cache.payload()
            list(first_bodies())

        def search() -> None:
            with suppress(DataError):
                cache.bar()
                cache.prepared_finder()

        parts.attempt("start", start)
        parts.attempt("search made ready", search)
        for name, (page, query) in (pages or PAGES).items():
            parts.attempt(f"page {name}", lambda page=page, query=query: _page(page, query))
        client = _client()
        for address in ADDRESSES:
            parts.attempt(
                f"address {address.partition('?')[0]}", lambda at=address: _ask(client, at)
            )

    return work


class PageError(Exception):
    """A page showed an exception."""


def _page(page: str, query: Mapping[str, str]) -> None:
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - see above

    file = Path(__file__).parents[2] / "pages" / f"{page}.py"
    app = AppTest.from_file(str(file), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if app.exception:
        found = app.exception[0]
        trace = [line.strip() for line in found.stack_trace if "/geo/" in line or "/pages/" in line]
        raise PageError(f"{found.message[:80]} {trace[-1:]}")


def _client() -> Any:
    from starlette.applications import Starlette  # noqa: PLC0415 - see above
    from starlette.responses import HTMLResponse  # noqa: PLC0415
    from starlette.routing import Route  # noqa: PLC0415
    from starlette.testclient import TestClient  # noqa: PLC0415

    from pages.server.serve import middleware, routes  # noqa: PLC0415

    def page(_request: object) -> HTMLResponse:
        return HTMLResponse(
            '<html lang="en"><head></head><body><div id="root"></div></body></html>'
        )

    every = [*routes(), Route("/{path:path}", page)]
    return TestClient(Starlette(routes=every, middleware=middleware()))


def _ask(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code >= 500 and answer.status_code != 503:
        raise PageError(f"{answer.status_code} {answer.text[:80]}")


def warm() -> None:
    """Import once what every copy needs."""
    import starlette.testclient  # noqa: F401, PLC0415
    import streamlit.testing.v1  # noqa: F401, PLC0415

    import geo.__main__  # noqa: PLC0415
    import geo.views.exports.geo_package  # noqa: PLC0415
    import geo.views.exports.workbook  # noqa: F401, PLC0415
    import pages.server.serve  # noqa: PLC0415
    import pages.ui.cache  # noqa: F401, PLC0415

    sys.setrecursionlimit(1000)
