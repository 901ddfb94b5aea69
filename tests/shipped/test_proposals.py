"""Features of readers as proposals: filled as far as known, and sound once the rest is said."""

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.__main__ import main
from geo.pipeline.contributions.drafts import Draft
from geo.pipeline.contributions.ground import Ground
from geo.reading.load import load
from geo.reading.network.countries import OUTLINES, read_countries
from geo.records.dates import Day
from geo.records.kinds import KINDS
from geo.routing.router import Router
from geo.views.proposals import command
from geo.views.proposals.fields import (
    figures_text,
    flat,
    form_fields,
    label_of,
    nested,
    read_figures,
)
from geo.views.proposals.from_feature import ProposalError, proposal_of
from geo.views.proposals.proposal import Proposal, drafts_of, edited, slug
from geo.views.proposals.settings import SettingError, filled_by
from geo.views.verdicts.verdict import Judge, Verdict
from tests.conftest import ROOT

DATA = ROOT / "data"
#: From Kabul into the hills, where nothing is recorded.
LINE = shapely.LineString([(69.1725, 34.5283), (69.4, 34.9), (69.62, 35.18)])
SAID = {
    "name": "Kabul – Deltapur",
    "name:ru": "Кабул – Дельтапур",
    "description": "A road: to nowhere.",
    "source": "Roads of 2026",
    "url": "https://herald.example/road",
    "publisher": "The Herald",
    "licence": "All rights reserved",
    "highway": "proposed",
    "mode": "road",
    "date": "2026-03",
}
ANSWERS = (
    "source.kind=news",
    "source.status=live",
    "project.group=Roads in Afghanistan",
    "project.lifecycle_basis=stated",
    "place-2.kind=city",
)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(DATA, load(DATA), read_countries(DATA / OUTLINES))


@pytest.fixture(scope="module")
def judge(shipped_router: Router, ground: Ground) -> Judge:
    assert ground.countries is not None
    return Judge(shipped_router, ground.countries, Day(2026, 3, 31))


def proposed(judge: Judge, ground: Ground, shape: BaseGeometry, **said: object) -> Proposal:
    given = {**SAID, **said}
    found = judge.judge(shape)
    verdict = Verdict("own", 1, str(given["name"]), found, shape)
    return proposal_of(verdict, given, ground, judge.country_at)


def whole(proposal: Proposal, ground: Ground, *settings: str) -> tuple[Draft, ...]:
    drafts = drafts_of(proposal, filled_by(proposal, settings), ground)
    return tuple(draft for found in drafts.values() for draft in found)


def test_a_line_is_filled_as_far_as_known(judge: Judge, ground: Ground) -> None:
    proposal = proposed(judge, ground, LINE)
    assert [section.key for section in proposal.sections] == [
        *("source", "project", "place-1", "place-2", "line-1")
    ]
    blank = {
        (i.record, i.field) for i in ground.issues(whole(proposal, ground, "line-1.mode=road"))
    }
    assert {field for _, field in blank} == {"kind", "status", "group", "lifecycle_basis"}
    drafts = whole(proposal, ground, *ANSWERS, "line-1.mode=road")
    assert ground.issues(drafts) == ()
    source, project, place, line = drafts
    assert (source.id, place.id) == ("src-the-herald-2026-roads-of-2026", "site-deltapur")
    assert line.id == "seg-kabul-deltapur-kabul-deltapur"
    assert project.values["names"] == {"en": SAID["name"], "ru": SAID["name:ru"]}
    assert (
        project.values["lifecycle_note"] == "Somebody has proposed it; nothing is signed or built."
    )
    assert place.values["names"] == {"en": "Deltapur"}
    assert place.values["countries"] == ["AF"]
    assert (line.values["from_id"], line.values["to_id"]) == ("site-kabul", place.id)
    assert line.values["lifecycle"] == "proposed"
    assert line.values["line"][0] == (69.1723, 34.5281)
    assert line.values["source_ids"] == [source.id]


def test_known_records_stand_in_place_of_new_ones(judge: Judge, ground: Ground) -> None:
    proposal = proposed(judge, ground, LINE)
    known = ("source=src-geonames", "project=connecting-lines", "place-2=site-charikar")
    state = ("lifecycle=proposed", "lifecycle_as_of=2026-03", "lifecycle_basis=stated")
    asked = (f"line-1.{text}" for text in (*state, "mode=road"))
    (line,) = whole(proposal, ground, *known, *asked)
    assert line.path == "layers/connecting-lines.geojson"
    assert line.values["line"][-2:] == [(69.62, 35.18), (69.1714, 35.0136)]
    # That is a road which the atlas has.
    assert {issue.rule for issue in ground.issues([line])} == {"stretch_twice"}


def test_a_border_post_comes_with_a_state_that_is_not_known(judge: Judge, ground: Ground) -> None:
    proposal = proposed(judge, ground, shapely.Point(61.2, 34.6), name="Deltapost")
    asked = ("source.kind=news", "source.status=live", "place-1.kind=border-crossing")
    place, status = whole(proposal, ground, *asked, "place-1.countries=AF;IR")[1:]
    assert status.values["site_id"] == place.id == "site-deltapost"
    found = ground.issues(whole(proposal, ground, *asked, "place-1.countries=AF;IR"))
    assert {issue.field for issue in found} <= {"geometry"}


def test_an_outline_belongs_to_a_place(judge: Judge, ground: Ground) -> None:
    box = shapely.box(69.15, 34.51, 69.19, 34.55)
    proposal = proposed(judge, ground, box, name="Delta yard")
    source = ("source.kind=news", "source.status=live")
    drafts = whole(proposal, ground, *source, "project=connecting-lines")
    assert drafts[-1].values["site_id"] == "site-kabul"
    assert ground.issues(drafts) == ()
    two = shapely.union(box, shapely.box(70, 35, 71, 36))
    with pytest.raises(ProposalError, match="one ring"):
        proposed(judge, ground, two)


def test_parts_of_a_line_share_their_places(judge: Judge, ground: Ground) -> None:
    parts = shapely.MultiLineString(
        [[(66, 36), (66, 37)], [(66, 37), (67, 37)], [(66, 37), (65, 37)]]
    )
    proposal = proposed(judge, ground, parts)
    draws = [section.draws for section in proposal.sections if section.kind == "segments"]
    assert len(draws) == 3
    assert len({key for pair in draws for key in pair}) == 4
    many = shapely.MultiLineString([[(60 + n, 36), (60.5 + n, 36)] for n in range(9)])
    with pytest.raises(ProposalError, match="9 parts"):
        proposed(judge, ground, many)


def test_a_record_that_is_there_can_be_edited(judge: Judge, ground: Ground) -> None:
    section = edited(ground, "site-kabul")
    assert section is not None
    proposal = Proposal("Kabul", (section,))
    (draft,) = whole(proposal, ground, "site-kabul.names.also=Kabol")
    assert draft.values["names"]["also"] == ["Kabol"]
    assert draft.path == "sites.geojson"
    assert ground.issues([draft]) == ()
    assert edited(ground, "site-nowhere") is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.is_record], ids=lambda k: k.plural)
def test_every_kind_has_a_form(kind: object) -> None:
    fields = list(form_fields(kind))
    assert fields[0].path == "id"
    assert all(field.label and field.help for field in fields)
    assert label_of("names.ky") == "Name in Kyrgyz"


def test_values_go_into_a_form_and_come_back() -> None:
    values = {"id": "x", "names": {"en": "A", "also": ["B"]}}
    assert nested({**flat(values), "note": ""}) == values
    for text, value in (
        ("1520", 1520),
        ("1435, 1520", [1435, 1520]),
        ("2.5", 2.5),
        ("2 km", "2 km"),
    ):
        assert read_figures(text) == value
        assert figures_text(value) == text


def test_names_of_every_script_make_ids() -> None:
    assert slug("Khaf–Herat «new»") == "khaf-herat-new"
    assert slug("Кабул – Шахт") == "kabul-shakht"
    assert slug("Çeşme") == "cesme"
    assert slug("???") == ""


def test_the_command_makes_the_same_patch(
    shipped_router: Router,
    ground: Ground,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "load", lambda _: ground.loaded)
    monkeypatch.setattr(command, "checked_atlas", lambda _: shipped_router.atlas)
    monkeypatch.setattr(command, "Router", lambda _: shipped_router)
    monkeypatch.setattr(command, "read_upload", cache(command.read_upload))
    file, patch = tmp_path / "own.geojson", tmp_path / "own.patch"
    feature = {
        "type": "Feature",
        "properties": SAID,
        "geometry": json.loads(shapely.to_geojson(LINE)),
    }
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    asked = ["propose", str(file), "--feature", "1", "--out", str(patch)]
    assert main(asked) == 1
    assert "source.kind: the field is missing" in capsys.readouterr().err
    assert not patch.exists()
    settings = [part for answer in ANSWERS for part in ("--set", answer)]
    assert main([*asked, *settings]) == 0, capsys.readouterr().err
    subprocess.run(["git", "apply", "--check", str(patch)], cwd=ROOT, check=True)
    for wrong in ("road.kind=news", "source.weather=fine"):
        with pytest.raises(SettingError, match="they are"):
            command.propose(DATA, file, 1, [wrong])
    assert main([*asked[:2], "--feature", "2"]) == 1
    assert "has 1 features" in capsys.readouterr().err
