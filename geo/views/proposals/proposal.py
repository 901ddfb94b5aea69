"""A proposal: sections to be filled, one a record, and the drafts that they come to together.

What is left empty is taken from the other sections: everything rests on the source of the proposal,
lines belong to its project and have its state, and ids are made of names.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from geo.geometry.measure import length_km
from geo.pipeline.contributions.drafts import Draft
from geo.pipeline.contributions.ground import Ground
from geo.records.kinds import BY_PLURAL
from geo.records.model import LonLat, Site, Source
from geo.records.vocab import Access, Lifecycle, SiteKind
from geo.search.romanize import romanize, script_language
from geo.views.proposals.fields import flat, nested

#: A line may end so far from its place, in km; farther off it is led there.
_ON_PLACE_KM = 0.5
_LONGEST_SLUG, _LONGEST_ID, _TITLE_WORDS = 40, 76, 4
_DIGRAPHS = str.maketrans({"S": "sh", "C": "ch", "Z": "zh", "X": "kh"})
_NO_WORD = re.compile(r"[^a-z0-9]+")
_STATE = ("lifecycle", "lifecycle_as_of", "lifecycle_basis")


@dataclass(frozen=True)
class Section:
    """One record to be proposed: which kind, what is known of it, and what is asked first.

    `values` are plain and by path, `shown` the paths that are asked for in sight. `choices` are
    records (id to name) that can stand in its place, and `chosen` the one that does until
    somebody says otherwise. `draws` are the places (keys of sections) that its line runs between.
    `old` are the values of the record that is edited.
    """

    key: str
    kind: str
    title: str
    values: Mapping[str, object]
    shown: tuple[str, ...]
    choices: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""
    draws: tuple[str, ...] = ()
    old: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Filled:
    """What somebody put into a section: values by path, or the id of a record in its place."""

    values: Mapping[str, object]
    chosen: str = ""


@dataclass(frozen=True)
class Proposal:
    """What a feature is called, and its sections in the order in which they are asked."""

    label: str
    sections: tuple[Section, ...]

    def filled(self) -> dict[str, Filled]:
        """What stands in the sections before anybody fills them."""
        return {part.key: Filled(part.values, part.chosen) for part in self.sections}


def drafts_of(
    proposal: Proposal, filled: Mapping[str, Filled], ground: Ground
) -> dict[str, tuple[Draft, ...]]:
    """The drafts of each section by its key; a section whose record is there already has none."""
    return dict(_Assembly(proposal, filled, ground).drafts())


class _Assembly:
    """Sections become drafts one after the other; each may lean on those before it."""

    def __init__(self, proposal: Proposal, filled: Mapping[str, Filled], ground: Ground) -> None:
        self._sections, self._filled, self._ground = proposal.sections, filled, ground
        self._ids: dict[str, str] = {}
        self._places: dict[str, object] = {}
        self._state: dict[str, object] = {}
        self._read_on: object = None

    def drafts(self) -> Iterator[tuple[str, tuple[Draft, ...]]]:
        for section in self._sections:
            filled = self._filled.get(section.key, Filled(section.values, section.chosen))
            if filled.chosen:
                self._take(section, filled.chosen)
                yield section.key, ()
            elif section.old is not None:
                values = nested(filled.values)
                file = self._ground.loaded.files.get(str(section.old["id"]), "")
                draft = Draft(section.kind, values, "" if "/" in file else file, section.old)
                yield section.key, (draft,)
            else:
                yield section.key, tuple(self._new(section, nested(filled.values)))

    def _take(self, section: Section, record_id: str) -> None:
        """A record of the atlas in place of a new one."""
        self._ids[section.key] = record_id
        record = self._ground.records.get(record_id)
        if isinstance(record, Site):
            self._places[section.key] = record.at
        elif isinstance(record, Source):
            self._read_on = record.date_published or record.date_accessed

    def _new(self, section: Section, values: Mapping[str, object]) -> Iterator[Draft]:
        whole = {**self._given(section), **values}
        if section.kind == "projects":
            word = next((word for word in Lifecycle if word == whole.get("lifecycle")), None)
            given = {"short": _name(whole), "lifecycle_note": word.english_meaning if word else ""}
            whole = {**given, **whole}
            self._state = {name: whole[name] for name in _STATE if name in whole}
        whole.setdefault("id", self._free(_made_id(section.kind, whole)))
        if section.draws and section.kind == "segments":
            whole["line"] = self._led(whole["line"], section.draws)
        self._ids[section.key] = str(whole["id"])
        self._places[section.key] = whole.get("at")
        if section.kind == "sources":
            self._read_on = whole.get("date_published") or whole.get("date_accessed")
        order = (
            "id",
            *(name for name in BY_PLURAL[section.kind].model.model_fields if name in whole),
        )
        yield Draft(section.kind, {name: whole[name] for name in dict.fromkeys(order)})
        if section.kind == "sites" and whole.get("kind") == SiteKind.BORDER_CROSSING:
            yield self._state_of_post(whole)

    def _given(self, section: Section) -> dict[str, object]:
        """What follows from the other sections, where nothing else is said."""
        source = self._ids.get("source", "")
        if section.kind == "sources":
            return {}
        if section.kind == "articles":
            return {"source_id": source}
        given: dict[str, object] = {"source_ids": [source]}
        if section.kind == "sites":
            given["location_source_id"] = source
        elif section.draws:
            ends = [self._ids.get(key, "") for key in section.draws]
            names = ("from_id", "to_id") if section.kind == "segments" else ("site_id",)
            state = self._state if section.kind == "segments" else {}
            given |= {"project_id": self._ids.get("project", ""), **state}
            given |= zip(names, ends, strict=True)
        return given

    def _led(self, drawn: object, draws: tuple[str, ...]) -> list[tuple[float, float]]:
        """The line as drawn, led to the places that it runs between."""
        line = [LonLat(*at) for at in drawn] if isinstance(drawn, list | tuple) else []
        ends = [self._places.get(key) for key in draws]
        for at, step in zip(ends, (0, len(line)), strict=True):
            if not isinstance(at, list | tuple) or not line:
                continue
            place = LonLat(*at)
            near = -1 if step else 0
            if length_km((place, line[near])) <= _ON_PLACE_KM:
                line[near] = place
            else:
                line.insert(step and len(line), place)
        return [(at.lon, at.lat) for at in line]

    def _state_of_post(self, site: Mapping[str, object]) -> Draft:
        """A border post has a state; until somebody reads of it, it is not known."""
        date = str(self._state.get("lifecycle_as_of") or self._read_on or "")
        post = str(site["id"]).removeprefix("site-")
        values = {
            "id": self._free(f"bst-{post}-{date[:4]}"),
            "site_id": site["id"],
            "from_date": date,
            "freight": Access.UNKNOWN.value,
            "people": Access.UNKNOWN.value,
            "note": "Nothing was read of its state when the place was proposed.",
            "source_ids": site.get("source_ids"),
        }
        return Draft("border_statuses", values)

    def _free(self, wanted: str) -> str:
        """The id, or the same with a number where it is taken."""
        name, number = wanted, 1
        while name in self._ground.loaded.files or name in self._ids.values():
            number += 1
            name = f"{wanted}-{number}"
        return name


def _made_id(kind: str, values: Mapping[str, object]) -> str:
    """An id made of what a record says, in the way of the records of the atlas."""
    made: Mapping[str, Callable[[], tuple[object, ...]]] = {
        "sources": lambda: (
            values.get("publisher"),
            str(values.get("date_published") or values.get("date_accessed") or "")[:4],
            " ".join(str(values.get("title") or "").split()[:_TITLE_WORDS]),
        ),
        "segments": lambda: (
            values.get("project_id"),
            str(values.get("from_id")).removeprefix("site-"),
            str(values.get("to_id")).removeprefix("site-"),
        ),
        "areas": lambda: (values.get("project_id"), _name(values)),
        "articles": lambda: (str(values.get("source_id") or "").removeprefix("src-"),),
        "claims": lambda: (
            str(values.get("subject_id") or "").removeprefix("site-"),
            values.get("quantity"),
            values.get("low"),
        ),
        "events": lambda: (
            values.get("date"),
            " ".join(str(values.get("title") or "").split()[:_TITLE_WORDS]),
        ),
        "border_statuses": lambda: (
            str(values.get("site_id") or "").removeprefix("site-"),
            values.get("from_date"),
        ),
    }
    parts = made[kind]() if kind in made else (_name(values),)
    prefix = BY_PLURAL[kind].prefix
    words = "-".join(filter(None, (slug(str(part or "")) for part in parts)))
    return f"{prefix}{words or 'new'}"[:_LONGEST_ID].rstrip("-")


def _name(values: Mapping[str, object]) -> str:
    names = values.get("names")
    found = dict(names) if isinstance(names, Mapping) else {}
    return next((str(name) for tag, name in found.items() if tag != "also"), "")


def slug(text: str) -> str:
    """Small Latin letters, digits and hyphens that stand for a name in any script; may be empty."""
    latin = " ".join(
        word if script_language(word) == "en" else romanize(word).translate(_DIGRAPHS)
        for word in re.findall(r"\w+", text)
    )
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    return _NO_WORD.sub("-", plain)[:_LONGEST_SLUG].strip("-")


def edited(ground: Ground, record_id: str) -> Section | None:
    """A section to edit a record that is there; None if its file does not show it."""
    draft = ground.draft_of(record_id)
    if draft is None:
        return None
    values = flat(draft.values)
    shown = tuple(path for path in values if path != "id")
    return Section(record_id, draft.kind, record_id, values, shown, old=draft.values)
