"""What the search answers: hits of all kinds, and what was looked through where there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geo.records.model import LonLat
from geo.records.texts import mark, say
from geo.search.full_text import Marked
from geo.search.gazetteer import Town
from geo.search.name_index import Grade


class Found(StrEnum):
    """The kinds of what a search finds."""

    POSITION = "position"
    ROUTE = "route"
    COUNTRY = "country"
    PROJECT = "project"
    PLACE = "place"
    TOWN = "town"
    LINE = "line"
    PERSON = "person"
    EVENT = "event"
    ARTICLE = "article"
    FIGURE = "figure"
    SOURCE = "source"

    @property
    def label(self) -> str:
        """The kind in the language of the reader."""
        return say(_LABELS[self][0])

    @property
    def many(self) -> str:
        """Things of the kind, in the language of the reader."""
        return say(_LABELS[self][1])


_LABELS = {
    Found.POSITION: (mark("Position"), mark("Positions")),
    Found.ROUTE: (mark("Route"), mark("Routes")),
    Found.COUNTRY: (mark("Country"), mark("Countries")),
    Found.PROJECT: (mark("Project"), mark("Projects")),
    Found.PLACE: (mark("Place"), mark("Places")),
    Found.TOWN: (mark("Town"), mark("Towns")),
    Found.LINE: (mark("Line"), mark("Lines")),
    Found.PERSON: (mark("Person or organisation"), mark("People and organisations")),
    Found.EVENT: (mark("Event"), mark("Events")),
    Found.ARTICLE: (mark("Article"), mark("Articles")),
    Found.FIGURE: (mark("Figure"), mark("Figures")),
    Found.SOURCE: (mark("Source"), mark("Sources")),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that matches, by which of its names and in which language.

    `id` is what the map selects for it: the record itself, or the project or place that an event,
    a person, an article or a figure belongs to; `record_id` is its own id. `where` and `kind` tell
    homonyms apart. `town` is given for a town that is no record of ours, `at` for what is a mere
    position. `sentence` is where the words stand, marked; `link` is an address of a page that
    shows it; `km` is how far it lies from the position that was asked for. `grade` tells how a name
    matched, and is None where words of a text did: `is_named` says that all of them stand in the
    title, `is_whole` that none is only begun. `named_in` is what names a person in full who is the
    first hit.
    """

    id: str
    name: str
    language: str
    score: float
    title: str = ""
    where: str = ""
    kind: str = ""
    town: Town | None = None
    found: Found = Found.PLACE
    record_id: str = ""
    at: LonLat | None = None
    sentence: Marked = ()
    link: str = ""
    km: float | None = None
    grade: Grade | None = None
    is_named: bool = False
    is_whole: bool = False
    named_in: tuple["Hit", ...] = ()

    @classmethod
    def of_town(cls, town: Town) -> "Hit":
        """A town as a hit, by its main name."""
        name = town.name
        return cls(town.id, name, "en", 0.0, name, town.where, town.kind, town, Found.TOWN)

    @property
    def own_id(self) -> str:
        """The id of the very thing that was found."""
        return self.record_id or self.id


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits, best first; ambiguous if the first one shares its name with another.

    `looked_in` is given when nothing was found: each kind with how many of it there are.
    """

    hits: tuple[Hit, ...]
    ambiguous: bool = False
    looked_in: tuple[tuple[Found, int], ...] = ()


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as the server gives it; see `pages.server.answers.search_response`."""
    body: dict[str, Any] = {
        "hits": [hit_json(hit) for hit in answer.hits],
        "ambiguous": answer.ambiguous,
    }
    if answer.looked_in:
        body["looked_in"] = [[kind.many, number] for kind, number in answer.looked_in]
    return body


def hit_json(hit: Hit) -> dict[str, Any]:
    """A hit with what it has, and with nothing that it lacks."""
    entry: dict[str, Any] = {
        "id": hit.id,
        "name": hit.title,
        "matched": hit.name,
        "language": hit.language,
        "where": hit.where,
        "kind": hit.kind,
        "found": hit.found.value,
        "record": hit.own_id,
    }
    if town := hit.town:
        entry["town"] = {"id": town.geoname_id, "lat": town.at.lat, "lon": town.at.lon}
        if town.local:
            entry["town"]["local"] = dict(zip(("language", "name"), town.local, strict=True))
    elif hit.at:
        entry["town"] = {"id": 0, "lat": hit.at.lat, "lon": hit.at.lon}
    if hit.sentence:
        entry["sentence"] = [list(run) for run in hit.sentence]
    if hit.km is not None:
        entry["km"] = hit.km
    entry |= {"link": hit.link} if hit.link else {}
    entry |= {"guess": True} if hit.grade is Grade.FUZZY else {}
    return entry | ({"named_in": list(_named_in(hit.named_in))} if hit.named_in else {})


def _named_in(hits: Iterable[Hit]) -> Iterable[dict[str, str]]:
    for hit in hits:
        yield {"id": hit.own_id, "name": hit.title, "kind": hit.kind, "link": hit.link}
