"""Records: frozen, without unknown fields, with sources, and with honest numbers and dates."""

import inspect
import math

import pytest
from pydantic import ValidationError

from geo.records import kinds, model
from geo.records.model import AnyRecord, Claim, Event, LonLat, Names, Record, Site

KINDS = [kind for _, kind in inspect.getmembers(model, inspect.isclass) if issubclass(kind, Record)]
RECORDS = [kind.model for kind in kinds.KINDS if kind.is_record]
EVENT = {"id": "evt-1", "date": "2025", "title": "A", "source_ids": ["src-a"]}
CLAIM = {
    "id": "clm-1",
    "subject_id": "line",
    "quantity": "length-km",
    "low": 3,
    "scope": "all",
    "who": "A",
    "source_ids": ["src-a"],
}
SITE = {
    "id": "site-a",
    "names": {"en": "A"},
    "kind": "city",
    "countries": ["PK"],
    "at": (66, 30),
    "location_accuracy": "exact",
    "location_source_id": "src-a",
    "source_ids": ["src-a"],
}


def places(error: ValidationError) -> list[str]:
    return [".".join(map(str, fault["loc"])) for fault in error.errors()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_record_explains_itself(kind: type[Record]) -> None:
    assert kind.__doc__
    assert kind.model_config["extra"] == "forbid"
    assert kind.model_config["frozen"]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_has_an_id_and_a_source(kind: type[Record]) -> None:
    assert kind.model_fields["id"].is_required()
    sources = {"source_ids", "source_id"} & set(kind.model_fields)
    assert bool(sources) == (kind is not model.Source)


def test_every_record_with_an_id_of_its_own_is_registered() -> None:
    inner = {Record, AnyRecord, model.Names, model.Option, model.SupplyLink, model.Stretch}
    inner |= {model.TrapSign}
    assert {kind.model for kind in kinds.KINDS} == set(KINDS) - inner
    assert set(RECORDS) == set(AnyRecord.__subclasses__())


def test_a_record_can_be_neither_changed_nor_extended() -> None:
    event = Event.model_validate(EVENT)
    with pytest.raises(ValidationError):
        event.title = "B"  # type: ignore[misc]
    with pytest.raises(ValidationError) as caught:
        Event.model_validate({**EVENT, "tilte": "B"})
    assert places(caught.value) == ["tilte"]


def test_a_record_can_be_a_member_of_a_set() -> None:
    site = Site.model_validate(SITE)
    assert {site, Site.model_validate(SITE)} == {site}


@pytest.mark.parametrize(
    "change",
    [
        {"source_ids": []},
        {"title": "  "},
        {"id": "Evt-1"},
        {"id": "evt--1"},
        {"id": "evt 1"},
        {"id": "e" * 81},
        {"date": "11 July 2025"},
        {"date": "2025-02-30"},
        {"rung": "promise"},
    ],
)
def test_a_fault_is_found_at_its_field(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        Event.model_validate({**EVENT, **change}, strict=False)
    assert [place.partition(".")[0] for place in places(caught.value)] == list(change)


@pytest.mark.parametrize("low", [math.nan, math.inf, -math.inf, "nan", "inf"])
def test_a_figure_is_a_finite_number(low: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Claim.model_validate({**CLAIM, "low": low})
    assert places(caught.value) == ["low"]


def test_a_position_is_longitude_first() -> None:
    at = Site.model_validate(SITE).at
    assert isinstance(at, LonLat)
    assert (at.lon, at.lat) == (66, 30)


def test_local_names_leave_out_english_and_other_spellings() -> None:
    names = Names(en="Alfa", ru="Альфа", ur="الفا", also=("Alpha",))
    assert names.local() == (("ur", "الفا"), ("ru", "Альфа"))


def test_names_need_english() -> None:
    with pytest.raises(ValidationError):
        Names.model_validate({"ru": "Альфа"})
