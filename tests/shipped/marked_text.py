"""Texts with their mentions marked by hand, so that verdicts are tested without a recogniser."""

import re

from geo.records.sentences import DATE_REF, MARK, sentence_spans
from geo.search.mentions.mention import (
    Figure,
    Mention,
    MentionKind,
    ReadSentence,
    ReadText,
    Unit,
)

_FIGURE = re.compile(r"(~?)([\d.]+)(?:/([\d.]+))? (\S+?)(?: a (\w+))?")
_KINDS = {"site-": MentionKind.PLACE, "per-": MentionKind.PERSON, "seg-": MentionKind.LINE}


def marked_text(text: str, language: str = "en", day: str = "") -> ReadText:
    """A text with marks `[[site-psm|the mill]]`, `[[2025-07|July]]`, `[[~4.6/4.8 USD|…]]`, read."""
    plain, mentions, at = "", [], 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        start = len(plain)
        plain += found["words"]
        mentions.append(_mention(start, len(plain), found["ref"]))
        at = found.end()
    plain += text[at:]
    sentences = tuple(
        ReadSentence(first, last, tuple(m for m in mentions if first <= m.start < last))
        for first, last in sentence_spans(plain)
    )
    return ReadText(plain, language, day, sentences)


def _mention(start: int, end: int, ref: str) -> Mention:
    if DATE_REF.fullmatch(ref):
        return Mention(start, end, MentionKind.DATE, date=ref)
    figure = _FIGURE.fullmatch(ref)
    if figure:
        low = float(figure[2])
        high = float(figure[3] or figure[2])
        value = Figure(low, high, Unit(figure[4]), figure[5] or "", bool(figure[1]))
        return Mention(start, end, MentionKind.FIGURE, figure=value)
    kind = next((kind for sign, kind in _KINDS.items() if ref.startswith(sign)), None)
    return Mention(start, end, kind or MentionKind.PROJECT, record_ids=(ref,))
