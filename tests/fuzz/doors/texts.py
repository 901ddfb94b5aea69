"""Texts that readers paste: read, held against the atlas, shown, given away and made drafts of."""

import json
from dataclasses import dataclass
from functools import cache as kept

from hypothesis import strategies as st

from geo.pipeline.contributions.drafts import with_drafts
from geo.reading.texts.limits import TextLimits
from geo.reading.texts.reader import pasted_text
from geo.records.dates import checked, today
from geo.records.texts import language
from geo.search.mentions.mention import ReadText
from geo.views.desk.answers import questions
from geo.views.desk.desk_page import FROM_RIGHT, SIGNS, desk_view, map_of, record_href
from geo.views.desk.findings import text_findings
from geo.views.proposals.from_text import TextOrigin, findings_proposal
from geo.views.proposals.proposal import drafts_of
from geo.views.text_check.as_json import claim_reviews, report_json
from geo.views.text_check.report import TextReport, report_on
from pages.ui import cache
from pages.ui.html import render
from tests.fuzz.alive import live_markup
from tests.fuzz.doors.door import Door, FaultError, check_sentence
from tests.fuzz.doors.requests import names
from tests.fuzz.sayings import HALVES, ODD, texts_of

_LIMITS = TextLimits()
_MOST_RECORDED = 3


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text as it is pasted, with what its reader says of it.

    `is_drafted` says that its findings are made records, which takes ten times as long.
    """

    text: str
    title: str
    publisher: str
    day: str
    url: str
    is_drafted: bool


@kept
def _sentences() -> tuple[str, ...]:
    """Sentences of articles and events of the atlas."""
    atlas = cache.atlas()
    bodies = [part for article in atlas.articles for part in article.body.split("\n") if part]
    told = [event.text for event in atlas.events if event.text]
    return tuple(dict.fromkeys([*bodies[:600], *told[:300]]))


def _pasted() -> st.SearchStrategy[Pasted]:
    text = st.one_of(texts_of(_sentences(), names()), texts_of(_sentences(), names()), HALVES)
    day = st.one_of(st.sampled_from(("", "2025-07-11", "2025-07", "2024", "~2025")), ODD)
    url = st.one_of(st.sampled_from(("", "https://herald.example/a")), ODD)
    drafted = st.integers(1, 8).map(lambda chance: chance == 5)
    return st.builds(Pasted, text, ODD, ODD, day, url, drafted)


def checked_text(pasted: Pasted) -> str:
    """What came of a text; raises FaultError where a promise is broken."""
    given = pasted_text(pasted.text, _LIMITS)
    try:
        day = checked(pasted.day.strip()) if pasted.day.strip() else ""
    except ValueError:
        day = ""  # the page says so and goes no further
    read = cache.recogniser().read(given.text, day)
    report = report_on(cache.atlas(), read)
    _check_report(read, report)
    _check_shown(read, report)
    origin = TextOrigin(pasted.title, pasted.publisher, day, pasted.url, report.language)
    drafted = _drafted(origin, read, report) if pasted.is_drafted else "checked"
    found = [f.verdict.value for s in report.sentences for f in s.findings]
    return f"{drafted}, {'with' if found else 'without'} findings"


def _check_report(read: ReadText, report: TextReport) -> None:
    if len(read.sentences) != len(report.sentences):
        raise FaultError("a sentence is lost")
    end = 0
    for sentence in report.sentences:
        if not end <= sentence.start <= sentence.end <= len(read.text):
            raise FaultError(f"a sentence from {sentence.start} to {sentence.end} after {end}")
        end = sentence.end
        for mention in sentence.mentions:
            if not sentence.start <= mention.start < mention.end <= sentence.end:
                raise FaultError(
                    f"a mention from {mention.start} to {mention.end} leaves {sentence}"
                )
        for finding in sentence.findings:
            check_sentence(f"{finding.title} {finding.said} {finding.right}")


def _check_shown(read: ReadText, report: TextReport) -> None:
    """The page of it, and its files: no part of the text is alive, or missing."""
    atlas = cache.atlas()
    questions(atlas, read)
    map_of(atlas, report)
    for made in (report_json(report), claim_reviews(report, "https://atlas.example/", today(), "")):
        json.dumps(made, allow_nan=False)
    html = render(
        "desk",
        view=desk_view(atlas, read, report),
        signs=SIGNS,
        href=lambda name: record_href(atlas, name),
        language=language(),
        direction="rtl" if language() in FROM_RIGHT else "ltr",
    )
    if alive := live_markup(html):
        raise FaultError(f"the page holds {alive[:3]}")


def _drafted(origin: TextOrigin, read: ReadText, report: TextReport) -> str:
    """Drafts of the first findings: told what is missing, or records that the rules accept."""
    ground = cache.ground()
    findings = text_findings(cache.atlas(), read, report)
    chosen = list(findings.values())[:_MOST_RECORDED]
    proposal = findings_proposal(origin, read, chosen, ground)
    drafts = tuple(made for found in drafts_of(proposal, {}, ground).values() for made in found)
    issues = ground.issues(drafts)
    for issue in issues:
        check_sentence(issue.sentence())
    if issues:
        return "told"
    with_drafts(drafts, ground.read)
    return "drafted"


PASTED = Door("texts", _pasted, checked_text, seconds=6, share=20)
