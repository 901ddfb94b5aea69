"""The one list of what points to what is complete."""

import pytest

from geo.records.kinds import KINDS
from geo.records.model import Article, Record, Source
from geo.records.references import Reference, references, sources_of

#: Every kind that names others.
RECORDS = [kind.model for kind in KINDS if kind.is_record]


def article(body: str) -> Article:
    return Article(id="art-a", source_id="src-a", title="A", about_ids=("line",), body=body)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_no_field_that_holds_ids_is_forgotten(kind: type[Record]) -> None:
    fields = [
        name for name in kind.model_fields if name.endswith(("_id", "_ids")) or name == "rung_for"
    ]
    values = dict.fromkeys(fields, ("x",)) | {name: "x" for name in fields if name.endswith("_id")}
    known = {"id": "y", "options": (), "signs": (), "body": "text"}
    record = kind.model_construct(**(known | values))
    assert {reference.field for reference in references(record)} == set(fields)


def test_links_and_footnotes_are_references() -> None:
    body = "See [[site-a]], [[site-a|Alfa]] and [[line]].[^src-b] [^src-b]: [a](http://x) [^](y)"
    in_body = [reference for reference in references(article(body)) if reference.field == "body"]
    assert in_body == [
        Reference("body", "src-b", Source),
        Reference("body", "site-a", Record),
        Reference("body", "line", Record),
    ]


def test_a_record_cites_each_source_once() -> None:
    assert sources_of(article("A.[^src-b] B.[^src-a]")) == ("src-a", "src-b")
