"""Files of GeoJSON as the atlas writes them: a feature a line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Feature = dict[str, Any]


def write_json(path: Path, collection: Mapping[str, Any]) -> None:
    """Write a collection, a feature a line."""
    head = {key: value for key, value in collection.items() if key != "features"}
    features = ",\n".join(
        json.dumps(feature, ensure_ascii=False) for feature in collection["features"]
    )
    begun = json.dumps(head, ensure_ascii=False)[:-1]
    path.write_text(f'{begun}, "features": [\n{features}\n]}}\n', encoding="utf-8")


def read_json(path: Path) -> dict[str, Any]:
    """Read a collection that is known to be sound."""
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return collection
