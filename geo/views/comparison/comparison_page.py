"""Ways side by side: one column for each, one row for each question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.analysis.alternatives import (
    Alternative,
    BuildStatus,
    Measured,
    alternatives_by_id,
    measure_alternative,
)
from geo.analysis.commitment import highest_step
from geo.analysis.line_names import between
from geo.atlas import Atlas
from geo.reading.network.countries import Countries
from geo.records.as_of import default_day
from geo.records.dates import Day, when
from geo.records.loaded import TRACK_LINES
from geo.records.texts import say, say_many
from geo.records.vocab import Rung
from geo.views.comparison import comparison_cells
from geo.views.comparison.comparison_cells import ComparisonCell
from geo.views.comparison.verdict import is_like_for_like, is_sure_lead, verdict
from geo.views.components import Footnote, Footnotes
from geo.views.tables import OSM, OURS, TableRow

#: So many can be read side by side.
FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One question and the answer of every way; `hint` says how it is counted."""

    label: str
    hint: str
    cells: tuple[ComparisonCell, ...]


@dataclass(frozen=True, slots=True)
class ComparedRoute:
    """One way at the head of its column; `layers` and `focus_ids` are for its map."""

    id: str
    title: str
    between: str
    project_id: str
    project: str
    state: str
    as_of: str
    note: str
    notes: tuple[int, ...]
    layers: tuple[str, ...]
    focus_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the page shows about the ways that were chosen."""

    verdict: str
    sides: tuple[ComparedRoute, ...]
    rows: tuple[ComparisonRow, ...]
    footnotes: tuple[Footnote, ...]


def route_titles(atlas: Atlas) -> dict[str, str]:
    """Id and title of everything that can be compared."""
    return {way.id: way.title for way in alternatives_by_id(atlas).values()}


def default_choice(atlas: Atlas) -> tuple[str, ...]:
    """The alignments, in the order of `alignments.yaml`."""
    known = alternatives_by_id(atlas)
    return tuple(alignment.id for alignment in atlas.alignments if alignment.id in known)[:MOST]


def chosen_ids(text: str | None, atlas: Atlas) -> tuple[tuple[str, ...], str]:
    """The ids that an address asks for, and a sentence about those that were left out.

    No text asks for the alignments; `none` asks for nothing.
    """
    if text is None:
        return default_choice(atlas), ""
    known = route_titles(atlas)
    asked = [
        route_id
        for route_id in dict.fromkeys(text[:1000].split(","))
        if route_id not in ("", "none")
    ]
    found = [route_id for route_id in asked if route_id in known]
    if len(found) < len(asked):
        lacks = say("The link names a route that the atlas does not have; it was left out.")
        return tuple(found[:MOST]), lacks
    if len(found) > MOST:
        return tuple(found[:MOST]), say("Only the first {n} of the link are shown.", n=MOST)
    return tuple(found), ""


def comparison(
    atlas: Atlas, countries: Countries, ids: Sequence[str], day: Day | None = None
) -> Comparison:
    """Two or more ways side by side, border posts as known on `day`; ids must be known.

    Without a day it is that of the newest record.
    """
    day = day or default_day(atlas)
    known = alternatives_by_id(atlas)
    found = [measure_alternative(atlas, known[route_id], countries, day) for route_id in ids]
    notes = Footnotes(atlas)
    sides = tuple(_compared_route(atlas, route, notes) for route in found)
    rows = _rows(atlas, found, notes, day)
    said = verdict(found) if not atlas.lacks_courses else _nothing_measured()
    return Comparison(said, sides, rows, notes.footnotes())


def _nothing_measured() -> str:
    return say(
        "How long these are and how much of them stands is not known: {file} is missing or "
        "damaged.",
        file=TRACK_LINES,
    )


def _compared_route(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparedRoute:
    way = route.way
    return ComparedRoute(
        id=way.id,
        title=way.title,
        between=between(atlas, route.ends or ())
        or say_many("{n} line of the project", "{n} lines of the project", len(way.segments)),
        project_id=way.project.id,
        project=way.project.names.en,
        state=way.project.lifecycle.label,
        as_of=when(way.project.lifecycle_as_of),
        note=way.note,
        notes=notes(way.source_ids),
        layers=_layers(way),
        focus_ids=(*(line.id for line in way.segments), *(stop.id for stop in route.stops)),
    )


def _layers(way: Alternative) -> tuple[str, ...]:
    return tuple(dict.fromkeys(segment.project_id for segment in way.segments))


def _rows(
    atlas: Atlas, found: Sequence[Measured], notes: Footnotes, day: Day
) -> tuple[ComparisonRow, ...]:
    # Footnotes are numbered as the rows are made, so their order here is the order on the page.
    made = (*_length_rows(atlas, found, notes), *_border_rows(atlas, found, notes, day))
    return (*made, *_project_rows(atlas, found, notes))


def _row(
    found: Sequence[Measured],
    label: str,
    hint: str,
    cell: Callable[[Measured], ComparisonCell],
    best: Mapping[int, str] = MappingProxyType({}),
) -> ComparisonRow:
    made = (cell(route).marked(best.get(at, "")) for at, route in enumerate(found))
    return ComparisonRow(label, hint, tuple(made))


def _length_rows(
    atlas: Atlas, found: Sequence[Measured], notes: Footnotes
) -> Iterator[ComparisonRow]:
    unmeasured = _unmeasured(atlas)
    # Kilometres are ranked only between the same two places.
    comparable = is_like_for_like(found)
    least = (
        _best_marks([route.straight_km for route in found], say("shortest")) if comparable else {}
    )
    is_sure = comparable and is_sure_lead(found)
    shortest = say("shortest") if is_sure else say("may be the shortest")
    known = _best_marks([route.km for route in found], shortest) if comparable else {}
    standing = [-route.share(BuildStatus.SERVICE, BuildStatus.UNUSED) for route in found]
    yield _row(
        found,
        say("Straight-line distance via stops"),
        say("From stop to stop; no line can be shorter."),
        comparison_cells.straight_cell,
        least,
    )
    yield _row(
        found,
        say("Best lengths known"),
        say("Added up line by line."),
        unmeasured or comparison_cells.known_length_cell,
        {} if unmeasured else known,
    )
    yield _row(
        found,
        say("Published lengths"),
        say("Everybody's figures, each as wide as its scope."),
        lambda route: comparison_cells.lengths_cell(atlas, route, notes),
    )
    yield _row(
        found,
        say("How much stands"),
        say("By best lengths known; per cent are rounded."),
        unmeasured or comparison_cells.built_share_cell,
        {} if unmeasured else _best_marks(standing, say("most that stands")),
    )


def _unmeasured(atlas: Atlas) -> Callable[[Measured], ComparisonCell] | None:
    """The cell in place of lengths, if the lines that they rest on are missing or damaged."""
    return comparison_cells.unmeasured_cell if atlas.lacks_courses else None


def _border_rows(
    atlas: Atlas, found: Sequence[Measured], notes: Footnotes, day: Day
) -> Iterator[ComparisonRow]:
    yield _row(
        found,
        say("Countries"),
        say("In the order of travel, by best lengths known."),
        _unmeasured(atlas) or comparison_cells.countries_cell,
    )
    yield _row(
        found,
        say("Borders and posts"),
        say("Freight and people, as known on {date}.", date=when(day.isoformat())),
        lambda route: comparison_cells.borders_cell(route, notes),
        _best_marks([len(route.crossings) for route in found], say("fewest")),
    )
    yield _row(
        found,
        say("Gauge changes"),
        say("Where wagons must change."),
        lambda route: comparison_cells.gauges_cell(route, notes),
        _best_marks([len(route.gauge_changes) for route in found], say("fewest")),
    )
    yield _row(
        found,
        say("Highest place"),
        say("Of the stops whose height is recorded; indicative, tracks may lie lower."),
        lambda route: comparison_cells.height_cell(atlas, route, notes),
    )


def _project_rows(
    atlas: Atlas, found: Sequence[Measured], notes: Footnotes
) -> Iterator[ComparisonRow]:
    yield _row(
        found,
        say("Cost"),
        say("As claimed."),
        lambda route: comparison_cells.costs_cell(atlas, route, notes),
    )
    yield _row(
        found,
        say("Who funds it"),
        say("Money that a lender or a budget committed."),
        lambda route: comparison_cells.funding_cell(atlas, route, notes),
    )
    yield _row(
        found,
        say("Step of commitment"),
        say("On the ladder from a statement to service."),
        lambda route: comparison_cells.commitment_cell(atlas, route, notes),
        _best_marks([_climb_rank(atlas, route) for route in found], say("furthest")),
    )
    yield _row(
        found,
        say("Last news"),
        say("Newest event."),
        lambda route: comparison_cells.newest_event_cell(atlas, route, notes),
    )
    yield _row(
        found,
        say("Not known"),
        say("What the records leave open."),
        lambda route: comparison_cells.unknowns_cell(atlas, route),
    )


def _best_marks(values: Sequence[float | tuple[int, int]], word: str) -> dict[int, str]:
    """Index -> words for the smallest values, unless all are equal."""
    # The same lines added up in another order differ in the last digits; a metre is no lead.
    rounded = [round(value, 3) if isinstance(value, float) else value for value in values]
    if len(set(rounded)) == 1:
        return {}
    best = [at for at, value in enumerate(rounded) if value == min(rounded)]
    return {at: word if len(best) == 1 else say("{best}, shared", best=word) for at in best}


def _climb_rank(atlas: Atlas, route: Measured) -> tuple[int, int]:
    """Smaller for a project that is further up, by its highest step, then by how many it has."""
    highest = highest_step(atlas, route.way.project)
    reached = [rung for rung, event in atlas.ladder(route.way.project.id) if event]
    return (-list(Rung).index(highest.rung) if highest else 1, -len(reached))


def table_rows(page: Comparison) -> list[TableRow]:
    """The table as it is read on the page: one line a row, one column a route."""
    titles = [side.title for side in page.sides]
    heads = [
        f"{side.title} ({side.id})" if titles.count(side.title) > 1 else side.title
        for side in page.sides
    ]
    cited = {footnote.number: footnote.source.id for footnote in page.footnotes}
    return [
        {
            "question": row.label,
            **{head: cell.in_words() for head, cell in zip(heads, row.cells, strict=True)},
            "source_ids": [cited[number] for number in dict.fromkeys(_numbers(row))],
            "licence": f"{OURS}; {OSM}",
        }
        for row in page.rows
    ]


def _numbers(row: ComparisonRow) -> Iterator[int]:
    for cell in row.cells:
        for said in (*cell.said, *cell.folded):
            yield from said.notes
