"""What of a report is worth a record: sentences with something new, or with other figures."""

from geo.search.mentions.mention import Figure, MentionKind, ReadSentence, ReadText
from geo.views.proposals.from_text import TextFinding
from geo.views.text_check.report import TextReport
from geo.views.text_check.verdict import Finding, SentenceVerdict

_WORTH = {SentenceVerdict.NEW, SentenceVerdict.DIFFERS}


def text_findings(read: ReadText, report: TextReport) -> dict[int, TextFinding]:
    """What can be recorded, by the number of its sentence.

    Those that say something new, or other than the atlas, come first; then all others in which
    anything was found, since a person may know better.
    """
    worth: dict[int, TextFinding] = {}
    others: dict[int, TextFinding] = {}
    for part, checked in zip(read.sentences, report.sentences, strict=True):
        findings = [finding for finding in checked.findings if finding.verdict in _WORTH]
        about = tuple(dict.fromkeys(link.id for found in findings for link in found.links))
        figures = (_figure(part, finding) for finding in findings or checked.findings)
        figure = next(filter(None, figures), None)
        if findings:
            worth[checked.number] = TextFinding(checked.number, part.mentions, about, figure)
        elif part.mentions:
            others[checked.number] = TextFinding(checked.number, part.mentions, figure=figure)
    return worth | others


def _figure(sentence: ReadSentence, finding: Finding) -> Figure | None:
    """The figure that a finding is about."""
    for mention in sentence.mentions:
        is_within = mention.start < finding.end and finding.start < mention.end
        if mention.kind is MentionKind.FIGURE and is_within:
            return mention.figure
    return None
