"""What of a report can be recorded: sentences with something new or other come first."""

from geo.atlas import Atlas
from geo.records.model import Claim
from geo.search.mentions.mention import Figure, MentionKind, ReadSentence, ReadText
from geo.views.proposals.from_text import TextFinding
from geo.views.text_check.report import CheckedSentence, TextReport
from geo.views.text_check.verdict import Finding, SentenceVerdict

_WORTH = {SentenceVerdict.NEW, SentenceVerdict.DIFFERS}


def text_findings(atlas: Atlas, read: ReadText, report: TextReport) -> dict[int, TextFinding]:
    """What can be recorded, by the number of its sentence.

    Those that say something new, or other than the atlas, come first; then all others in which
    anything was found, since a person may know better.
    """
    worth: dict[int, TextFinding] = {}
    others: dict[int, TextFinding] = {}
    for part, checked in zip(read.sentences, report.sentences, strict=True):
        if any(finding.verdict in _WORTH for finding in checked.findings):
            worth[checked.number] = _finding(atlas, part, checked)
        elif part.mentions:
            others[checked.number] = _finding(atlas, part, checked)
    return worth | others


def _finding(atlas: Atlas, sentence: ReadSentence, checked: CheckedSentence) -> TextFinding:
    """The first figure that the atlas speaks of, and what its own figures of that are about."""
    worth = [finding for finding in checked.findings if finding.verdict in _WORTH]
    findings = worth or checked.findings
    figure = next(filter(None, (_figure(sentence, finding) for finding in findings)), None)
    claims = [
        claim
        for finding in findings
        for name in finding.record_ids
        if isinstance(claim := atlas.find(name), Claim)
    ]
    about = (claim.subject_id for claim in claims)
    links = (link.id for finding in worth for link in finding.links)
    measures = {claim.quantity for claim in claims}
    return TextFinding(
        checked.number,
        sentence.mentions,
        tuple(dict.fromkeys((*about, *links))),
        figure,
        measures.pop() if len(measures) == 1 else None,
    )


def _figure(sentence: ReadSentence, finding: Finding) -> Figure | None:
    """The figure that a finding is about."""
    for mention in sentence.mentions:
        is_within = mention.start < finding.end and finding.start < mention.end
        if mention.kind is MentionKind.FIGURE and is_within:
            return mention.figure
    return None
