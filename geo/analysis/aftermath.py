"""What came after an article: later events that answer its sentences, and figures that differ.

An event answers a sentence only by a link of the data: it settles a promise that the sentence tells
of, it takes the same or a higher step of commitment for a project that is named, or it changes a
border post that is named. That two things are near in time or share a word is no link.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from geo.analysis.claims import is_series, ruled_out
from geo.analysis.said import ToldArticle
from geo.atlas import Atlas
from geo.records.dates import Day, by_date, first_day, last_day, sort_key
from geo.records.model import AnyRecord, BorderStatus, Claim, Event, Project, Site, Source
from geo.records.sentences import DATE_REF, Sentence
from geo.records.vocab import Confidence, Rung
from geo.rules.texts.marks import says_figure

_R = TypeVar("_R", bound=AnyRecord)
_MOST_STEPS, _MOST_OTHERS = 2, 4
_YEAR = re.compile(r"\b(?:18|19|20)\d\d")
_RUNGS = list(Rung)
_SMALL = 10  # whole numbers below it stand in sentences of all kinds


class AnswerKind(StrEnum):
    """How later data answer a sentence."""

    PROMISE = "promise"  # what became of what it promised
    STEP = "step"  # the project went on
    POST = "post"  # the border post changed


@dataclass(frozen=True, slots=True)
class Consequence:
    """What happened after a sentence: an event, or the state of a post.

    Of a promise, `event` is the one that made it and `settled` the one that settled it, if any did.
    """

    kind: AnswerKind
    event: Event | None = None
    settled: Event | None = None
    status: BorderStatus | None = None


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure that a sentence tells and those that say something else of the same thing.

    `ruled_out` says why the told one cannot be; `more` counts others that are not named.
    """

    claim: Claim
    others: tuple[Claim, ...]
    more: int
    ruled_out: str = ""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What there is to say behind one sentence."""

    next: tuple[Consequence, ...] = ()
    others: tuple[Differing, ...] = ()


def aftermath(atlas: Atlas, told: ToldArticle) -> tuple[Aftermath, ...]:
    """One for each sentence; what was said behind one is not said again behind another."""
    source = atlas.find_source(told.article.source_id)
    reading = _ReadThrough(atlas, told, source)
    return tuple(
        Aftermath(tuple(reading.next(sentence)), tuple(reading.others(sentence)))
        for sentence in told.sentences
    )


class _ReadThrough:
    """An article while it is read from its first sentence to its last."""

    def __init__(self, atlas: Atlas, told: ToldArticle, source: Source | None) -> None:
        self.atlas = atlas
        self.told = told
        date = source.date_published if source else None
        self.day: Day | None = last_day(date) if date else None
        cited = [atlas.find(record_id) for record_id in atlas.supports(source.id if source else "")]
        self.events = [record for record in cited if isinstance(record, Event)]
        self.claims = [record for record in cited if isinstance(record, Claim)]
        self.source_id = source.id if source else ""
        self.said: set[str] = set()

    def next(self, sentence: Sentence) -> Iterator[Consequence]:
        events = self._events_told(sentence)
        for event in events:
            if event.promised_for and self._is_new(f"promise of {event.id}"):
                settled = self.atlas.find(event.kept_event_id or "")
                yield Consequence(
                    AnswerKind.PROMISE, event, settled if isinstance(settled, Event) else None
                )
        for event in self._steps(sentence, events):
            if self._is_new(event.id):
                yield Consequence(AnswerKind.STEP, event)
        for site in self._named(sentence, Site):
            newest = next(iter(self.atlas.border_status_of(site.id)), None)
            if newest and self._is_later(newest.from_date) and self._is_new(newest.id):
                yield Consequence(AnswerKind.POST, status=newest)

    def others(self, sentence: Sentence) -> Iterator[Differing]:
        for claim in self._claims_told(sentence):
            if not self._is_new(claim.id):
                continue
            reason = ruled_out(self.atlas, claim) or ""
            others = [] if is_series(claim.quantity) else self._differing(claim)
            if others or reason:
                kept = others[:_MOST_OTHERS]
                yield Differing(claim, tuple(kept), len(others) - len(kept), reason)

    def _is_new(self, key: str) -> bool:
        is_new = key not in self.said
        self.said.add(key)
        return is_new

    def _is_later(self, date: str) -> bool:
        return self.day is not None and first_day(date) > self.day

    def _named(self, sentence: Sentence, kind: type[_R]) -> Iterator[_R]:
        found = map(self.atlas.find, sentence.refs)
        return (record for record in found if isinstance(record, kind))

    def _events_told(self, sentence: Sentence) -> list[Event]:
        """Events that it names, and those of its source that it dates or promises."""
        named = list(self._named(sentence, Event))
        dates = {ref for ref in sentence.refs if DATE_REF.fullmatch(ref)}
        about = {*sentence.refs, *self.told.article.about_ids}
        dated = (
            event
            for event in self.events
            if dates & {event.date, event.promised_for} and about & set(_owners(event))
        )
        return list({event.id: event for event in (*named, *dated)}.values())

    def _steps(self, sentence: Sentence, events: Sequence[Event]) -> list[Event]:
        """Later events on the same step or a higher one, the first of each step."""
        if self.day is None:
            return []
        owners = [owner for event in events if event.rung for owner in event.rung_for]
        # Of what stands already, a step may be one of any part: the sentence must tell a step too.
        projects = self._named(sentence, Project)
        owners += [project.id for project in projects if not project.lifecycle.is_built]
        found: list[Event] = []
        for owner in dict.fromkeys(owners):
            if self._is_new(f"steps of {owner}"):
                found += self._steps_of(owner)
        return found

    def _steps_of(self, project_id: str) -> list[Event]:
        taken = [
            event
            for event in self.atlas.events_of_project(project_id)
            if event.rung and project_id in event.rung_for
        ]
        before = [event for event in taken if not self._is_later(event.date)]
        reached = max((_RUNGS.index(event.rung) for event in before if event.rung), default=0)
        # A statement more is no step; whatever is signed, studied, paid or built is.
        least = max(reached, 1)
        later = sorted((event for event in taken if self._is_later(event.date)), key=by_date)
        first: dict[Rung, Event] = {}
        for event in later:
            if event.rung and _RUNGS.index(event.rung) >= least:
                first.setdefault(event.rung, event)
        return sorted(first.values(), key=by_date)[:_MOST_STEPS]

    def _claims_told(self, sentence: Sentence) -> list[Claim]:
        """Figures of its source that it names, or whose number stands in it.

        What we set right with a figure of somebody else is no figure of the article.
        """
        named = [claim for claim in self._named(sentence, Claim) if claim in self.claims]
        stated = (
            claim
            for claim in self.claims
            if claim.low is not None
            and (claim.low >= _SMALL or not claim.low.is_integer())
            and says_figure(claim, _without_dates(sentence))
        )
        return list({claim.id: claim for claim in (*named, *stated)}.values())

    def _differing(self, claim: Claim) -> list[Claim]:
        """Other figures of the same thing, one for each value, those to be trusted first."""
        others = [
            other
            for other in self.atlas.claims_of(claim.subject_id)
            if other.quantity is claim.quantity
            and other.extent is claim.extent
            and _value(other) != _value(claim)
            and self.source_id not in other.source_ids
        ]
        others.sort(key=_newest, reverse=True)
        others.sort(key=lambda other: other.confidence is Confidence.DOUBTFUL)
        first = {_value(other): other for other in reversed(others)}
        return [other for other in others if first[_value(other)] is other]


def _owners(event: Event) -> Iterable[str]:
    return (*event.project_ids, *event.rung_for, *event.promise_for, *event.site_ids)


def _value(claim: Claim) -> tuple[float | None, float | None, str | None]:
    high = claim.low if claim.high is None else claim.high
    return claim.low, high, None if claim.low is not None else claim.text


def _newest(claim: Claim) -> tuple[int, tuple[Day, Day]]:
    """Years that are themselves told as figures come with the last one first."""
    years = _YEAR.findall(claim.text or "") if claim.low is None else ()
    return max(map(int, years), default=0), sort_key(claim.date)


def _without_dates(sentence: Sentence) -> str:
    """The words outside dates: the 11 of 11 July is no figure."""
    return " ".join(
        run.text for run in sentence.runs if not run.source and not DATE_REF.fullmatch(run.ref)
    )
