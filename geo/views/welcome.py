"""What stands in the panel while nothing is selected."""

from dataclasses import dataclass

from geo.atlas import Atlas
from geo.dates import by_date
from geo.views.freshness import atlas_freshness
from geo.views.parts import Fact, Footnote, Happening, Link, Notes, project_link
from geo.views.told import happenings
from geo.vocab import Confidence

_LATEST = 6


@dataclass(frozen=True, slots=True)
class Welcome:
    """What stands in the panel while nothing is selected."""

    as_of: str
    heard: str
    counts: tuple[Fact, ...]
    events: tuple[Happening, ...]
    projects: tuple[Link, ...]
    footnotes: tuple[Footnote, ...]


def welcome(atlas: Atlas) -> Welcome:
    """The latest events and the projects to begin with."""
    notes = Notes(atlas)
    sourced = (event for event in atlas.events if event.confidence is Confidence.SOURCED)
    latest = sorted(sourced, key=by_date, reverse=True)[:_LATEST]
    counts = (
        Fact("Projects", str(len(atlas.projects))),
        Fact("Lines", str(len(atlas.segments))),
        Fact("Events", str(len(atlas.events))),
        Fact("Sources", str(len(atlas.sources))),
    )
    events = happenings(latest, notes)
    links = tuple(project_link(one) for one in atlas.projects if not one.id.endswith("motorways"))
    known = atlas_freshness(atlas)
    return Welcome(known.as_of, known.heard, counts, events, links, notes.footnotes())
