"""What browsers get: constant, small, hashed, complete, and without text that could run."""

import gzip
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import folium
import numpy as np
import pytest
import shapely
import yaml
from shapely.geometry import shape
from streamlit_folium import generate_leaflet_string

from geo.analysis.border_posts import all_border_posts
from geo.atlas import Atlas
from geo.mapview.assets import Asset, Assets
from geo.mapview.folium_map import SmallMap, atlas_map, links_ahead, small_atlas_map
from geo.mapview.map_files import Payload
from geo.mapview.payload import build_payload
from geo.mapview.place_layers import town_rank
from geo.mapview.script_bundle import joined_script
from geo.mapview.style import read_style
from geo.records.texts import ENGLISH, PSEUDO, use_language
from geo.rules.open_atlas import open_atlas
from geo.views.components import Fact, Panel, TextRun
from pages.ui.html import render
from tests.each import for_each
from tests.shared_lines import RAIL_RULER, ROAD_RULER, SHARED, shared_folder

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
WEB = ROOT / "geo" / "mapview" / "web"
HASHED = re.compile(r"[\w-]+\.[0-9a-f]{12}\.(json|geojson|jpg|webp|woff2)|[0-9a-f]{12}/[\w.-]+")
#: The three projects that the atlas began with.
FIRST = {"pakistan-steel-mills", "uap-railway", "pakistan-central-asia-russia"}
FIRST_VIEW = 900_000
#: Relief, water, frontiers and names as they are sent, before a reader comes near.
FIRST_GROUND = 200_000
INDEX = 80_000
#: What a feature tells besides its course.
WORDS = {"state", "mode", "basis", "gauges", "track", "turned"}


@pytest.fixture(scope="module")
def payload(shipped_atlas: Atlas) -> Payload:
    return build_payload(shipped_atlas, DATA)


@pytest.fixture(scope="module")
def index(payload: Payload) -> dict:
    return content(payload, payload.index)


def content(payload: Payload, name: str) -> dict:
    asset = payload.assets.get(name)
    assert asset is not None, name
    return json.loads(asset.body)


def sent(asset: Asset) -> int:
    is_picture = asset.media_type.startswith(("image/", "font/"))
    return len(asset.body if is_picture else gzip.compress(asset.body))


# The folium map ---------------------------------------------------------------------------------


def script(payload: Payload) -> str:
    return generate_leaflet_string(atlas_map(payload))


def test_map_is_always_the_same(payload: Payload) -> None:
    assert script(payload) == script(payload)


def test_map_says_nothing_of_the_data(shipped_atlas: Atlas, payload: Payload) -> None:
    text = script(payload)
    page = atlas_map(payload).get_root().script.render()
    records = (*shipped_atlas.sites, *shipped_atlas.projects, *shipped_atlas.areas)
    for record in records:
        for words in (record.id, record.names.en):
            assert not re.search(rf"\b{re.escape(words)}\b", text + page), words
    assert "http" not in text + page
    assert payload.index in text


def test_map_says_first_words_of_ours_in_the_language_of_the_reader(payload: Payload) -> None:
    words = {"loading": "Loading the map…", "again": "Try again"}
    for chart in (atlas_map(payload), small_atlas_map(payload, SmallMap())):
        assert _words(chart).items() >= words.items()
    # From the catalogue and so from this repository: what an author of data writes is not said.
    use_language(PSEUDO)
    try:
        said = _words(atlas_map(payload))
    finally:
        use_language(ENGLISH)
    assert said.keys() == {"loading", "failed", "again"}
    assert all(text.startswith("⟦") for text in said.values())


def _words(chart: folium.Map) -> dict[str, str]:
    page = chart.get_root().render()
    return json.loads(re.search(r'"words": (\{[^}]*\})', page)[1])


def test_map_asks_for_our_files_only(payload: Payload) -> None:
    chart = atlas_map(payload)
    urls = [url for _, url in (*chart.default_js, *chart.default_css)]
    assert len(urls) == 3
    for url in urls:
        assert url.startswith("../../atlas/")
        assert payload.assets.get(url.removeprefix("../../atlas/")) is not None


# HTML -------------------------------------------------------------------------------------------


def test_the_joined_script_holds_every_module_once_and_asks_for_no_other() -> None:
    text = joined_script(WEB, "maps.js")
    modules = re.findall(r"^const in_(\w+) = ", text, re.MULTILINE)
    assert sorted(modules) == sorted(path.stem for path in WEB.glob("*.js"))
    assert not re.search(r"^import\b", text, re.MULTILINE)
    assert "@param" not in text, "comments stay behind"
    exported = re.findall(r"^export\b.*", text, re.MULTILINE)
    assert exported == ["export const { start } = in_maps;"]
    for module in modules:  # what a module uses stands before it
        for used in re.findall(r'from "\./(\w+)\.js"', (WEB / f"{module}.js").read_text("utf-8")):
            assert modules.index(used) < modules.index(module)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('import b from "./b.js";', "cannot join the line 'import b from"),
        ("export default 7;", "cannot join the line 'export default 7;'"),
        ('import { b } from "./b.js";', "a -> b -> a: these scripts import one another"),
    ],
)
def test_scripts_that_cannot_be_joined_are_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "a.js").write_text(text, encoding="utf-8")
    (tmp_path / "b.js").write_text('import { a } from "./a.js";', encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        joined_script(tmp_path, "a.js")


def test_what_is_fetched_ahead_is_what_a_map_asks_for(payload: Payload) -> None:
    ahead = re.findall(r"<([^>]+)>; rel=", links_ahead(payload))
    chart = atlas_map(payload)
    page = chart.get_root().render()
    asked = [url for _, url in (*chart.default_js, *chart.default_css)]
    asked += re.findall(r'import\("([^"]+)"\)', page)
    asked += [f"../../atlas/{name}" for name in (payload.index, *payload.lines)]
    assert sorted(ahead) == sorted(asked)
    assert all(payload.assets.get(url.removeprefix("../../atlas/")) for url in ahead)


def test_html_is_escaped() -> None:
    bad = '<script>alert("1")</script> {{ 7*7 }} {% raw %}'
    run = (TextRun("text", bad), TextRun("link", bad, '" onclick="x'), TextRun("note", bad))
    html = render("panel", panel=Panel(bad, bad, bad, summary=run, facts=(Fact(bad, bad),)))
    assert "<script" not in html
    assert 'onclick="' not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7*7 }}" in html
    assert "49" not in html


# The payload ------------------------------------------------------------------------------------


def test_all_layers_together_are_the_layers_one_by_one(payload: Payload, index: dict) -> None:
    together = content(payload, index["together"])
    assert list(together["layers"]) == list(index["projects"])
    for name, project in index["projects"].items():
        layer = [together["features"][feature] for feature in together["layers"][name]]
        assert layer == content(payload, project["file"])["features"]
    apart = sum(sent(payload.assets.get(feature["file"])) for feature in index["projects"].values())
    assert sent(payload.assets.get(index["together"])) < apart


def test_every_word_in_use_has_a_style(shipped_atlas: Atlas, index: dict) -> None:
    style = index["style"]
    for segment in shipped_atlas.segments:
        assert segment.lifecycle.value in style["lifecycle"]
        assert segment.mode.value in style["mode"]
        assert segment.geometry_basis.value in style["basis"]
        assert {str(gauge) for gauge in segment.gauges_mm or ()} <= set(style["gauge"])
    for area in shipped_atlas.areas:
        assert area.geometry_basis.value in style["basis"]
    for site in shipped_atlas.sites:
        assert site.kind.value in style["site"]
    assert {site["access"] for site in index["sites"].values() if "access" in site} <= set(
        style["access"]
    )
    assert all(project.lifecycle.value in style["lifecycle"] for project in shipped_atlas.projects)


@pytest.fixture(scope="module")
def history(payload: Payload, index: dict) -> dict:
    return content(payload, index["history"])


def test_history_tells_the_steps_of_every_line(shipped_atlas: Atlas, history: dict) -> None:
    assert set(history["segments"]) == {segment.id for segment in shipped_atlas.segments}
    assert history["segments"]["seg-aqina-aqina-andkhoy"] == [["2021-01-14", "operating"]]
    assert history["segments"]["seg-con-rail-juma-karshi"] == [["1970-01-01", "operating"]]
    assert history["segments"]["seg-uap-jand-kundian"] == [[None, "operating"]]
    for steps in history["segments"].values():
        days = [day or "" for day, _ in steps]
        assert days == sorted(days)
        assert all(days[1:]), "only the first step can be without a day"


def test_history_tells_since_when_a_project_runs_over_lines_of_others(history: dict) -> None:
    projects = history["projects"]
    assert projects["six-country-corridor"][0] == ["2022-08-01", "proposed"]
    assert projects["six-country-corridor"][-1][1] == "agreed"
    assert projects["western-trans-afghan-railway"][0][0] == "2023-05-01", "not the line of 1892"
    train = [state for _, state in projects["islamabad-tehran-istanbul-train"]]
    assert train == ["operating", "dormant", "operating", "dormant"]
    assert "pakistan-motorways" not in projects, "all its lines are its own"


def test_history_tells_which_places_a_corridor_had_before_its_first_day(history: dict) -> None:
    begin = history["projects"]["karakoram-road-torugart"][0][0]
    # The road on the Pakistani side stood before anybody spoke of one to Bishkek.
    assert history["earlier"]["karakoram-road-torugart"]["site-chilas"] == "1979-01-01" < begin
    assert "six-country-corridor" not in history["earlier"]


def test_history_tells_of_places_and_posts(shipped_atlas: Atlas, history: dict) -> None:
    assert history["sites"]["site-psm"][-1] == ["2015-06-10", "idle"]
    assert set(history["posts"]) == {post.id for post in all_border_posts(shipped_atlas)}
    closed = ["2025-10-12", "closed", "closed since 12 October 2025"]
    assert closed in history["posts"]["site-torkham"]


def test_history_says_of_each_post_what_was_known_before_its_first_record(history: dict) -> None:
    for steps in history["posts"].values():
        (day, access, told), *later = steps
        assert (day, access) in {(None, "never known"), (None, "closed")}
        assert told.startswith(("not known: the first record is of", "never known", "not yet open"))
        assert all(day for day, _, _ in later)


def test_history_knows_the_days_of_events_on_the_timeline(history: dict, index: dict) -> None:
    first, last = index["days"]
    days = [day for day, _, _ in history["events"]]
    assert days == sorted(days)
    assert first <= days[0] < days[-1] <= last
    assert "2025-07-17" in days
    assert all(said and title for _, said, title in history["events"])


def test_history_is_small(payload: Payload, index: dict) -> None:
    assert sent(payload.assets.get(index["history"])) < 14_000


def test_index_names_every_drawn_record(shipped_atlas: Atlas, index: dict) -> None:
    drawn = {segment.id for segment in (*shipped_atlas.segments, *shipped_atlas.areas)}
    assert set(index["features"]) == drawn
    assert set(index["sites"]) == {site.id for site in shipped_atlas.sites}
    assert set(index["articles"]) == {article.id for article in shipped_atlas.articles}
    assert set(index["projects"]) == {
        project.id for project in shipped_atlas.projects if project.layer
    }
    assert index["aliases"] == shipped_atlas.aliases
    named = (*index["features"].values(), *index["sites"].values())
    assert all(entry["name"] for entry in named)
    assert sum(index["counts"]["states"].values()) == len(shipped_atlas.segments)
    assert sum(index["counts"]["modes"].values()) == len(shipped_atlas.segments)
    assert set(index["defaults"]) == FIRST


def test_layers_hold_geometry_and_style_words_only(payload: Payload, index: dict) -> None:
    seen = set()
    for project in index["projects"].values():
        for feature in content(payload, project["file"])["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            assert set(feature["properties"]) <= WORDS
            seen.add(feature["id"])
    assert seen == set(index["features"])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Payload:
    folder = shared_folder(tmp_path_factory.mktemp("shared") / "data")
    return build_payload(open_atlas(folder), folder)


def test_a_line_comes_in_the_file_of_each_project_that_runs_over_it(shared: Payload) -> None:
    index = content(shared, shared.index)
    files = {name: content(shared, project["file"]) for name, project in index["projects"].items()}
    lines = {
        name: {feature["id"]: feature["geometry"] for feature in file["features"]}
        for name, file in files.items()
    }
    assert list(lines["express"]) == [SHARED, ROAD_RULER]
    assert lines["express"][SHARED] == lines["line"][SHARED]
    assert index["features"][SHARED]["project"] == "line"
    assert index["counts"]["states"] == {"operating": 1, "feasibility": 1, "proposed": 1}


def test_a_project_tells_what_is_its_own(shared: Payload) -> None:
    projects = content(shared, shared.index)["projects"]
    assert (projects["express"]["segments"], projects["express"]["others"]) == (2, 1)
    assert projects["express"]["own_km"] == projects["express"]["states"]["proposed"]["km"]
    assert "others" not in projects["line"]


def test_a_railway_and_a_road_on_one_ruler_share_a_track(shared: Payload) -> None:
    index = content(shared, shared.index)
    features = [
        feature
        for project in index["projects"].values()
        for feature in content(shared, project["file"])["features"]
    ]
    told = {feature["id"]: feature["properties"] for feature in features}
    assert "track" not in told[RAIL_RULER]
    assert told[ROAD_RULER]["track"] == RAIL_RULER
    # The road is drawn the other way round, so its lanes count from the other side.
    assert told[ROAD_RULER].get("turned", False) != told[RAIL_RULER].get("turned", False)


def test_every_name_carries_a_hash(shipped_atlas: Atlas, payload: Payload) -> None:
    names = payload.assets.names()
    assert all(HASHED.fullmatch(name) for name in names), names
    again = build_payload(shipped_atlas, DATA)
    assert again.assets.names() == names
    assert (again.index, again.scripts) == (payload.index, payload.scripts)


def test_name_follows_the_content() -> None:
    assets = Assets()
    first = assets.add("a.json", b"{}")
    assert assets.add("a.json", b"{}") == first
    assert assets.add("a.json", b"[]") != first
    assert assets.get("a.json") is None


def test_assets_are_tagged(payload: Payload) -> None:
    tags = {}
    for name in payload.assets.names():
        asset = payload.assets.get(name)
        assert asset is not None
        assert re.fullmatch(r'"[0-9a-f]{12}"', asset.etag)
        assert tags.setdefault(asset.etag, asset.body) == asset.body


def first_ground(index: dict) -> list[str]:
    return [file for name, file in index["basemap"].items() if not name.startswith("near-")]


def test_the_ground_of_a_first_view_is_light_and_the_rest_comes_in_squares(
    payload: Payload, index: dict
) -> None:
    def bytes_of(names: Iterable[str]) -> list[int]:
        return [sent(asset) for name in names if (asset := payload.assets.get(name))]

    assert sum(bytes_of(first_ground(index))) < FIRST_GROUND
    squares = bytes_of(index["squares"].values())
    assert len(squares) == len(index["squares"]) > 100
    assert max(squares) < 100_000
    port_qasim = content(payload, index["squares"]["65-20"])
    assert port_qasim["box"] == [65, 20, 70, 25]
    assert set(port_qasim["shapes"]) == {"sea", "lakes", "rivers", "boundaries"}
    assert port_qasim["shapes"]["sea"]
    assert port_qasim["towns"]["features"]


def test_steps_of_the_ground_lead_where_its_files_do(payload: Payload, index: dict) -> None:
    for name in ("sea", "boundaries", "lakes", "rivers"):
        features = json.loads((DATA / "basemap" / f"{name}.geojson").read_bytes())["features"]
        file = content(payload, index["basemap"][name])
        assert len(file["features"]) == len(features)
        for sent, meant in zip(file["features"], features, strict=True):
            assert sent["properties"] == meant["properties"]
            walked = [
                (np.cumsum(np.reshape(line, (-1, 2)), axis=0) / file["per_degree"])
                for line in sent["lines"]
            ]
            every = shapely.get_coordinates(shape(meant["geometry"]))
            assert np.allclose(np.concatenate(walked), every, rtol=0, atol=1e-9)


def test_below_the_projects_lies_what_carries_traffic_on_a_known_course(
    payload: Payload, index: dict
) -> None:
    lines = content(payload, index["network"])["features"]
    assert {line["properties"]["mode"] for line in lines} == {"rail", "road"}


def test_first_view_is_small(payload: Payload, index: dict) -> None:
    names = [payload.index, *first_ground(index)]
    names += [index["projects"][project_id]["file"] for project_id in index["defaults"]]
    names += [name for name in payload.assets.names() if name.startswith(f"{payload.scripts}/")]
    total = sum(sent(asset) for name in names if (asset := payload.assets.get(name)))
    assert total < FIRST_VIEW, total
    assert "relief" in " ".join(index["basemap"])


def test_index_stays_light(payload: Payload) -> None:
    asset = payload.assets.get(payload.index)
    assert asset is not None
    assert sent(asset) < INDEX, sent(asset)


# Places and other railways ----------------------------------------------------------------------


def test_layers_of_places_follow_kind_and_gauge(shipped_atlas: Atlas, index: dict) -> None:
    for site in shipped_atlas.sites:
        layers = index["sites"][site.id].get("layers", [])
        assert ("border" in layers) == (site.kind == "border-crossing")
        assert ("breaks" in layers) == bool(site.breaks_gauge_mm)
        assert ("ports" in layers) == (site.kind in {"port", "dry-port"})
    assert set(index["counts"]["places"]) == set(index["style"]["places"])
    assert min(index["counts"]["places"].values()) > 0


def test_towns_are_ranked_by_the_base_map(shipped_atlas: Atlas, index: dict) -> None:
    assert index["sites"]["site-moscow"]["rank"] < index["sites"]["site-peshawar"]["rank"]
    assert "rank" not in index["sites"]["site-kharlachi"]
    lahore = shipped_atlas.site("site-lahore")
    assert town_rank(lahore, {"Lahore": (2, lahore.at.lon + 5, lahore.at.lat)}) is None


def test_other_railways_are_served_where_there_are_any(good_folder: Path) -> None:
    without = build_payload(open_atlas(good_folder), good_folder)
    assert content(without, without.index)["context"] == {}
    (good_folder / "network").mkdir()
    empty = '{"type":"FeatureCollection","features":[]}'
    (good_folder / "network" / "context-rail.geojson").write_text(empty, encoding="utf-8")
    built = build_payload(open_atlas(good_folder), good_folder)
    assert content(built, built.index)["context"] == {}


# Atlases that lack something --------------------------------------------------------------------


def test_atlas_without_a_base_map_still_builds(good_folder: Path) -> None:
    assert not (good_folder / "basemap").exists()
    built = build_payload(open_atlas(good_folder), good_folder)
    index = content(built, built.index)
    assert index["basemap"] == {}
    assert index["defaults"] == ["line"]


def test_files_that_are_no_base_map_are_not_served(good_folder: Path) -> None:
    (good_folder / "basemap").mkdir()
    (good_folder / "basemap" / "notes.md").write_text("private", encoding="utf-8")
    (good_folder / "basemap" / "sea.geojson").write_text("{}", encoding="utf-8")
    built = build_payload(open_atlas(good_folder, strict=False), good_folder)
    assert content(built, built.index)["basemap"] == {}
    told = {issue.file: issue.rule for issue in built.issues}
    assert told["basemap/sea.geojson"] == "not_a_collection"
    assert told["basemap/rivers.geojson"] == "file_missing"
    assert not any(Path(name).name.startswith("notes") for name in built.assets.names())


@pytest.mark.parametrize(
    "features",
    [
        [{"properties": {}, "geometry": {"type": "LineString", "coordinates": []}}],
        [{"properties": {}, "geometry": {"type": "Point", "coordinates": [60, 30]}}],
        [{"properties": {}, "geometry": {"type": "LineString", "coordinates": [[60], [61, 31]]}}],
        [{"properties": {}}],
        {},
        "sea",
    ],
    ids=str,
)
def test_a_damaged_ground_is_left_out_and_told(good_folder: Path, features: object) -> None:
    (good_folder / "basemap").mkdir()
    text = json.dumps({"features": features})
    (good_folder / "basemap" / "sea.geojson").write_text(text, encoding="utf-8")
    built = build_payload(open_atlas(good_folder, strict=False), good_folder)
    assert content(built, built.index)["basemap"] == {}
    assert "basemap/sea.geojson" in {issue.file for issue in built.issues}


def test_empty_atlas_still_builds(tmp_path: Path) -> None:
    shutil.copy(DATA / "style.yaml", tmp_path)
    built = build_payload(open_atlas(tmp_path, strict=False), tmp_path)
    assert content(built, built.index)["projects"] == {}


def test_project_without_a_colour_takes_a_spare_one(good_folder: Path, good_atlas: Atlas) -> None:
    style = read_style(good_folder)
    assert "line" not in style["projects"]
    built = build_payload(good_atlas, good_folder)
    assert content(built, built.index)["projects"]["line"]["colour"] == style["spare"][0]


def test_spare_colours_are_used_again_when_they_run_out(
    good_folder: Path, good_atlas: Atlas
) -> None:
    text = (good_folder / "projects.yaml").read_text(encoding="utf-8")
    block = text[text.index("- id: line") :]
    more = "".join(block.replace("- id: line", f"- id: line-{number}") for number in range(7))
    (good_folder / "projects.yaml").write_text(text + more, encoding="utf-8")
    atlas = open_atlas(good_folder, strict=False)
    built = build_payload(atlas, good_folder)
    colours = [project["colour"] for project in content(built, built.index)["projects"].values()]
    spare = yaml.safe_load((good_folder / "style.yaml").read_text(encoding="utf-8"))["spare"]
    assert len(colours) == 8
    assert all(colour in spare for colour in colours)


# The scripts ------------------------------------------------------------------------------------


@for_each("path", sorted(WEB.glob("*.js")))
def test_script_cannot_turn_text_into_code(path: Path) -> None:
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|document\.write|new Function"
    text = path.read_text(encoding="utf-8")
    assert not re.findall(risky, text)
    assert not re.findall(r"bindPopup|bindTooltip|divIcon\(\{[^}]*html:\s*`", text)


# The small maps -----------------------------------------------------------------------------------


def test_a_small_map_is_the_same_for_the_same_content() -> None:
    shown = SmallMap(layers=("uap-railway",), focus=("seg-uap-jand-kundian",), group="compare")
    again = SmallMap(layers=("uap-railway",), focus=("seg-uap-jand-kundian",), group="compare")
    assert shown.key() == again.key()
    assert "_" not in shown.key()
    assert shown.key() != SmallMap(layers=("uap-railway",)).key()


def test_a_small_map_starts_its_own_script_with_its_ids(payload: Payload) -> None:
    page = small_atlas_map(payload, SmallMap(layers=("uap-railway",), ways="ways?from=a"))
    text = page.get_root().render()
    assert "start.smallMap(" in text
    assert '"layers": ["uap-railway"]' in text
    assert '"ways": "ways?from=a"' in text


@pytest.mark.parametrize(
    "fields",
    [
        {"layers": ("<b>",)},
        {"focus": ('"});alert(1)//',)},
        {"group": "{{ 7 }}"},
        {"ways": "ways?q=</script>"},
        {"ways": "`${x}`"},
    ],
)
def test_a_small_map_takes_nothing_but_ids_and_an_address(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="ids and an address"):
        SmallMap(**fields)


def test_a_swatch_shows_what_is_drawn(index: dict) -> None:
    drawn = {project: entry["drawn"] for project, entry in index["projects"].items()}
    assert drawn["main-line-1"][0] == "operating"
    assert drawn["khaf-herat-railway"][:2] == ["construction", "operating"]
    # A plan over lines of others that run is drawn as a plan.
    assert "operating" not in drawn["six-country-corridor"]
