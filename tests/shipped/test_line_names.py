"""A line has one name, whoever shows it."""

from geo.analysis.line_names import between, line_name
from geo.atlas import Atlas
from geo.records.loaded import Loaded
from geo.views.panels import segment_panel
from geo.views.tables.relations import name_of
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


def test_panel_and_table_call_a_line_the_same(shipped_atlas: Atlas) -> None:
    for segment in shipped_atlas.segments:
        name = line_name(shipped_atlas, segment)
        assert segment_panel(shipped_atlas, segment).name == name
        assert name_of(shipped_atlas, segment.id) == name
