"""What a sentence is about: the records that it means, and those carried on from before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.analysis.trap_signs import plain_words
from geo.atlas import Atlas
from geo.records.model import Claim, Event, Project, Segment, Site
from geo.records.vocab import SiteKind
from geo.search.mentions.mention import Mention, MentionKind, ReadSentence, ReadText

#: Places that stand for the project that they belong to.
_PLANTS = frozenset({SiteKind.STEEL_PLANT})
#: How many sentences a subject is carried on, where none is named anew.
_CARRIED = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """One sentence with what it means.

    `text` is the sentence, `plain` the same as words are compared, `named` the ids of all records
    that it means itself. `projects` are those that it means or that are carried on from before it;
    `is_carried` says which of the two. `places` are sites in the order in which they are named, and
    `day` is that of the whole text, empty if unknown.
    """

    text: str
    plain: str
    start: int
    end: int
    language: str
    day: str
    mentions: tuple[Mention, ...]
    named: tuple[str, ...]
    projects: tuple[Project, ...]
    places: tuple[Site, ...]
    is_carried: bool

    @property
    def meant(self) -> frozenset[str]:
        """Ids of all records that it means, those carried on from before it among them."""
        return frozenset((*self.named, *(project.id for project in self.projects)))

    def of(self, kind: MentionKind) -> tuple[Mention, ...]:
        """The mentions of one kind, in order."""
        return tuple(mention for mention in self.mentions if mention.kind is kind)

    def words(self, mention: Mention) -> str:
        """The words of a mention as they stand in the text."""
        return self.text[mention.start - self.start : mention.end - self.start]


def topics(atlas: Atlas, read: ReadText) -> Iterator[Topic]:
    """Every sentence of a text with what it is about, in order."""
    carried: tuple[Project, ...] = ()
    left = 0
    for sentence in read.sentences:
        topic = _topic(atlas, read, sentence, carried if left else ())
        if topic.projects and not topic.is_carried:
            carried, left = topic.projects, _CARRIED
        elif left:
            left -= 1
        yield topic


def _topic(
    atlas: Atlas, read: ReadText, sentence: ReadSentence, carried: tuple[Project, ...]
) -> Topic:
    text = read.text[sentence.start : sentence.end]
    likeliest = (mention.record_ids[0] for mention in sentence.mentions if mention.record_ids)
    named = tuple(dict.fromkeys(likeliest))
    projects = tuple(dict.fromkeys(project.id for project in _projects(atlas, named)))
    own = tuple(atlas.project(project_id) for project_id in projects)
    places = (
        atlas.find_site(mention.record_ids[0])
        for mention in sentence.mentions
        if mention.kind is MentionKind.PLACE and mention.record_ids
    )
    return Topic(
        text,
        plain_words(text),
        sentence.start,
        sentence.end,
        read.language,
        read.day,
        sentence.mentions,
        named,
        own or carried,
        tuple(place for place in places if place),
        not own and bool(carried),
    )


def _projects(atlas: Atlas, named: Iterable[str]) -> Iterator[Project]:
    """The projects that these ids name, by themselves, by a line or by a plant."""
    for record_id in named:
        record = atlas.find(record_id)
        if isinstance(record, Project):
            yield record
        elif isinstance(record, Segment):
            owner = atlas.find_project(record.project_id)
            yield from [owner] if owner else []
        elif isinstance(record, Site) and record.kind in _PLANTS:
            yield from atlas.projects_of_site(record.id)[:1]


def claims_about(atlas: Atlas, topic: Topic) -> tuple[Claim, ...]:
    """Published figures of what a sentence is about: projects, their lines, places and plants.

    Also those of a length between places that the sentence names, whosever they are.
    """
    owners = [record_id for record_id in topic.named if not isinstance(atlas.find(record_id), Site)]
    for project in topic.projects:
        owners += [project.id, *(segment.id for segment in atlas.segments_of(project.id))]
        owners += [site_id for site_id in project.site_ids if site_id in topic.named]
    owners += [site.id for site in topic.places]
    found = [claim for owner in dict.fromkeys(owners) for claim in atlas.claims_of(owner)]
    here = {site.id for site in topic.places}
    found += [
        claim
        for claim in atlas.claims
        if claim.between_ids and {claim.between_ids[0], claim.between_ids[-1]} <= here
    ]
    return tuple({claim.id: claim for claim in found}.values())


def events_about(atlas: Atlas, topic: Topic) -> tuple[Event, ...]:
    """Events of the projects and places of a sentence, newest first, each once."""
    found = [event for project in topic.projects for event in atlas.events_of_project(project.id)]
    found += [event for site in topic.places for event in atlas.events_of_site(site.id)]
    return tuple({event.id: event for event in found}.values())
