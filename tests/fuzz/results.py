"""The table of a run, and the place in RESULTS.md where the last one stands."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.plan import Tried

RESULTS = Path(__file__).with_name("RESULTS.md")
_BEGIN, _END = "<!-- the last run -->", "<!-- its end -->"
_MOST_KINDS = 6


def table(results: Sequence[Tried]) -> list[str]:
    """A row for each door: cases, what came of them, failures, and the most memory."""
    rows = ["| door | cases | what came of them | failures | MB |", "|---|---|---|---|---|"]
    for door in sorted({found.door for found in results}):
        mine = [found for found in results if found.door == door]
        counts = sum((found.counts for found in mine), Counter[str]())
        said = ", ".join(f"{name} {n:,}" for name, n in counts.most_common(_MOST_KINDS))
        failed = sum(len(found.broken) for found in mine)
        most = max(found.megabytes for found in mine)
        size = f"{most:.0f}" if most else ""
        rows.append(f"| {door} | {counts.total():,} | {said} | {failed} | {size} |")
    return rows


def written_into(rows: Sequence[str], tried: int, seed: int, seconds: float) -> None:
    """Put the table of a run into RESULTS.md, in place of the one before."""
    before, _, rest = RESULTS.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    head = f"Seed {seed}: {tried:,} cases in {seconds:.0f} s with two processes."
    text = "\n".join((_BEGIN, "", head, "", *rows, "", _END))
    RESULTS.write_text(f"{before}{text}{after}", encoding="utf-8")
