"""Every file has one licence, the texts are there, and OpenStreetMap data stays under its own."""

import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
ODBL = "ODbL-1.0"
FROM_OSM = "src-osm-"
# Licence texts carry their own terms; the REUSE specification leaves them out as well.
WITHOUT_ANNOTATION = "LICENSES/"
NOT_OURS = {".git", ".venv", "__pycache__"}
OPERATORS = {"AND", "OR", "WITH"}


class Annotation(NamedTuple):
    globs: tuple[str, ...]
    licence: str
    holders: tuple[str, ...]

    def covers(self, path: str) -> bool:
        return any(as_regex(glob).fullmatch(path) for glob in self.globs)


@cache
def as_regex(glob: str) -> re.Pattern[str]:
    """A REUSE glob: `**` stands for anything, `*` for anything but a slash."""
    meanings = {"**": ".*", "*": "[^/]*"}
    parts = re.split(r"(\*\*|\*)", glob)
    return re.compile("".join(meanings.get(part, re.escape(part)) for part in parts))


def as_tuple(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@cache
def annotations() -> tuple[Annotation, ...]:
    content = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))
    assert content["version"] == 1
    return tuple(
        Annotation(
            as_tuple(annotation["path"]),
            annotation["SPDX-License-Identifier"],
            as_tuple(annotation["SPDX-FileCopyrightText"]),
        )
        for annotation in content["annotations"]
    )


@cache
def tracked() -> tuple[str, ...]:
    """Files in git; in a copy without git, every file that is not a tool's own."""
    try:
        command = ["git", "ls-files", "-z"]
        names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        found = [path for path in paths if not any(is_a_tools(part) for part in path.parts)]
        return tuple(path.as_posix() for path in found)
    return tuple(name for name in names.split("\0") if name and (ROOT / name).is_file())


def is_a_tools(part: str) -> bool:
    return part in NOT_OURS or part.endswith(("_cache", ".egg-info"))


def licences_of(path: str) -> list[str]:
    return [annotation.licence for annotation in annotations() if annotation.covers(path)]


def collections() -> list[str]:
    sites = ["data/sites.geojson", "data/sites-osm.geojson"]
    network = ["data/network/lines.geojson", "data/network/context-rail.geojson"]
    return (
        sites
        + network
        + sorted(
            path.relative_to(ROOT).as_posix() for path in (ROOT / "data/layers").glob("*.geojson")
        )
    )


def read(path: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / path).read_text(encoding="utf-8"))
    return content


def shape_sources(properties: dict[str, Any]) -> list[str]:
    """Sources of where a thing is, not of what is said about it."""
    return [*properties.get("geometry_source_ids", ()), properties.get("location_source_id", "")]


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("data/*.csv", "data/events.csv", True),
        ("data/*.csv", "data/layers/events.csv", False),
        ("geo/**", "geo/pipeline/pins.py", True),
        ("*.py", "geo/records/model.py", False),
        ("data/sites.geojson", "data/sitesXgeojson", False),
    ],
)
def test_a_star_stops_at_a_slash_and_two_stars_do_not(
    glob: str, path: str, *, expected: bool
) -> None:
    assert bool(as_regex(glob).fullmatch(path)) is expected


def test_every_file_has_exactly_one_licence() -> None:
    paths = [path for path in tracked() if not path.startswith(WITHOUT_ANNOTATION)]
    assert len(paths) > 100
    wrong = {path: found for path in paths if len(found := licences_of(path)) != 1}
    assert wrong == {}, "REUSE.toml must match each of these files in one annotation"


def test_what_comes_from_geonames_credits_geonames() -> None:
    for path in ("data/gazetteer/places.parquet", "data/basemap/places.geojson"):
        (found,) = [annotation for annotation in annotations() if annotation.covers(path)]
        assert (found.licence, found.holders) == ("CC-BY-4.0", ("GeoNames",))


def test_every_annotation_names_a_holder() -> None:
    assert all(holder.strip() for annotation in annotations() for holder in annotation.holders)


def test_every_licence_has_its_text_and_every_text_is_used() -> None:
    words = {
        word.strip("()") for annotation in annotations() for word in annotation.licence.split()
    }
    texts = {path.stem: path for path in (ROOT / "LICENSES").glob("*.txt")}
    assert set(texts) == words - OPERATORS
    assert all(len(path.read_text(encoding="utf-8")) > 500 for path in texts.values())


@pytest.mark.parametrize("path", collections())
def test_a_collection_says_the_licence_that_reuse_says(path: str) -> None:
    assert [read(path).get("license")] == licences_of(path)


@pytest.mark.parametrize("path", collections())
def test_shapes_from_openstreetmap_are_under_odbl_only(path: str) -> None:
    from_osm = [
        feature.get("id", path)
        for feature in read(path)["features"]
        if any(source.startswith(FROM_OSM) for source in shape_sources(feature["properties"]))
    ]
    assert not from_osm or licences_of(path) == [ODBL], f"{path} takes shapes from OpenStreetMap"


@pytest.mark.parametrize("path", [path for path in collections() if licences_of(path) == [ODBL]])
def test_odbl_files_credit_openstreetmap(path: str) -> None:
    assert "OpenStreetMap contributors" in read(path)["attribution"]


def test_sources_under_odbl_are_named_as_openstreetmap_sources() -> None:
    lines = (ROOT / "data/sources.csv").read_text(encoding="utf-8").splitlines()
    under_odbl = [line.partition(",")[0] for line in lines if ODBL in line]
    assert under_odbl
    assert all(source.startswith(FROM_OSM) for source in under_odbl)
