"""A shipped line has one name on panel and in table."""

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.views.panels import segment_panel
from geo.views.tables.relations import name_of


def test_panel_and_table_call_a_line_the_same(shipped_atlas: Atlas) -> None:
    for segment in shipped_atlas.segments:
        name = line_name(shipped_atlas, segment)
        assert segment_panel(shipped_atlas, segment).name == name
        assert name_of(shipped_atlas, segment.id) == name
