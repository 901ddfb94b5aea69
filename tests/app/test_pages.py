"""Every page runs on good, missing and damaged data, and says what is wrong with it."""

import json
import os
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.records.errors import Issue
from geo.records.vocab import Lifecycle, Rung
from geo.views.addresses import PAGES as ADDRESSES
from geo.views.page_heads import page_name
from geo.views.pages.source_register import register_entries, register_parts
from pages.ui import cache
from tests.app.conftest import clear_caches

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "data" / "good"
DAMAGED = ROOT / "tests" / "data" / "bad" / "json_truncated"
PAGES = (
    "map.py",
    "timeline.py",
    "routes.py",
    "compare.py",
    "project.py",
    "data.py",
    "articles.py",
    "layers.py",
    "desk.py",
    "sources.py",
    "about.py",
    "ui/shell.py",
)

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture(params=["shipped", "good", "empty", "damaged"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "shipped":
        return ROOT / "data"
    if request.param == "empty":
        shutil.copy(ROOT / "data" / "style.yaml", tmp_path)
        return tmp_path
    return damaged(tmp_path) if request.param == "damaged" else GOOD


def damaged(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copytree(DAMAGED, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(page: str, folder: Path = ROOT / "data", /, **query: str | list[str]) -> AppTest:
    os.environ["ATLAS_DATA"] = str(folder)
    app = AppTest.from_file(str(ROOT / "pages" / page), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def notices(app: AppTest) -> list[str]:
    """Notices beside the map."""
    return [element.value for element in app.info]


def counted(app: AppTest) -> tuple[int, int]:
    """How many sources are shown, and of how many."""
    (line,) = (element.value for element in app.markdown if element.value.endswith(" sources"))
    found, of, total, _ = line.split()
    assert of == "of"
    return int(found), int(total)


def component(app: AppTest) -> dict:
    (element,) = app.get("component_instance")
    return json.loads(element.proto.json_args)


@pytest.mark.parametrize("page", PAGES)
def test_page_runs(page: str, folder: Path) -> None:
    app = run(page, folder)
    assert not app.exception
    assert len(app.main) > 0
    called = {f"{known.path or 'map'}.py": page_name(known) for known in ADDRESSES}
    assert {title.value for title in app.title} <= {called.get(page)}


def test_sound_data_has_no_banner() -> None:
    assert 'class="problems"' not in html(run("map.py", GOOD))


def test_banner_names_the_damaged_file(tmp_path: Path) -> None:
    text = html(run("map.py", damaged(tmp_path)))
    assert 'class="problems"' in text
    assert "layers/line.geojson" in text
    assert "not JSON at line" in text


def test_every_page_says_that_it_shows_older_data(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = (Issue("postgresql://host/name", "", "", "home_unread", "nobody answers", "Wait"),)
    monkeypatch.setattr(cache, "trouble", lambda: newer)
    text = html(run("ui/shell.py", GOOD))
    assert text.count("last sound data") == 1
    assert "nobody answers. Wait" in text


def test_banner_names_missing_files(tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "style.yaml", tmp_path)
    text = html(run("map.py", tmp_path))
    assert "there is no such file" in text
    missing = [issue.file for issue in cache.atlas().issues]
    assert "sites.geojson" in missing
    assert all(f"<b>{file}</b>" in text for file in missing[:5])
    assert run("sources.py", tmp_path).info[0].value.startswith("No source matches")


def test_link_opens_the_panel() -> None:
    app = run("map.py", select="site-psm")
    assert 'data-record="site-psm"' in html(app)
    assert "What changed" not in html(app)
    assert notices(app) == []


def test_without_a_link_the_welcome_stands_there() -> None:
    app = run("map.py")
    assert "What changed" in html(app)
    assert notices(app) == []


def test_hostile_link_is_told_and_harmless() -> None:
    query = {"select": "<script>alert(1)</script>", "z": "nan", "layers": "x" * 10_000}
    app = run("map.py", **query)
    assert not app.exception
    assert len(notices(app)) == len(query)
    assert "What changed" in html(app)
    assert "<script" not in html(app) + "".join(notices(app))


def test_map_component_asks_no_other_host() -> None:
    args = component(run("map.py"))
    links = [*args["css_links"], *args["js_links"]]
    assert links
    assert all(link.startswith("../../atlas/") for link in links)
    assert "http" not in args["script"]
    assert args["returned_objects"] == []


def test_map_component_is_the_same_whatever_is_selected() -> None:
    assert component(run("map.py")) == component(run("map.py", select="site-psm", layers="none"))


def test_sources_are_searched_and_filtered() -> None:
    app = run("sources.py")
    total = len(cache.atlas().sources)
    assert counted(app) == (total, total)
    app.text_input[0].set_value("dawn").run()
    found, _ = counted(app)
    assert 0 < found < total
    assert html(app).count('class="register-row"') == found
    app.selectbox[0].select("official").run()
    assert counted(app)[0] < found
    app.text_input[0].set_value("zzz-nothing").run()
    assert app.info[0].value.startswith("No source matches")
    assert not app.exception


def test_sources_page_tells_what_was_corrected(tmp_path: Path) -> None:
    assert "Values of ours that turned out to be wrong." in html(run("sources.py"))
    clear_caches()
    shutil.copy(ROOT / "data" / "style.yaml", tmp_path)
    assert "No correction is recorded yet." in html(run("sources.py", tmp_path))


def test_the_register_is_in_parts_that_hold_every_source_once() -> None:
    app = run("sources.py")
    entries = register_entries(cache.atlas())
    parts = register_parts(entries)
    assert [entry for part in parts.values() for entry in part] == list(entries)
    first, second, *_ = parts
    assert html(app).count('class="register-row"') == len(parts[first])
    clear_caches()
    app = run("sources.py", part=second)
    assert f'id="{parts[second][0].source.id}"' in html(app)


def test_a_link_to_one_source_shows_it_whatever_part_it_is_in() -> None:
    app = run("sources.py", q="src-kun-2026-ratification")
    assert html(app).count('class="register-row"') == 1


def test_sources_can_be_of_one_kind() -> None:
    app = run("sources.py")
    app.selectbox[0].select("official").run()
    found = sum(source.kind == "official" for source in cache.atlas().sources)
    assert 0 < found == counted(app)[0]


def test_search_for_markup_finds_nothing_and_shows_none() -> None:
    app = run("sources.py")
    app.text_input[0].set_value("<img src=x onerror=alert(1)>").run()
    assert not app.exception
    assert "<img" not in html(app)


def test_about_explains_every_state() -> None:
    text = html(run("about.py"))
    for word in (*Lifecycle, *Rung):
        assert word.label in text
        assert word.meaning in text
    assert "Global Energy Monitor" in text


def test_a_missing_look_leaves_the_details_readable(good_folder: Path) -> None:
    (good_folder / "style.yaml").unlink()
    app = run("map.py", good_folder)
    assert not app.exception
    assert "style.yaml" in html(app)
    assert "what is promised" in html(app)
