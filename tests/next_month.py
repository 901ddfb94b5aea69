"""A copy of the shipped data with news of next month, and the clock to go with it."""

import csv
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from geo.records.dates import Day, today
from tests.conftest import ROOT

SOURCE, EVENT, STATUS = "src-clock-next-month", "evt-clock-next-month", "bst-clock-next-month"
#: A post whose news is old and a project without promises, so that nothing else has to change.
POST, PROJECT = "site-torkham", "gwadar-links"
TITLE = "The clock of the atlas is tried"


def next_month() -> Day:
    """A day of next month, as the machine counts."""
    return today().replace(day=1) + timedelta(days=45)


def with_news(folder: Path, day: Day) -> Path:
    """Copy the shipped data to `folder` and add a source, an event and a border status of `day`."""
    shutil.copytree(ROOT / "data", folder)
    date = day.isoformat()
    source = {"id": SOURCE, "title": TITLE, "publisher": "The Alfa Herald", "kind": "news"}
    source |= {"date_published": date, "date_accessed": date, "language": "en"}
    source |= {"licence_theirs": "All rights reserved", "licence_ours": "CC-BY-4.0"}
    event = {"id": EVENT, "date": date, "title": TITLE, "site_ids": POST, "project_ids": PROJECT}
    status = {"id": STATUS, "site_id": POST, "from_date": date, "freight": "open", "people": "open"}
    added = {"confidence": "sourced", "source_ids": SOURCE}
    _append(folder / "sources.csv", source | {"status": "stored-copy"})
    _append(folder / "events.csv", event | added)
    _append(folder / "border_status.csv", status | added)
    return folder


def _append(path: Path, row: dict[str, str]) -> None:
    header, rows = _read(path)
    _write(path, header, [*rows, row])


def keep(path: Path, is_kept: Callable[[dict[str, str]], bool]) -> None:
    """Drop the rows of a CSV file that are not to be kept."""
    header, rows = _read(path)
    _write(path, header, [row for row in rows if is_kept(row)])


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, header, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
