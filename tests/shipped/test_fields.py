"""The field lists of data/README.md are those of the records."""

from pathlib import Path

from geo.pipeline import field_docs

README = Path(__file__).parents[2] / "data" / "README.md"


def test_the_readme_lists_the_fields_of_today() -> None:
    text = README.read_text(encoding="utf-8")
    same = text == field_docs.with_field_tables(text)
    assert same, f"data/README.md is out of date; run `{field_docs.COMMAND}`"
