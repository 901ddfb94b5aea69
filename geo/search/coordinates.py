"""Positions that readers type, in the notations of maps, phones and reports."""

import re
from math import asin, cos, radians, sin, sqrt

from geo.records.model import LonLat
from geo.search.words import plain_digits

_EARTH_KM = 6371.0
_MINUTES = 60.0
_MOST = {"lat": 90.0, "lon": 180.0}
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PLAIN = re.compile(
    rf"(?:geo:)?({_NUMBER})(?:\s*[,;/]\s*|\s+)({_NUMBER})(?:,{_NUMBER})?(?:;\S*|\?\S*)?"
)
#: `34,12; 71,09`: a comma for the point, so something else must part the two.
_COMMA = re.compile(r"([-+]?\d{1,3},\d+)(?:\s*;\s*|\s+)([-+]?\d{1,3},\d+)")
_ANGLE = (
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:°|º|d|\s)?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:['′’]|m|\s)?\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|s)?\s*)?"
)
_LETTER = r"([NSEWСЮВЗ])"
_AFTER = re.compile(rf"{_ANGLE}{_LETTER}\s*[,;]?\s*{_ANGLE}{_LETTER}", re.IGNORECASE)
_BEFORE = re.compile(rf"{_LETTER}\s*{_ANGLE}[,;]?\s*{_LETTER}\s*{_ANGLE}", re.IGNORECASE)
_AXIS = dict(zip("NSСЮEWВЗ", ("lat",) * 4 + ("lon",) * 4, strict=True))
_NEGATIVE = frozenset("SWЮЗ")


def parse_position(text: str) -> LonLat | None:
    """The position that a text is, or None if it is something else or lies off the earth.

    Latitude comes first, as readers write it, unless letters say otherwise. Understood are
    `34.12, 71.09` (also with a semicolon, a blank or as a `geo:` address), `34,12; 71,09`,
    `34.12 N 71.09 E` and `34°07'12"N 71°05'24"E` (letters may stand before, in Latin or Cyrillic).
    """
    text = plain_digits(text).strip().replace("\u2212", "-").upper()
    found = re.fullmatch(_COMMA, text) or re.fullmatch(_PLAIN, text.lower())
    if found:
        lat, lon = (float(part.replace(",", ".")) for part in found.groups())
        return _on_earth(lat, lon)
    if found := _AFTER.fullmatch(text):
        parts = found.groups()
        return _of_letters((parts[3], *parts[:3]), (parts[7], *parts[4:7]))
    if found := _BEFORE.fullmatch(text):
        parts = found.groups()
        return _of_letters(parts[:4], parts[4:])
    return None


def great_circle_km(start: LonLat, end: LonLat) -> float:
    """Distance on a sphere in km, good to half a per cent anywhere."""
    lat, other = radians(start.lat), radians(end.lat)
    half = sin((other - lat) / 2) ** 2
    half += cos(lat) * cos(other) * sin(radians(end.lon - start.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))


def _of_letters(first: tuple[str, ...], second: tuple[str, ...]) -> LonLat | None:
    values = {_AXIS[letter]: _degrees(letter, *angle) for letter, *angle in (first, second)}
    if len(values) < len(_MOST):
        return None
    return _on_earth(values["lat"], values["lon"])


def _degrees(letter: str, *angle: str | None) -> float:
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in angle)
    if minutes >= _MINUTES or seconds >= _MINUTES:
        return float("inf")
    value = degrees + minutes / _MINUTES + seconds / _MINUTES**2
    return -value if letter in _NEGATIVE else value


def _on_earth(lat: float, lon: float) -> LonLat | None:
    inside = abs(lat) <= _MOST["lat"] and abs(lon) <= _MOST["lon"]
    return LonLat(lon, lat) if inside else None
