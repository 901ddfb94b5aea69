"""The table of the speeds, for the terminal, and the sections of RESULTS.md."""

import datetime as dt
import os
import platform
import re
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
    put_section(f"# Speed\n\n{_conditions(runs, chromium)}\n\n{table(ledger)}\n\n{how}")


def put_section(section: str) -> None:
    """Put a section into RESULTS.md, in place of the one with its heading, and keep the others."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    pieces = re.split(r"^(?=# )", old, flags=re.MULTILINE)
    parts = {piece.partition("\n")[0]: piece for piece in pieces if piece.strip()}
    parts[section.partition("\n")[0]] = section
    RESULTS.write_text("\n".join(f"{part.strip()}\n" for part in parts.values()), encoding="utf-8")


def measured_by(command: str) -> str:
    """By what command and when: the beginning of a sentence that ends with the machine."""
    return f"Written by `{command}` on {today()}"


def today() -> str:
    """The day of the measurement."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def machine() -> str:
    """On what it was measured."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"


def _conditions(runs: int, chromium: str) -> str:
    packages = [f"{name} {version(name)}" for name in ("streamlit", "folium", "streamlit-folium")]
    tools = ", ".join([machine(), *packages, f"Chromium {chromium}"])
    return (
        f"{measured_by('make bench')}: {runs} runs, {tools}. "
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
        return number(middle)
    return f"{number(middle)} / {number(tail)}"


def number(value: float) -> str:
    """A figure as the tables have it: the fewer decimals, the larger it is."""
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 1 else 2
    return f"{value:.{places}f}"
