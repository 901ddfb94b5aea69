"""What a map's address has on: lines, places and outlines, with their states on its day.

The same rules as in `standing.js`, `drawing.js` and `sites.js`, but that no place is left out for
want of room.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from geo.analysis.border_posts import post_state
from geo.analysis.place_kinds import place_layers
from geo.analysis.timeline import project_history, state_on
from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.records.dates import Day
from geo.records.model import AnyRecord, Area, Project, Segment, Site
from geo.records.vocab import GeometryBasis, Lifecycle, SiteKind, Word
from geo.views.tables import TableRow, record_row

#: What the drawn length of a line is, by the way it is drawn.
_KM_IS = {
    GeometryBasis.ENDPOINTS_ONLY: "indicative: a straight line between both ends, no length",
    GeometryBasis.SCHEMATIC: "indicative: a sketch from place to place",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on: ids of layers, words of states, modes and kinds of places; None is all of them.

    `day` is None for the newest records, `select` the record that is chosen. With `is_usual` the
    layers are those of a map that nobody touched, so one goes on that shows the chosen record.
    """

    layers: Collection[str]
    states: Collection[str] | None = None
    modes: Collection[str] | None = None
    places: Collection[str] | None = None
    day: Day | None = None
    select: str = ""
    is_usual: bool = False


class ShownRecords:
    """The records that a view shows, and their rows."""

    def __init__(self, atlas: Atlas, shown: Shown) -> None:
        """Ask once which projects are there on the day."""
        self._atlas, self._shown = atlas, shown
        wanted = self._wanted_layers()
        self.projects = tuple(project for project in atlas.projects if project.id in wanted)
        self._absent = {project.id for project in self.projects if not self._is_there(project)}
        self._today = {segment.lifecycle for segment in atlas.segments}
        self._states = {project.id: self._state_of(project) for project in self.projects}

    def _wanted_layers(self) -> Collection[str]:
        """The layers that are on, and one of the selected record if none of its own is."""
        layers, record = self._shown.layers, self._atlas.find(self._shown.select)
        owners: Sequence[str] = ()
        if isinstance(record, Segment | Area):
            owners = (record.project_id,)
        elif isinstance(record, Site):
            owners = [project.id for project in self._atlas.projects_of_site(record.id)]
        elif isinstance(record, Project):
            owners = (record.id,)
        if not owners or not self._shown.is_usual or set(owners) & set(layers):
            return layers
        return {*layers, owners[0]}

    def _is_there(self, project: Project) -> bool:
        """Whether a project that runs over lines of others was spoken of by the day."""
        day = self._shown.day
        lines = self._atlas.segments_of(project.id)
        if day is None or all(line.project_id == project.id for line in lines):
            return True
        return any(moment.day <= day for moment in project_history(self._atlas, project))

    def state(self, record: Segment | Site) -> Lifecycle | None:
        """The state on the day; None if the thing was not there, or has no state."""
        if self._shown.day is None:
            return record.lifecycle
        found = state_on(self._atlas, record, self._shown.day)
        return found.lifecycle if found else None

    def lines(self) -> tuple[Segment, ...]:
        """The lines that are on, each once, project by project."""
        found = {
            line.id: line
            for project in self.projects
            for line in self._atlas.segments_of(project.id)
            if self._is_on(line, project)
        }
        return tuple(found.values())

    def _is_on(self, line: Segment, project: Project) -> bool:
        if project.id in self._absent and line.project_id != project.id:
            return False
        state = self.state(line)
        if state is None:
            return False
        # A state that nothing has today has no box in the panel: nobody can have switched it off.
        is_wanted = _takes(self._shown.states, state) or state not in self._today
        return is_wanted and _takes(self._shown.modes, line.mode)

    def outlines(self) -> tuple[Area, ...]:
        """The outlines of the projects that are on."""
        return tuple(area for project in self.projects for area in self._atlas.areas_of(project.id))

    def places(self) -> tuple[Site, ...]:
        """The places of the projects that are on, of the kinds that are on, and what is chosen."""
        return tuple(site for site in self._atlas.sites if self._is_place_on(site))

    def _is_place_on(self, site: Site) -> bool:
        if site.id == self._atlas.current_id(self._shown.select):
            return True
        if self._shown.day and site.lifecycle and self.state(site) is None:
            return False
        if any(_takes(self._shown.places, layer) for layer in place_layers(site)):
            return True
        on = {project.id for project in self.projects}
        owners = self._atlas.projects_of_site(site.id)
        return any(self._serves(project, site) for project in owners if project.id in on)

    def _serves(self, project: Project, site: Site) -> bool:
        return project.id not in self._absent or any(
            line.project_id == project.id and site.id in line.stop_ids and self.state(line)
            for line in self._atlas.segments_of(project.id)
        )

    def row(self, record: AnyRecord) -> TableRow:
        """All fields of a record, with its state on the day and how its drawing is known."""
        row = dict(record_row(self._atlas, record))
        origin = {name: row.pop(name) for name in ("sources", "licence")}
        return {**row, **dict(self._added(record)), **origin}

    def _added(self, record: AnyRecord) -> Iterator[tuple[str, object]]:
        if isinstance(record, Segment | Site):
            state = self.state(record)
            yield "state", state.value if state else None
            yield "state_on", (self._shown.day or default_day(self._atlas)).isoformat()
            yield "is_in_service", state.is_in_service if state else None
        if isinstance(record, Site):
            yield "is_drawn_as", record.location_accuracy.value
            yield "drawing", record.location_accuracy.label
            yield "freight_state", self._freight(record)
        if isinstance(record, Segment | Area):
            yield "is_drawn_as", record.geometry_basis.value
            yield "drawing", record.geometry_basis.label
        if isinstance(record, Segment):
            on = {project.id for project in self.projects}
            owners = self._atlas.projects_over(record.id)
            over = [owner for owner in owners if owner.id in on and self._is_on(record, owner)]
            yield "drawn_km_is", _KM_IS.get(record.geometry_basis, "along the drawn course")
            yield "shown_for", [project.id for project in over]
            yield "planned_for", list(self._plans(record, over))

    def _freight(self, site: Site) -> str | None:
        if site.kind is not SiteKind.BORDER_CROSSING:
            return None
        day = self._shown.day or default_day(self._atlas)
        return post_state(self._atlas, site.id, day).access.value

    def _plans(self, line: Segment, over: Sequence[Project]) -> Iterator[str]:
        """Projects that do not run, on a line that does: it must not look like their service."""
        state = self.state(line)
        for project in over:
            of_project = self._states[project.id]
            is_plan = project.id != line.project_id and not of_project.is_in_service
            if state and state.is_in_service and is_plan:
                yield f"{project.id}: {of_project.value}"

    def _state_of(self, project: Project) -> Lifecycle:
        day = self._shown.day
        moments = project_history(self._atlas, project) if day else ()
        past = [moment.lifecycle for moment in moments if day and moment.day <= day]
        return past[-1] if past else project.lifecycle


def _takes(words: Collection[str] | None, word: Word) -> bool:
    return words is None or word.value in words
