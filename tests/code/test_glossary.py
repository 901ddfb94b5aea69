"""Every field of every record is explained, once and in plain words."""

import pytest

from geo.pipeline.field_docs import RECORDS
from geo.records import glossary
from geo.records.errors import GeoError
from geo.records.glossary import meaning
from geo.records.model import Names, Segment, Site

FIELDS = [(kind, field) for kind in RECORDS for field in kind.model_fields]
UNITS = {"_km": "kilometre", "_mm": "millimetre", "_m": "metre", "_acres": "acre"}


def test_every_field_has_a_meaning_in_a_short_sentence() -> None:
    meanings = {f"{kind.__name__}.{field}": meaning(kind, field) for kind, field in FIELDS}
    assert {name: words for name, words in meanings.items() if not _is_short(words)} == {}


def _is_short(words: str) -> bool:
    is_sentence = words[0].isupper() and words.endswith(".") and len(words) <= 120
    return is_sentence and not any(mark in words for mark in "`|<>_")


@pytest.mark.parametrize(("ending", "unit"), UNITS.items())
def test_a_unit_in_the_name_is_told_in_the_meaning(ending: str, unit: str) -> None:
    named = [(kind, field) for kind, field in FIELDS if field.endswith(ending)]
    assert named
    assert all(unit in meaning(kind, field) for kind, field in named)


def test_nothing_is_explained_that_does_not_exist() -> None:
    explained = {(kind, field) for kind, own in glossary._OWN.items() for field in own}
    assert explained <= set(FIELDS)
    assert set(glossary._EVERYWHERE) <= {field for _, field in FIELDS}


def test_names_are_explained_by_their_language() -> None:
    assert meaning(Names, "ur") == "Name in Urdu."


def test_a_field_that_nobody_explained_is_named() -> None:
    told = r"Site\.shoe_size has no meaning; add it to geo/records/kinds"
    with pytest.raises(GeoError, match=told):
        meaning(Site, "shoe_size")


def test_lengths_are_told_apart() -> None:
    lengths = {meaning(Segment, field) for field in ("published_length_km", "network_km")}
    assert len(lengths) == 2
