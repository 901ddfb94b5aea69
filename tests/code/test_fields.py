"""Field lists are written from the records: each field, each word, between two marks."""

from pathlib import Path

import pytest

from geo.__main__ import main
from geo.pipeline import field_docs
from geo.records import glossary, model, vocab
from geo.records.errors import GeoError
from geo.records.model import AnyRecord, Record


def rows(heading: str) -> list[str]:
    part = field_docs.field_tables().partition(f"#### {heading}\n")[2].partition("\n#")[0]
    return [line for line in part.splitlines() if line.startswith("| `")]


def test_the_command_writes_the_tables(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(
        f"before\n{field_docs.BEGIN}\nold\n{field_docs.END}\nafter\n", encoding="utf-8"
    )
    assert main(["fields", str(tmp_path)]) == 0
    expected = (
        f"before\n{field_docs.BEGIN}\n\n{field_docs.field_tables()}\n{field_docs.END}\nafter\n"
    )
    assert readme.read_text(encoding="utf-8") == expected


def test_the_command_says_that_the_markers_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("no markers\n", encoding="utf-8")
    assert main(["fields", str(tmp_path)]) == 1
    assert field_docs.BEGIN in capsys.readouterr().err
    assert readme.read_text(encoding="utf-8") == "no markers\n"


def test_writing_twice_changes_nothing() -> None:
    once = field_docs.with_field_tables(f"{field_docs.BEGIN}{field_docs.END}")
    assert field_docs.with_field_tables(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "",
        field_docs.BEGIN,
        field_docs.END + field_docs.BEGIN,
        field_docs.BEGIN + field_docs.BEGIN + field_docs.END,
        field_docs.BEGIN + field_docs.END + field_docs.END,
    ],
    ids=["none", "no end", "wrong order", "two beginnings", "two ends"],
)
def test_markers_must_stand_once_and_in_order(text: str) -> None:
    with pytest.raises(GeoError, match="each once"):
        field_docs.with_field_tables(text)


def test_every_record_is_listed() -> None:
    kinds = {kind for kind in vars(model).values() if isinstance(kind, type)}
    records = {kind for kind in kinds if issubclass(kind, Record)} - {Record, AnyRecord}
    assert set(field_docs.RECORDS) == records


@pytest.mark.parametrize("kind", field_docs.RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_record_has_a_row(kind: type[Record]) -> None:
    names = [line.split("`")[1] for line in rows(kind.__name__)]
    assert names == list(kind.model_fields)


#: Words that records may use; those that the atlas concludes stand in no file.
RECORDED = [word for word in vocab.Word.__subclasses__() if word.__module__ == vocab.__name__]


@pytest.mark.parametrize("words", RECORDED, ids=lambda words: words.__name__)
def test_every_word_has_a_row_with_its_meaning(words: type[vocab.Word]) -> None:
    lines = rows(words.__name__)
    assert [line.split("`")[1] for line in lines] == [str(word) for word in words]
    assert all(word.meaning in line for word, line in zip(words, lines, strict=True))


@pytest.mark.parametrize(
    ("record", "field", "takes"),
    [
        ("Source", "`url`", "web address | no"),
        ("Source", "`language`", "language code (ISO 639-1) | no, `en` if left out"),
        ("Project", "`layer`", "`true` or `false` | no, `true` if left out"),
        ("Site", "`location_error_km`", "number above 0 | no"),
        ("Site", "`breaks_gauge_mm`", "2 track gauges in mm | no"),
        ("Segment", "`lifecycle`", "a word of [Lifecycle](#lifecycle) | yes"),
        ("Segment", "`via_ids`", "list of ids | no"),
        ("Event", "`source_ids`", "list of ids, at least 1 | yes"),
    ],
)
def test_a_row_says_what_the_field_takes(record: str, field: str, takes: str) -> None:
    (row,) = (line for line in rows(record) if line.startswith(f"| {field} |"))
    assert row.endswith(f"| {takes} |")


def test_a_row_says_what_the_field_means() -> None:
    (row,) = (line for line in rows("Segment") if line.startswith("| `network_km` |"))
    assert glossary.meaning(model.Segment, "network_km") in row


def test_every_lifecycle_word_is_compared_with_the_words_of_others() -> None:
    part = field_docs.field_tables().partition("### Lifecycle words elsewhere\n")[2]
    for word in vocab.Lifecycle:
        assert f"| `{word}` | {word.elsewhere[0]} | {word.elsewhere[1]} |" in part
