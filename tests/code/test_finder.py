"""One box finds names, people, texts, positions and ways, and says what it looked through."""

import pytest

from geo.atlas import Atlas
from geo.records.loaded import Loaded
from geo.records.model import Event, LonLat, Person
from geo.records.texts import PSEUDO, use_language
from geo.search.answers import Found, answer_json
from geo.search.finder import Finder
from geo.search.gazetteer import Town
from tests.builders import PROJECT, SOURCE, line, site

GHULAM = site("ghulam-khan", 69.9, 33.0, kind="border-crossing").model_copy(
    update={"names": PROJECT.names.model_copy(update={"en": "Ghulam Khan"})}
)
ALFA, BRAVO = site("alfa", 60, 30), site("bravo", 61, 30)
PERSON = Person(
    id="per-haroon",
    names={"en": "Haroon Akhtar Khan", "ru": "Харун Ахтар Хан"},
    office="Special Assistant",
    project_ids=("line",),
    **SOURCE,
)
SIGNED = Event(
    id="evt-signed",
    date="2025-07-11",
    title="A protocol is signed",
    text="Nothing more is known. The protocol names no price.",
    people=("Haroon Akhtar Khan", "Ivan Nobody"),
    project_ids=("line",),
    site_ids=("site-alfa",),
    **SOURCE,
)
TOWN = Town(7, (("en", "Alfaville"),), "PK", "Pakistan", "Somewhere", LonLat(60.1, 30.0), 9)


@pytest.fixture(scope="module")
def finder() -> Finder:
    loaded = Loaded(
        sites=(ALFA, BRAVO, GHULAM),
        projects=(PROJECT,),
        segments=(line(ALFA, BRAVO),),
        people=(PERSON,),
        events=(SIGNED,),
    )
    return Finder(Atlas(loaded), lambda: [TOWN])


def first(finder: Finder, words: str) -> tuple[Found, str, str]:
    hit = finder.search(words).hits[0]
    return hit.found, hit.own_id, hit.id


def test_a_person_comes_first_and_no_place_that_shares_a_name(finder: Finder) -> None:
    answer = finder.search("Haroon Akhtar Khan")
    assert answer.hits[0].own_id == "per-haroon"
    assert "site-ghulam-khan" not in {hit.id for hit in answer.hits}
    assert [hit.own_id for hit in answer.hits[0].named_in] == ["evt-signed"]


@pytest.mark.parametrize("words", ["Haroon", "Харун", "akhtar khan", "Haroon Akht", "Harooon"])
def test_part_of_a_name_finds_the_person(finder: Finder, words: str) -> None:
    assert first(finder, words) == (Found.PERSON, "per-haroon", "line")


def test_somebody_whom_only_an_event_names_is_found(finder: Finder) -> None:
    assert first(finder, "Nobody") == (Found.PERSON, "named-ivan-nobody", "line")


def test_an_event_is_found_by_its_day_with_the_sentence_marked(finder: Finder) -> None:
    assert first(finder, "protocol 11 July 2025") == (Found.EVENT, "evt-signed", "line")
    hit = finder.search("protocol price").hits[0]
    assert hit.sentence == (
        ("The ", False),
        ("protocol", True),
        (" names no ", False),
        ("price", True),
        (".", False),
    )
    assert hit.where == "11 July 2025"
    assert hit.link == "data?table=Events&find=A+protocol+is+signed"


def test_a_position_has_a_pin_and_its_neighbours(finder: Finder) -> None:
    pin, *others = finder.search("30.0, 60.02").hits
    assert (pin.found, pin.at) == (Found.POSITION, LonLat(60.02, 30.0))
    assert [(hit.own_id, hit.km) for hit in others[:2]] == [
        ("site-alfa", 1.9),
        ("site-bravo", 94.4),
    ]
    assert others[-1].own_id == "geonames-7"
    assert answer_json(finder.search("30, 60.02"))["hits"][0]["town"]["id"] == 0


def test_a_way_between_two_places_of_lines_is_offered(finder: Finder) -> None:
    hit = finder.search("from Alfa to Bravo").hits[0]
    assert (hit.found, hit.link) == (Found.ROUTE, "routes?from=site-alfa&to=site-bravo")
    for words in ("from Alfa to Alfa", "from Alfa to Ghulam Khan", "from Alfa to Nowhere"):
        assert all(hit.found is not Found.ROUTE for hit in finder.search(words).hits), words


def test_a_country_has_a_position(finder: Finder) -> None:
    for words in ("Pakistan", "Пакистан", "پاکستان", "巴基斯坦", "पाकिस्तान"):
        hit = finder.search(words).hits[0]
        assert (hit.found, hit.own_id) == (Found.COUNTRY, "country-pk"), words
        assert hit.at == BRAVO.at


def test_a_guess_is_offered_only_where_nothing_fits(finder: Finder) -> None:
    (guess,) = answer_json(finder.search("Gulam Kan"))["hits"]
    assert (guess["id"], guess["guess"]) == ("site-ghulam-khan", True)
    assert finder.search("Gulam Zanzibar").hits == ()


def test_what_is_not_found_was_looked_for_somewhere(finder: Finder) -> None:
    answer = finder.search("zanzibar")
    assert answer.hits == ()
    assert answer.looked_in == (
        (Found.COUNTRY, 1),
        (Found.PROJECT, 1),
        (Found.PLACE, 3),
        (Found.TOWN, 1),
        (Found.LINE, 1),
        (Found.PERSON, 2),
        (Found.EVENT, 1),
    )
    assert answer_json(answer)["looked_in"][0] == ["Countries", 1]
    assert finder.search("  ").looked_in == ()


def test_an_answer_is_in_the_language_of_each_reader(finder: Finder) -> None:
    finder.prepare()
    use_language(PSEUDO)
    try:
        (said, *_) = finder.search("Pakistan").hits
        assert finder.search("protocol").hits[0].kind.startswith("⟦Event")
    finally:
        use_language("en")
    assert said.title.startswith("⟦Pakistan")
    assert finder.search("Pakistan").hits[0].title == "Pakistan"
