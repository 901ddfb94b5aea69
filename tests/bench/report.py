"""The table of the bench, for the terminal and for RESULTS.md."""

import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path

from tests.bench.figures import FIGURES, SIDES, BenchFigure, Ledger, Side

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = ("Figure", *SIDES, "atlas : bare", "target", "met")
_HOW = Path(__file__).with_name("how.md")


def table(ledger: Ledger) -> str:
    """All figures as a Markdown table; every cell is `median / p95`."""
    rows = [_row(ledger, figure) for figure in FIGURES]
    widths = [max(len(row[at]) for row in (_HEAD, *rows)) for at in range(len(_HEAD))]
    rule = ["-" * width for width in widths]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (_HEAD, rule, *rows)
    ]
    return "\n".join(lines)


def write(ledger: Ledger, runs: int, chromium: str) -> None:
    """Write RESULTS.md: the table, what it was measured with, and how."""
    how = _HOW.read_text(encoding="utf-8")
    text = f"# Speed\n\n{_conditions(runs, chromium)}\n\n{table(ledger)}\n\n{how}"
    RESULTS.write_text(text, encoding="utf-8")


def _conditions(runs: int, chromium: str) -> str:
    packages = [f"{name} {version(name)}" for name in ("streamlit", "folium", "streamlit-folium")]
    tools = ", ".join([f"Python {platform.python_version()}", *packages, f"Chromium {chromium}"])
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return (
        f"Written by `make bench` on {today}: {runs} runs, {os.cpu_count()} cores, {tools}. "
        "Cells are median / 95th percentile; kB and MB are powers of ten."
    )


def _row(ledger: Ledger, figure: BenchFigure) -> tuple[str, ...]:
    ratio = ledger.ratio(figure.key) if figure.unit != "%" else None
    met = ledger.is_met(figure)
    return (
        f"{figure.title}, {figure.unit}",
        *(_cell(ledger, figure, side) for side in SIDES),
        "–" if ratio is None else f"{ratio:.2f}",
        figure.target.words if figure.target else "–",
        {True: "yes", False: "**no**", None: "–"}[met],
    )


def _cell(ledger: Ledger, figure: BenchFigure, side: Side) -> str:
    middle = ledger.table_value(figure, side)
    if middle is None:
        return "–"
    tail = ledger.p95(figure.key, side)
    if figure.unit == "%" or tail is None:
        return _number(middle)
    return f"{_number(middle)} / {_number(tail)}"


def _number(value: float) -> str:
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 1 else 2
    return f"{value:.{places}f}"
