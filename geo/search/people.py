"""People and organisations: those that have a record, and those that only events name."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.model import Event, Person
from geo.search.romanize import fold, script_language


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or an organisation: names as (language, name), office, and the events that name it.

    The events are the newest first. `record` is missing where only events know the name.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    office: str
    events: tuple[Event, ...]
    record: Person | None = None

    @property
    def name(self) -> str:
        """The name to show."""
        return self.names[0][1]


def everybody(atlas: Atlas) -> Iterator[Somebody]:
    """All people and organisations of an atlas, those with a record first."""
    named: dict[str, list[Event]] = {}
    shown: dict[str, str] = {}
    for event in sorted(atlas.events, key=lambda event: event.date, reverse=True):
        for name in event.people:
            named.setdefault(fold(name), []).append(event)
            shown.setdefault(fold(name), name)
    for person in atlas.people:
        names = [("en", person.names.en), *person.names.local()]
        names += [(script_language(name), name) for name in person.names.also]
        events = {event.id: event for _, name in names for event in named.pop(fold(name), ())}
        yield Somebody(person.id, tuple(names), person.office, tuple(events.values()), person)
    for key, events_of in named.items():
        own = f"named-{'-'.join(key.split())}"
        yield Somebody(own, (("en", shown[key]),), "", tuple(events_of))


def record_to_show(atlas: Atlas, somebody: Somebody) -> str:
    """The id of what the map can select for somebody: of the newest event, or of a project."""
    owners = (owner for event in somebody.events for owner in (*event.project_ids, *event.site_ids))
    own = somebody.record.project_ids if somebody.record else ()
    return next((owner for owner in (*owners, *own) if atlas.find(owner)), somebody.id)
