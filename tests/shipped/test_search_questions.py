"""What readers ask in five scripts is answered first, and nothing confident that is wrong."""

import csv
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest

from geo.atlas import Atlas
from geo.search.answers import Found, Hit
from geo.search.documents import all_entries
from geo.search.finder import Finder
from geo.search.gazetteer import read_towns
from geo.search.name_index import Grade
from geo.search.romanize import fold
from geo.views.addresses import DATA
from geo.views.tables import TABLES, TableQuery, filtered_table
from tests.conftest import ROOT

_FILE = ROOT / "tests" / "data" / "questions.csv"
_NOTHING = "nothing"


def questions() -> Iterator[tuple[str, str, str]]:
    """Question, the id or kind of the first hit, and ids that must not be among the hits."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["question"], row["first"], row["never"]


@pytest.fixture(scope="module")
def finder(shipped_atlas: Atlas) -> Finder:
    return Finder(shipped_atlas, lambda: read_towns(ROOT / "data"))


def hits_of(finder: Finder, words: str) -> tuple[Hit, ...]:
    return finder.search(words).hits


@pytest.mark.parametrize(("words", "first", "never"), [*questions()])
def test_question_is_answered_first(finder: Finder, words: str, first: str, never: str) -> None:
    answer = finder.search(words)
    ids = [hit.own_id for hit in answer.hits]
    assert not set(never.split()) & set(ids)
    if first == _NOTHING:
        assert ids == []
        assert {kind for kind, _ in answer.looked_in} == set(Found) - {Found.POSITION, Found.ROUTE}
    else:
        assert first in {answer.hits[0].own_id, answer.hits[0].found}, ids


def test_questions_are_asked_in_five_scripts() -> None:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["from"], row["letters"]) for row in csv.DictReader(file)]
    count = Counter(source for source, _ in rows)
    assert count["reader"] == 25
    assert count["own"] >= 60
    assert {letters for _, letters in rows} == {"Latin", "Cyrillic", "Arabic", "Han", "Devanagari"}


def test_a_position_has_the_nearest_records_with_their_distance(finder: Finder) -> None:
    pin, nearest, *_ = hits_of(finder, "34.12, 71.09")
    assert (pin.found, nearest.own_id, nearest.km) == (Found.POSITION, "site-torkham", 0.6)


def test_nobody_is_a_place_that_is_only_alike(shipped_atlas: Atlas, finder: Finder) -> None:
    for person in shipped_atlas.people:
        first, *others = hits_of(finder, person.names.en)
        assert first.own_id == person.id, person.id
        guesses = [hit.own_id for hit in others if hit.grade is Grade.FUZZY]
        assert guesses == [], person.id


def test_every_title_finds_its_record(shipped_atlas: Atlas, finder: Finder) -> None:
    for record in (*shipped_atlas.events, *shipped_atlas.articles):
        ids = [hit.own_id for hit in hits_of(finder, record.title)]
        assert record.id in ids, record.title


def test_every_hit_can_be_drawn(shipped_atlas: Atlas, finder: Finder) -> None:
    for words, _, _ in questions():
        for hit in hits_of(finder, words):
            kinds = (shipped_atlas.find(hit.id), hit.town, hit.at)
            assert any(kinds) or hit.link, (words, hit.own_id)


def test_a_link_of_a_hit_shows_what_was_found(shipped_atlas: Atlas) -> None:
    """Each person and each event has its row behind the link, whatever else is called alike."""
    tables = {title: TABLES[title](shipped_atlas) for title in ("People", "Events")}
    rows = {record.id for record in (*shipped_atlas.people, *shipped_atlas.events)}
    linked = [entry for entry in all_entries(shipped_atlas) if entry.record_id in rows]
    assert len(linked) == len(rows)
    for entry in linked:
        asked = dict(parse_qsl(entry.link.removeprefix(f"{DATA.path}?")))
        shown = filtered_table(tables[asked["table"]], TableQuery(asked["find"])).rows
        assert entry.record_id in {row.id for row in shown}, entry.link


def test_nothing_is_shown_twice(finder: Finder) -> None:
    for words, _, _ in questions():
        hits = hits_of(finder, words)
        ids = [hit.own_id for hit in hits]
        assert len(set(ids)) == len(ids), words
        drawn = [fold(hit.title) for hit in hits if hit.found in {Found.PLACE, Found.PROJECT}]
        if words == "PSM":
            assert drawn.count("pakistan steel mills") == 1


def test_spellings_lead_to_their_places_here_too(finder: Finder) -> None:
    with (ROOT / "tests" / "data" / "spellings.csv").open(encoding="utf-8", newline="") as file:
        wrong = [
            (row["spelling"], hits[0].own_id if hits else "")
            for row in csv.DictReader(file)
            if not (hits := hits_of(finder, row["spelling"])) or hits[0].own_id != row["record"]
        ]
    assert wrong == []
