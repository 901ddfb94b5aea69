"""Each figure as a statement, in JSON-LD shaped as Wikidata does: subject, property, value, rank.

A figure is what a source says, no more: statements that disagree stand side by side, none is
preferred. Only a length that the positions of its own ends rule out is deprecated.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from geo.analysis.claims import ruled_out
from geo.atlas import Atlas
from geo.records.model import Claim, CorridorFigure, Segment
from geo.views.exports.bundle import FileOrigin
from geo.views.links import HERE, page_link

_CONTEXT = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "statements": "@graph",
    "subject": {"@id": "schema:about", "@type": "@id"},
    "property": "schema:propertyID",
    "value": "schema:value",
    "low": "schema:minValue",
    "high": "schema:maxValue",
    "unit": "schema:unitText",
    "scope": "schema:description",
    "date": "schema:observationDate",
    "who": "schema:creator",
    "confidence": "schema:reviewRating",
    "first_seen": {"@id": "schema:dateCreated", "@type": "xsd:date"},
    "last_checked": {"@id": "schema:dateModified", "@type": "xsd:date"},
    "references": "prov:wasDerivedFrom",
    "rank": {"@id": "wikibase:rank", "@type": "@vocab"},
    "normal": "wikibase:NormalRank",
    "deprecated": "wikibase:DeprecatedRank",
    "title": "schema:name",
    "publisher": "schema:publisher",
    "url": {"@id": "schema:url", "@type": "@id"},
    "published": "schema:datePublished",
}


def statements(atlas: Atlas, origin: FileOrigin, home: str) -> dict[str, Any]:
    """All statements; `home` is the address of the atlas, with a slash at its end."""
    found = [*_claims(atlas), *_lengths(atlas), *_performance(atlas)]
    return {
        "@context": {"@base": f"{home}atlas/export/statements.jsonld", **_CONTEXT},
        "metadata": {name: text for name, text in origin.members().items() if name != "sources"},
        "statements": [_with_links(item, home) for item in found],
    }


def _claims(atlas: Atlas) -> Iterator[dict[str, Any]]:
    for claim in atlas.claims:
        reason = ruled_out(atlas, claim)
        yield {
            **_common(atlas, claim, claim.subject_id),
            "property": claim.quantity.value,
            **_value(claim.low, claim.high, claim.text),
            "unit": claim.quantity.unit or None,
            "scope": claim.scope,
            "extent": claim.extent.value,
            "date": claim.date,
            "who": claim.who,
            "confidence": claim.confidence.value,
            "rank": "deprecated" if reason else "normal",
            "deprecated_because": reason,
        }


def _lengths(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Lengths in print of exactly one line."""
    for line in atlas.segments:
        if line.published_length_km:
            sources = [line.published_length_source_id or ""]
            yield {
                **_common(atlas, line, line.id, sources),
                "@id": f"#{line.id}-length",
                "property": "length-km",
                "value": line.published_length_km,
                "unit": "km",
                "scope": line.published_length_scope,
                "confidence": line.confidence.value,
                "rank": "normal",
            }


def _performance(atlas: Atlas) -> Iterator[dict[str, Any]]:
    for figure in atlas.corridor_figures:
        subject = figure.site_ids[0] if figure.site_ids else ""
        yield {
            **_common(atlas, figure, subject),
            "property": figure.measure.value,
            "value": figure.value,
            "unit": figure.measure.unit or None,
            "scope": ", ".join(filter(None, (figure.country, figure.mode, figure.direction))),
            "date": figure.year,
            "confidence": figure.confidence.value,
            "rank": "normal",
        }


def _common(
    atlas: Atlas,
    record: Claim | Segment | CorridorFigure,
    subject: str,
    source_ids: Iterable[str] = (),
) -> dict[str, Any]:
    ids = tuple(source_ids) or record.source_ids
    sources = [source for source_id in ids if (source := atlas.find_source(source_id))]
    read = sorted(source.date_accessed for source in sources)
    return {
        "@id": f"#{record.id}",
        "@type": "wikibase:Statement",
        "subject": subject,
        "first_seen": read[0] if read else None,
        "last_checked": read[-1] if read else None,
        "references": [
            {
                "@id": f"#{source.id}",
                "title": source.title,
                "publisher": source.publisher,
                "url": source.url,
                "published": source.date_published,
            }
            for source in sources
        ],
    }


def _value(low: float | None, high: float | None, text: str | None) -> dict[str, Any]:
    if low is None:
        return {"value": text}
    return {"value": low} if high is None else {"low": low, "high": high}


def _with_links(item: dict[str, Any], home: str) -> dict[str, Any]:
    """The statement without what is not known; its subject is an address.

    What is said of a country or of all corridors has no record: its address is the table of it.
    """
    subject = item["subject"]
    table = page_link("data", table="Corridor figures")
    said = {**item, "subject": home + (page_link(HERE, select=subject) if subject else table)}
    return {name: value for name, value in said.items() if value is not None}
