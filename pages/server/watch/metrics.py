"""Meters of the process in the text format 0.0.4 of Prometheus, answered to this machine only.

The format is a few lines of text; a package for it would be one more to keep safe and up to date.
"""

import os
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response
from streamlit.runtime import Runtime

#: Seconds up to which answers are counted.
BOUNDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_NOW = {"Cache-Control": "no-store"}
#: What says that somebody else asks through a proxy.
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
_STATM = Path("/proc/self/statm")
_STARTED = time.time()  # s since 1970, when this module was loaded


class Meters:
    """Counts of what was answered and refused; names of routes are few and fixed."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._lock = Lock()
        self._answers: Counter[tuple[str, int]] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._refused: Counter[str] = Counter()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count an answer of a route, and how long it took."""
        with self._lock:
            self._answers[route, status] += 1
            self._seconds[route] += seconds
            self._within.update((route, bound) for bound in BOUNDS if seconds <= bound)

    def refused(self, reason: str) -> None:
        """Count a refusal; a reason is one of a few fixed words."""
        with self._lock:
            self._refused[reason] += 1

    def lines(self) -> Iterator[str]:
        """All of it in the text format."""
        with self._lock:
            answers, within = dict(self._answers), dict(self._within)
            seconds, refused = dict(self._seconds), dict(self._refused)
        yield from _family(
            "atlas_answers_total",
            "counter",
            "Answers by route and status.",
            (
                ({"route": route, "status": status}, count)
                for (route, status), count in sorted(answers.items())
            ),
        )
        yield from _family(
            "atlas_refused_total",
            "counter",
            "Requests refused, by reason.",
            (({"reason": reason}, count) for reason, count in sorted(refused.items())),
        )
        name = "atlas_answer_seconds"
        yield f"# HELP {name} How long answers took."
        yield f"# TYPE {name} histogram"
        for route, whole in sorted(seconds.items()):
            for bound in BOUNDS:
                below = within.get((route, bound), 0)
                yield _line(f"{name}_bucket", {"route": route, "le": bound}, below)
            count = sum(number for (known, _), number in answers.items() if known == route)
            yield _line(f"{name}_bucket", {"route": route, "le": "+Inf"}, count)
            yield _line(f"{name}_sum", {"route": route}, round(whole, 6))
            yield _line(f"{name}_count", {"route": route}, count)


#: Those of this process.
METERS = Meters()


def no_metrics_response(_request: Request) -> Response:
    """The answer where metrics are not switched on, as if there were no such address."""
    return Response("There is nothing here.", status_code=404, media_type="text/plain")


def metrics_response(request: Request) -> Response:
    """The figures, for a collector on this machine; to all others there is nothing here."""
    if not asks_from_here(request):
        return no_metrics_response(request)
    lines = [*METERS.lines(), *_process_lines()]
    return Response("\n".join(lines) + "\n", headers={**_NOW, "Content-Type": _TYPE})


def asks_from_here(request: Request) -> bool:
    """Whether a program of this machine asks by itself, not a proxy of it for somebody else."""
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _process_lines() -> Iterator[str]:
    # Late: counting begins before there are data.
    from pages.server.watch.health import data_state  # noqa: PLC0415

    version, problems = data_state()
    used = resource.getrusage(resource.RUSAGE_SELF)
    told: list[tuple[str, str, str, Mapping[str, object], float]] = [
        ("atlas_data_info", "gauge", "The version of the data.", {"version": version}, 1),
        ("atlas_data_problems", "gauge", "Problems of the data.", {}, problems),
        ("atlas_sessions", "gauge", "Pages that are open.", {}, _sessions()),
        ("process_resident_memory_bytes", "gauge", "Memory in use.", {}, _memory()),
        (
            "process_cpu_seconds_total",
            "counter",
            "Time of the processor.",
            {},
            round(used.ru_utime + used.ru_stime, 2),
        ),
        ("process_start_time_seconds", "gauge", "When it started.", {}, round(_STARTED, 2)),
    ]
    for name, kind, says, labels, value in told:
        yield from _family(name, kind, says, [(labels, value)])


def _sessions() -> int:
    if not Runtime.exists():
        return 0
    return Runtime.instance()._session_mgr.num_active_sessions()  # noqa: SLF001 - not told otherwise


def _memory() -> int:
    """Bytes; where the system does not tell them, the most that there were."""
    if _STATM.exists():
        return int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _family(
    name: str, kind: str, says: str, values: Iterable[tuple[Mapping[str, object], float]]
) -> Iterator[str]:
    yield f"# HELP {name} {says}"
    yield f"# TYPE {name} {kind}"
    for labels, value in values:
        yield _line(name, labels, value)


def _line(name: str, labels: Mapping[str, object], value: float) -> str:
    named = ",".join(f'{label}="{_quoted(str(text))}"' for label, text in labels.items())
    return f"{name}{{{named}}} {value}" if named else f"{name} {value}"


def _quoted(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
