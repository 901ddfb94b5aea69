"""A small atlas with every file of the shipped one, made of it: cheap enough to be damaged often.

Two projects are kept with all that speaks of them, and of each derived file the first features.
What the rules then complain about, as it points to what was left out, is left out too.
"""

import csv
import json
import shutil
from collections.abc import Callable, Collection, Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import shapely
import shapely.geometry
import yaml

from geo.pipeline.check import problems
from geo.reading.load import load
from geo.rules.open_atlas import checked_atlas

SHIPPED = Path(__file__).parents[2] / "data"
#: Two projects drawn on the network, and what lies around them: west, south, east, north.
PROJECTS = ("khaf-herat-railway", "hairatan-mazar-railway")
_AROUND = shapely.box(59.5, 33.5, 68.5, 38.5)
_MOST_FEATURES, _MOST_TOWNS, _MOST_ROWS = 12, 50, 40
_ROUNDS = 12
#: Where lines are measured: of these files what lies around is kept.
_MEASURED = ("network/countries.geojson", "network/land.geojson")
_WAY = """
- id: {id}
  title: {id}
  project_id: hairatan-mazar-railway
  segment_ids: [seg-uap-hairatan-naibabad, seg-uap-naibabad-mazar-rail]
  source_ids: [{source}]
"""
_ROADS = "claim_id,published_km,network_km\n{claim},100,101\n"
_KEPT = "segment_id,reason\nseg-khafherat-robat-paryan-herat-airport,it is being built\n"


def small_atlas(folder: Path) -> Path:
    """Write the small atlas into `folder`, which must not exist; returns it."""
    shutil.copytree(SHIPPED, folder)
    for path in (folder / "layers").iterdir():
        if path.stem not in PROJECTS:
            path.unlink()
    _rewrite(folder / "projects.yaml", lambda record: record["id"] in PROJECTS)
    for name in ("sites.geojson", "sites-osm.geojson", *_MEASURED):
        _rewrite(folder / name, _is_around)
    for path in sorted(folder.rglob("*.geojson")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("basemap/", "network/context")):
            _shorten(path)
    waypoints = folder / "network" / "waypoints.csv"
    rows = waypoints.read_text(encoding="utf-8").splitlines(keepends=True)
    waypoints.write_text("".join(rows[:_MOST_ROWS]), encoding="utf-8")
    towns = pq.read_table(folder / "gazetteer" / "places.parquet")
    pq.write_table(towns.slice(0, _MOST_TOWNS), folder / "gazetteer" / "places.parquet")
    for _ in range(_ROUNDS):
        bad = _complaints(folder)
        if not bad:
            return folder
        for file, records in bad.items():
            _drop(folder / file, records)
        _fill(folder)
    raise RuntimeError(f"the small atlas still has problems: {bad}")


def _is_around(feature: dict[str, Any]) -> bool:
    return bool(_AROUND.intersects(shapely.geometry.shape(feature["geometry"])))


def _fill(folder: Path) -> None:
    """Two ways between the same places, and a line that is kept: no file is to be empty."""
    loaded = load(folder)
    source, claim = loaded.segments[0].source_ids[0], loaded.claims[0].id
    ways = "".join(_WAY.format(id=name, source=source) for name in ("way-first", "way-second"))
    (folder / "alignments.yaml").write_text(ways.lstrip("\n"), encoding="utf-8")
    (folder / "network" / "kept.csv").write_text(_KEPT, encoding="utf-8")
    (folder / "network" / "roads.csv").write_text(_ROADS.format(claim=claim), encoding="utf-8")


def _complaints(folder: Path) -> dict[str, set[str]]:
    """The records that rules complain about, by file."""
    loaded = load(folder)
    found: dict[str, set[str]] = {}
    for issue in problems(checked_atlas(loaded), loaded, folder, SHIPPED):
        found.setdefault(issue.file, set()).add(issue.record)
    return found


def _drop(path: Path, records: Collection[str]) -> None:
    if path.suffix == ".md":
        path.unlink()
        return
    _rewrite(path, lambda record: record["id"] not in records, records)


def _rewrite(
    path: Path, keep: Callable[[dict[str, Any]], bool], lines: Collection[str] = ()
) -> None:
    """Keep the records of a file that are to be kept; `lines` are rows without an id."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        known = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and nothing else
        kept: object = [record for record in known if keep(record)]
        path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    elif path.suffix == ".csv":
        header, *rows = list(csv.reader(StringIO(text, newline="")))
        named = [(f"line {number}", row) for number, row in enumerate(rows, 2)]
        _write_rows(
            path,
            header,
            (row for line, row in named if line not in lines and keep({"id": row[0]})),
        )
    else:
        whole = json.loads(text)
        whole["features"] = [feature for feature in whole["features"] if keep(feature)]
        path.write_text(
            json.dumps(whole, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
        )


def _write_rows(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def _size(feature: dict[str, Any]) -> int:
    return len(json.dumps(feature))


def _shorten(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["features"] = sorted(whole["features"], key=_size)[:_MOST_FEATURES]
    path.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
