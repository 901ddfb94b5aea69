"""What stands in the panel while nothing is selected: what changed, and where to begin."""

from dataclasses import dataclass
from datetime import timedelta

from geo.analysis.changes import ChangeKind
from geo.atlas import Atlas
from geo.records.dates import today
from geo.records.texts import say
from geo.views.components import Fact, RecordLink, project_link
from geo.views.freshness import atlas_freshness
from geo.views.pages.change_list import ChangeRow, change_rows

_LATEST = 6
_MOST_SILENT = 2  # posts that fell silent would crowd out what was heard
_PERIOD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Welcome:
    """What stands in the panel while nothing is selected.

    `changes` are the newest of the last year, `corrected` counts the corrections of that year,
    which have a list of their own.
    """

    as_of: str
    heard: str
    counts: tuple[Fact, ...]
    changes: tuple[ChangeRow, ...]
    corrected: int
    projects: tuple[RecordLink, ...]


def welcome(atlas: Atlas) -> Welcome:
    """What changed of late and the projects to begin with."""
    rows = change_rows(atlas, today() - _PERIOD, today())
    news = [row for row in rows if row.kind is not ChangeKind.CORRECTION]
    silent = [row for row in news if row.kind is ChangeKind.SILENT][_MOST_SILENT:]
    certain = [row for row in news if not row.doubt and row not in silent]
    counts = (
        Fact(say("Projects"), str(len(atlas.projects))),
        Fact(say("Lines"), str(len(atlas.segments))),
        Fact(say("Events"), str(len(atlas.events))),
        Fact(say("Sources"), str(len(atlas.sources))),
    )
    links = tuple(map(project_link, atlas.projects))
    known = atlas_freshness(atlas)
    return Welcome(
        known.as_of, known.heard, counts, tuple(certain[:_LATEST]), len(rows) - len(news), links
    )
