"""Label points: populated places, and country names in three languages.

Points are longitude, latitude in degrees, EPSG:4326.
"""

import json
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely import affinity

from geo.pipeline.frame import BOX, area_km2
from geo.pipeline.layers import MapFeature, MapRow, PropertyValue
from geo.pipeline.spelling import PLACE_NAMES

LANGUAGES = ("en", "ur", "ru")
SAME_TOWN_KM = 30.0  # farther apart, an id in Natural Earth is a mistake
NEARBY_KM = 15.0

CORRIDOR_COUNTRIES = frozenset({"PK", "AF", "TJ", "UZ", "TM", "KG", "KZ", "IR", "AZ"})
NEIGHBOURS = frozenset({"RU", "AM", "GE"})
CITY_POPULATION = 100_000
LARGE_RANKS = 6  # up to here the rank decides what comes first, beyond it the population

# Places named in ISO 3166-1 that are part of a country whose name is on the map.
NOT_LABELLED = frozenset({"AX"})

# Natural Earth has no id, a wrong one, or one of a suburb; these are the towns themselves.
GEONAME_IDS = {"Guwahati": 1271476, "Nazran": 523064, "Stepanakert": 146970, "Zaranj": 1120985}

# Disputed as capitals or as capitals of states, so the map shows the towns and no capital sign.
NOT_MARKED_CAPITAL = frozenset({"Jerusalem", "Pristina"})

# Its name in the gazetteer, beside Ashgabat, would be taken for Abadan in Iran.
LEFT_OUT = frozenset({"Buzmeyin"})

# Letters that do not fall apart into a plain letter and an accent, and all kinds of apostrophe.
PLAIN_LETTERS = str.maketrans(
    {"\u0131": "i", "\u0142": "l"} | dict.fromkeys("'`\u2018\u2019\u02bb\u02bc", "")
)

LABEL_SHAPE = 3.0  # a country name is about three times as wide as it is high
LARGE_COUNTRY_KM2, MIDDLE_COUNTRY_KM2 = 400_000, 60_000
SMALLEST_SHARE, ENOUGH_KM2 = 0.15, 100_000


@dataclass(frozen=True, slots=True)
class LabelTown:
    """One entry of the gazetteer; longitude and latitude in degrees."""

    geoname_id: int
    name: str
    country: str
    population: int
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """One town with its importance (0 is the highest) and whether it is a national capital."""

    town: LabelTown
    rank: int
    capital: bool


def read_label_towns(path: Path) -> dict[int, LabelTown]:
    """Return the towns of the box from the gazetteer file, by GeoNames id."""
    records = json.loads(path.read_text(encoding="utf-8"))
    towns = (
        LabelTown(
            int(record["geonameid"]),
            record["name"],
            record["countrycode"],
            int(record["population"]),
            float(record["longitude"]),
            float(record["latitude"]),
        )
        for record in records.values()
    )
    return {town.geoname_id: town for town in towns if _in_box(town.lon, town.lat)}


def _in_box(lon: float, lat: float) -> bool:
    return BOX.west <= lon <= BOX.east and BOX.south <= lat <= BOX.north


def place_features(rows: Iterable[MapRow], towns: Mapping[int, LabelTown]) -> list[MapFeature]:
    """Return thinned populated places with `name`, `rank`, `population` and `capital`.

    Args:
        rows: Natural Earth populated places (`name`, `iso_a2`, `scalerank`, `adm0cap`,
            `geonameid`); they decide what is shown and how important it is.
        towns: GeoNames entries by id; they give the present name, population and position.

    Places come in order of importance. A place without an entry in the gazetteer is left out.

    """
    places: dict[int, LabelPlace] = {}
    for row in rows:
        town = find_town(row, towns)
        if town is None or row.text("name") in LEFT_OUT:
            continue
        capital = row.number("adm0cap") == 1 and row.text("name") not in NOT_MARKED_CAPITAL
        place = LabelPlace(town, int(row.number("scalerank")), capital)
        # Two entries of Natural Earth may be one town; the more important one stays.
        kept = places.setdefault(town.geoname_id, place)
        if _importance(place) < _importance(kept):
            places[town.geoname_id] = place
    return [_place_feature(place) for place in thinned_places(list(places.values()))]


def find_town(row: MapRow, towns: Mapping[int, LabelTown]) -> LabelTown | None:
    """Return the gazetteer entry of a Natural Earth place: by id, else the largest one nearby."""
    name, lon, lat = row.text("name"), row.shape.x, row.shape.y
    by_id = towns.get(GEONAME_IDS.get(name, int(row.number("geonameid"))))
    if by_id is not None and distance_km(lon, lat, by_id.lon, by_id.lat) <= SAME_TOWN_KM:
        return by_id
    near = [
        town
        for town in towns.values()
        if town.country == row.text("iso_a2")
        and abs(town.lat - lat) < 1
        and distance_km(lon, lat, town.lon, town.lat) <= NEARBY_KM
    ]
    return max(near, key=lambda town: (town.population, -town.geoname_id), default=None)


def distance_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the distance of two points in km on a sphere; within one per cent below 500 km."""
    shrink = math.cos(math.radians((lat_a + lat_b) / 2))
    return 111.2 * math.hypot((lon_a - lon_b) * shrink, lat_a - lat_b)


def thinned_places(places: Sequence[LabelPlace]) -> list[LabelPlace]:
    """Return the places to show, most important first, none too close to a more important one."""
    kept: list[LabelPlace] = []
    for place in sorted(places, key=_importance):
        last_rank, apart_km = _last_rank_and_spacing(place.town)
        here = place.town
        if place.rank > last_rank and not place.capital:
            continue
        if all(
            distance_km(here.lon, here.lat, other.town.lon, other.town.lat) >= apart_km
            for other in kept
        ):
            kept.append(place)
    return kept


def _last_rank_and_spacing(town: LabelTown) -> tuple[int, float]:
    """Return the least important rank that is kept near this town, and how far apart, in km."""
    if town.country in CORRIDOR_COUNTRIES:
        return 10, 10.0 if town.population >= CITY_POPULATION else 20.0
    if town.country in NEIGHBOURS:
        return 8, 70.0
    return 6, 75.0


def _importance(place: LabelPlace) -> tuple[bool, int, int, int]:
    rank = min(place.rank, LARGE_RANKS)
    return (not place.capital, rank, -place.town.population, place.town.geoname_id)


def _place_feature(place: LabelPlace) -> MapFeature:
    town = place.town
    properties: dict[str, PropertyValue] = {
        "name": english_name(town.name),
        "rank": place.rank,
        "population": town.population,
        "capital": place.capital,
    }
    return MapFeature(shapely.Point(town.lon, town.lat), properties)


def english_name(raw: str) -> str:
    """Return a name in plain letters, without accents and apostrophes, in its usual spelling.

    >>> english_name("Pul-e Khumr\u012b")
    'Pul-e Khumri'
    """
    apart = unicodedata.normalize("NFKD", raw.translate(PLAIN_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return PLACE_NAMES.get(plain, plain)


def country_features(
    countries: Iterable[MapRow], names: Mapping[str, Mapping[str, str]]
) -> list[MapFeature]:
    """Return one label point for each country with `iso_a2`, `names` and `rank` (1 to 3).

    Args:
        countries: polygons with the field `iso_a2`; used to place the label, never drawn.
        names: language tag -> ISO 3166-1 code -> name.

    Only ISO 3166-1 countries are named, and only where enough of them lies in the box.

    """
    features = []
    for row in sorted(countries, key=lambda row: row.text("iso_a2")):
        code = row.text("iso_a2")
        inside = shapely.make_valid(row.shape).intersection(BOX.polygon())
        area = area_km2(inside)
        # X codes, such as XK, are for private use; "-1" stands for none.
        is_country = code.isalpha() and not code.startswith("X") and code not in NOT_LABELLED
        if is_country and (area >= ENOUGH_KM2 or area >= SMALLEST_SHARE * area_km2(row.shape)):
            labels = {language: names[language][code] for language in LANGUAGES}
            properties: dict[str, PropertyValue] = {
                "iso_a2": code,
                "names": labels,
                "rank": _country_rank(area),
            }
            features.append(MapFeature(label_point(inside), properties))
    return features


def _country_rank(area: float) -> int:
    return 1 if area >= LARGE_COUNTRY_KM2 else 2 if area >= MIDDLE_COUNTRY_KM2 else 3


def label_point(shape: shapely.Geometry) -> shapely.Point:
    """Return the middle of the largest flat ellipse in a country, where its name fits best."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    # On a Web Mercator page a degree of latitude is higher than one of longitude is wide.
    stretch = LABEL_SHAPE / math.cos(math.radians(largest.centroid.y))
    tall = affinity.scale(largest, yfact=stretch, origin=(0, 0))
    spoke = shapely.maximum_inscribed_circle(tall, tolerance=0.05)
    x, y = spoke.coords[0]
    return shapely.Point(x, y / stretch)


def read_territory_names(paths: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """Return language -> country code -> name from CLDR files, the short form where there is one.

    Args:
        paths: language tag -> its `territories.json`.

    """
    names = {}
    for language, path in paths.items():
        record = json.loads(path.read_text(encoding="utf-8"))
        raw = record["main"][language]["localeDisplayNames"]["territories"]
        short = {code: raw.get(f"{code}-alt-short", name) for code, name in raw.items()}
        names[language] = short
    return names
