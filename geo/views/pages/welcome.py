"""What stands in the panel while nothing is selected."""

from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.dates import by_date
from geo.records.texts import say
from geo.records.vocab import Confidence
from geo.views.components import EventSummary, Fact, Footnote, Footnotes, RecordLink, project_link
from geo.views.evidence import event_summaries
from geo.views.freshness import atlas_freshness

_LATEST = 6


@dataclass(frozen=True, slots=True)
class Welcome:
    """What stands in the panel while nothing is selected."""

    as_of: str
    heard: str
    counts: tuple[Fact, ...]
    events: tuple[EventSummary, ...]
    projects: tuple[RecordLink, ...]
    footnotes: tuple[Footnote, ...]


def welcome(atlas: Atlas) -> Welcome:
    """The latest events and the projects to begin with."""
    notes = Footnotes(atlas)
    sourced = (event for event in atlas.events if event.confidence is Confidence.SOURCED)
    latest = sorted(sourced, key=by_date, reverse=True)[:_LATEST]
    counts = (
        Fact(say("Projects"), str(len(atlas.projects))),
        Fact(say("Lines"), str(len(atlas.segments))),
        Fact(say("Events"), str(len(atlas.events))),
        Fact(say("Sources"), str(len(atlas.sources))),
    )
    events = event_summaries(latest, notes)
    links = tuple(
        project_link(project) for project in atlas.projects if not project.id.endswith("motorways")
    )
    known = atlas_freshness(atlas)
    return Welcome(known.as_of, known.heard, counts, events, links, notes.footnotes())
