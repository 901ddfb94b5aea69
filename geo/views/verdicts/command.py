"""`python -m geo layer FILE`: the notes on a file and the verdicts on its features, as lines."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from geo.reading.network.countries import OUTLINES, read_countries
from geo.reading.uploads.reader import read_upload
from geo.records.dates import today
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from geo.views.verdicts.verdict import Judge
from geo.views.verdicts.words import table_row, verdict_row


def layer_lines(folder: Path, file: Path, *, crs: str, swap: bool, as_json: bool) -> Iterator[str]:
    """What is printed: notes first, then a paragraph a feature, or one JSON object a line.

    Raises UploadError for a file that cannot be used, OSError if it is not there, DataError if the
    outlines of countries in the data folder are damaged.
    """
    layer = read_upload(file.read_bytes(), file.name, crs=crs, swap=swap)
    atlas = open_atlas(folder, strict=False)
    judge = Judge(Router(atlas), read_countries(folder / OUTLINES), today())
    if as_json:
        yield json.dumps({"file": layer.name, "notes": [asdict(note) for note in layer.notes]})
    else:
        yield from (f"- {note.text}" for note in layer.notes)
    for verdict in judge.verdicts(layer.frame):
        if as_json:
            yield json.dumps(table_row(atlas, verdict), ensure_ascii=False)
            continue
        row = verdict_row(atlas, verdict)
        yield ""
        yield f"{row.layer} · {row.number} · {row.label} ({row.kind})"
        yield from (f"  {sentence}" for sentence in (row.lead, *row.sentences))
