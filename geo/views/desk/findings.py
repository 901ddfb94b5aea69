"""What of a report is worth a record: sentences with something new, or with other figures."""

from collections.abc import Iterator

from geo.search.mentions.mention import Figure, MentionKind, ReadSentence, ReadText
from geo.views.proposals.from_text import TextFinding
from geo.views.text_check.report import TextReport
from geo.views.text_check.verdict import Finding, SentenceVerdict

_WORTH = {SentenceVerdict.NEW, SentenceVerdict.DIFFERS}


def text_findings(read: ReadText, report: TextReport) -> Iterator[TextFinding]:
    """A finding for each sentence that says something new, or other than the atlas."""
    for part, checked in zip(read.sentences, report.sentences, strict=True):
        worth = [finding for finding in checked.findings if finding.verdict in _WORTH]
        if worth:
            figure = next(filter(None, (_figure(part, finding) for finding in worth)), None)
            yield TextFinding(checked.number, part.mentions, figure)


def _figure(sentence: ReadSentence, finding: Finding) -> Figure | None:
    """The figure that a finding is about."""
    for mention in sentence.mentions:
        is_within = mention.start < finding.end and finding.start < mention.end
        if mention.kind is MentionKind.FIGURE and is_within:
            return mention.figure
    return None
