"""What stands in the panel while nothing is selected: what changed, and where to begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from geo.analysis.changes import ChangeKind
from geo.atlas import Atlas
from geo.records.dates import Day, today, when
from geo.records.texts import mark, say
from geo.views.components import Fact, RecordLink, project_link
from geo.views.freshness import atlas_freshness
from geo.views.pages.change_list import ChangeRow, change_rows

_MOST_PROJECTS = 60
_LATEST = 6
_MOST_SILENT = 2  # posts that fell silent would crowd out what was heard
_YEAR = 365
#: How far back a reader may look with a click, in days.
PERIODS = {mark("a month"): 30, mark("three months"): 91, mark("a year"): _YEAR}
_FIRST_SHOWN, _MOST_SHOWN = 12, 60


@dataclass(frozen=True, slots=True)
class Period:
    """A day since which changes can be asked for, in words, and whether they are shown."""

    words: str
    since: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Welcome:
    """What stands in the panel while nothing is selected.

    `changes` are the newest of the last year, or those since the day that was asked for, in words
    `since`, ISO 8601 `since_day`; `earlier` are those to be folded, `left_out` counts more of
    them. `corrected` counts the corrections of that time, which have a list of their own, and
    `more_projects` the projects beyond the first.
    """

    as_of: str
    heard: str
    counts: tuple[Fact, ...]
    changes: tuple[ChangeRow, ...]
    corrected: int
    projects: tuple[RecordLink, ...]
    periods: tuple[Period, ...]
    today: str
    since: str = ""
    since_day: str = ""
    earlier: tuple[ChangeRow, ...] = ()
    left_out: int = 0
    more_projects: int = 0


def welcome(atlas: Atlas, since: Day | None = None) -> Welcome:
    """What changed, of late or since a day, and the projects to begin with."""
    begin = since or today() - timedelta(days=_YEAR)
    rows = change_rows(atlas, begin, today())
    news = [row for row in rows if row.kind is not ChangeKind.CORRECTION]
    silent = [row for row in news if row.kind is ChangeKind.SILENT][_MOST_SILENT:]
    certain = [row for row in news if not row.doubt and row not in silent]
    shown = news[:_FIRST_SHOWN] if since else certain[:_LATEST]
    known = atlas_freshness(atlas)
    return Welcome(
        as_of=known.as_of,
        heard=known.heard,
        counts=(
            Fact(say("Projects"), str(len(atlas.projects))),
            Fact(say("Lines"), str(len(atlas.segments))),
            Fact(say("Events"), str(len(atlas.events))),
            Fact(say("Sources"), str(len(atlas.sources))),
        ),
        changes=tuple(shown),
        corrected=len(rows) - len(news),
        projects=tuple(map(project_link, atlas.projects[:_MOST_PROJECTS])),
        more_projects=max(0, len(atlas.projects) - _MOST_PROJECTS),
        periods=tuple(_periods(since)),
        today=today().isoformat(),
        since=when(since.isoformat()) if since else "",
        since_day=since.isoformat() if since else "",
        earlier=tuple(news[_FIRST_SHOWN:_MOST_SHOWN]) if since else (),
        left_out=max(0, len(news) - _MOST_SHOWN) if since else 0,
    )


def _periods(since: Day | None) -> Iterator[Period]:
    for words, days in PERIODS.items():
        day = today() - timedelta(days=days)
        yield Period(say(words), day.isoformat(), day == since)
