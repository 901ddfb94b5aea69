"""What was found in a text, put into the sections of a proposal: never a sentence of the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.pipeline.contributions.ground import Ground
from geo.reading.texts.same_page import page_named, without_tracking
from geo.records.dates import checked, first_day, last_day, today
from geo.records.model import Project, Site, Source
from geo.records.texts import mark, say
from geo.records.vocab import Confidence, Outcome, Quantity, SiteKind
from geo.search.mentions.mention import Figure, Mention, MentionKind, ReadText, Unit
from geo.views.proposals.proposal import Proposal, Section
from geo.views.text_check.measures import in_quantity

_ADDRESS = re.compile(r"https?://\S+")
_MOST_ABOUT = 6
_SOURCE = (
    *("title", "publisher", "kind", "url", "date_published", "date_accessed", "status"),
    *("language", "licence_theirs"),
)
_ARTICLE = ("title", "about_ids", "body")
_CLAIM = ("subject_id", "quantity", "low", "high", "scope", "extent", "date", "who")
_EVENT = ("date", "title", "text", "project_ids", "site_ids", "people")
_PROMISE = (*_EVENT, "promise", "promised_for", "kept", "promise_for")
_POST = ("site_id", "from_date", "freight", "people", "note")
#: What stands in a text that somebody read is sourced, until that person says otherwise.
_SURE = {"confidence": Confidence.SOURCED.value}
_MILLION, _BILLION = 1e6, 1e9
#: The measure that a unit stands for, and what its figure is divided by, where there is no doubt.
_MEASURES: Mapping[tuple[Unit, str], tuple[Quantity, float]] = {
    (Unit.KM, ""): (Quantity.LENGTH_KM, 1),
    (Unit.ACRES, ""): (Quantity.AREA_ACRES, 1),
    (Unit.EUR, ""): (Quantity.COST_EUR_BN, _BILLION),
    (Unit.AFN, ""): (Quantity.COST_AFN_M, _MILLION),
    (Unit.PKR, ""): (Quantity.MONEY_PKR_BN, _BILLION),
    (Unit.YEARS, ""): (Quantity.DURATION_YEARS, 1),
    (Unit.TONNES, "day"): (Quantity.TRAFFIC_T_DAY, 1),
    (Unit.TRUCKS, "day"): (Quantity.FLOW_LORRIES_DAY, 1),
}


class Recorded(StrEnum):
    """What a finding can be recorded as."""

    CLAIM = "claim"
    EVENT = "event"
    PROMISE = "promise"
    POST = "post"

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return say(_LABELS[self])


_LABELS = {
    Recorded.CLAIM: mark("A figure"),
    Recorded.EVENT: mark("An event"),
    Recorded.PROMISE: mark("A promise for a date"),
    Recorded.POST: mark("The state of a border post"),
}


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """Where a text comes from, as far as its reader said; `day` is ISO 8601."""

    title: str = ""
    publisher: str = ""
    day: str = ""
    url: str = ""
    language: str = "en"

    @property
    def page(self) -> str:
        """The address without words that tell where its reader came from."""
        return without_tracking(self.url)


@dataclass(frozen=True, slots=True)
class TextFinding:
    """Something worth a record: the number of its sentence from 0, and what to make of it.

    `mentions` are those of the sentence, `about` the records that it is about where it does not
    name them; `figure` is the one that the finding is about, if any, and `measure` what the figures
    of the atlas measure that it was held against.
    """

    number: int
    mentions: tuple[Mention, ...]
    about: tuple[str, ...] = ()
    figure: Figure | None = None
    measure: Quantity | None = None
    recorded: Recorded | None = None

    def suggested(self, ground: Ground, day: str) -> Recorded:
        """What it is most likely to be recorded as."""
        if self.recorded is not None:
            return self.recorded
        if self.figure is not None:
            return Recorded.CLAIM
        if _promised(self.mentions, day):
            return Recorded.PROMISE
        named = (*self.about, *_ids(self.mentions, MentionKind.PROJECT))
        is_of_project = any(isinstance(ground.records.get(name), Project) for name in named)
        is_post = any(_is_post(ground, name) for name in _ids(self.mentions, MentionKind.PLACE))
        return Recorded.POST if is_post and not is_of_project else Recorded.EVENT


def findings_proposal(
    origin: TextOrigin, read: ReadText, findings: Iterable[TextFinding], ground: Ground
) -> Proposal:
    """What is to be proposed: source and article, then a record for each finding that was chosen.

    What has to be said in words of our own stays empty.
    """
    found = _Found(origin, read, ground)
    sections = (found.source(), found.article(), *map(found.section, findings))
    return Proposal(origin.title or say("Text"), sections)


def _addresses(source: Source) -> tuple[str, ...]:
    return tuple(filter(None, (source.url, source.archive_url)))


class _Found:
    def __init__(self, origin: TextOrigin, read: ReadText, ground: Ground) -> None:
        self._origin, self._read, self._ground = origin, read, ground
        self._day = _date(origin.day)

    def source(self) -> Section:
        """The row of the register; one that has the same address stands in its place."""
        url = self._origin.page if _ADDRESS.fullmatch(self._origin.url) else ""
        sources = self._ground.loaded.sources
        page = page_named(url)
        known = (part.id for part in sources if page and page in map(page_named, _addresses(part)))
        values = {
            "title": self._origin.title,
            "publisher": self._origin.publisher,
            "url": url,
            "date_published": self._day,
            "date_accessed": today().isoformat(),
            "language": self._origin.language,
            "licence_ours": "CC-BY-4.0 (our summary)",
            # Not its status: that there is an address does not say that anybody read it there.
        }
        choices = {part.id: f"{part.publisher}: {part.title}" for part in sources}
        return Section(
            *("source", "sources", say("Source"), values, _SOURCE),
            choices=choices,
            chosen=next(known, ""),
        )

    def article(self) -> Section:
        """Our retelling, which is still to be written."""
        named = [
            name
            for part in self._read.sentences
            for kind in (MentionKind.PROJECT, MentionKind.PLACE)
            for name in _ids(part.mentions, kind)
            if isinstance(self._ground.records.get(name), Project | Site)
        ]
        often = sorted(dict.fromkeys(named), key=lambda name: -named.count(name))
        values = {"about_ids": often[:_MOST_ABOUT], **_SURE}
        title = say("Article in your own words")
        return Section("article", "articles", title, values, _ARTICLE)

    def section(self, finding: TextFinding) -> Section:
        """The record of a finding."""
        as_what = finding.suggested(self._ground, self._day)
        make = {
            Recorded.CLAIM: self._claim,
            Recorded.EVENT: self._event,
            Recorded.PROMISE: self._promise,
            Recorded.POST: self._post,
        }[as_what]
        kind, values, shown = make(finding)
        title = say("Sentence {n}: {what}", n=finding.number + 1, what=as_what.label)
        key = f"{as_what.value}-{finding.number + 1}"
        return Section(key, kind, title, {**values, **_SURE}, shown)

    def _claim(self, finding: TextFinding) -> tuple[str, dict[str, object], tuple[str, ...]]:
        kinds = (MentionKind.PROJECT, MentionKind.LINE, MentionKind.PLACE)
        subjects = [name for kind in kinds for name in self._known(finding, kind)]
        subjects = [*(name for name in finding.about if name in self._ground.records), *subjects]
        values: dict[str, object] = {
            "subject_id": next(iter(subjects), ""),
            **_measured(finding.figure, finding.measure),
            "date": self._day,
            "who": self._origin.publisher,
        }
        return "claims", values, _CLAIM

    def _event(self, finding: TextFinding) -> tuple[str, dict[str, object], tuple[str, ...]]:
        past = [date for date in _dates(finding.mentions) if not _is_after(date, self._day)]
        people = [
            record.names.en
            for name in _ids(finding.mentions, MentionKind.PERSON)
            if (record := self._ground.records.get(name)) and hasattr(record, "names")
        ]
        values: dict[str, object] = {
            "date": next(iter(past), self._day),
            "project_ids": self._projects(finding),
            "site_ids": self._known(finding, MentionKind.PLACE),
            "people": people,
        }
        return "events", values, _EVENT

    def _promise(self, finding: TextFinding) -> tuple[str, dict[str, object], tuple[str, ...]]:
        kind, values, _ = self._event(finding)
        due = _promised(finding.mentions, self._day)
        is_open = bool(due) and last_day(due) >= today()
        more = {"promised_for": due, "kept": Outcome.OPEN.value if is_open else ""}
        return kind, {**values, **more}, _PROMISE

    def _post(self, finding: TextFinding) -> tuple[str, dict[str, object], tuple[str, ...]]:
        posts = self._known(finding, MentionKind.PLACE)
        at = next((name for name in posts if _is_post(self._ground, name)), "")
        dates = _dates(finding.mentions)
        values: dict[str, object] = {"site_id": at, "from_date": next(iter(dates), self._day)}
        return "border_statuses", values, _POST

    def _projects(self, finding: TextFinding) -> list[str]:
        """The projects that it names or is about."""
        named = self._known(finding, MentionKind.PROJECT)
        about = [
            name
            for name in finding.about
            if isinstance(self._ground.records.get(name), Project) and name not in named
        ]
        return [*named, *about]

    def _known(self, finding: TextFinding, kind: MentionKind) -> list[str]:
        """The records of a kind that the sentence names and the data have."""
        return [name for name in _ids(finding.mentions, kind) if name in self._ground.records]


def _ids(mentions: Iterable[Mention], kind: MentionKind) -> list[str]:
    """The likeliest record of each mention of a kind, each once."""
    names = (part.record_ids[0] for part in mentions if part.kind is kind and part.record_ids)
    return list(dict.fromkeys(names))


def _dates(mentions: Iterable[Mention]) -> list[str]:
    found = (_date(part.date) for part in mentions if part.kind is MentionKind.DATE)
    return [date for date in found if date]


def _promised(mentions: Sequence[Mention], day: str) -> str:
    """The first date that lies after the day of the text; empty if there is none."""
    if not day:
        return ""
    return next((date for date in _dates(mentions) if _is_after(date, day)), "")


def _is_after(date: str, day: str) -> bool:
    return bool(day) and first_day(date) > last_day(day)


def _date(text: str) -> str:
    try:
        return checked(text) if text else ""
    except ValueError:
        return ""


def _is_post(ground: Ground, name: str) -> bool:
    site = ground.records.get(name)
    return isinstance(site, Site) and site.kind is SiteKind.BORDER_CROSSING


def _measured(figure: Figure | None, measure: Quantity | None) -> dict[str, object]:
    """The fields of a figure; its measure stays open where its unit stands for several."""
    if figure is None:
        return {}
    ends = in_quantity(figure, measure) if measure else None
    if measure and ends:
        return {"quantity": measure.value, **_span(*ends)}
    if figure.unit is Unit.USD and not figure.per:
        is_large = figure.low >= _BILLION
        cost = Quantity.COST_USD_BN if is_large else Quantity.COST_USD_M
        known: tuple[Quantity | None, float] = (cost, _BILLION if is_large else _MILLION)
    elif figure.unit is Unit.TONNES and figure.per == "year":
        known = (None, _MILLION)  # every measure of tonnes a year is in millions
    else:
        known = _MEASURES.get((figure.unit, figure.per), (None, 1))
    quantity, by = known
    values = _span(figure.low / by, figure.high / by)
    return {"quantity": quantity.value, **values} if quantity else values


def _span(low: float, high: float) -> dict[str, object]:
    is_range = high != low
    return {"low": _plain(low), "high": _plain(high)} if is_range else {"low": _plain(low)}


def _plain(value: float) -> float:
    rounded = round(value, 6)
    return int(rounded) if rounded.is_integer() else rounded
