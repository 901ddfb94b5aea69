"""The figures of the last run: kept as they were measured, and as a table of RESULTS.md."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.bench import report
from tests.bench.growth.measures import (
    BROWSER,
    MEASURES,
    MOST,
    Figures,
    Measure,
    exponent,
    last_exponent,
)

RAW = Path(__file__).with_name("growth.json")
_HOW = Path(__file__).with_name("how.md")
_COMMAND = "python -m tests.bench.growth"


def keep(measured: Figures) -> None:
    """Put new figures in place of the same ones of the same folders, and write the section anew."""
    before = kept()
    figures = {
        factor: {**before.get(factor, {}), **measured.get(factor, {})}
        for factor in (*before, *measured)
    }
    told = {str(factor): dict(figures[factor]) for factor in sorted(figures)}
    RAW.write_text(f"{json.dumps(told, indent=1)}\n", encoding="utf-8")
    conditions = f"{report.measured_by(_COMMAND)}: {report.machine()}."
    how = _HOW.read_text(encoding="utf-8")
    report.put_section(f"# Growth\n\n{conditions}\n\n{tables(figures)}\n\n{how}")


def kept() -> dict[int, Mapping[str, float]]:
    """The figures of the last run by how many times the records the folder held, if any."""
    if not RAW.exists():
        return {}
    told: dict[str, Mapping[str, float]] = json.loads(RAW.read_text(encoding="utf-8"))
    return {int(factor): figures for factor, figures in told.items()}


def tables(figures: Figures) -> str:
    """What the server and what the browser does, as two tables of Markdown."""
    made = (_table(measures, figures) for measures in (MEASURES, BROWSER))
    return "\n\n".join(table for table in made if table)


def _table(measures: Iterable[Measure], figures: Figures) -> str:
    known = [measure for measure in measures if len(_points(measure, figures)) > 1]
    factors = sorted({factor for measure in known for factor in _points(measure, figures)})
    if not factors:
        return ""
    head = ("Figure", *(f"{factor} x" for factor in factors), "exponent", "of the last step", "met")
    rows = [_row(measure, figures, factors) for measure in known]
    lines = [head, ["-" * len(cell) for cell in head], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(measure: Measure, figures: Figures, factors: Iterable[int]) -> tuple[str, ...]:
    points = _points(measure, figures)
    cells = (report.number(points[factor]) if factor in points else "–" for factor in factors)
    slopes = exponent(points), last_exponent(points)
    return (
        f"{measure.title}, {measure.unit}",
        *cells,
        *(f"{slope:.2f}" for slope in slopes),
        "yes" if max(slopes) <= MOST else "**no**",
    )


def _points(measure: Measure, figures: Figures) -> dict[int, float]:
    return {
        factor: found[measure.key]
        for factor, found in sorted(figures.items())
        if measure.key in found
    }
