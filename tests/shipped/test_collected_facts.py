"""Nothing of the collected facts is lost: articles, events, people, border posts, promises.

The lists in tests/data/dossier/ were made when the facts were collected. A key there (B01 and so
on) is a line of that collection; our ids beside it are permanent.
"""

import csv
import re
from operator import itemgetter

import pytest

from geo.atlas import Atlas
from geo.records.model import Event, Person
from geo.records.vocab import Access, Outcome, SiteKind
from tests.conftest import ROOT
from tests.each import for_each

LISTS = ROOT / "tests" / "data" / "dossier"


def listed(name: str) -> list[dict[str, str]]:
    with (LISTS / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


# Articles


def test_every_collected_article_is_told(shipped_atlas: Atlas) -> None:
    told = {article.id: article.source_id for article in shipped_atlas.articles}
    wanted = {row["article_id"]: row["source_id"] for row in listed("articles.csv")}
    assert wanted.items() <= told.items()


def test_the_list_of_articles_is_complete() -> None:
    keys = [row["key"] for row in listed("articles.csv")]
    main = [key for key in keys if re.fullmatch(r"B[0-9]+", key)]
    assert (len(set(main)), main[0], main[-1]) == (126, "B01", "B133")
    assert {"B55b", "B86b", "B94b", "B96b", "B98b", "B104b"} <= set(keys)


def test_every_article_has_its_source(shipped_atlas: Atlas) -> None:
    lost = [
        article.id
        for article in shipped_atlas.articles
        if not shipped_atlas.find_source(article.source_id)
    ]
    assert lost == []


def test_no_two_articles_tell_of_the_same_source(shipped_atlas: Atlas) -> None:
    told = [article.source_id for article in shipped_atlas.articles]
    assert len(told) == len(set(told))


# Events


def test_the_list_of_events_is_complete() -> None:
    rows = listed("events.csv")
    assert [row["line"] for row in rows] == [str(number) for number in range(1, 91)]
    assert len({row["event_id"] for row in rows}) == len(rows)


EXACT = ("year", "month", "day")


@for_each("row", listed("events.csv"), itemgetter("event_id"))
def test_every_collected_event_is_told_on_its_day(
    row: dict[str, str], shipped_atlas: Atlas
) -> None:
    event = shipped_atlas.record(row["event_id"])
    assert isinstance(event, Event)
    start = event.date.partition("/")[0]
    said = "about" if start.endswith("~") else EXACT[start.count("-")]
    assert (start.rstrip("~"), said) == (row["date"], row["precision"])
    assert set(row["project_ids"].split("; ")) <= {*event.project_ids, *event.rung_for}


def test_everybody_named_in_an_event_is_in_the_register(shipped_atlas: Atlas) -> None:
    names = {
        name for person in shipped_atlas.people for name in (person.names.en, *person.names.also)
    }
    named = {person for event in shipped_atlas.events for person in event.people}
    assert named - names == set()


def test_every_event_says_what_happened(shipped_atlas: Atlas) -> None:
    assert [event.id for event in shipped_atlas.events if not event.text] == []


# How far each project got


def reached(atlas: Atlas, project_id: str) -> set[str]:
    return {rung.value for rung, event in atlas.ladder(project_id) if event}


@pytest.mark.parametrize(
    ("project_id", "rungs"),
    [
        ("pakistan-steel-mills", {"statement", "memorandum", "protocol"}),
        (
            "uap-railway",
            {"statement", "protocol", "framework-agreement", "ratification", "study"},
        ),
        ("uap-railway-torkham", {"statement", "memorandum", "study"}),
        ("pakistan-central-asia-russia", {"statement"}),
        ("six-country-corridor", {"statement", "memorandum"}),
        ("pakistan-russia-pilot-train", {"statement", "memorandum"}),
        ("western-trans-afghan-railway", {"statement", "memorandum", "protocol", "study"}),
        ("mazar-herat-railway", {"statement", "memorandum", "study"}),
        ("hairatan-mazar-railway", {"finance", "contract", "works", "service"}),
        ("khyber-pass-expressway", {"finance"}),
        # A loan to prepare the papers was signed on 5 December 2025.
        ("main-line-1", {"statement", "framework-agreement", "finance"}),
        ("gwadar-links", {"statement", "study"}),
    ],
)
def test_a_project_has_climbed_so_far_and_no_farther(
    project_id: str, rungs: set[str], shipped_atlas: Atlas
) -> None:
    assert reached(shipped_atlas, project_id) == rungs


def test_no_ceremony_counts_as_works(shipped_atlas: Atlas) -> None:
    ceremonies = {
        "evt-1973-12-30-foundation-stone",
        "evt-2024-09-11-torghundi-launch",
        "evt-2024-12-27-cku-ceremony",
    }
    rungs = {event.id: event.rung for event in shipped_atlas.events if event.id in ceremonies}
    assert rungs == dict.fromkeys(ceremonies)


def test_every_project_has_something_to_tell(shipped_atlas: Atlas) -> None:
    silent = [
        project.id
        for project in shipped_atlas.projects
        if not shipped_atlas.events_of_project(project.id)
    ]
    # Lines that belong to no corridor are no project; nothing is told about them.
    assert silent == ["connecting-lines"]


# Promises


@pytest.mark.parametrize(
    ("project_id", "promised_for", "kept"),
    [
        ("pakistan-russia-pilot-train", "2025-06-22", "missed"),
        ("pakistan-russia-pilot-train", "2025-08", "missed"),
        ("pakistan-steel-mills", "2026-03", "missed"),
        ("uap-railway", "2026-01/2026-03~", "unknown"),
        ("uap-railway", "2027", "open"),
        # The month has come, and no start was found.
        ("main-line-1", "2026-07", "unknown"),
        ("main-line-1", "2028-12", "open"),
        ("western-trans-afghan-railway", "2028", "open"),
        ("north-south-western", "2028", "open"),
        ("khaf-herat-railway", "2026-03", "unknown"),
        ("chabahar-zahedan-railway", "2026-03-20", "unknown"),
        ("china-kyrgyzstan-uzbekistan-railway", "2030", "open"),
        ("islamabad-tehran-istanbul-train", "2021", "kept"),
        # Put off on its eve for want of security clearance.
        ("islamabad-tehran-istanbul-train", "2025-12-31", "missed"),
        # In July 2025 the World Bank saw no works.
        ("khyber-pass-expressway", "2024", "missed"),
        ("hairatan-mazar-railway", "2010", "kept"),
    ],
)
def test_a_documented_promise_is_in_the_ledger(
    project_id: str, promised_for: str, kept: str, shipped_atlas: Atlas
) -> None:
    ledger = {
        (promise.promised_for, promise.kept) for promise in shipped_atlas.promises_of(project_id)
    }
    assert (promised_for, kept) in ledger


def test_a_promise_is_about_the_project_that_made_it(shipped_atlas: Atlas) -> None:
    steel = [promise.promised_for for promise in shipped_atlas.promises_of("pakistan-steel-mills")]
    assert steel == ["2025-06-30", "2026-03", "2027"]


def test_what_was_kept_or_missed_names_the_event_that_shows_it(shipped_atlas: Atlas) -> None:
    settled = [
        event for event in shipped_atlas.events if event.kept in {Outcome.KEPT, Outcome.MISSED}
    ]
    assert len(settled) >= 5
    assert [event.id for event in settled if not event.kept_event_id] == []


# People


@for_each("row", listed("people.csv"), itemgetter("person_id"))
def test_every_collected_person_is_in_the_register(
    row: dict[str, str], shipped_atlas: Atlas
) -> None:
    person = shipped_atlas.record(row["person_id"])
    assert isinstance(person, Person)
    assert person.names.en == row["name"]
    assert person.office


def test_the_khans_are_never_merged(shipped_atlas: Atlas) -> None:
    khans = {
        person.names.en: person
        for person in shipped_atlas.people
        if "Khan" in person.names.en.split()
    }
    assert khans.keys() == {
        "Haroon Akhtar Khan",
        "Abdul Aleem Khan",
        "Imran Khan",
        "Amir Khan Muttaqi",
    }
    assert len({khan.id for khan in khans.values()}) == len(khans)
    assert len({khan.office for khan in khans.values()}) == len(khans)


def test_nikitin_holds_two_offices_with_their_dates(shipped_atlas: Atlas) -> None:
    nikitin = shipped_atlas.record("per-andrey-nikitin")
    assert isinstance(nikitin, Person)
    assert "Deputy Minister" in nikitin.office
    assert "acting minister (from 7 July 2025)" in nikitin.office


# Border posts


def test_every_border_post_has_a_dated_state(shipped_atlas: Atlas) -> None:
    posts = [site for site in shipped_atlas.sites if site.kind is SiteKind.BORDER_CROSSING]
    assert len(posts) >= 35
    assert [post.id for post in posts if not shipped_atlas.border_status_of(post.id)] == []


def test_nothing_crosses_from_pakistan_to_afghanistan_in_mid_october_2025(
    shipped_atlas: Atlas,
) -> None:
    posts = ("torkham", "chaman", "kharlachi", "ghulam-khan", "spin-boldak")
    states = [shipped_atlas.border_status_on(f"site-{post}", "2025-10-15") for post in posts]
    assert {(state.freight, state.people) for state in states if state} == {
        (Access.CLOSED, Access.CLOSED)
    }
    assert all(state and "src-tribune-2025-border" in state.source_ids for state in states)


@pytest.mark.parametrize(
    ("post", "day", "freight_people", "source"),
    [
        ("site-torkham", "2025-02-25", "closed closed", "src-iom-2025-torkham"),
        ("site-torkham", "2025-03-20", "open partial", "src-ary-ur-2025-torkham"),
        ("site-torkham", "2025-08-01", "open open", "src-ary-ur-2025-torkham"),
        ("site-torkham", "2025-10-15", "closed closed", "src-tribune-2025-border"),
        ("site-torkham", "2026-03-12", "unknown unknown", "src-geo-news-2026-visit-postponed"),
        ("site-chaman", "2025-10-15", "closed closed", "src-tribune-2025-border"),
        ("site-kharlachi", "2025-01", "closed closed", "src-nukta-2025-kharlachi"),
        ("site-kharlachi", "2025-08-01", "open unknown", "src-nukta-2025-kharlachi"),
        ("site-khunjerab", "2024-01-15", "partial closed", "src-urdupoint-2024-khunjerab"),
        ("site-hairatan", "2023-02-05", "partial closed", "src-nca-2023-hairatan"),
        ("site-taftan", "2026-03-12", "unknown unknown", "src-dawn-2026-iran"),
        ("site-mirjaveh", "2026-03-12", "unknown unknown", "src-dawn-2026-iran"),
        ("site-karamyk", "2026-03-12", "partial partial", "src-24kg-2025-karamyk"),
    ],
)
def test_a_border_post_had_this_state_on_that_day(
    post: str, day: str, freight_people: str, source: str, shipped_atlas: Atlas
) -> None:
    status = shipped_atlas.border_status_on(post, day)
    assert status is not None
    assert f"{status.freight} {status.people}" == freight_people
    assert source in status.source_ids
