"""Every id that a record names, in a field or in its text; `kinds` says what points to what."""

from collections.abc import Iterator
from typing import NamedTuple

from geo.records.kinds import kind_of
from geo.records.model import Article, Claim, Project, Record, Segment, Source, Trap
from geo.records.sentences import DATE_REF, MARK


class Reference(NamedTuple):
    """One id inside a record: the field it stands in and the kind of record it names."""

    field: str
    id: str
    kind: type[Record]


def references(record: Record) -> Iterator[Reference]:
    """Every id that a record names, in the order of its fields, each once per field."""
    for field, kind in kind_of(type(record)).points_to.items():
        value = getattr(record, field)
        ids = (value,) if isinstance(value, str) else value or ()
        yield from (Reference(field, record_id, kind) for record_id in dict.fromkeys(ids))
    if isinstance(record, Project):
        yield from _references_in_stretches(record)
        for number, option in enumerate(record.options):
            field = f"options[{number}].source_ids"
            yield from (
                Reference(field, source_id, Source)
                for source_id in dict.fromkeys(option.source_ids)
            )
        yield from _references_in_chain(record)
    if isinstance(record, Trap):
        for number, sign in enumerate(record.signs):
            field = f"signs[{number}].names"
            yield from (Reference(field, name, Record) for name in dict.fromkeys(sign.names))
    if isinstance(record, Article):
        yield from _references_in_body(record.body)


def _references_in_stretches(project: Project) -> Iterator[Reference]:
    for number, stretch in enumerate(project.runs_over):
        field = f"runs_over[{number}]"
        ids = dict.fromkeys(stretch.segment_ids)
        yield from (Reference(f"{field}.segment_ids", name, Segment) for name in ids)
        sources = dict.fromkeys(stretch.source_ids)
        yield from (Reference(f"{field}.source_ids", name, Source) for name in sources)


def _references_in_chain(project: Project) -> Iterator[Reference]:
    for number, link in enumerate(project.chain):
        field = f"chain[{number}]"
        yield Reference(f"{field}.record_id", link.record_id, Record)
        yield from (Reference(f"{field}.claim_ids", claim_id, Claim) for claim_id in link.claim_ids)
        yield from (
            Reference(f"{field}.source_ids", source_id, Source) for source_id in link.source_ids
        )


def _references_in_body(body: str) -> Iterator[Reference]:
    """Footnotes first, then what its words name; a date is no record."""
    found = list(MARK.finditer(body))
    for source_id in dict.fromkeys(mark["source"] for mark in found if mark["source"]):
        yield Reference("body", source_id, Source)
    for ref in dict.fromkeys(mark["ref"] for mark in found if mark["ref"]):
        if not DATE_REF.fullmatch(ref):
            yield Reference("body", ref, Record)


def sources_of(record: Record) -> tuple[str, ...]:
    """Ids of the sources that a record cites, in whatever field or footnote, each once."""
    return tuple(dict.fromkeys(ref.id for ref in references(record) if ref.kind is Source))
