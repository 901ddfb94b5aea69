"""Every text field of the records of a folder with a payload in it; ids, words and dates stay."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from geo.records.vocab import LONGEST_PUBLISHER, LONGEST_TITLE

_TEXTS = {
    "note",
    "title",
    "text",
    "scope",
    "who",
    "publisher",
    "document",
    "summary",
    "lifecycle_note",
    "short",
    "group",
    "office",
    "licence_theirs",
    "licence_ours",
    "label",
    "geometry_note",
    "published_length_scope",
    "sponsors",
}

#: Letters that fit: a record with more of them would be left out, and its payload with it.
_ROOM = {"title": LONGEST_TITLE, "publisher": LONGEST_PUBLISHER}

#: From a text of a record to the one in its place.
Spoil = Callable[[str], str]


def poison(folder: Path, payload: str) -> None:
    """Put the payload behind every text of every record."""
    spoil(folder, lambda text: f"{text} {payload}")


def spoil(folder: Path, other: Spoil) -> None:
    """Put another text in place of every text of every record; of articles, one behind each.

    Titles and names of publishers are cut to the letters that fit.
    """
    for path in folder.glob("*.csv"):
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
        if not rows:
            continue
        for row in rows:
            row.update(
                {
                    key: other(row[key])[: _ROOM.get(key)]
                    for key in row
                    if (key in _TEXTS or key.startswith("name_")) and row[key]
                }
            )
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    for path in [*folder.glob("*.geojson"), *folder.glob("layers/*.geojson")]:
        content = json.loads(path.read_text(encoding="utf-8"))
        for feature in content["features"]:
            feature["properties"] = spoiled(feature["properties"], other)
        path.write_text(json.dumps(content), encoding="utf-8")
    path = folder / "projects.yaml"
    projects = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(
        yaml.safe_dump([spoiled(project, other) for project in projects], default_flow_style=False),
        encoding="utf-8",
    )
    for path in folder.glob("articles/*.md"):
        path.write_text(path.read_text(encoding="utf-8") + f"\n{other('')}\n", encoding="utf-8")


def spoiled(properties: dict[str, Any], other: Spoil) -> dict[str, Any]:
    """The properties of a record with other texts."""
    result: dict[str, Any] = {}
    for key, value in properties.items():
        if key == "names":
            result[key] = {
                tag: other(name) if isinstance(name, str) else name for tag, name in value.items()
            }
        elif key in _TEXTS and isinstance(value, str):
            result[key] = other(value)[: _ROOM.get(key)]
        elif key in _TEXTS and isinstance(value, list):
            result[key] = [other(text) for text in value]
        elif hasattr(value, "isoformat"):
            result[key] = value.isoformat()
        else:
            result[key] = value
    return result
