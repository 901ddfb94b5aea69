"""Read and check the marked texts with what the app reads and checks them with."""

from geo.atlas import Atlas
from geo.rules.open_atlas import open_atlas
from geo.search.gazetteer import read_towns
from geo.search.mentions.recognise import Recogniser
from geo.search.search import NameIndex
from geo.views.text_check.report import TextReport, check_text
from tests.bench import extraction_report, report
from tests.bench.extraction import score, seconds_for
from tests.bench.extraction_report import LONGEST, Extraction, Spent
from tests.bench.marked_texts import marked_texts
from tests.browser.server import ROOT

_COMMAND = "python -m tests.bench extraction"
_DAY = "2026-01-01"
_DATA = ROOT / "data"


def read_texts() -> Extraction:
    """Scores over all texts, and the times for long ones."""
    atlas = open_atlas(_DATA)
    reader = Recogniser(atlas, NameIndex(atlas, lambda: read_towns(_DATA)))

    def traps(text: str, day: str) -> frozenset[str]:
        return _traps(atlas, check_text(atlas, reader, text, day))

    texts = tuple(marked_texts())
    scored = tuple(score(atlas, texts, reader.read, traps))
    english = [text for text in texts if text.language == "en"]
    spent = tuple(
        Spent(
            words,
            seconds_for(words, english, lambda text: reader.read(text, _DAY)),
            seconds_for(words, english, lambda text: traps(text, _DAY)),
        )
        for words in LONGEST
    )
    return Extraction(scored, spent)


def keep(run: Extraction) -> None:
    """Write the raw figures and the section of RESULTS.md."""
    extraction_report.write(run)
    conditions = f"{report.measured_by(_COMMAND)}: {report.machine()}."
    report.put_section(extraction_report.section(run, conditions))


def _traps(atlas: Atlas, found: TextReport) -> frozenset[str]:
    """Ids of the traps that a report on a text names."""
    known = {trap.id for trap in atlas.traps}
    return frozenset(
        record_id
        for sentence in found.sentences
        for finding in sentence.findings
        for record_id in finding.record_ids
        if record_id in known
    )
