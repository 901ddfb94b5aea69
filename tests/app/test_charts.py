"""Charts: a row for each thing, however few or many there are."""

import pytest

from geo.records.vocab import Quantity
from geo.views.pages.project_page import PlottedFigure, Share
from pages.ui.charts import dot_plot, stacked_bars


def figure(who: str, low: float, **changes: object) -> PlottedFigure:
    given = dict.fromkeys(PlottedFigure.__dataclass_fields__, "") | {
        "who": who,
        "low": low,
        "high": low,
        "date": "July 2025",
        "quantity": Quantity.LENGTH_KM,
        "unit": "km",
        "is_whole": True,
    }
    return PlottedFigure(**(given | changes))


def test_a_figure_is_a_row_that_tells_date_and_author_and_what_it_counts() -> None:
    chart = dot_plot(
        [figure("Kun.uz", 760), figure("Dawn", 573, ruled_out="shorter than its hops")]
    ).to_dict()
    (rows,) = chart["datasets"].values()
    assert chart["layer"][0]["encoding"]["x"]["title"] == "Length of a line, km"
    assert [(row["said"], row["counts"]) for row in rows] == [
        ("July 2025, Dawn", "ruled out by geometry"),
        ("July 2025, Kun.uz", "of the whole"),
    ]


@pytest.mark.parametrize("countries", [("Pakistan",), ("Pakistan", "Afghanistan", "Uzbekistan")])
def test_every_bar_has_its_own_height_and_name(countries: tuple[str, ...]) -> None:
    chart = stacked_bars(
        [Share(country, "operating", "1676 mm", 10.0) for country in countries]
    ).to_dict()
    assert chart["height"] == {"step": 26}, "a fixed height squeezes rows beside a long legend"
    assert chart["encoding"]["y"]["sort"] == [f"{country}, 1676 mm" for country in countries]
    assert chart["encoding"]["y"]["axis"]["labelOverlap"] is False
