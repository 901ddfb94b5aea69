"""Events of a sentence held against those of the atlas: the same, on another day, or unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from geo.analysis.trap_signs import plain_words, says
from geo.analysis.words.denied import undenied
from geo.atlas import Atlas
from geo.records.dates import Day, first_day, last_day, sort_key, when
from geo.records.model import Event, Person, Source
from geo.records.phrases import as_sentence, listed
from geo.records.texts import say, say_many
from geo.records.vocab import Confidence, SiteKind
from geo.search.mentions.mention import MentionKind
from geo.views.components import Footnotes
from geo.views.text_check.deeds import (
    AT_POSTS,
    FEW,
    LOOSE,
    ONCE,
    UNDONE,
    Deed,
    deeds_in,
    deeds_of,
)
from geo.views.text_check.measures import BESIDE
from geo.views.text_check.subjects import Topic, events_about
from geo.views.text_check.verdict import Finding, SentenceVerdict

#: A report tells of what happened in the days before it, where it names no day itself.
_NEWS_DAYS = 21
#: Days by which a date of a text may miss that of an event that is dated roughly.
_ABOUT_DAYS = 10
#: So many places and people that it shares make an event the one that is meant.
_SUBJECTS = 2
_LONGEST_MONTH = 31
_EXACT = 3
TO_COME = (
    "will|would|shall|to be signed|to be opened|is to|are to|plans to|planned|expect*|schedul*|"
    "due in|due by|due on|is due|hope|hopes|promise*|aims to|if|until|should|may be|might|could|"
    "propose*|"
    "будет|будут|планир*|ожида*|должн*|намерен*|предлож*|может|"
    "گا|گے|گی|متوقع|توقع|امکان"
)


def event_findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """Whether the atlas has what a sentence says was done, and since when."""
    # What is put off is told by a denial too: "did not leave".
    deeds = deeds_in(undenied(topic.text)) | deeds_in(topic.plain) & UNDONE
    if not deeds or not (topic.projects or topic.places):
        return
    events = events_about(atlas, topic)
    days = _days(topic)
    promise = _promise(topic, events, deeds, days)
    if promise:
        yield _promised(atlas, topic, promise, notes)
        return
    if says(topic.plain, TO_COME):
        return
    known = _known(atlas, topic, events, deeds, days)
    if known:
        undone = (deeds_of(known)[0] & UNDONE) - deeds and says(topic.plain, _DONE)
        yield (_contradicted if undone else _told)(atlas, topic, known, notes)
        return
    other = _on_another_day(topic, events, deeds, days)
    if other:
        yield _differing(atlas, topic, other, days[0], notes)
    elif days and deeds & FEW and topic.projects and topic.is_sure:
        yield _unknown(topic)


#: Words for a departure or a beginning, which an event that says otherwise contradicts.
_DONE = (
    "left|departed|has run|ran|set off|began|resumed|arrived|"
    "отправил*|ушел|вышел|прибыл|возобновил*|روانہ|پہنچ|چل پڑی"
)
Span = tuple[Day, Day]


def _days(topic: Topic) -> tuple[Span, ...]:
    """First and last day of each date that a sentence names."""
    dates = (mention.date for mention in topic.of(MentionKind.DATE) if mention.date)
    return tuple((first_day(date), last_day(date)) for date in dates)


def _span(date: str) -> Span:
    """The days that the date of an event can mean, some more where it is rough."""
    room = timedelta(days=_ABOUT_DAYS if "~" in date else 0)
    return first_day(date) - room, last_day(date) + room


def _overlap(left: Span, right: Span) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _known(
    atlas: Atlas,
    topic: Topic,
    events: Sequence[Event],
    deeds: frozenset[Deed],
    days: Sequence[Span],
) -> Event | None:
    """The event that a sentence most likely means; None if none is likely enough."""
    fits = [_Fit.of(atlas, topic, event, deeds) for event in events]
    found = [(fit.score(topic, days), fit.event) for fit in fits if fit.is_likely(topic, days)]
    if not found:
        return None
    return max(found, key=lambda pair: (pair[0], sort_key(pair[1].date), pair[1].id))[1]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What an event shares with a sentence: deeds in its title and in its text, who and where."""

    event: Event
    titled: frozenset[Deed]
    told: frozenset[Deed]
    about: int
    here: int
    people: int

    @classmethod
    def of(cls, atlas: Atlas, topic: Topic, event: Event, deeds: frozenset[Deed]) -> Self:
        """What this event shares with a sentence of these deeds."""
        titled, told = deeds_of(event)
        owners = {*event.project_ids, *event.rung_for, *event.promise_for}
        return cls(
            event,
            deeds & titled,
            deeds & told,
            len(owners & topic.meant),
            len({site.id for site in topic.places} & set(event.site_ids)),
            _people(atlas, topic, event),
        )

    def is_likely(self, topic: Topic, days: Sequence[Span]) -> bool:
        """Whether the sentence may mean the event: the same deed, subject and day."""
        named = self._is_same_deed(topic, days) and self._is_same_subject(topic)
        return named and self._fits(topic, days)

    def _is_same_deed(self, topic: Topic, days: Sequence[Span]) -> bool:
        """Whether a deed is shared that says enough, or more than a loose one."""
        if self.told - LOOSE:
            return True
        several = bool(days) and len(self.told) > 1
        on_the_day = bool(self.about) and topic.is_sure and self._nearness(days) == _EXACT
        return bool(self.told and (self.people or self.here or several or on_the_day))

    def _is_same_subject(self, topic: Topic) -> bool:
        """The same project; or a place with somebody who was there, or with a second place.

        A border post is a subject by itself where it is opened or shut.
        """
        if self.about or self.here + self.people >= _SUBJECTS:
            return True
        if says(topic.plain, BESIDE):
            return False
        posts = {site.id for site in topic.places if site.kind is SiteKind.BORDER_CROSSING}
        return bool(posts & set(self.event.site_ids) and self.told & AT_POSTS)

    def _fits(self, topic: Topic, days: Sequence[Span]) -> bool:
        span = _span(self.event.date)
        if not days:
            return _is_fresh(topic, span) and bool(self.titled or self.people >= _SUBJECTS)
        near = self._nearness(days)
        return near > 1 or (near == 1 and bool(self.titled - LOOSE))

    def _nearness(self, days: Sequence[Span]) -> int:
        """3 where the sentence names the day, 2 for the month, 1 for the year, else 0."""
        span = _span(self.event.date)
        lengths = [(day[1] - day[0]).days for day in days if _overlap(day, span)]
        if not lengths:
            return 0
        return _EXACT if min(lengths) <= 1 else 2 if min(lengths) < _LONGEST_MONTH else 1

    def score(self, topic: Topic, days: Sequence[Span]) -> float:
        """How well it fits beside others that may be meant."""
        own = 1.0 if self.about and topic.is_sure else 0.0
        shared = 2.0 * len(self.titled) + len(self.told) + 2.0 * self.people + self.here
        return shared + own + self._nearness(days)


def _is_fresh(topic: Topic, span: Span) -> bool:
    """Whether an event happened in the days before the text, which then need not name the day."""
    if not topic.day:
        return False
    told = last_day(topic.day)
    return told - timedelta(days=_NEWS_DAYS) <= span[1] and span[0] <= told


def _people(atlas: Atlas, topic: Topic, event: Event) -> int:
    """How many people of a sentence took part in an event."""
    present = " ".join(event.people)
    named = (atlas.find(name) for name in topic.named)
    return sum(
        1 for somebody in named if isinstance(somebody, Person) and _is_in(somebody, present)
    )


def _is_in(somebody: Person, present: str) -> bool:
    """Whether the people of an event name somebody, with or without a name between."""
    first, *_, last = (somebody.names.en, *somebody.names.en.split())
    begin = first.split()[0]
    return first in present or f"{begin} {last}" in present


def _on_another_day(
    topic: Topic, events: Sequence[Event], deeds: frozenset[Deed], days: Sequence[Span]
) -> Event | None:
    """The only event of its kind of a project, where a sentence gives it another day.

    Only for deeds of which a project has few, and where the sentence names one project and one day.
    """
    if len(days) != 1 or not topic.is_sure or len(topic.projects) != 1:
        return None
    project = topic.projects[0].id
    for deed in sorted(deeds & set(ONCE)):
        alike = [
            event
            for event in events
            if project in (event.rung_for or event.project_ids) and event.rung is ONCE[deed]
        ]
        if len(alike) == 1 and not _overlap(days[0], _span(alike[0].date)):
            return alike[0]
    return None


def _promise(
    topic: Topic, events: Sequence[Event], deeds: frozenset[Deed], days: Sequence[Span]
) -> Event | None:
    """The promise that a sentence repeats: the same deed of the same project, for the same time."""
    if not days or not says(topic.plain, TO_COME):
        return None
    meant = {project.id for project in topic.projects}
    made = [
        event
        for event in events
        if event.promise
        and event.promised_for
        and meant & {*(event.promise_for or event.project_ids)}
        and deeds & deeds_in(plain_words(f"{event.promise} {event.title}"))
        and any(_overlap(day, _span(event.promised_for)) for day in days)
        and (not topic.day or first_day(event.date) <= last_day(topic.day))
    ]
    return made[0] if len(made) == 1 else None


def first_source(atlas: Atlas, event: Event) -> Source | None:
    """The source of an event that was published first; undated ones come last."""
    sources = atlas.sources_of(event)
    dated = [source for source in sources if source.date_published]
    return min(dated, key=lambda source: sort_key(source.date_published), default=None) or (
        sources[0] if sources else None
    )


def _told(atlas: Atlas, topic: Topic, event: Event, notes: Footnotes) -> Finding:
    said = say("{date}: {title}.", date=as_sentence(when(event.date)), title=event.title)
    return _finding(atlas, topic, (SentenceVerdict.KNOWN, said), event, notes)


def _contradicted(atlas: Atlas, topic: Topic, event: Event, notes: Footnotes) -> Finding:
    said = say(
        "The atlas has the contrary for that day: {title}, {date}.",
        title=event.title,
        date=when(event.date),
    )
    return _finding(atlas, topic, (SentenceVerdict.DIFFERS, said), event, notes)


def _differing(atlas: Atlas, topic: Topic, event: Event, day: Span, notes: Footnotes) -> Finding:
    first, last = _span(event.date)
    off = (day[0] - last).days if day[0] > last else (first - day[1]).days
    apart = say_many("{n} day", "{n} days", off, n=off)
    said = say(
        "The atlas has it on another day, {apart} apart: {title}, {date}.",
        apart=apart,
        title=event.title,
        date=when(event.date),
    )
    return _finding(atlas, topic, (SentenceVerdict.DIFFERS, said), event, notes)


def _promised(atlas: Atlas, topic: Topic, event: Event, notes: Footnotes) -> Finding:
    said = say(
        "Promised on {date} for {due}: {promise}.",
        date=when(event.date),
        due=when(event.promised_for or event.date),
        promise=event.promise or event.title,
    )
    if event.kept:
        said = f"{said} {event.kept.meaning}"
    return _finding(atlas, topic, (SentenceVerdict.KNOWN, said), event, notes)


def _finding(
    atlas: Atlas,
    topic: Topic,
    verdict: tuple[SentenceVerdict, str],
    event: Event,
    notes: Footnotes,
) -> Finding:
    source = first_source(atlas, event)
    return Finding(
        *verdict,
        topic.start,
        topic.end,
        since=event.date,
        who=source.publisher if source else "",
        is_doubtful=event.confidence is Confidence.DOUBTFUL,
        record_ids=(event.id,),
        notes=notes(event.source_ids),
    )


def _unknown(topic: Topic) -> Finding:
    name = listed(project.short for project in topic.projects)
    said = say("The atlas has no such event of {project} on that day.", project=name)
    return Finding(SentenceVerdict.NEW, said, topic.start, topic.end)
