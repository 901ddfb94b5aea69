"""Charts of a project: a mark for each figure, on an axis that clips none, and a bar a state."""

import re
from types import SimpleNamespace

import pytest

from geo.records.vocab import Lifecycle, Quantity
from geo.views.pages.project_charts import figure_charts, share_groups
from geo.views.pages.project_page import PlottedFigure, Share
from pages.ui.html import render

#: What a chart says of the page that it stands on.
PAGE = SimpleNamespace(panel=SimpleNamespace(id="uap-railway", name="UAP"), as_of="1 June 2026")


def figure(who: str, low: float, high: float | None = None, **changes: object) -> PlottedFigure:
    given = dict.fromkeys(PlottedFigure.__dataclass_fields__, "") | {
        "who": who,
        "low": low,
        "high": low if high is None else high,
        "value": f"{low} km",
        "date": "July 2025",
        "quantity": Quantity.LENGTH_KM,
        "is_whole": True,
        "notes": (),
    }
    return PlottedFigure(**(given | changes))


def test_wholes_and_parts_stand_apart_each_with_an_axis() -> None:
    wholes, parts = figure_charts(
        [figure("Kun.uz", 760), figure("UzDaily", 160, is_whole=False), figure("Dawn", 573)]
    )
    assert [mark.figure.who for mark in wholes.marks] == ["Dawn", "Kun.uz"]
    assert [mark.figure.who for mark in parts.marks] == ["UzDaily"]
    assert float(wholes.ticks[0].label) > 0, "far from zero, zero would only squeeze the dots"


@pytest.mark.parametrize(
    ("low", "high"),
    [(573, 850), (50, 50), (0, 0), (0, 1), (1, 900), (-223, -16), (0.002, 0.003), (99.9, 100)],
)
def test_no_mark_is_clipped_and_the_axis_is_round(low: float, high: float) -> None:
    (chart,) = figure_charts([figure("A", low), figure("B", low, high)])
    for mark in chart.marks:
        assert 0 <= mark.start <= mark.start + mark.width < 100
    places = [tick.at for tick in chart.ticks]
    assert (places[0], places[-1]) == (0, pytest.approx(100))
    assert len(places) <= 7, "so many labels find room on a phone"


def test_what_is_ruled_out_is_struck_out_with_its_reason() -> None:
    charts = figure_charts([figure("Dawn", 573, ruled_out="shorter than its hops"), figure("B", 9)])
    text = render("charts", part="dots", page=PAGE, charts=charts)
    assert "<s><bdi>573 km</bdi></s>" in text
    assert "shorter than its hops" in text


def test_a_picture_of_a_chart_will_say_what_it_is_of_when_and_on_what_it_rests() -> None:
    charts = figure_charts(
        [figure("Dawn", 573, sources="Survey"), figure("B", 9, sources="Survey, again")]
    )
    text = render("charts", part="dots", page=PAGE, charts=charts)
    assert f'data-picture-title="UAP: {Quantity.LENGTH_KM.label}"' in text
    assert 'data-picture-name="uap-railway-figures"' in text
    assert "<p>As of 1 June 2026</p>" in text
    assert "Survey; Survey, again" in text or "Survey, again; Survey" in text


def test_a_bar_has_the_pattern_of_its_state_its_word_and_its_length() -> None:
    shares = [
        Share("Pakistan", Lifecycle.OPERATING, "1676 mm", 100.0),
        Share("Pakistan", Lifecycle.FEASIBILITY, "1676 mm", 25.0),
        Share("Uzbekistan", Lifecycle.OPERATING, "1520 mm", 50.0),
    ]
    groups = share_groups(shares)
    assert [(group.country, group.km, len(group.bars)) for group in groups] == [
        ("Pakistan", 125.0, 2),
        ("Uzbekistan", 50.0, 1),
    ]
    text = render("charts", part="bars", groups=groups, page=PAGE)
    assert "var(--state-feasibility)" in text
    assert Lifecycle.FEASIBILITY.label in text
    assert re.findall(r"<b>(\d+ km)</b>", text) == ["100 km", "25 km", "50 km"]
