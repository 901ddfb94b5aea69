"""Simplified country outlines, only to check on which side of a frontier a line runs.

They are not drawn. Which outline a disputed land has is the opinion of the package, not ours;
`geo.reading.network.countries` measures against them, with a few kilometres of tolerance.
"""

from collections import defaultdict
from collections.abc import Iterable

import shapely

from geo.pipeline.layers import MapFeature, MapRow, tidy_areas

TOLERANCE_DEG = 0.01
DECIMALS = 3

#: ISO 3166-1: the number that the package uses and the letters that our records use.
LETTERS = {
    "004": "AF", "031": "AZ", "051": "AM", "112": "BY", "156": "CN", "268": "GE", "275": "PS",
    "356": "IN", "364": "IR", "368": "IQ", "376": "IL", "392": "JP", "398": "KZ", "400": "JO",
    "414": "KW", "417": "KG", "422": "LB", "428": "LV", "233": "EE", "440": "LT", "496": "MN",
    "512": "OM", "586": "PK", "634": "QA", "643": "RU", "682": "SA", "760": "SY", "762": "TJ",
    "784": "AE", "792": "TR", "795": "TM", "804": "UA", "818": "EG", "860": "UZ", "887": "YE",
    "300": "GR", "246": "FI", "232": "ER", "729": "SD", "048": "BH", "524": "NP", "100": "BG",
}  # fmt: skip
#: Pieces without a number that belong to the railways and roads of a country all the same.
PIECES = {"Baikonur": "KZ"}


def country_features(rows: Iterable[MapRow]) -> list[MapFeature]:
    """Return one outline for each country that a line of ours may touch, with its `iso_a2`.

    Args:
        rows: countries of world-atlas with the fields `id` (ISO number) and `name`.

    """
    pieces: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for row in rows:
        letters = LETTERS.get(row.text("id")) or PIECES.get(row.text("name"))
        if letters:
            pieces[letters].append(shapely.make_valid(row.shape))
    outlines = {
        letters: tidy_areas(shapely.union_all(shapes), TOLERANCE_DEG, DECIMALS)
        for letters, shapes in sorted(pieces.items())
    }
    return [
        MapFeature(shape, {"iso_a2": letters})
        for letters, shape in outlines.items()
        if not shape.is_empty
    ]
