"""A state or a mode is added in `vocab` and the look of the map; everything else follows.

The change is made to a copy of the code and of the shipped data, and asked for in a process of
its own, which sees nothing but the copy.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.reading.load import load
from geo.records.vocab import Lifecycle, Mode, Rung
from tests.conftest import ROOT

STATE = """    TENDERED = (
        "tendered",
        mark("Tendered"),
        mark("A call for tenders is out; nothing is built."),
        Phase.PAPER,
        ("pre-construction", "proposed"),
        Rung.FINANCE,
    )
"""
FACTORS = """    PIPE_SPEED = "pipe-speed", mark("km/h"), mark("Oil under way in a pipe")
    PIPE_COST = "pipe-cost", mark("US$ per TEU and km"), mark("Carriage by pipe")
"""
MODE = """    PIPELINE = (
        "pipeline",
        mark("Pipeline"),
        mark("pipeline"),
        (Factor.PIPE_SPEED, Factor.PIPE_SPEED, Factor.PIPE_COST),
    )
"""
GUESS = ",our-guess,,A guess.,doubtful,src-atlas-2026-calculation\n"
ASSUMED = f"asm-pipe-speed,pipe-speed,,,,4,8,{GUESS}asm-pipe-cost,pipe-cost,,,,0.1,0.3,{GUESS}"
#: What the copy is asked, by the words `state` and `mode` that were added to it.
ASK = """
import json, sys
from datetime import date
from pathlib import Path
from typing import Any
from geo.rules.open_atlas import open_atlas
from geo.mapview.style import read_style
from geo.routing.router import Router
from geo.routing.route_model import LineFilter, RouteQuery
from geo.analysis.timeline import history
from geo.views.tables import TABLES
from geo.records.vocab import Mode

atlas = open_atlas(Path("data"))
router = Router(atlas)


def km(start, end, *modes):
    query = RouteQuery(start, end, reach=LineFilter.PROPOSED, modes=frozenset(map(Mode, modes)))
    return [route.km for route in router.find_routes(query).routes]


line = atlas.segment("seg-uap-kharlachi-kohat")
lines = TABLES["Lines"](atlas)
print(json.dumps({
    "rail": km("site-karachi", "site-tashkent", "rail"),
    "pipe": [km("site-quetta", "site-kandahar", *modes) for modes in json.loads(sys.argv[1])],
    "states": [moment.lifecycle for moment in history(atlas, line)],
    "facets": {facet.name: list(facet.options) for facet in lines.facets},
    "style": read_style(Path("data")),
}))
"""


def into(path: Path, mark: str, added: str) -> None:
    """Put text before the only place where `mark` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1, (path.name, mark)
    path.write_text(text.replace(mark, added + mark), encoding="utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "geo", folder / "geo")
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def answers(folder: Path, *modes: tuple[str, ...]) -> dict[str, Any]:
    command = [sys.executable, "-c", ASK, json.dumps(modes)]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rewrite(path: Path, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the features of a layer."""
    layer = json.loads(path.read_text(encoding="utf-8"))
    change(layer["features"])
    path.write_text(json.dumps(layer, ensure_ascii=False), encoding="utf-8")


def tendered(features: list[dict[str, Any]]) -> None:
    for feature in features:
        if feature["properties"].get("lifecycle") in {"agreed", "design", "feasibility"}:
            feature["properties"]["lifecycle"] = "tendered"


def with_pipeline(features: list[dict[str, Any]]) -> None:
    (site, other) = "site-quetta", "site-kandahar"
    known = {site.id: site for site in load(ROOT / "data").sites}
    properties = {
        "from_id": site,
        "to_id": other,
        "mode": "pipeline",
        "lifecycle": "proposed",
        "lifecycle_as_of": "2026-03",
        "lifecycle_basis": "inferred",
        "confidence": "general",
        "geometry_basis": "schematic",
        "geometry_note": "Straight from place to place.",
        "geometry_source_ids": ["src-geonames"],
        "source_ids": ["src-general-knowledge"],
    }
    ends = [list(known[end].at) for end in (site, other)]
    line = {"type": "LineString", "coordinates": ends}
    features.append(
        {"type": "Feature", "id": "seg-a-pipe", "geometry": line, "properties": properties}
    )


def test_a_new_state_needs_the_words_and_the_look(copied: Path) -> None:
    before = answers(copied)
    into(copied / "geo" / "records" / "vocab.py", "    DESIGN = (\n", STATE)
    into(copied / "data" / "style.yaml", "  design: {", "  tendered: {dash: [9, 6]}\n")
    rewrite(copied / "data" / "layers" / "uap-railway.geojson", tendered)
    after = answers(copied)
    assert after["rail"] == before["rail"], "a line on paper stays a line on paper"
    assert after["states"][-1] == "tendered"
    earlier = len(before["states"])
    assert after["states"][:earlier] == before["states"], "it has climbed as before"
    assert "tendered" in after["facets"]["state"]
    look = after["style"]["lifecycle"]["tendered"]
    assert (look["legend"], look["running"]) == ("Tendered", False)


def test_a_new_mode_needs_the_words_the_look_and_its_figures(copied: Path) -> None:
    into(copied / "geo" / "records" / "vocab.py", '    FRONTIER_HOURS = ("', FACTORS)
    into(copied / "geo" / "records" / "vocab.py", '    CONVEYOR = ("', MODE)
    into(copied / "data" / "style.yaml", "  conveyor: {", "  pipeline: {width: 2.0}\n")
    with (copied / "data" / "assumptions.csv").open("a", encoding="utf-8") as file:
        file.write(ASSUMED)
    rewrite(copied / "data" / "layers" / "gwadar-links.geojson", with_pipeline)
    found = answers(copied, ("pipeline",), ("rail", "pipeline"))
    alone, mixed = found["pipe"]
    assert len(alone) == 1
    assert 150 < alone[0] < 250
    assert mixed == alone, "no container changes from a train to a pipe"
    assert "pipeline" in found["facets"]["mode"]
    assert found["style"]["mode"]["pipeline"]["legend"] == "Pipeline"


def test_every_state_answers_every_question() -> None:
    for word in Lifecycle:
        phases = (word.is_in_service, word.is_standing_still, word.is_on_paper, word.is_under_works)
        assert sum(phases) == (word is not Lifecycle.SUPERSEDED), word
        assert word.is_built == (word.is_in_service or word.is_standing_still)
        assert not (word.is_built and word.rules_out), word
        assert word.label
        assert len(word.elsewhere) == 2
    assert all(step.reaches in Lifecycle.climb() for step in Rung)


def test_every_mode_answers_every_question() -> None:
    for word in Mode:
        assert word.label
        assert word.noun == word.noun.lower()
        assert word.is_routable == bool(word.factors)
        assert not (word.has_gauge and word.is_by_water)
        assert word.is_routable or not word.takes_containers
        if word.is_routable:
            speed, slow, price = word.factors
            assert (speed.unit, slow.unit, price.unit) == ("km/h", "km/h", "US$ per TEU and km")
