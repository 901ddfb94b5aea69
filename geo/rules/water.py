"""Railways and roads run on land, ships on water.

Only `python -m geo check` asks this: a fine coast takes a second to read, so the app does not.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.coast import LAND, Coast, read_coast
from geo.door import printable
from geo.errors import DataError, Issue
from geo.guides import OVER_WATER, ROUTES, GuideError, Guides, read_guides
from geo.model import Segment

#: A line on land may leave it so far, in km: bridges, causeways, and a coast that is simplified.
OFF_LAND_KM = 1.0
#: A ship may run so deep in the land: harbours lie up rivers, and far coasts are rough.
ON_LAND_KM = 5.0
#: Shorter stretches are let be.
LEAST_KM = 0.5
#: Where this is, lines are made, so the land should be there.
_GUIDE = Path("network", "waypoints.csv")


def lines_off_their_element(segments: Iterable[Segment], folder: Path) -> Iterator[Issue]:
    """Yield an issue for each line in service that runs in the sea, or at sea over land.

    A coast or guides that are damaged or missing are one issue and end the rule.
    """
    if not (folder / LAND).exists() and not (folder / _GUIDE).exists():
        return
    try:
        coast, guides = read_coast(folder), read_guides(folder)
    except DataError as error:
        yield from error.issues
        return
    except GuideError as error:
        found = str(error).removeprefix(f"{Path(ROUTES).name}: ")
        hint = "Correct it; until then no line is asked whether it keeps to its element"
        yield Issue(ROUTES, "", "", "guide_damaged", printable(found), hint)
        return
    yield from strayed(segments, coast, guides)


def strayed(segments: Iterable[Segment], coast: Coast, guides: Guides) -> Iterator[Issue]:
    """The same for a coast and guides that are at hand."""
    for segment in segments:
        if not segment.lifecycle.is_built or guides.of(segment.id).rule == OVER_WATER:
            continue
        if segment.mode.is_by_water:
            km, deep, at = coast.on_land(segment.line, ON_LAND_KM)
            found = f"the ship runs {km:.0f} km over land, up to {deep:.0f} km from water"
        else:
            km, deep, at = coast.off_land(segment.line, OFF_LAND_KM)
            found = f"{km:.1f} km of it lie in water, up to {deep:.1f} km from land"
        if km > LEAST_KM:
            where = f"{found}, near {at.lon:.2f} E {at.lat:.2f} N"
            hint = f"Lead it round, or give it the rule {OVER_WATER} in network/routes.csv"
            file = f"layers/{segment.project_id}.geojson"
            yield Issue(file, segment.id, "geometry", "off_its_element", where, hint)
