"""A given text read and checked, once for the session, while others are served."""

from dataclasses import dataclass, replace

import streamlit as st

from geo.records.errors import GeoError
from geo.records.texts import language, say
from geo.search.mentions.mention import ReadText
from geo.views.desk.answers import Answers, Question, answered, questions
from geo.views.desk.desk_page import SIGNS
from geo.views.desk.findings import text_findings
from geo.views.proposals.from_text import TextFinding, TextOrigin
from geo.views.text_check.report import TextReport, report_on
from pages.ui import cache
from pages.ui.address import held, put
from pages.ui.desk.given import GivenText
from pages.ui.html import as_written

_READ, _KEPT, _ANSWERS = "desk-read", "desk-checked", "desk-answers"
_SHORT = 90  # characters of a label
#: A text of so many sentences takes a while; how far it is told every so many.
_MANY, _STEP = 60, 20


@dataclass(frozen=True, eq=False)
class CheckedText:
    """A text with its report; `key` is another for another text, day, answer or language."""

    key: tuple[object, ...]
    origin: TextOrigin
    read: ReadText
    report: TextReport
    questions: tuple[Question, ...]
    answers: Answers

    def findings(self) -> dict[int, TextFinding]:
        """What can be recorded, by the number of its sentence: what is new comes first."""
        return text_findings(cache.atlas(), self.read, self.report)

    def label(self, number: int) -> str:
        """The beginning of the sentence of this number, to be chosen by."""
        sentence = self.report.sentences[number]
        words = " ".join(sentence.text.split())
        short = f"{words[:_SHORT]}…" if len(words) > _SHORT else words
        return f"{number + 1} {SIGNS[sentence.verdict]} {short}"


def kept_text() -> CheckedText | None:
    """The text that was checked last in this session."""
    kept = held(_KEPT)
    return kept if isinstance(kept, CheckedText) else None


def checked_text(given: GivenText) -> CheckedText | None:
    """The report of the text, made anew only where something about it changed.

    None, and a sentence on the page, for a text that is too long to be read at once.
    """
    answers = _answers(given.text)
    key = (given, tuple(answers.items()), language())
    kept = kept_text()
    if kept and kept.key == key:
        return kept
    bar = st.empty()

    def tell(done: int, count: int) -> None:
        if count > _MANY and done % _STEP == 0:
            words = say("Held against the atlas: {done} of {count}", done=done, count=count)
            bar.progress(done / count, words)

    with st.spinner(say("Reading the text…")):
        try:
            found = _read(given)
        except GeoError as error:
            st.error(as_written(str(error)))
            return None
        read = answered(found, answers)
        report = report_on(cache.atlas(), read, tell)
    bar.empty()
    origin = replace(given.origin, language=report.language)
    asked = questions(cache.atlas(), found)
    kept = CheckedText(key, origin, read, report, asked, answers)
    put(_KEPT, kept)
    return kept


def answer(text: str, question: Question, widget: str) -> None:
    """Keep what the reader chose in a widget as the answer, as long as the text is there."""
    put(_ANSWERS, (text, {**_answers(text), question.key: str(held(widget))}))


def _answers(text: str) -> Answers:
    kept = held(_ANSWERS)
    return kept[1] if isinstance(kept, tuple) and kept[0] == text else {}


def _read(given: GivenText) -> ReadText:
    """The text as it was read, kept for when only an answer changes."""
    key = (given.text, given.origin.day)
    kept = held(_READ)
    if isinstance(kept, tuple) and kept[0] == key:
        return kept[1]  # type: ignore[no-any-return]
    found = cache.recogniser().read(*key)
    put(_READ, (key, found))
    return found
