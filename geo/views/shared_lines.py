"""What a corridor runs over: lines of others and of its own, and what is said of each stretch."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.analysis.line_names import between
from geo.atlas import Atlas
from geo.geometry.measure import best_km
from geo.geometry.segment_order import ordered_stops
from geo.records.model import Project, Segment, Stretch
from geo.records.phrases import kilometres, listed
from geo.records.texts import say_many
from geo.views.components import Footnotes


@dataclass(frozen=True, slots=True)
class StretchRow:
    """One stretch: its ends, its best known kilometres, whose lines it runs over, footnotes.

    `homes` are (project id, short name), the home of most kilometres first.
    """

    name: str
    mode: str
    lines: int
    km: float
    homes: tuple[tuple[str, str], ...]
    note: str
    notes: tuple[int, ...]


def runs_over_words(atlas: Atlas, project: Project) -> str:
    """`runs over 12 lines of others, 48 km of its own`; empty if it only has lines of its own."""
    others = sum(segment.project_id != project.id for segment in atlas.segments_of(project.id))
    if not others:
        return ""
    own = sum(best_km(segment)[0] for segment in atlas.own_segments_of(project.id))
    return say_many(
        "Runs over {n} line of another project, {km} of its own",
        "Runs over {n} lines of others, {km} of its own",
        others,
        km=kilometres(own),
    )


def stretch_rows(atlas: Atlas, project: Project, notes: Footnotes) -> tuple[StretchRow, ...]:
    """The stretches of a corridor in its order, without those of which nothing could be read."""
    rows = (_stretch_row(atlas, stretch, notes) for stretch in project.runs_over)
    return tuple(row for row in rows if row.lines)


def _stretch_row(atlas: Atlas, stretch: Stretch, notes: Footnotes) -> StretchRow:
    found = map(atlas.find, dict.fromkeys(stretch.segment_ids))
    segments = [record for record in found if isinstance(record, Segment)]
    return StretchRow(
        name=_stretch_name(atlas, segments),
        mode=listed(dict.fromkeys(segment.mode.label for segment in segments)) if segments else "",
        lines=len(segments),
        km=sum(best_km(segment)[0] for segment in segments),
        homes=_homes(atlas, segments),
        note=stretch.note or "",
        notes=notes(stretch.source_ids),
    )


def _stretch_name(atlas: Atlas, segments: list[Segment]) -> str:
    """First and last stop, for each piece of the stretch."""
    return "; ".join(between(atlas, (piece[0], piece[-1])) for piece in ordered_stops(segments))


def _homes(atlas: Atlas, segments: Iterable[Segment]) -> tuple[tuple[str, str], ...]:
    totals: dict[str, float] = {}
    for segment in segments:
        totals[segment.project_id] = totals.get(segment.project_id, 0.0) + best_km(segment)[0]
    ranked = sorted(totals, key=lambda name: (-totals[name], name))
    found = (atlas.find_project(name) for name in ranked)
    return tuple((project.id, project.short) for project in found if project)
