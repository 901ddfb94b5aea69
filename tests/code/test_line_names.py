"""A line has one name, whoever shows it."""

from geo.analysis.line_names import between, line_name
from geo.atlas import Atlas
from geo.records.loaded import Loaded
from tests.builders import line, site

A, B = site("alfa", 66, 30), site("bravo", 66, 31)


def test_the_label_stands_before_the_ends() -> None:
    atlas = Atlas(Loaded(sites=(A, B)))
    assert line_name(atlas, line(A, B)) == "Alfa – Bravo"
    assert line_name(atlas, line(A, B, label="N-5")) == "N-5: Alfa – Bravo"


def test_a_place_that_is_missing_goes_by_its_id() -> None:
    atlas = Atlas(Loaded(sites=(A,)))
    assert line_name(atlas, line(A, B)) == "Alfa – site-bravo"
    assert between(atlas, ()) == ""
