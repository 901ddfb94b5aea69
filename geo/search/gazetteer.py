"""Towns of the region that are no record of ours: where they are and what they are called.

`data/gazetteer/places.parquet` is derived from GeoNames and serves the search only. Nobody reads
it before somebody searches; `python -m geo check` reads it once to see whether it is whole.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from geo.reading.files import Problems, read_bytes
from geo.records.errors import DataError, Issue
from geo.records.model import LonLat
from geo.records.phrases import with_commas
from geo.records.texts import say
from geo.records.vocab import COUNTRIES, country_name

FILE = Path("gazetteer") / "places.parquet"
#: Languages of the columns with names; the first one decides what a town is called here.
LANGUAGES = ("en", "ur", "ru", "fa", "ps", "uz", "tg", "tk", "kk", "zh")
#: Divisions whose state is disputed, and what to call them: their towns stand without a country.
DISPUTED = {
    "Azad Kashmir": "Azad Jammu and Kashmir",
    "Gilgit-Baltistan": "Gilgit-Baltistan",
    "Jammu and Kashmir": "Jammu and Kashmir",
    "Ladakh": "Ladakh",
    "Autonomous Republic of Crimea": "Crimea",
    "Sevastopol City": "Crimea",
    "Abkhazia": "Abkhazia",
}
#: Country -> languages in which a town is known there, best first, apart from English.
LOCAL = {
    "PK": ("ur",),
    "AF": ("fa", "ps"),
    "IR": ("fa",),
    "TJ": ("tg",),
    "TM": ("tk",),
    "UZ": ("uz",),
    "KZ": ("kk", "ru"),
    "KG": ("ru",),
    "RU": ("ru",),
    "CN": ("zh",),
}
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Town:
    """One populated place of GeoNames.

    `names` are (language, name) with the one to show first; `also` are spellings in Arabic or
    Cyrillic letters whose language is unknown. `code` is the country's in ISO 3166-1.
    `population` orders hits and is never shown.
    """

    geoname_id: int
    names: tuple[tuple[str, str], ...]
    code: str
    country: str
    region: str
    at: LonLat
    population: int
    also: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """An id that no record of ours can have."""
        return f"geonames-{self.geoname_id}"

    @property
    def name(self) -> str:
        """The name to show, in Latin letters."""
        return self.names[0][1]

    @property
    def local(self) -> tuple[str, str] | None:
        """Language and name as people write it there, if the gazetteer knows."""
        found = dict(reversed(self.names))
        written = (language for language in LOCAL.get(self.code, ()) if language in found)
        return next(((language, found[language]) for language in written), None)

    @property
    def where(self) -> str:
        """`Sindh, Pakistan`; a disputed region stands without a country."""
        if self.region in DISPUTED:
            return DISPUTED[self.region]
        country = country_name(self.code) if self.code in COUNTRIES else self.country
        return with_commas(part for part in (self.region, country) if part)

    @property
    def kind(self) -> str:
        """City or town; the gazetteer knows no more."""
        return say("City (GeoNames)") if self.population >= _LARGE else say("Town (GeoNames)")


def read_towns(folder: Path) -> tuple[Town, ...]:
    """All towns of the gazetteer below a data folder, by id; none if it has no gazetteer.

    Raises DataError if the file cannot be read or lacks a column.
    """
    if not os.path.lexists(folder / FILE):
        return ()
    problems = Problems(FILE.as_posix())
    raw = read_bytes(folder / FILE, problems)
    if raw is None:
        raise DataError(problems.issues)
    # Half a second of imports that only a search should pay for.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(pa.BufferReader(raw))
        _ask_size(file.metadata)
        towns = tuple(_town(row) for row in file.read(use_threads=False).to_pylist())
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise _unread("it cannot be read") from error
    if not towns:
        raise _unread("there is no town in it")
    return towns


def _unread(message: str) -> DataError:
    hint = "Build it again with python -m geo build gazetteer"
    return DataError((Issue(FILE.as_posix(), "", "", "gazetteer_unread", message, hint),))


#: Ten times the gazetteer of the atlas; a few kilobytes can unpack to far more.
_MOST_ROWS, _MOST_BYTES = 300_000, 300_000_000


def _ask_size(about: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    sizes = [about.row_group(number).total_byte_size for number in range(about.num_row_groups)]
    if about.num_rows > _MOST_ROWS or sum(sizes) > _MOST_BYTES:
        raise ValueError(about.num_rows)


def _town(row: Mapping[str, Any]) -> Town:
    """The town of a row; ValueError or TypeError for a row that is none."""
    names, also = tuple(_names(row)), tuple(row["also"] or ())
    code, country, region = row["country"], row["country_name"] or "", row["region"] or ""
    texts = (*(name for _, name in names), code, country, region, *also)
    if not all(isinstance(text, str) for text in texts) or isinstance(row["also"], str):
        raise TypeError("a name is no text")
    at, people = LonLat(float(row["lon"]), float(row["lat"])), int(row["population"])
    if not (abs(at.lon) <= _FARTHEST.lon and abs(at.lat) <= _FARTHEST.lat and people >= 0):
        raise ValueError(at)
    return Town(
        int(row["geonameid"]), names, code, COUNTRIES.get(code, country), region, at, people, also
    )


#: No place has a greater longitude or latitude, in degrees.
_FARTHEST = LonLat(180, 90)


def _names(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """English first; the main name of GeoNames is in Latin letters with accents, often local."""
    english = row["en"] or row["name"]
    yield "en", english
    if row["name"] != english:
        yield "en", row["name"]
    for language in LANGUAGES[1:]:
        if row[language]:
            yield language, row[language]


def distance_km(start: LonLat, end: LonLat) -> float:
    """Rough distance in km, good to one per cent below 500 km; for neighbours, not for quoting."""
    shrink = cos(radians((start.lat + end.lat) / 2))
    return 111.2 * hypot((start.lon - end.lon) * shrink, start.lat - end.lat)
