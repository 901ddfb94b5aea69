"""Panels and pages in another language: their words are said, their files stay English."""

from collections.abc import Callable, Iterator

import pytest

from geo.atlas import Atlas
from geo.reading.network.countries import OUTLINES, Countries, read_countries
from geo.records.dates import Day
from geo.records.texts import ENGLISH, PSEUDO, use_language
from geo.views.freshness import atlas_freshness
from geo.views.pages.day_page import day_page
from geo.views.pages.event_list import event_marks, event_rows, mark_rows
from geo.views.pages.project_page import (
    figure_rows,
    pledge_rows,
    project_page,
    share_rows,
)
from geo.views.pages.welcome import welcome
from geo.views.panels import panel
from geo.views.tables import TableRow, table_file
from tests.conftest import ROOT

Rows = Callable[..., list[TableRow]]


@pytest.fixture(scope="module")
def countries() -> Countries:
    return read_countries(ROOT / "data" / OUTLINES)


@pytest.fixture
def pseudo() -> Iterator[None]:
    use_language(PSEUDO)
    yield
    use_language(ENGLISH)


def is_said(text: str) -> bool:
    return text.startswith("⟦") and text.endswith("⟧")


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    "record_id", ["site-psm", "uap-railway", "site-torkham", "seg-uap-kharlachi-kohat"]
)
def test_labels_of_a_panel_are_said(record_id: str, shipped_atlas: Atlas) -> None:
    details = panel(shipped_atlas, record_id)
    facts = (*details.facts, *details.border, *details.drawing)
    assert facts
    assert [fact.label for fact in facts if not is_said(fact.label)] == []
    assert details.heard is None or is_said(details.heard.last)


@pytest.mark.usefixtures("pseudo")
def test_headings_of_a_day_and_of_the_atlas_are_said(shipped_atlas: Atlas) -> None:
    page = day_page(shipped_atlas, Day(2023, 2, 10), "uap-railway")
    assert all(is_said(group.title) for group in (*page.promises, *page.posts, page.news))
    assert is_said(page.chosen)
    assert all(is_said(fact.label) for fact in welcome(shipped_atlas).counts)
    assert is_said(atlas_freshness(shipped_atlas).heard)


@pytest.mark.parametrize("make", [figure_rows, pledge_rows, share_rows])
def test_a_file_of_a_project_is_the_same_in_every_language(
    make: Rows, shipped_atlas: Atlas, countries: Countries
) -> None:
    def file() -> bytes:
        page = project_page(shipped_atlas, countries, "uap-railway")
        return table_file(shipped_atlas, make(shipped_atlas, page))

    before = file()
    use_language(PSEUDO)
    try:
        assert file() == before
    finally:
        use_language(ENGLISH)
    assert "⟦".encode() not in before


def test_a_file_of_events_is_the_same_in_every_language(shipped_atlas: Atlas) -> None:
    def file() -> bytes:
        drawn = event_marks(shipped_atlas, event_rows(shipped_atlas))
        return table_file(shipped_atlas, mark_rows(shipped_atlas, drawn))

    before = file()
    use_language(PSEUDO)
    try:
        assert file() == before
    finally:
        use_language(ENGLISH)
