"""The forty mistakes that are easily made about this region, each watched by a test.

The number in a name is that of the row under "Traps" in data/README.md, which has the words.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyproj
import pytest
from shapely.geometry import LineString, box, shape
from shapely.ops import unary_union

from geo.analysis.claims import ruled_out
from geo.atlas import Atlas
from geo.geometry.measure import length_km
from geo.reading.load import load
from geo.records.dates import first_day
from geo.records.model import Claim, Event, LonLat, Person, Segment
from geo.records.vocab import (
    Access,
    Confidence,
    GaugeBasis,
    GeometryBasis,
    Lifecycle,
    Mode,
    Outcome,
    Quantity,
    Rung,
)
from geo.search.search import NameIndex
from tests.conftest import ROOT

DATA = ROOT / "data"
REAL_SHAPES = {GeometryBasis.SURVEYED, GeometryBasis.OSM}
DURAND_POSTS = ("torkham", "chaman", "spin-boldak", "kharlachi", "ghulam-khan")


@pytest.fixture(scope="module")
def atlas(shipped_atlas: Atlas) -> Atlas:
    return shipped_atlas


@pytest.fixture(scope="module")
def names(shipped_atlas: Atlas) -> NameIndex:
    return NameIndex(shipped_atlas)


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Every text of every record, with the record's id."""
    return [
        (record.id, text)
        for record in load(DATA).records()
        for text in strings(record.model_dump())
    ]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from strings(part)


def matching_texts(texts: Iterable[tuple[str, str]], pattern: str) -> list[tuple[str, str]]:
    return [(where, text) for where, text in texts if re.search(pattern, text, re.IGNORECASE)]


def places(segment: Segment) -> set[str]:
    return {segment.from_id, segment.to_id, *segment.via_ids}


def between(atlas: Atlas, start: str, end: str) -> list[Segment]:
    """Railways with these two places among theirs, in whatever project."""
    wanted = {f"site-{start}", f"site-{end}"}
    rails = (seg for seg in atlas.segments if seg.mode is Mode.RAIL)
    return [seg for seg in rails if wanted <= places(seg)]


def person(atlas: Atlas, name: str) -> Person:
    (found,) = (person for person in atlas.people if person.names.en == name)
    return found


def event(atlas: Atlas, event_id: str) -> Event:
    (found,) = (event for event in atlas.events if event.id == event_id)
    return found


def claim(atlas: Atlas, claim_id: str) -> Claim:
    (found,) = (claim for claim in atlas.claims if claim.id == claim_id)
    return found


def shapes(name: str) -> list[tuple[dict[str, Any], Any]]:
    features = json.loads((DATA / "basemap" / name).read_text(encoding="utf-8"))["features"]
    return [(feature["properties"], shape(feature["geometry"])) for feature in features]


# The steelworks


def test_trap_01_five_beginnings_are_kept_apart(atlas: Atlas) -> None:
    said = [
        beginning
        for beginning in atlas.claims_of("pakistan-steel-mills")
        if beginning.quantity is Quantity.FOUNDING and "press" not in beginning.id
    ]
    assert [beginning.text for beginning in sorted(said, key=lambda beginning: beginning.id)] == [
        "January 1971",
        "30 December 1973",
        "April 1981",
        "25 December 1984",
        "15 January 1985",
    ]
    assert claim(atlas, "clm-psm-founding-1973").scope == "foundation stone"
    assert claim(atlas, "clm-psm-founding-press-1973").confidence is Confidence.DOUBTFUL


def test_trap_02_the_mill_is_not_running(atlas: Atlas) -> None:
    works = {"site-psm", "site-psm-jetty"}
    states = [atlas.site(site_id).lifecycle for site_id in works]
    assert not any(state and state.is_in_service for state in states)
    inside = [segment for segment in atlas.segments if places(segment) & works]
    assert inside
    assert {segment.lifecycle for segment in inside} == {Lifecycle.IDLE}
    later = [
        event.id
        for event in atlas.events_of_project("pakistan-steel-mills")
        if event.rung is Rung.SERVICE and first_day(event.date) > first_day("2015-06-10")
    ]
    assert later == []


def test_trap_03_a_protocol_is_not_a_contract(atlas: Atlas) -> None:
    reached = {rung for rung, found in atlas.ladder("pakistan-steel-mills") if found}
    assert Rung.PROTOCOL in reached
    assert reached.isdisjoint({Rung.FRAMEWORK, Rung.FINANCE, Rung.CONTRACT, Rung.WORKS})


def test_trap_04_restoring_and_building_new_are_two_options(atlas: Atlas) -> None:
    options = atlas.project("pakistan-steel-mills").options
    assert [option.title for option in options] == ["Restore the old works", "Build a new mill"]


def test_trap_05_the_expansion_was_never_built(atlas: Atlas) -> None:
    steel = [claim for claim in atlas.claims if claim.quantity is Quantity.STEEL_MTPA]
    design = [figure for figure in steel if figure.low == 1.1]
    assert [figure.id for figure in design] == ["clm-psm-steel-design"]
    mill = [figure for figure in steel if figure.extent.value == "whole" and figure not in design]
    unsure = [figure for figure in mill if figure.confidence is Confidence.DOUBTFUL]
    unbuilt = [figure for figure in mill if "never built" in f"{figure.scope} {figure.note}"]
    assert {*unsure, *unbuilt} == set(mill)


def test_trap_06_the_protocol_was_announced_on_11_july(
    atlas: Atlas, texts: list[tuple[str, str]]
) -> None:
    assert len(texts) > 3000
    assert "announce" in event(atlas, "evt-2025-07-11-steel-protocol").title
    assert matching_texts(texts, r"signed (it |them )?on (Friday,? )?11 July") == []


def test_trap_07_the_slip_of_the_first_article_is_not_copied(texts: list[tuple[str, str]]) -> None:
    assert matching_texts(texts, r"restore and Pakistan Steel") == []


def test_trap_08_khans_are_never_merged(atlas: Atlas) -> None:
    khans = ("Haroon Akhtar Khan", "Abdul Aleem Khan", "Amir Khan Muttaqi", "Imran Khan")
    people = [person(atlas, name) for name in khans]
    assert len({khan.id for khan in people}) == len({khan.office for khan in people}) == 4
    projects = [project for khan in people for project in khan.project_ids]
    assert len(projects) == len(set(projects))
    bare = {name for event in atlas.events for name in event.people if name.split()[-1] == "Khan"}
    assert bare <= set(khans)


def test_trap_09_nikitin_was_deputy_at_the_meeting(atlas: Atlas) -> None:
    assert person(atlas, "Andrey Sergeyevich Nikitin").office.startswith("Deputy Minister")
    days = [event(atlas, f"evt-2025-07-{ending}").date for ending in ("03-tianjin", "07-nikitin")]
    assert first_day(days[0]) < first_day(days[1])


def test_trap_10_last_month_is_counted_from_the_article(atlas: Atlas) -> None:
    days = {
        "evt-2025-06-01-phone-call": "2025-06-01",
        "evt-2025-07-03-tianjin": "2025-07-03",
        "evt-2025-07-12-article": "2025-07-12",
        "evt-2025-07-17-framework-agreement": "2025-07-17",
    }
    assert {day: event(atlas, day).date for day in days} == days
    assert first_day("2025-06-01").isoweekday() == 7, "the call was on a Sunday"


def test_trap_11_the_first_article_is_of_12_july(atlas: Atlas) -> None:
    assert atlas.source("src-hindustan-times-2025-protocol").date_published == "2025-07-12"
    assert first_day("2025-07-11").isoweekday() == 5, "its Friday is the day before"


# Railways through Afghanistan


def test_trap_12_the_tianjin_talks_have_no_route(atlas: Atlas) -> None:
    lines = atlas.segments_of("pakistan-central-asia-russia")
    assert {line.geometry_basis for line in lines} == {GeometryBasis.ENDPOINTS_ONLY}
    members = atlas.project("pakistan-central-asia-russia").member_ids
    assert {"six-country-corridor", "pakistan-russia-pilot-train"} <= set(members)


def test_trap_13_the_two_routes_of_the_railway_are_apart(atlas: Atlas) -> None:
    ours = {place for segment in atlas.segments_of("uap-railway") for place in places(segment)}
    khyber = {"torkham", "peshawar", "jalalabad", "surobi", "landi-kotal", "jamrud"}
    assert ours.isdisjoint({f"site-{town}" for town in khyber})
    older = atlas.project("uap-railway-torkham")
    assert (older.lifecycle, older.lifecycle_as_of) == (Lifecycle.SUPERSEDED, "2023-07")


@pytest.mark.parametrize("spelling", ["Kharlachi", "Kherlachi", "Karlachi", "خرلاچی", "Харлачи"])
def test_trap_14_kharlachi_is_not_karachi(atlas: Atlas, names: NameIndex, spelling: str) -> None:
    assert names.search(spelling).hits[0].id == "site-kharlachi"
    post, city = atlas.site("site-kharlachi"), atlas.site("site-karachi")
    assert length_km((post.at, city.at)) > 900
    spelt = {*post.names.also, post.names.en, *(name for _, name in post.names.local())}
    assert spelt.isdisjoint({"Karachi", *(name for _, name in city.names.local())})


@pytest.mark.parametrize("spelling", ["Karachi", "کراچی", "Карачи"])
def test_trap_14_karachi_is_not_kharlachi(names: NameIndex, spelling: str) -> None:
    assert names.search(spelling).hits[0].id == "site-karachi"


def test_trap_15_no_length_without_scope_and_source(atlas: Atlas) -> None:
    lengths = {
        claim.low: claim
        for project in ("uap-railway", "uap-railway-torkham")
        for claim in atlas.claims_of(project)
        if claim.quantity is Quantity.LENGTH_KM
    }
    assert {573, 640, 647, 681, 700, 750, 760, 764, 780, 850} <= set(lengths)
    assert all(length.scope and length.source_ids for length in lengths.values())


def test_trap_16_kabul_is_not_a_stop_of_the_kharlachi_agreement(atlas: Atlas) -> None:
    stops = {place for segment in atlas.segments_of("uap-railway") for place in places(segment)}
    assert "site-kabul" not in stops
    assert {"site-maidan-shahr", "site-pul-e-alam", "site-kharlachi"} <= stops


def test_trap_17_salang_or_bamyan_is_left_open(atlas: Atlas) -> None:
    crossing = atlas.segment("seg-uap-pul-e-khumri-maidan-shahr")
    assert crossing.geometry_basis is GeometryBasis.SCHEMATIC
    assert {"Salang", "Bamian"} <= set(re.findall(r"\w+", crossing.note or ""))
    assert "site-bamyan" in atlas.project("uap-railway").site_ids


def test_trap_18_two_railways_share_one_name(atlas: Atlas, names: NameIndex) -> None:
    first, second = names.search("Trans-Afghanistan Railway").hits[:2]
    assert {first.id, second.id} == {"uap-railway", "western-trans-afghan-railway"}
    assert first.score == second.score
    decision = event(atlas, "evt-2025-10-20-gauge")
    assert {first.id, second.id} <= set(decision.project_ids)
    assert "site-kharlachi" not in decision.site_ids


def test_trap_19_gauges_are_what_was_built_decided_or_assumed(atlas: Atlas) -> None:
    built = [*between(atlas, "hairatan", "naibabad"), *between(atlas, "hairatan", "mazar-rail")]
    assert {segment.gauges_mm for segment in built} == {(1520,)}
    planned = [
        segment for segment in atlas.segments_of("uap-railway") if segment.lifecycle.is_on_paper
    ]
    known = {(segment.gauges_mm, segment.gauge_basis) for segment in planned}
    assert known == {((1520,), GaugeBasis.DECIDED), ((1676,), GaugeBasis.ASSUMED)}
    assert atlas.site("site-kharlachi").breaks_gauge_basis is GaugeBasis.ASSUMED


def test_trap_20_kohat_thall_is_no_existing_railway(atlas: Atlas) -> None:
    lines = between(atlas, "kohat", "thall")
    assert [line.id for line in lines] == ["seg-uap-kharlachi-kohat"]
    assert lines[0].lifecycle.is_on_paper


def test_trap_21_the_landi_kotal_line_carries_no_trains(atlas: Atlas) -> None:
    lines = [
        segment
        for pair in (("jamrud", "landi-kotal"), ("jamrud", "peshawar"), ("torkham", "landi-kotal"))
        for segment in between(atlas, *pair)
    ]
    assert len(lines) >= 3
    assert {line.lifecycle for line in lines} == {Lifecycle.DORMANT}


def test_trap_22_chaman_spin_boldak_is_not_open(atlas: Atlas) -> None:
    lines = between(atlas, "chaman", "spin-boldak")
    assert lines
    assert {line.lifecycle for line in lines} == {Lifecycle.PROPOSED}


def test_trap_23_687_km_cannot_be_the_western_line(atlas: Atlas) -> None:
    assert ruled_out(atlas, claim(atlas, "clm-taw-length-687"))


def test_trap_24_the_mazar_line_ends_at_the_airport_and_opened_in_2011(atlas: Atlas) -> None:
    *_, line = atlas.segments_of("hairatan-mazar-railway")
    assert str(line.opened) == "2011-08-20"
    assert claim(atlas, "clm-uap-length-hairatan-mazar").low == 75
    end = LonLat(67.2396, 36.7176)
    assert length_km((line.line[-1], end)) < 0.5
    assert length_km((atlas.site("site-mazar").at, end)) > 10
    others = [*between(atlas, "hairatan", "naibabad"), *between(atlas, "naibabad", "mazar-rail")]
    assert {str(segment.opened)[:4] for segment in others if segment.opened} == {"2011"}


def test_trap_25_aqina_and_andkhoy_are_afghan(atlas: Atlas) -> None:
    assert {atlas.site(f"site-{town}").countries for town in ("aqina", "andkhoy")} == {("AF",)}
    opened = {
        segment.to_id: str(segment.opened)[:4] for segment in between(atlas, "aqina", "andkhoy")
    }
    assert opened == {"site-andkhoy": "2021"}
    assert claim(atlas, "clm-aqina-length-58").confidence is Confidence.DOUBTFUL


def test_trap_26_service_from_khaf_ends_at_rozanak(atlas: Atlas) -> None:
    running = [
        segment
        for segment in atlas.segments_of("khaf-herat-railway")
        if segment.lifecycle.is_in_service
    ]
    assert running[-1].to_id == "site-rozanak"
    rails = [
        segment
        for segment in atlas.segments
        if segment.mode is Mode.RAIL and segment.lifecycle.is_in_service
    ]
    herat = {"site-herat", "site-herat-airport", "site-robat-paryan"}
    assert [rail.id for rail in rails if places(rail) & herat] == []


def test_no_afghan_plan_is_drawn_as_if_it_were_there(atlas: Atlas) -> None:
    style = (ROOT / "data" / "style.yaml").read_text(encoding="utf-8")
    plans = [segment for segment in atlas.segments if segment.lifecycle.is_on_paper]
    assert [plan.id for plan in plans if plan.geometry_basis in REAL_SHAPES] == []
    for word in filter(lambda word: word.is_on_paper, Lifecycle):
        assert re.search(rf"^  {word.value}: .*dash: \[\d", style, re.MULTILINE), word


# Borders


def test_trap_27_no_hard_border_through_kashmir() -> None:
    kashmir = unary_union([area for _, area in shapes("kashmir.geojson")]).buffer(-0.05)
    inside = {
        about["status"] for about, line in shapes("boundaries.geojson") if line.intersects(kashmir)
    }
    assert "line-of-control" in inside
    assert "international" not in inside
    script = (ROOT / "geo/mapview/web/basemap.js").read_text(encoding="utf-8")
    for status in inside:
        assert re.search(rf'"?{status}"?: {{[^}}]*dash: \[[\d, ]+\]', script), status


def test_trap_28_the_durand_line_is_called_a_frontier(
    atlas: Atlas, texts: list[tuple[str, str]]
) -> None:
    named = [
        (where, sentence)
        for where, text in texts
        for sentence in re.split(r"(?<=[.!?]) ", text)
        if "Durand" in sentence
    ]
    assert len(named) > 5
    bare = [
        (where, said)
        for where, said in named
        if not re.search(r"frontier|recogni", said, re.IGNORECASE)
    ]
    assert bare == []
    assert [post for post in DURAND_POSTS if not atlas.border_status_of(f"site-{post}")] == []


def test_trap_29_no_line_through_crimea(atlas: Atlas) -> None:
    crimea = box(32.4, 44.3, 36.6, 46.1)
    boundaries = [about for about, line in shapes("boundaries.geojson") if line.intersects(crimea)]
    assert boundaries == []
    crossing = [
        segment.id for segment in atlas.segments if LineString(segment.line).intersects(crimea)
    ]
    assert crossing == []


def test_trap_30_taliban_ministers_are_acting(atlas: Atlas) -> None:
    offices = [person.office for person in atlas.people if "Taliban government" in person.office]
    assert len(offices) >= 4
    ministers = [office for office in offices if re.search(r"\bMinister\b", office)]
    assert len(ministers) >= 4
    assert [minister for minister in ministers if not minister.startswith("Acting")] == []
    chiefs = [person.office for person in atlas.people if "Taliban" not in person.office]
    assert [
        chief for chief in chiefs if re.match(r"(Foreign|Prime) Minister of Afghanistan", chief)
    ] == []


def test_trap_31_border_posts_have_dated_states(atlas: Atlas) -> None:
    for post in DURAND_POSTS:
        rows = atlas.border_status_of(f"site-{post}")
        assert len(rows) >= 4, post
        shut = atlas.border_status_on(f"site-{post}", "2025-10-20")
        assert shut is not None
        assert shut.freight is Access.CLOSED
        assert rows[0].freight is not Access.OPEN, post


# Iran, corridors, sources


def test_trap_32_nothing_through_iran_is_confirmed_after_the_strikes(atlas: Atlas) -> None:
    through = {"khaf-herat-railway", "chabahar-zahedan-railway", "north-south-western"}
    due = [
        event
        for event in atlas.events
        if through & set(event.project_ids) and str(event.promised_for).startswith("2026-03")
    ]
    assert len(due) >= 3
    assert {event.kept for event in due} == {Outcome.UNKNOWN}
    for post in ("taftan", "mirjaveh", "sarakhs", "shamtigh"):
        assert atlas.border_status_of(f"site-{post}")[0].freight is Access.UNKNOWN


def test_trap_33_the_istanbul_train_is_not_8000_km(atlas: Atlas) -> None:
    assert claim(atlas, "clm-iti-length-8000").confidence is Confidence.DOUBTFUL
    assert claim(atlas, "clm-iti-length-6500").confidence is Confidence.SOURCED
    assert claim(atlas, "clm-pcrl-length-total").low == 8000


def test_trap_34_pakistan_has_not_signed_the_north_south_agreement(
    atlas: Atlas, texts: list[tuple[str, str]]
) -> None:
    for branch in ("western", "trans-caspian", "eastern"):
        assert not any(
            "Pakistan" in sponsor for sponsor in atlas.project(f"north-south-{branch}").sponsors
        )
    assert "Pakistan is not a party" in (event(atlas, "evt-2000-09-12-instc").text or "")
    assert (
        matching_texts(texts, r"Pakistan(,| is)? a (party|signatory|member) (to|of) (the )?INSTC")
        == []
    )


def test_trap_35_the_prime_minister_of_2025_is_shehbaz_sharif(atlas: Atlas) -> None:
    assert person(atlas, "Shehbaz Sharif").office.startswith("Prime Minister of Pakistan")
    assert "2020" in person(atlas, "Imran Khan").office
    later = [
        event.id
        for event in atlas.events
        if "Imran Khan" in event.people and event.date > "2022-04"
    ]
    assert later == []


def test_trap_36_the_third_party_is_pakistan_and_not_the_emirates(atlas: Atlas) -> None:
    sponsors = " ".join(atlas.project("uap-railway").sponsors)
    assert "Pakistan" in sponsors
    assert "Emirates" not in sponsors
    signing = event(atlas, "evt-2025-07-17-framework-agreement")
    assert "Emirates" not in " ".join((signing.title, signing.text or "", *signing.people))


@pytest.mark.parametrize("host", ["pakgazette", "rayhaber", "wedoany", "allweb3news"])
def test_trap_37_machine_translated_pages_are_no_sources(host: str) -> None:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        addresses = [f"{row['url']} {row['archive_url']}" for row in csv.DictReader(file)]
    assert len(addresses) > 100
    assert [address for address in addresses if host in address.lower()] == []


def test_trap_38_lengths_of_ml1_name_their_scope(atlas: Atlas) -> None:
    scopes = {
        claim.low: claim.scope
        for claim in atlas.claims_of("main-line-1")
        if claim.quantity is Quantity.LENGTH_KM
    }
    assert {1687, 1726, 1872} <= set(scopes)
    assert scopes[1872] != scopes[1726] != scopes[1687] != scopes[1872]


def test_trap_39_lengths_are_geodesic(atlas: Atlas) -> None:
    ends = [atlas.site(city).at for city in ("site-moscow", "site-kazan")]
    mercator = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    (x1, y1), (x2, y2) = (mercator.transform(at.lon, at.lat) for at in ends)
    on_screen = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / 1000
    assert length_km(ends) == pytest.approx(718, abs=5)
    assert on_screen > 1.7 * length_km(ends)


def test_trap_40_the_way_from_mumbai_keeps_off_gujarat(atlas: Atlas) -> None:
    (voyage,) = (
        segment
        for segment in atlas.segments
        if segment.mode is Mode.SEA and {"site-mumbai", "site-bandar-abbas"} == places(segment)
    )
    sea = unary_union([area for _, area in shapes("sea.geojson")])
    land = box(20, 18, 95, 62).difference(sea)
    gujarat = land.intersection(box(68, 20, 74.5, 24.7))
    assert LineString(voyage.line).intersection(gujarat).length == 0
    ashore = LineString(voyage.line).intersection(land).length
    assert ashore < 0.02 * LineString(voyage.line).length, "only where the ports lie"
    ruler = LineString([voyage.line[0], voyage.line[-1]])
    assert ruler.intersection(land).length > 1, "a straight line would cross land"


# Names that two places share


def test_thall_and_thal_are_apart(atlas: Atlas, names: NameIndex) -> None:
    assert names.search("Thall").hits[0].id == "site-thall"
    upper_dir = LonLat(72.244, 35.478)
    near = [site.id for site in atlas.sites if length_km((site.at, upper_dir)) < 20]
    assert near == []
    assert length_km((atlas.site("site-thall").at, LonLat(70.548, 33.365))) < 3


@pytest.mark.parametrize(
    ("spelling", "site", "country"),
    [("Jalalabad", "site-jalalabad", "AF"), ("Jalal-Abad", "site-jalal-abad", "KG")],
)
def test_two_jalalabads_are_apart(
    atlas: Atlas, names: NameIndex, spelling: str, site: str, country: str
) -> None:
    assert names.search(spelling).hits[0].id == site
    assert atlas.site(site).countries == (country,)


# The table


def test_every_trap_of_the_table_is_watched_or_explained() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \|$", readme, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 41))
    text = Path(__file__).read_text(encoding="utf-8")
    here = set(re.findall(r"^def (test_\w+)", text, re.MULTILINE))
    for number, _, watched in rows:
        tests = re.findall(r"`(test_\w+)`", watched)
        assert set(tests) <= here, number
        assert tests or len(watched) > 20, number
    assert {test for test in here if test.startswith("test_trap_")} == {
        test for _, _, watched in rows for test in re.findall(r"`(test_trap_\w+)`", watched)
    }
