"""The table of a load, for the terminal, for RESULTS.md and as raw figures."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from tests.bench import report

RAW = Path(report.__file__).with_name("raw") / "load.json"
_HEAD = ("What", "count", "median, s", "p95, s", "longest, s", "target", "met")
#: Seconds that 95 of 100 may take at most.
_TARGETS = {"click": 1.0, "page": 2.0, "visit": 2.0, "first visit": 2.0}
_MOST_GROWTH, _MOST_A_SESSION = 1.0, 8.0
#: Memory still grows while the first readers come; after that it should not.
_WARM_UP = 0.3
_HOW = """\
Pretended readers speak Streamlit's own protocol and HTTP over loopback, on the same cores as the
server; some real Chromium stand among them and take their share of the processor. They come within
the first tenth of the time, each with nothing kept ("first visit": the document, all files that it
names, the websocket, the page). Then they click on the map, turn to pages by the menu, follow links
("visit"), type letters into the search, ask for routes on some day and for files. After some 25
acts a reader leaves, and another one comes. Between two acts lie 2.5 to 7.5 seconds. The server has
packed its files before. A click or a page ends when its script has ended, in a browser when it is
drawn. Memory is resident; its growth is the slope after the first third.
"""


@dataclass(frozen=True, slots=True)
class LoadRun:
    """A load: how many readers for how long, seconds by kind of act, failures, and memory.

    `memory` holds pairs of seconds and MB.
    """

    sessions: int
    browsers: int
    minutes: float
    seconds: dict[str, list[float]]
    failures: list[str]
    memory: list[tuple[float, float]]

    @property
    def growth(self) -> float:
        """MB a minute by least squares, of the time after the warm-up."""
        end = self.memory[-1][0]
        kept = [(at / 60.0, mb) for at, mb in self.memory if at > _WARM_UP * end]
        middle, mean = (sum(column) / len(kept) for column in zip(*kept, strict=True))
        spread = sum((at - middle) ** 2 for at, _ in kept)
        return sum((at - middle) * (mb - mean) for at, mb in kept) / spread if spread else 0.0

    @property
    def a_session(self) -> float:
        """MB for each reader: the most there was, less what there was before they came."""
        return (max(mb for _, mb in self.memory) - self.memory[0][1]) / self.sessions


def p95(seconds: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def table(run: LoadRun) -> str:
    """All figures in Markdown."""
    rows = [_HEAD, *(_row(kind, found) for kind, found in sorted(run.seconds.items()))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (rows[0], ["-" * width for width in widths], *rows[1:])
    ]
    first, last = run.memory[0][1], run.memory[-1][1]
    is_small, is_flat = run.a_session <= _MOST_A_SESSION, run.growth < _MOST_GROWTH
    figures = (
        ("Failures", f"{len(run.failures)} (target 0)", not run.failures),
        ("Memory", f"{first:.0f} MB before, {last:.0f} MB at the end", True),
        ("A session", f"{run.a_session:.1f} MB at most (target ≤ {_MOST_A_SESSION:g})", is_small),
        ("Growth", f"{run.growth:.2f} MB a minute (target < {_MOST_GROWTH:g})", is_flat),
    )
    told = [f"- {what}: {said}{'' if met else ', **not met**'}" for what, said, met in figures]
    return "\n".join([*lines, "", *told, *(f"  - {why}" for why in dict.fromkeys(run.failures))])


def keep(run: LoadRun) -> None:
    """Write the raw figures and the section of RESULTS.md."""
    figures = asdict(run)
    figures["seconds"] = {
        kind: [round(took, 3) for took in found] for kind, found in run.seconds.items()
    }
    figures["memory"] = [(round(at), round(mb, 1)) for at, mb in run.memory]
    RAW.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    conditions = (
        f"{report.measured_by('python -m tests.load')}: {run.sessions} readers and {run.browsers} "
        f"pages of a real Chromium for {run.minutes:g} minutes, {report.machine()}."
    )
    report.put_section(f"# Many readers\n\n{conditions}\n\n{table(run)}\n\n{_HOW}")


def _row(kind: str, found: Sequence[float]) -> tuple[str, ...]:
    target, tail = _TARGETS.get(kind), p95(found)
    return (
        kind,
        str(len(found)),
        *(f"{value:.2f}" for value in (median(found), tail, max(found))),
        f"p95 ≤ {target:g}" if target else "–",
        ("yes" if tail <= target else "**no**") if target else "–",
    )
