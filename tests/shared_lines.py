"""An invented atlas in which two projects run over one line, and two rulers lie on one another."""

import json
import shutil
from pathlib import Path

from tests.conftest import GOOD

SHARED = "seg-alfa-bravo"
RAIL_RULER = "seg-bravo-charlie"
ROAD_RULER = "seg-express-charlie-bravo"

_PROJECT = """
- id: express
  names: {en: Alfa–Charlie express}
  short: Express
  group: Railways
  summary: Over the line of another project and on by road. Invented for tests.
  lifecycle: proposed
  lifecycle_as_of: 2024-05-02
  lifecycle_basis: stated
  lifecycle_note: Invented for tests.
  runs_over:
  - segment_ids: [seg-alfa-bravo]
  source_ids: [src-herald-2024-line]
"""
_ROAD = {
    "from_id": "site-charlie",
    "to_id": "site-bravo",
    "mode": "road",
    "lifecycle": "proposed",
    "lifecycle_as_of": "2024-05-02",
    "lifecycle_basis": "stated",
    "geometry_basis": "schematic",
    "note": "Invented for tests.",
    "source_ids": ["src-herald-2024-line"],
}


def shared_folder(folder: Path) -> Path:
    """The smallest sound atlas with `express`, which runs over a segment of `line` and its own."""
    shutil.copytree(GOOD, folder)
    projects = folder / "projects.yaml"
    projects.write_text(projects.read_text(encoding="utf-8") + _PROJECT, encoding="utf-8")
    geometry = {"type": "LineString", "coordinates": [[67.0, 32.0], [66.0, 31.0]]}
    road = {"type": "Feature", "id": ROAD_RULER, "geometry": geometry, "properties": _ROAD}
    layer = {"type": "FeatureCollection", "features": [road]}
    (folder / "layers" / "express.geojson").write_text(json.dumps(layer), encoding="utf-8")
    return folder
