"""What a sentence is about: the records that it means, and those carried on from before it.

Of two places also whether it tells of a way between them: `from A to B`, `A–B`, `между A и B`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from geo.analysis.trap_signs import plain_words, says
from geo.atlas import Atlas
from geo.records.model import Claim, Event, Project, Segment, Site
from geo.records.vocab import Phase, SiteKind
from geo.search.mentions.mention import Mention, MentionKind, ReadSentence, ReadText

#: Places that stand for the project that they belong to.
_PLANTS = frozenset({SiteKind.STEEL_PLANT})
_HOMONYMS = 2
#: How many sentences before it may name whom a sentence calls by half a name.
_NEAR = 3
#: Mentions of a sentence that are looked at.
_MOST_MENTIONS = 60
#: Letters of a sentence in which words are looked for; what is longer is no sentence.
_LONGEST = 4000
#: How many sentences a subject is carried on where none is named anew: without a word for it, and
#: with one such as "the mill".
_CARRIED, _CARRIED_BY_WORD = 3, 12
_THE_THING = (
    "the mill|the mills|the steel mill|the plant|the works|the steelworks|the railway|the line|"
    "the route|the corridor|the project|the road|the train|its|it|"
    "завод*|комбинат*|предприяти*|дорог*|магистрал*|лини*|проект*|коридор*|поезд*|"
    "مل|ملز|پلانٹ|ریلوے|لائن|منصوبہ|منصوبے|راہداری|ٹرین"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One sentence with what it means.

    `text` is the sentence, `plain` the same as words are compared, `named` the ids of all records
    that it means itself. `projects` are those that it means or that are carried on from before it;
    `is_carried` says which of the two, and `is_sure` whether it names them, or has a word for the
    one that the sentence before it names. `places` are sites in the order in which they are named,
    and `day` is that of the whole text, empty if unknown. `named_before` are the ids that the few
    sentences before it name, but for places: each sentence has its own.
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
    is_sure: bool
    named_before: tuple[str, ...] = ()

    @property
    def meant(self) -> frozenset[str]:
        """Ids of all records that it means, those carried on from before it among them."""
        return frozenset((*self.named, *(project.id for project in self.projects)))

    @property
    def meant_around(self) -> frozenset[str]:
        """The same with all that the sentences just before it name."""
        return self.meant | frozenset(self.named_before)

    def of(self, kind: MentionKind) -> tuple[Mention, ...]:
        """The mentions of one kind, in order."""
        return tuple(mention for mention in self.mentions if mention.kind is kind)

    def words(self, mention: Mention) -> str:
        """The words of a mention as they stand in the text."""
        return self.text[mention.start - self.start : mention.end - self.start]


def topics(atlas: Atlas, read: ReadText) -> Iterator[Topic]:
    """Every sentence of a text with what it is about, in order."""
    carried: tuple[Project, ...] = ()
    since = 0
    recent: tuple[tuple[str, ...], ...] = ()
    for sentence in read.sentences:
        since += 1
        topic = _topic(atlas, read, sentence, carried, since)
        topic = replace(topic, named_before=tuple(name for names in recent for name in names))
        here = {site.id for site in topic.places}
        recent = (*recent, tuple(name for name in topic.named if name not in here))[-_NEAR:]
        if topic.projects and not topic.is_carried:
            carried, since = topic.projects, 0
        yield topic


def _topic(
    atlas: Atlas,
    read: ReadText,
    sentence: ReadSentence,
    before: tuple[Project, ...],
    since: int,
) -> Topic:
    """The topic of a sentence; `before` were named `since` sentences ago."""
    text = read.text[sentence.start : sentence.end]
    plain = plain_words(text[:_LONGEST])
    mentions = tuple(_meant(atlas, sentence.mentions[:_MOST_MENTIONS]))
    named = tuple(dict.fromkeys(found.record_ids[0] for found in mentions if found.record_ids))
    own = tuple({project.id: project for project in _projects(atlas, named)}.values())
    has_word = says(plain, _THE_THING)
    carried = before if since <= (_CARRIED_BY_WORD if has_word else _CARRIED) else ()
    places = (
        atlas.find_site(mention.record_ids[0])
        for mention in mentions
        if mention.kind is MentionKind.PLACE and mention.record_ids
    )
    return Topic(
        text,
        plain,
        sentence.start,
        sentence.end,
        read.language,
        read.day,
        mentions,
        named,
        own or carried,
        tuple(place for place in places if place),
        is_carried=not own and bool(carried),
        is_sure=bool(own) or (has_word and since == 1),
    )


def _meant(atlas: Atlas, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each place of several with that name first that a length runs to.

    "From Rasht to Astara" means the Astara that figures tell of together with Rasht.
    """
    likeliest = {found.record_ids[0] for found in mentions if found.record_ids}
    for mention in mentions:
        if mention.kind is MentionKind.PROJECT and len(mention.record_ids) >= _HOMONYMS:
            # A name of two plans means the one that has not been given up.
            names = sorted(mention.record_ids, key=partial(_is_given_up, atlas))
            yield replace(mention, record_ids=tuple(names))
            continue
        if mention.kind is not MentionKind.PLACE or len(mention.record_ids) < _HOMONYMS:
            yield mention
            continue
        others = likeliest - set(mention.record_ids)
        fits = next(
            (name for name in mention.record_ids if _is_told_with(atlas, name, others)),
            mention.record_ids[0],
        )
        rest = (name for name in mention.record_ids if name != fits)
        yield replace(mention, record_ids=(fits, *rest))


def _is_given_up(atlas: Atlas, record_id: str) -> bool:
    record = atlas.find_project(record_id)
    return record is not None and record.lifecycle.phase is Phase.DROPPED


def _is_told_with(atlas: Atlas, site_id: str, others: AbstractSet[str]) -> bool:
    """Whether a published length runs between a place and one of the others."""
    ends = (
        {claim.between_ids[0], claim.between_ids[-1]} for claim in atlas.claims if claim.between_ids
    )
    return any(site_id in pair and pair & others for pair in ends)


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


#: What stands between two names that are the ends of one way; `and` counts after `between` alone.
_TO = re.compile(
    r"-|to|till|until|up to|with|through to|до|в|на|к|и до|سے|تا|تک|سے لے کر|"
    r"(?:border |railway |city |station |port )*to(?: the)?(?: border| port| city)*(?: of)?"
)
#: Before the first name it says that the way began elsewhere, at a place that was not recognised.
_VIA = re.compile(r"\b(?:by|via|through|over|через|براستہ)$")
_AND = re.compile(r",|،|,? ?and|и|с|اور")
_BETWEEN = re.compile(
    r"\b(?:between|connect\w*|link\w*|join\w*|между|соедин\w+|связ\w+)\b|کے درمیان|ملا"
)


def named_pair(topic: Topic) -> tuple[Site, Site] | None:
    """The only two places between which a sentence tells of a way; None if that is not sure.

    A chain of places, A–B–C, gives its two ends. A place beside it makes it unsure.
    """
    runs = _chains(topic)
    sites = {site.id: site for site in topic.places}
    if len(runs) != 1 or len({mention.record_ids[0] for mention in runs[0]}) != len(sites):
        return None
    if _VIA.search(plain_words(topic.text[: runs[0][0].start - topic.start])):
        return None
    first, last = (sites.get(mention.record_ids[0]) for mention in (runs[0][0], runs[0][-1]))
    if first is None or last is None or first.id == last.id:
        return None
    return first, last


def named_chain(topic: Topic) -> tuple[Site, ...]:
    """All places of that way, in order; empty where there is none."""
    if named_pair(topic) is None:
        return ()
    sites = {site.id: site for site in topic.places}
    return tuple(sites[mention.record_ids[0]] for mention in _chains(topic)[0])


def _chains(topic: Topic) -> list[list[Mention]]:
    places = [mention for mention in topic.of(MentionKind.PLACE) if mention.record_ids]
    runs: list[list[Mention]] = []
    for before, after in pairwise(places):
        if not _joins(topic, before, after):
            continue
        if runs and runs[-1][-1] is before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    return runs


def _joins(topic: Topic, before: Mention, after: Mention) -> bool:
    between = plain_words(topic.text[before.end - topic.start : after.start - topic.start])
    if _TO.fullmatch(between):
        return True
    return bool(_AND.fullmatch(between) and _BETWEEN.search(topic.plain))
