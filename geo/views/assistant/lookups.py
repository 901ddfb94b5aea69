"""What an assistant may ask, the same as `/atlas/openapi.json` describes, without a server.

Each answer is an object with `as_of`, `version`, `sources`, `rule` and `licence` beside what was
asked for; a question that cannot be answered has `problem`, one sentence, in place of that.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from geo.analysis.border_posts import Traffic, state_today
from geo.atlas import Atlas
from geo.reading.homes.home import Home
from geo.records.dates import Day, today
from geo.records.model import AnyRecord, Project, Site, Source
from geo.routing.asked_route import asked_route
from geo.routing.route_query import Choices, ParsedQuery, assumptions_of, data_fault
from geo.routing.router import RouteAnswer, Router
from geo.rules.open_atlas import checked_atlas
from geo.search.answers import Answer, answer_json
from geo.search.finder import Finder
from geo.search.gazetteer import read_towns
from geo.views.exports.bundle import LICENCES
from geo.views.exports.citation import data_version
from geo.views.exports.feed import as_json
from geo.views.freshness import atlas_freshness
from geo.views.pages.change_list import change_rows
from geo.views.routes.route_lines import leg_sources, ranked_routes, ways_answer
from geo.views.routes.route_page import route_warnings
from geo.views.tables import (
    ORIGIN,
    TABLES,
    asked_table,
    complete_rows,
    csv_file,
    filtered_table,
    record_row,
    record_rows,
    table_slug,
)

Json = dict[str, Any]

_MOST_ROWS = 200
_YEAR = 365
_LONGEST = 200  # letters of a search
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OF_LINES = ("id", "name", "project_id", "mode", "lifecycle", "lifecycle_as_of", "drawn_km")
_RULE = (
    "A promise is never a fact here: look at the state before you say that a line runs. Figures "
    "that disagree are all kept: name the source with each. What is not recorded is not known."
)


def _in_short(line: Json) -> Json:
    """What tells the lines of a project apart; `record` has all of each."""
    return {name: line[name] for name in _OF_LINES if name in line}


class Lookups:
    """The questions that may be asked of the atlas in one home of data."""

    def __init__(self, home: Home) -> None:
        """Read the home; what else a question needs is made when the first comes.

        Raises HomeError if it cannot be read.
        """
        data = home.read()
        self._folder = data.folder
        self.atlas: Atlas = checked_atlas(data.loaded)

    @cached_property
    def _finder(self) -> Finder:
        found = Finder(self.atlas, lambda: tuple(read_towns(self._folder)))
        found.prepare()
        return found

    @cached_property
    def _router(self) -> Router:
        return Router(self.atlas)

    @cached_property
    def _choices(self) -> Choices:
        return Choices(self._router)

    def search(self, q: str) -> Json:
        """Find records by name in any script, by people, or by words of what records say.

        `hits` come best first, each with the `id` and the `record` to ask on with. Without hits
        `looked_in` tells what was looked through.
        """
        answer = self._finder.search(q[:_LONGEST])
        return self._told(answer_json(answer), self._sources_of_hits(answer))

    def _sources_of_hits(self, answer: Answer) -> Iterable[Source]:
        for hit in answer.hits:
            record = self.atlas.find(hit.own_id) or self.atlas.find(hit.id)
            if record:
                yield from self.atlas.sources_of(record)

    def ways(self, question: Mapping[str, str]) -> Json:
        """Routes from place to place: kilometres, hours, dollars, borders and gauges.

        `question` has the names of docs/ways-api.md: `from` and `to` are ids of places as search
        finds them, with or without `site-`; `modes` (rail,road,sea), `day`, `reach`
        (operating, construction or proposed lines), `aim`, `as-if-built`, `closed-countries` and
        so on. Where nothing leads there, `routes` is empty and `reason` says why.
        """
        asked, problem = asked_route(question, self._choices)
        if problem := data_fault(self._choices) or problem:
            return self._problem(problem)
        answer = self._router.find_routes(asked.query, assumptions_of(asked, self._router))
        return self._ways(asked, answer)

    def _ways(self, asked: ParsedQuery, answer: RouteAnswer) -> Json:
        atlas = self.atlas
        found = ways_answer(atlas, answer, route_warnings(atlas, asked.query, answer))
        steps = [step for _, route in ranked_routes(answer) for step in route.steps]
        assumed = found["assumptions"]
        ids = [*leg_sources(atlas, steps)]
        ids += [name for figure in assumed for name in figure["source_ids"]]  # type: ignore[attr-defined]
        told = {name: found[name] for name in ("routes", "reason", "assumptions")}
        return self._told(told, self._named(ids))

    def changes(self, since: str = "", until: str = "", project: str = "") -> Json:
        """What changed from `since` to `until`, days as 2026-10-01, of one project or of all.

        Without days it is the last year.
        """
        if project and not self.atlas.find_project(project):
            return self._problem("There is no project of this id; search finds the ids.")
        if any(day and not _DAY.fullmatch(day) for day in (since, until)):
            return self._problem("since and until are days, written like 2026-10-01.")
        try:
            end = Day.fromisoformat(until) if until else today()
            start = Day.fromisoformat(since or Day.fromordinal(end.toordinal() - _YEAR).isoformat())
        except ValueError:
            return self._problem("since and until are days, written like 2026-10-01.")
        rows = change_rows(self.atlas, start, end, project or None)
        sources = [source for row in rows for source in row.sources]
        return self._told(as_json(rows, "", start, end), sources)

    def record(self, record_id: str) -> Json:
        """Everything about one record: its fields, and figures, events and states about it.

        Of a border post `post_today` says what is known of it now; `post_states` are dated rows,
        and one that tells nothing does not end a closure.
        """
        record = self.atlas.find(self.atlas.current_id(record_id))
        if record is None:
            return self._problem("The atlas has no record of this id; search finds the ids.")
        about = {name: list(found) for name, found in self._about(record).items() if found}
        cited = [record, *(part for found in about.values() for part in found)]
        told: Json = {"record": self._fields(record)}
        told |= {name: [self._fields(part) for part in found] for name, found in about.items()}
        if isinstance(record, Site) and "post_states" in about:
            told["post_today"] = self._post_today(record)
        if "lines" in told:
            told["lines"] = [_in_short(line) for line in told["lines"]]
        return self._told(told, (source for part in cited for source in self._cited(part)))

    def _post_today(self, site: Site) -> Json:
        states = [state_today(self.atlas, site.id, traffic) for traffic in Traffic]
        return {
            state.traffic.value: {"access": state.access.value, "says": state.sentence()}
            for state in states
        }

    def _about(self, record: AnyRecord) -> dict[str, Iterable[AnyRecord]]:
        atlas, found = self.atlas, {"figures": self.atlas.claims_of(record.id)}
        about: dict[str, Iterable[AnyRecord]] = {**found}
        if isinstance(record, Project):
            about |= {
                "events": atlas.events_of_project(record.id),
                "lines": atlas.segments_of(record.id),
            }
        if isinstance(record, Site):
            about |= {
                "events": atlas.events_of_site(record.id),
                "post_states": atlas.border_status_of(record.id),
                "projects": atlas.projects_of_site(record.id),
            }
        return about

    def _fields(self, record: AnyRecord) -> Json:
        _, rows = complete_rows(self.atlas, [record_row(self.atlas, record)])
        # What every answer has once, no row needs to say again.
        told = {name: value for name, value in rows[0].items() if value not in {None, ""}}
        return {name: value for name, value in told.items() if name not in ORIGIN}

    def _cited(self, record: AnyRecord) -> tuple[Source, ...]:
        return (record,) if isinstance(record, Source) else self.atlas.sources_of(record)

    def table(self, name: str, filters: Mapping[str, str], *, as_csv: bool = False) -> Json:
        """The rows of a table that match, with all fields, at most 200 of them.

        `name` is one of projects, lines, places, border-posts, figures, events, articles, people,
        sources, outlines, state-changes, corrections, assumptions and corridor-figures. `filters`
        may have `find`, words that stand in any column, `sort`, and the filters of the table, such
        as `project`, `country`, `mode` or `state`; several words of one filter are joined by `|`.
        With `as_csv` the rows are one text. Those of border posts are dated and may be long past:
        `record` of a post says what is known now.
        """
        slugs = {table_slug(title): title for title in TABLES}
        if name not in slugs:
            return self._problem(f"There is no such table; there are {', '.join(slugs)}.")
        table = TABLES[slugs[name]](self.atlas)
        pairs = [(key, part) for key, text in filters.items() for part in text.split("|")]
        known = {"find", "sort", *(facet.name for facet in table.facets)}
        if strangers := [key for key in filters if key not in known]:
            words = ", ".join(sorted(known))
            return self._problem(f"The table has no filter {strangers[0]}; there are {words}.")
        query, problem = asked_table(table, pairs)
        if problem:
            return self._problem(problem)
        shown = filtered_table(table, query)
        columns, rows = complete_rows(self.atlas, record_rows(self.atlas, shown.rows))
        kept = rows[:_MOST_ROWS]
        named = (str(row.get("id", "")) for row in kept)
        records = filter(None, map(self.atlas.find, named))
        told = {
            "rows_in_all": len(rows),
            "rows": csv_file(columns, kept).decode("utf-8-sig") if as_csv else kept,
        }
        return self._told(told, (source for part in records for source in self._cited(part)))

    def _named(self, ids: Iterable[str]) -> Iterable[Source]:
        return filter(None, map(self.atlas.find_source, ids))

    def _problem(self, sentence: str) -> Json:
        return self._told({"problem": sentence}, ())

    def _told(self, found: Mapping[str, object], sources: Iterable[Source]) -> Json:
        cited = {source.id: source for source in sources}
        return {
            **found,
            "as_of": atlas_freshness(self.atlas).as_of,
            "version": data_version(self.atlas),
            "sources": [
                {
                    "id": source.id,
                    "publisher": source.publisher,
                    "title": source.title,
                    "date": source.date_published,
                    "url": source.url,
                }
                for source in cited.values()
            ],
            "rule": _RULE,
            "licence": dict(LICENCES),
        }
