"""The report on a text: each sentence with what the atlas says to it.

Nothing of it is kept: the report is made, shown and given away by whoever asked for it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from geo.analysis.line_names import line_name
from geo.analysis.trap_signs import traps_in
from geo.analysis.words.denied import calls_wrong, denies, takes_back
from geo.atlas import Atlas
from geo.records.dates import first_day, last_day
from geo.records.model import Area, Person, Project, Segment, Site, Trap
from geo.records.texts import say
from geo.search.mentions.mention import Mention, MentionKind, ReadSentence, ReadText
from geo.views.components import Footnote, Footnotes, RecordLink, project_link, site_link
from geo.views.text_check.events import event_findings
from geo.views.text_check.figures import figure_findings
from geo.views.text_check.impossible import impossible_findings
from geo.views.text_check.lines import line_findings
from geo.views.text_check.states import state_findings
from geo.views.text_check.subjects import Topic, topics
from geo.views.text_check.themes import theme_findings
from geo.views.text_check.verdict import Finding, SentenceVerdict

#: Letters below which a sentence that names nothing says nothing: a text may have many of them.
_SHORTEST = 12


class TextReader(Protocol):
    """Whatever finds mentions in a text; `geo.search.mentions` has one."""

    def read(self, text: str, day: str = "") -> ReadText:
        """The text with its sentences and mentions; `day` is that of its publication."""


@dataclass(frozen=True, slots=True)
class ShownMention:
    """Words of a text that mean something: letters `start` to `end`, and what can be opened.

    More links than one are homonyms, the likeliest first. `value` is a date as
    `geo.records.dates` writes it, or empty.
    """

    start: int
    end: int
    kind: MentionKind
    links: tuple[RecordLink, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence with its mentions and findings; `verdict` is the one that weighs most."""

    number: int
    start: int
    end: int
    text: str
    mentions: tuple[ShownMention, ...]
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> SentenceVerdict:
        """The weightiest verdict; `NOTHING` where the atlas does not speak of it."""
        verdicts = {finding.verdict for finding in self.findings}
        weighed = (word for word in SentenceVerdict if word in verdicts)
        return next(weighed, SentenceVerdict.NOTHING)


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """A place of the text for the map: its position in degrees (WGS 84) and its sentences."""

    id: str
    name: str
    lon: float
    lat: float
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextReport:
    """All sentences of a text, its places and records for the map beside, and the sources.

    `record_ids` are the projects, lines and places that it means, in the order of the text.
    """

    language: str
    day: str
    sentences: tuple[CheckedSentence, ...]
    places: tuple[ReportPlace, ...]
    record_ids: tuple[str, ...]
    footnotes: tuple[Footnote, ...]

    def counts(self) -> dict[SentenceVerdict, int]:
        """How many sentences have each verdict, in the order of the verdicts; none left out."""
        verdicts = [sentence.verdict for sentence in self.sentences]
        return {word: verdicts.count(word) for word in SentenceVerdict}


def check_text(atlas: Atlas, recogniser: TextReader, text: str, day: str = "") -> TextReport:
    """What the atlas says to each sentence of a text; `day` is that of its publication."""
    return report_on(atlas, recogniser.read(text, day))


#: Hears how many sentences of how many are done.
Tell = Callable[[int, int], None]


def report_on(atlas: Atlas, read: ReadText, tell: Tell = lambda _done, _count: None) -> TextReport:
    """The same for a text that has been read; `tell` hears how far it is."""
    notes = Footnotes(atlas)
    told = list(topics(atlas, read))
    sentences = tuple(_checked(atlas, told, read, notes, tell))
    named = dict.fromkeys(name for topic in told for name in topic.named)
    drawn = tuple(name for name in named if isinstance(atlas.find(name), Project | Segment | Site))
    return TextReport(read.language, read.day, sentences, _places(told), drawn, notes.footnotes())


def _checked(
    atlas: Atlas, told: list[Topic], read: ReadText, notes: Footnotes, tell: Tell
) -> Iterator[CheckedSentence]:
    for number, (topic, sentence) in enumerate(zip(told, read.sentences, strict=True)):
        tell(number, len(told))
        found = tuple(_findings(atlas, topic, notes))
        if any(takes_back(after.plain) and not after.named for after in told[number + 1 :][:1]):
            found = tuple(map(_taken_back, found))
        yield CheckedSentence(
            number,
            topic.start,
            topic.end,
            topic.text,
            tuple(_shown(atlas, mention) for mention in _all_mentions(topic, sentence)),
            found,
        )


def _taken_back(finding: Finding) -> Finding:
    """The same, where the text itself calls it wrong in its next sentence."""
    said = f"{finding.said} {say('The next sentence of the text calls this wrong.')}"
    return replace(finding, said=said, is_taken_back=True)


def _findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """Everything that the atlas says to one sentence, the weightiest first."""
    if not topic.mentions and len(topic.plain) < _SHORTEST:
        return
    # Of what a sentence denies nothing is ruled out.
    ruled_out = [] if denies(topic.plain) else [*impossible_findings(atlas, topic, notes)]
    cannot_be = {(finding.start, finding.end) for finding in ruled_out}
    found = [
        *_traps(atlas, topic, notes),
        *ruled_out,
        *figure_findings(atlas, topic, notes),
        *(
            finding
            for finding in line_findings(atlas, topic, notes)
            if (finding.start, finding.end) not in cannot_be
        ),
        *event_findings(atlas, topic, notes),
        *state_findings(atlas, topic, notes),
    ]
    if all(finding.verdict is SentenceVerdict.NEW for finding in found):
        found += theme_findings(atlas, topic, notes)
    order = list(SentenceVerdict)
    spoken_of = {
        (other.start, other.end) for other in found if other.verdict is not SentenceVerdict.NEW
    }
    if any(other.verdict is SentenceVerdict.RULED_OUT for other in found):
        spoken_of.add((topic.start, topic.end))
    yield from sorted(
        (
            finding
            for finding in found
            # What is ruled out or known otherwise is not told as new beside it.
            if finding.verdict is not SentenceVerdict.NEW
            or (finding.start, finding.end) not in spoken_of
        ),
        key=lambda finding: (order.index(finding.verdict), finding.start),
    )


def _traps(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    if calls_wrong(topic.plain):
        return
    dates = [mention.date for mention in topic.of(MentionKind.DATE) if mention.date]
    # What a sentence tells of an earlier day or month was no mistake then; a year alone may be that
    # of a founding.
    is_past = len(dates) == 1 and topic.day and last_day(dates[0]) < first_day(topic.day)
    day = dates[0] if is_past and len(dates[0]) > len("2025~") else topic.day
    for trap in traps_in(atlas, topic.plain, topic.language, topic.meant_around, day):
        yield _trap_finding(atlas, topic, trap, notes)


def _trap_finding(atlas: Atlas, topic: Topic, trap: Trap, notes: Footnotes) -> Finding:
    links = (record_link(atlas, record_id) for record_id in trap.record_ids)
    return Finding(
        SentenceVerdict.TRAP,
        trap.why,
        topic.start,
        topic.end,
        title=trap.title,
        right=trap.right,
        record_ids=(trap.id, *trap.record_ids),
        links=tuple(link for link in links if link),
        notes=notes(trap.source_ids),
    )


def _all_mentions(topic: Topic, sentence: ReadSentence) -> tuple[Mention, ...]:
    """Those that were looked at, the meant place of a name first, and the others as they were."""
    return (*topic.mentions, *sentence.mentions[len(topic.mentions) :])


def _shown(atlas: Atlas, mention: Mention) -> ShownMention:
    links = (record_link(atlas, record_id) for record_id in mention.record_ids)
    return ShownMention(
        mention.start,
        mention.end,
        mention.kind,
        tuple(link for link in links if link),
        mention.date,
    )


def record_link(atlas: Atlas, record_id: str) -> RecordLink | None:
    """A link to a record that a reader can open; None for others, and for unknown ids."""
    record = atlas.find(record_id)
    if isinstance(record, Site):
        return site_link(record)
    if isinstance(record, Project):
        return project_link(record)
    if isinstance(record, Person):
        return RecordLink(record.id, record.names.en, record.office)
    if isinstance(record, Area):
        return RecordLink(record.id, record.names.en)
    if isinstance(record, Segment):
        return RecordLink(record.id, line_name(atlas, record))
    return None


def _places(told: list[Topic]) -> tuple[ReportPlace, ...]:
    """Every place of the text once, with the numbers of its sentences."""
    at: dict[str, list[int]] = {}
    sites: dict[str, Site] = {}
    for number, topic in enumerate(told):
        for site in topic.places:
            sites[site.id] = site
            numbers = at.setdefault(site.id, [])
            if number not in numbers:
                numbers.append(number)
    return tuple(
        ReportPlace(site.id, site.names.en, site.at.lon, site.at.lat, tuple(at[site.id]))
        for site in sites.values()
    )
