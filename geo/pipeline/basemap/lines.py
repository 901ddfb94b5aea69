"""Boundary lines with their status, and the main rivers.

Shapes are longitude, latitude in degrees, EPSG:4326. Which boundary set is drawn, and why, is
written in `data/basemap/README.md`; this module only carries it out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import shapely

from geo.pipeline.layers import MapFeature, MapRow, tidy_lines
from geo.pipeline.packages import PackageError
from geo.pipeline.spelling import RIVER_NAMES

# Far is the first view, near is what comes with the pieces of `near.py`.
FAR_TOLERANCE_DEG, FAR_DECIMALS = 0.015, 2
NEAR_TOLERANCE_DEG, NEAR_DECIMALS = 0.004, 3

# What Natural Earth calls a line -> what we call it. None: not a boundary, so not drawn
# (edges of United Nations zones that lie inside one country or beside a line of control).
STATUS_OF_CLASS: dict[str, str | None] = {
    "International boundary (verify)": "international",
    "Disputed (please verify)": "disputed",
    "Line of control (please verify)": "line-of-control",
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "indefinite",
    "Lease limit": "lease-limit",
    "Overlay limit": None,
}
CLAIM = "claim"
STATUSES = ("international", "disputed", "line-of-control", "indefinite", "lease-limit", CLAIM)

# In this file the "Ukrainian claim" is a military contact line of 2014-15, which has moved since.
# The other kinds (ceasefire line, former oblast) are history, not claims, and end differently.
CLAIMS_LEFT_OUT = frozenset({"Ukrainian claim"})


def boundary_features(
    boundaries: Iterable[MapRow], claims: Iterable[MapRow], tolerance: float, decimals: int
) -> list[MapFeature]:
    """Return boundary lines with one property, `status`, sorted by status and place.

    Args:
        boundaries: Natural Earth land boundary lines with the field `featurecla`.
        claims: lines with the field `name`, such as "Indian claim".
        tolerance: how far a line may move, in degrees.
        decimals: digits kept in coordinates.

    Raises:
        PackageError: a class of line that this module does not know.

    """
    drawn = [(boundary_status(row.text("featurecla")), row.shape) for row in boundaries]
    drawn += [(CLAIM, row.shape) for row in claims if is_live_claim(row.text("name"))]
    tidied = [
        (status, tidy_lines(shape, tolerance, decimals))
        for status, shape in drawn
        if status is not None
    ]
    kept = [(status, shape) for status, shape in tidied if not shape.is_empty]
    kept.sort(key=lambda pair: (STATUSES.index(pair[0]), pair[1].bounds, pair[1].wkt))
    return [MapFeature(shape, {"status": status}) for status, shape in kept]


def boundary_status(line_class: str) -> str | None:
    """Return our status for a Natural Earth line class; None when it is not drawn."""
    try:
        return STATUS_OF_CLASS[line_class]
    except KeyError:
        known = ", ".join(STATUS_OF_CLASS)
        raise PackageError(
            f"boundary lines: class '{line_class}' is unknown, expected one of {known}"
        ) from None


def is_live_claim(name: str) -> bool:
    """Tell whether a line of the claims layer is a claim of today that we draw."""
    return name.endswith(" claim") and name not in CLAIMS_LEFT_OUT


def river_features(rivers: Iterable[MapRow], tolerance: float, decimals: int) -> list[MapFeature]:
    """Return one feature for each river name and rank, with `name` (may be empty) and `rank`.

    Args:
        rivers: Natural Earth centre lines with the fields `name` and `scalerank`.
        tolerance: how far a course may move, in degrees.
        decimals: digits kept in coordinates.

    The rank is the importance in Natural Earth: 1 is the largest, 9 the smallest kept. Stretches
    through lakes stay in, so that a river does not fall apart; draw lakes over rivers.

    """
    courses: dict[tuple[int, str], list[shapely.Geometry]] = defaultdict(list)
    for row in rivers:
        courses[int(row.number("scalerank")), clean_river_name(row.text("name"))].append(row.shape)
    features = []
    for (rank, name), shapes in sorted(courses.items()):
        course = tidy_lines(_all_lines(shapes), tolerance, decimals)
        if not course.is_empty:
            features.append(MapFeature(course, {"name": name, "rank": rank}))
    return features


def _all_lines(shapes: Sequence[shapely.Geometry]) -> shapely.MultiLineString:
    return shapely.MultiLineString([part for shape in shapes for part in shapely.get_parts(shape)])


def clean_river_name(raw: str) -> str:
    """Return one English name: no double spaces, no second name in brackets, no lost letters.

    >>> clean_river_name("Amu  Darya")
    'Amu Darya'
    >>> clean_river_name("Daugava (Zapadnaya Dvina)")
    'Daugava'
    """
    name = " ".join(re.sub(r"\(.*?\)", "", raw).split())
    return RIVER_NAMES.get(name, name).replace("?", "")
