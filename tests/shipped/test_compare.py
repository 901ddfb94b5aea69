"""The comparison as it is read: every sentence that names a fact is checked here."""

import re
from dataclasses import replace

import pytest

from geo.analysis.alternatives import alternatives_by_id, measure_alternative
from geo.atlas import Atlas
from geo.reading.network.countries import OUTLINES, read_countries
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.views.comparison.comparison_page import (
    Comparison,
    ComparisonCell,
    chosen_ids,
    comparison,
    default_choice,
    route_titles,
    table_rows,
)
from geo.views.comparison.verdict import verdict
from tests.conftest import ROOT

KHARLACHI, TORKHAM, SPIN_BOLDAK, IRAN = range(4)


COUNTRIES = read_countries(ROOT / "data" / OUTLINES)


@pytest.fixture(scope="module")
def page(shipped_atlas: Atlas) -> Comparison:
    return comparison(shipped_atlas, COUNTRIES, default_choice(shipped_atlas))


def answers(page: Comparison, label: str) -> tuple[ComparisonCell, ...]:
    (row,) = (row for row in page.rows if row.label == label)
    return row.cells


def words(page: Comparison, label: str, way: int) -> str:
    return answers(page, label)[way].in_words()


def best(page: Comparison, label: str) -> list[str]:
    return [cell.best for cell in answers(page, label)]


def test_the_sentence_says_what_is_different_and_what_is_not_known(page: Comparison) -> None:
    said = page.verdict.replace("\u2009", "").replace("\u00a0", " ")
    gap, whole, stands, paper, straight = map(
        int,
        re.fullmatch(
            r"Torkham may be the shortest by (\d+)km on the best lengths known "
            r"\((\d+)km, then Kharlachi\) and (\d+) % of it stands \(Through Iran: 100 %\).*; "
            r"not known about Torkham: no alignment is published for (\d+)km of it "
            r"\((\d+)km of that are counted straight from place to place and will come out "
            r"longer\).* the place of the gauge change is undecided "
            r"\(Torkham is our conclusion\).*\.",
            said,
        ).groups(),
    )
    # Real track is measured anew from time to time; what is on paper stays as it was published.
    assert 0 < gap < 100
    assert 2900 < whole < 3100
    assert 75 < stands < 85
    assert paper == straight == pytest.approx(519, abs=2)


@pytest.mark.parametrize(("straight", "verb"), [(0.0, "is"), (519.0, "may be")])
def test_a_lead_that_bends_could_eat_up_is_no_lead(
    shipped_atlas: Atlas, straight: float, verb: str
) -> None:
    known = alternatives_by_id(shipped_atlas)
    first, second = (
        replace(
            measure_alternative(shipped_atlas, known[route_id], COUNTRIES, Day(2026, 3, 31)),
            counted_straight_km=straight,
        )
        for route_id in default_choice(shipped_atlas)[:2]
    )
    assert f"Torkham {verb} the shortest by" in verdict((first, second))


def test_the_sentence_tells_since_when_a_post_is_closed_or_not_known(
    shipped_atlas: Atlas,
) -> None:
    ids = default_choice(shipped_atlas)
    for day in (Day(2025, 11, 20), Day(2026, 3, 31)):
        said = comparison(shipped_atlas, COUNTRIES, ids, day).verdict
        assert "Kharlachi" in said
        assert "closed since 12 October 2025" in said


def test_the_best_of_a_row_is_named_in_words(page: Comparison) -> None:
    assert best(page, "Straight-line distance via stops") == ["", "shortest", "", ""]
    assert best(page, "Best lengths known") == ["", "may be the shortest", "", ""]
    assert best(page, "How much stands") == ["", "", "", "most that stands"]
    assert best(page, "Borders and posts") == ["fewest, shared", "fewest, shared", "", ""]
    assert best(page, "Step of commitment") == ["furthest", "", "", ""]
    assert best(page, "Highest place") == ["", "", "", ""]


def test_kharlachi_has_reached_study_and_ratification(page: Comparison) -> None:
    cell = answers(page, "Step of commitment")[KHARLACHI]
    assert [statement.text for statement in cell.said] == ["Study", "Ratification"]
    assert "4 February 2026" in cell.said[1].detail


def test_torkham_is_superseded(page: Comparison) -> None:
    assert page.sides[TORKHAM].state == "Superseded"
    assert "given up in July 2023" in page.sides[TORKHAM].note


def test_573_km_is_struck_out_for_torkham_with_the_reason(page: Comparison) -> None:
    out = [
        statement
        for statement in answers(page, "Published lengths")[TORKHAM].said
        if statement.ruled_out
    ]
    assert [statement.text for statement in out] == ["573 km"]
    assert "Salang" in out[0].ruled_out
    assert "ruled out by geometry" in out[0].in_words()
    assert out[0].notes


def test_figures_of_single_lines_do_not_enter_the_band(page: Comparison) -> None:
    cell = answers(page, "Published lengths")[KHARLACHI]
    assert cell.said[0].text == "640–764 km"
    assert any("Kohat–Kharlachi" in statement.detail for statement in cell.folded)
    assert all(statement.detail for statement in (*cell.said, *cell.folded))


def test_iran_breaks_gauge_at_sarakhs_and_zahedan(page: Comparison) -> None:
    cell = answers(page, "Gauge changes")[IRAN]
    assert [statement.text for statement in cell.said] == ["Sarakhs", "Zahedan"]
    assert "1520 mm to 1435 mm" in cell.said[0].detail


def test_countries_come_in_the_order_of_travel(page: Comparison) -> None:
    named = [[statement.text for statement in cell.said] for cell in answers(page, "Countries")]
    assert named == [
        ["Uzbekistan", "Afghanistan", "Pakistan"],
        ["Uzbekistan", "Afghanistan", "Pakistan"],
        ["Uzbekistan", "Turkmenistan", "Afghanistan", "Pakistan"],
        ["Uzbekistan", "Turkmenistan", "Iran", "Pakistan"],
    ]


def test_dual_gauge_counts_as_the_gauge_that_ends(page: Comparison) -> None:
    assert "1520 mm to 1676 mm" in words(page, "Gauge changes", SPIN_BOLDAK)
    assert "our conclusion: it follows from" in words(page, "Gauge changes", TORKHAM)
    assert "also recorded: Peshawar" in words(page, "Gauge changes", TORKHAM)


def test_posts_say_in_words_what_is_unknown(page: Comparison) -> None:
    said = words(page, "Borders and posts", KHARLACHI)
    assert "Hairatan" in said
    assert "closed since 12 October 2025" in said
    assert "nothing read since" in said
    iran = words(page, "Borders and posts", IRAN)
    assert "Taftan" in iran
    assert "Farap–Alat" in iran


def test_heights_are_called_general_knowledge(page: Comparison) -> None:
    (height,) = answers(page, "Highest place")[KHARLACHI].said
    assert height.text == "about 3\u2009400 m"
    assert height.doubt == "general"
    assert height.detail.startswith("Salang tunnel; recorded for 2 of")


def test_costs_are_claims_and_silence_is_told(page: Comparison) -> None:
    assert words(page, "Cost", KHARLACHI).startswith("US$ 4.5–8.2 bn")
    assert "No cost of the whole is in print" in words(page, "Cost", IRAN)
    assert "No cost of the whole is published" in words(page, "Not known", SPIN_BOLDAK)


def test_projects_can_be_compared_too(shipped_atlas: Atlas) -> None:
    page = comparison(shipped_atlas, COUNTRIES, ("main-line-1", "chabahar-zahedan-railway"))
    assert page.verdict.startswith("These do not run between the same two places")
    assert best(page, "Best lengths known") == ["", ""]
    assert best(page, "How much stands") == ["most that stands", ""]


def test_every_way_and_project_can_stand_beside_another(shipped_atlas: Atlas) -> None:
    known = route_titles(shipped_atlas)
    assert list(known)[:4] == list(default_choice(shipped_atlas))
    for route_id in known:
        page = comparison(shipped_atlas, COUNTRIES, (route_id, "way-iran"))
        assert all(cell.said for row in page.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("text", "ids", "told"),
    [
        (None, ("way-kharlachi", "way-torkham", "way-spin-boldak", "way-iran"), ""),
        ("way-iran,way-torkham", ("way-iran", "way-torkham"), ""),
        ("way-iran,nonsense", ("way-iran",), "does not have"),
        ("none", (), ""),
        ("way-iran,way-iran", ("way-iran",), ""),
        ("<script>", (), "does not have"),
    ],
)
def test_what_an_address_asks_for(
    shipped_atlas: Atlas, text: str | None, ids: tuple[str, ...], told: str
) -> None:
    found, notice = chosen_ids(text, shipped_atlas)
    assert found == ids
    assert told in notice
    assert bool(told) is bool(notice)


def test_no_more_than_four_are_shown(shipped_atlas: Atlas) -> None:
    found, notice = chosen_ids(",".join(list(route_titles(shipped_atlas))[:6]), shipped_atlas)
    assert len(found) == 4
    assert "first 4" in notice


def test_an_atlas_without_alignments_offers_its_projects(good_atlas: Atlas) -> None:
    assert default_choice(good_atlas) == ()
    assert list(route_titles(good_atlas)) == ["line"]
    assert route_titles(Atlas(Loaded())) == {}


def test_the_table_as_csv(page: Comparison) -> None:
    rows = table_rows(page)
    assert list(rows[0])[:5] == ["question", "Kharlachi", "Torkham", "Spin Boldak", "Through Iran"]
    assert [row["question"] for row in rows] == [row.label for row in page.rows]
    assert "[ruled out by geometry" in str(rows[2]["Torkham"])
    assert rows[2]["source_ids"]
