"""`python -m geo article check FILE` and `article new FILE`: the desk in a terminal."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geo.atlas import Atlas
from geo.pipeline.contributions.drafts import Draft, with_drafts
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.reading.load import load
from geo.reading.network.countries import OUTLINES, read_countries
from geo.reading.texts.foreign import ForeignText
from geo.reading.texts.reader import read_text_file
from geo.records.dates import checked
from geo.records.errors import DataError
from geo.rules.open_atlas import checked_atlas
from geo.search.gazetteer import Town, read_towns
from geo.search.mentions.mention import ReadText
from geo.search.mentions.recognise import Recogniser
from geo.search.search import NameIndex
from geo.views.desk.desk_page import SIGNS
from geo.views.desk.findings import text_findings
from geo.views.proposals.from_text import Recorded, TextFinding, TextOrigin, findings_proposal
from geo.views.proposals.own_words import OwnWords
from geo.views.proposals.proposal import Proposal, drafts_of
from geo.views.proposals.settings import SettingError, filled_by
from geo.views.text_check.as_json import report_json
from geo.views.text_check.report import CheckedSentence, TextReport, report_on

_STDIN = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_INDENT = "     "
_SHORT = 40  # letters of a wrong value


@dataclass(frozen=True, slots=True)
class DraftedText:
    """The drafts made of a text: their patch, empty while there is a line of `problems`."""

    patch: str
    problems: tuple[str, ...]
    sections: Proposal
    drafts: tuple[Draft, ...]

    def as_json(self) -> str:
        """The same for programs."""
        told = {
            "sections": [
                {"key": part.key, "kind": part.kind, "title": part.title, "asks": list(part.shown)}
                for part in self.sections.sections
            ],
            "drafts": [
                {"kind": draft.kind, "id": draft.id, "values": dict(draft.values)}
                for draft in self.drafts
            ],
            "problems": list(self.problems),
            "patch": self.patch,
        }
        return json.dumps(told, ensure_ascii=False, indent=1)


def check_lines(folder: Path, place: str, day: str = "", *, as_json: bool) -> Iterator[str]:
    """The sentences of a file, or of what comes in if it is `-`, with what the atlas says to each.

    Raises GeoError for a text that cannot be read and a day that is none, OSError for a file that
    is not there.
    """
    _check_day(day)
    given = _given(place)
    atlas = checked_atlas(load(folder))
    read = _recogniser(atlas, folder).read(given.text, day or given.day)
    report = report_on(atlas, read)
    if as_json:
        yield json.dumps(report_json(report), ensure_ascii=False, indent=1)
        return
    for sentence in report.sentences:
        yield from _lines(sentence, report)
    counts = (f"{word.label}: {count}" for word, count in report.counts().items() if count)
    count = len(report.sentences)
    yield f"{count} {'sentence' if count == 1 else 'sentences'}. {', '.join(counts)}"


def new_article(
    folder: Path,
    place: str,
    origin: TextOrigin,
    sentences: Iterable[str] = (),
    settings: Iterable[str] = (),
) -> DraftedText:
    """Drafts of a source, an article, and a record for each sentence that was asked for.

    `place` is a file, `-` or a web address, which is fetched. `sentences` are numbers from 1, as
    `3` or `3=event`; `settings` are `SECTION.FIELD=VALUE`. Raises GeoError and OSError.
    """
    _check_day(origin.day)
    given = _fetched(place) if _ADDRESS.match(place) else _given(place)
    url = origin.url or (place if _ADDRESS.match(place) else "")
    loaded = load(folder)
    outlines = folder / OUTLINES
    ground = Ground(folder, loaded, read_countries(outlines) if outlines.exists() else None)
    atlas = checked_atlas(loaded)
    day = origin.day or given.day
    read = _recogniser(atlas, folder).read(given.text, day)
    whole = replace(
        origin, title=origin.title or given.title, day=day, url=url, language=read.language
    )
    chosen = tuple(_chosen(atlas, read, report_on(atlas, read), sentences))
    proposal = findings_proposal(whole, read, chosen, ground)
    found = drafts_of(proposal, filled_by(proposal, settings), ground)
    keys = {draft.id: key for key, made in found.items() for draft in made}
    drafts = tuple(draft for made in found.values() for draft in made)
    issues = sorted({*ground.issues(drafts), *OwnWords(given.text).issues(drafts)})
    problems = tuple(
        f"{keys.get(issue.record, issue.record)}.{issue.field}: {issue.found}. {issue.hint}"
        for issue in issues
    )
    patch = "" if problems else patch_of(with_drafts(drafts, ground.read), ground.read)
    return DraftedText(patch, problems, proposal, drafts)


def _check_day(day: str) -> None:
    try:
        checked(day or "2000")
    except ValueError as error:
        raise SettingError(f"--day '{day[:_SHORT]}' {error}") from None


def _given(place: str) -> ForeignText:
    if place == _STDIN:
        return read_text_file(sys.stdin.buffer.read(), "text.txt")
    if _ADDRESS.match(place):
        raise SettingError("a check takes a file or -; `geo article new` fetches a web address")
    return read_text_file(Path(place), Path(place).name)


def _fetched(url: str) -> ForeignText:
    # Most commands never ask the network.
    from geo.reading.texts.reader import fetch_text  # noqa: PLC0415

    return fetch_text(url)


def _recogniser(atlas: Atlas, folder: Path) -> Recogniser:
    return Recogniser(atlas, NameIndex(atlas, lambda: _towns(folder)))


def _towns(folder: Path) -> tuple[Town, ...]:
    try:
        return read_towns(folder)
    except DataError:
        return ()  # `python -m geo check` says what is wrong with the file


def _lines(sentence: CheckedSentence, report: TextReport) -> Iterator[str]:
    verdict = sentence.verdict
    words = " ".join(sentence.text.split())
    yield f"{sentence.number + 1:>3}  {SIGNS[verdict]} {verdict.label}  {words}"
    sources = {note.number: note.source.id for note in report.footnotes}
    for finding in sentence.findings:
        names = "; ".join(sources[number] for number in finding.notes)
        title = f"{finding.title}." if finding.title else ""
        said = " ".join(filter(None, (title, finding.said, finding.right)))
        yield f"{_INDENT}{SIGNS[finding.verdict]} {said}{f' [{names}]' if names else ''}"


def _chosen(
    atlas: Atlas, read: ReadText, report: TextReport, sentences: Iterable[str]
) -> Iterator[TextFinding]:
    """The findings that were asked for; any sentence can be one, whatever its verdict."""
    worth = text_findings(atlas, read, report)
    for asked in sentences:
        text, _, word = asked.partition("=")
        if not text.isdigit() or not 1 <= int(text) <= len(read.sentences):
            count = len(read.sentences)
            raise SettingError(f"'{text}' is no sentence of the text, which has {count}")
        if word and word not in list(Recorded):
            raise SettingError(f"'{word}' is none of {', '.join(Recorded)}")
        number = int(text) - 1
        found = worth.get(number) or TextFinding(number, read.sentences[number].mentions)
        yield replace(found, recorded=Recorded(word)) if word else found
