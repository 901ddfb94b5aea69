"""Railways and roads run on land, ships on water.

Only `python -m geo check` asks this: a fine coast takes a second to read, so the app does not.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.reading.files import Problems
from geo.reading.network.coast import LAND, Coast, read_coast
from geo.reading.network.routing_hints import OVER_WATER, ROUTES, Guides, sound_guides
from geo.records.errors import DataError, Issue
from geo.records.model import Segment

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

    A coast that is damaged or missing is one issue and ends the rule; every fault of the guides is
    one, and the line that a faulty row is about is not asked.
    """
    problems = Problems(ROUTES)
    guides = sound_guides(folder, problems)
    yield from problems.issues
    if not (folder / LAND).exists() and not (folder / _GUIDE).exists():
        return
    try:
        coast = read_coast(folder)
    except DataError as error:
        yield from error.issues
        return
    if any(issue.record == "" and issue.rule != "unseen" for issue in problems.issues):
        return  # what excuses a line could not be read
    in_doubt = {issue.record for issue in problems.issues}
    yield from strayed(
        (segment for segment in segments if segment.id not in in_doubt), coast, guides
    )


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
