"""What fails on a page is told in its place, and the rest of the page stands."""

import os
from pathlib import Path

import pytest

from geo.records.errors import GeoError
from pages.ui import cache, map_panel
from tests.app.test_pages import GOOD, html, run

pytestmark = pytest.mark.usefixtures("fresh")


def broken(*_asked: object, **_options: object) -> None:
    raise LookupError("a bug of ours")


def test_a_map_that_fails_leaves_the_details(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_panel, "atlas_map", broken)
    app = run("map.py", GOOD, select="site-alfa")
    assert not app.exception
    assert "The map cannot be shown" in html(app)
    assert 'data-record="site-alfa"' in html(app)
    assert "a bug of ours" not in html(app)


def test_a_page_that_fails_leaves_what_is_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise GeoError("The file is <b>damaged</b>.")

    monkeypatch.setattr(cache, "file_issues", refuse)
    app = run("ui/shell.py", GOOD)
    assert not app.exception
    assert "Map cannot be shown" in html(app)
    assert "The file is &lt;b&gt;damaged&lt;/b&gt;." in html(app)


def test_figures_do_not_rest_on_files_that_are_damaged(good_folder: Path) -> None:
    (good_folder / "network").mkdir()
    (good_folder / "network" / "countries.geojson").write_text("null", encoding="utf-8")
    app = run("project.py", good_folder, id="line")
    assert not app.exception
    assert any("rests on is missing or damaged" in told.value for told in app.info)
    assert "countries.geojson" in html(run("map.py", good_folder))


def test_without_lines_of_the_network_no_way_is_measured(good_folder: Path) -> None:
    (good_folder / "network").mkdir()
    os.mkfifo(good_folder / "network" / "lines.geojson")
    app = run("routes.py", good_folder, **{"from": "site-alfa", "to": "site-charlie"})
    assert not app.exception
    assert any("no route can be weighed" in told.value for told in app.info)
