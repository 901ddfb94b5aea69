"""Read and check the marked texts with what the app reads and checks them with."""

import importlib
from typing import Any

from geo.atlas import Atlas
from geo.rules.open_atlas import open_atlas
from geo.search.gazetteer import read_towns
from geo.search.search import NameIndex
from tests.bench import extraction_report, report
from tests.bench.extraction import score, seconds_for
from tests.bench.extraction_report import LONGEST, Extraction, Spent
from tests.bench.marked_texts import marked_texts
from tests.browser.server import ROOT

_COMMAND = "python -m tests.bench extraction"
_DAY = "2026-01-01"
_RECOGNISER = "geo.search.mentions.recognise"
_CHECK = "geo.views.text_check.report"
_DATA = ROOT / "data"


def read_texts() -> Extraction:
    """Scores over all texts, and the times for long ones; no traps as long as nothing finds any."""
    atlas = open_atlas(_DATA)
    names = NameIndex(atlas, lambda: read_towns(_DATA))
    reader = importlib.import_module(_RECOGNISER).Recogniser(atlas, names)
    check = _check_text()

    def traps(text: str, day: str) -> frozenset[str]:
        return _traps(atlas, check(atlas, reader, text, day)) if check else frozenset()

    texts = tuple(marked_texts())
    scored = tuple(score(atlas, texts, reader.read, traps if check else None))
    english = [text for text in texts if text.language == "en"]
    spent = tuple(
        Spent(
            words,
            seconds_for(words, english, lambda text: reader.read(text, _DAY)),
            seconds_for(words, english, lambda text: traps(text, _DAY)) if check else None,
        )
        for words in LONGEST
    )
    return Extraction(scored, spent)


def _check_text() -> Any:
    try:
        return importlib.import_module(_CHECK).check_text
    except ModuleNotFoundError:
        return None


def keep(run: Extraction) -> None:
    """Write the raw figures and the section of RESULTS.md."""
    extraction_report.write(run)
    conditions = f"{report.measured_by(_COMMAND)}: {report.machine()}."
    report.put_section(extraction_report.section(run, conditions))


def _traps(atlas: Atlas, found: Any) -> frozenset[str]:
    """Ids of the traps that a report on a text names."""
    known = {trap.id for trap in getattr(atlas, "traps", ())}
    return frozenset(
        record_id
        for sentence in found.sentences
        for finding in sentence.findings
        for record_id in finding.record_ids
        if record_id in known
    )
