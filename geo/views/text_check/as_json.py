"""A report for other programs: JSON of our own, and ClaimReview of schema.org as JSON-LD.

Neither repeats the text: a sentence is quoted where the atlas says something to it.
"""

from typing import Any

from geo.records.dates import Day
from geo.views.components import Footnote, RecordLink
from geo.views.text_check.report import CheckedSentence, ShownMention, TextReport
from geo.views.text_check.verdict import Finding, SentenceVerdict

Json = dict[str, Any]
#: Version of the field names; it changes when one changes its meaning.
VERSION = 1
_BEST, _WORST = 5, 1


def report_json(report: TextReport) -> Json:
    """The report with field names that stay as they are; docs/text-report.md describes them."""
    return {
        "version": VERSION,
        "language": report.language,
        "day": report.day or None,
        "counts": {word.value: count for word, count in report.counts().items()},
        "sentences": [_sentence(sentence) for sentence in report.sentences],
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "lon": place.lon,
                "lat": place.lat,
                "sentences": list(place.sentences),
            }
            for place in report.places
        ],
        "sources": [_source(footnote) for footnote in report.footnotes],
    }


def _sentence(sentence: CheckedSentence) -> Json:
    spoken_of = sentence.verdict is not SentenceVerdict.NOTHING
    return {
        "number": sentence.number,
        "start": sentence.start,
        "end": sentence.end,
        "verdict": sentence.verdict.value,
        "text": sentence.text if spoken_of else None,
        "mentions": [_mention(mention) for mention in sentence.mentions],
        "findings": [_finding(finding) for finding in sentence.findings],
    }


def _mention(mention: ShownMention) -> Json:
    return {
        "start": mention.start,
        "end": mention.end,
        "kind": mention.kind.value,
        "records": [link.id for link in mention.links],
        "date": mention.value or None,
    }


def _finding(finding: Finding) -> Json:
    return {
        "verdict": finding.verdict.value,
        "start": finding.start,
        "end": finding.end,
        "title": finding.title or None,
        "said": finding.said,
        "right": finding.right or None,
        "since": finding.since or None,
        "who": finding.who or None,
        "doubtful": finding.is_doubtful,
        "taken_back": finding.is_taken_back,
        "facts": [
            {"figure": fact.value, "scope": fact.label, "sources": list(fact.notes)}
            for fact in finding.facts
        ],
        "records": list(finding.record_ids),
        "links": [_link(link) for link in finding.links],
        "sources": list(finding.notes),
    }


def _link(link: RecordLink) -> Json:
    return {"id": link.id, "name": link.text}


def _source(footnote: Footnote) -> Json:
    source = footnote.source
    return {
        "number": footnote.number,
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date_published,
        "url": source.url or source.archive_url,
    }


def claim_reviews(report: TextReport, origin: str, today: Day, text_url: str = "") -> Json:
    """One ClaimReview for each sentence that the atlas rates, as one JSON-LD graph.

    `origin` is the address of this atlas; `text_url` that of the text, where it came from one.
    """
    reviews = [
        _review(report, sentence, origin, today, text_url)
        for sentence in report.sentences
        if _rated(sentence)
    ]
    return {"@context": "https://schema.org", "@graph": reviews}


def _rated(sentence: CheckedSentence) -> Finding | None:
    """The weightiest finding that has a rating; none where the atlas only lacks something."""
    return next((finding for finding in sentence.findings if finding.rating), None)


def _review(
    report: TextReport, sentence: CheckedSentence, origin: str, today: Day, text_url: str
) -> Json:
    finding = _rated(sentence)
    assert finding is not None  # noqa: S101 - only rated sentences come here
    item: Json = {"@type": "Claim"}
    if report.day:
        item["datePublished"] = report.day
    if text_url:
        item["appearance"] = {"@type": "CreativeWork", "url": text_url}
    return {
        "@type": "ClaimReview",
        "url": f"{origin}desk#s{sentence.number}",
        "datePublished": today.isoformat(),
        "inLanguage": report.language,
        "author": {"@type": "Organization", "name": "Corridor Atlas", "url": origin},
        "claimReviewed": sentence.text,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": finding.rating,
            "bestRating": _BEST,
            "worstRating": _WORST,
            "alternateName": finding.verdict.label,
            "ratingExplanation": " ".join(filter(None, (finding.said, finding.right))),
        },
    }
