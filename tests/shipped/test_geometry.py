"""How well the shipped lines are drawn."""

import pytest

from geo.reading.network.geometry_report import Report, inspect_geometry, report_lines
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def shipped() -> Report:
    return inspect_geometry(ROOT / "data")


def test_the_lines_that_are_shipped_have_no_fault(shipped: Report) -> None:
    assert shipped.faults == ()


def test_nine_of_ten_lengths_agree_with_print(shipped: Report) -> None:
    ratios = shipped.compared()
    assert len(ratios) >= 25
    assert sum(abs(ratio - 1) <= 0.05 for ratio in ratios) >= 0.9 * len(ratios)


def test_most_of_what_exists_follows_a_network(shipped: Report) -> None:
    assert sum(row.segment.network_km is not None for row in shipped.rows) >= 250


def test_only_rulers_leave_their_countries(shipped: Report) -> None:
    abroad = {row.segment.geometry_basis for row in shipped.rows if row.foreign}
    assert abroad <= {"endpoints-only"}


def test_every_row_is_told(shipped: Report) -> None:
    lines = list(report_lines(shipped))
    rows, legs, faults = len(shipped.rows), len(shipped.legs), len(shipped.faults)
    assert len(lines) == 2 + rows + legs + faults
