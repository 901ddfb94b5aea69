"""A promise is told in full, looks ahead, and its outcome is never guessed."""

from pathlib import Path

import pytest

from geo.reading.load import load
from geo.records.model import Event
from geo.records.vocab import Outcome
from geo.rules.open_atlas import open_atlas
from geo.rules.validate import validate

HEADER = "id,date,title,promise,promised_for,kept,kept_event_id,promise_for,project_ids,source_ids"
MADE, DONE, BEFORE = "evt-2024-promise", "evt-2025-03-done", "evt-2023-before"
OTHERS = (
    f"{DONE},2025-03,Trains run,,,,,,line,src-herald-2024-line",
    f"{BEFORE},2023,Nothing yet,,,,,,line,src-herald-2024-line",
)


def promised(folder: Path, told: str) -> list[tuple[str, str]]:
    """(field, rule) of every problem with a promise of 2024, given as its four cells."""
    made = f"{MADE},2024-05,Trains are promised,{told},,line,src-herald-2024-line"
    text = "\n".join((HEADER, made, *OTHERS)) + "\n"
    (folder / "events.csv").write_text(text, encoding="utf-8")
    loaded = load(folder)
    assert loaded.issues == ()
    issues = validate(loaded)
    assert {issue.record for issue in issues} <= {MADE}
    return sorted((issue.field, issue.rule) for issue in issues)


@pytest.mark.parametrize(
    "told",
    [
        ",,,",
        "Trains,2027,open,",
        "Trains,2026,open,",
        "Trains,2026-04~,open,",
        "Trains,2025-04,open,",
        "Trains,2026-03,unknown,",
        "Trains,2025,unknown,",
        f"Trains,2025,kept,{DONE}",
        f"Trains,2025-03,kept,{DONE}",
        f"Trains,2025-02,missed,{DONE}",
        f"Trains,2025-01,missed,{DONE}",
        "Trains,2024-05,missed,",
        "Trains,2027,missed,",
    ],
)
def test_a_promise_told_in_full_is_sound(told: str, good_folder: Path) -> None:
    assert promised(good_folder, told) == []


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("Trains,,,", ("promised_for", "promise_half_told")),
        ("Trains,2027,,", ("kept", "promise_half_told")),
        (",2027,open,", ("promise", "promise_half_told")),
        (",,open,", ("promise", "promise_half_told")),
        ("Trains,2024-04,missed,", ("promised_for", "promise_backwards")),
        ("Trains,2099,unknown,", ("kept", "outcome_off_date")),
        ("Trains,2025-02,open,", ("kept", "outcome_off_date")),
        (f"Trains,2027,open,{DONE}", ("kept", "outcome_unsaid")),
        (f"Trains,2025-02,kept,{DONE}", ("kept_event_id", "outcome_off_event")),
        (f"Trains,2025,missed,{BEFORE}", ("kept_event_id", "outcome_off_event")),
        ("Trains,2025,missed,evt-nowhere", ("kept_event_id", "unknown_id")),
        ("Trains,2025,missed,src-herald-2024-line", ("kept_event_id", "unknown_id")),
    ],
)
def test_a_fault_in_a_promise_is_named(
    told: str, problem: tuple[str, str], good_folder: Path
) -> None:
    assert promised(good_folder, told) == [problem]


def test_promises_of_a_project_come_by_their_date(good_folder: Path) -> None:
    rows = (
        "evt-a,2024,A promise,Trains,2027,open,,,line,src-herald-2024-line",
        f"evt-b,2024-06,A promise,Rails,2025,kept,{DONE},line,,src-herald-2024-line",
        "evt-c,2024-06,A promise,Rails,2025,unknown,,mill,line,src-herald-2024-line",
        *OTHERS,
    )
    (good_folder / "events.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    atlas = open_atlas(good_folder, strict=False)
    made: tuple[Event, ...] = atlas.promises_of("line")
    assert [(event.id, event.kept) for event in made] == [
        ("evt-b", Outcome.KEPT),
        ("evt-a", Outcome.OPEN),
    ]
    assert "evt-b" in {event.id for event in atlas.events_of_project("line")}


def test_a_project_without_its_promise_is_named(good_folder: Path) -> None:
    made = f"{MADE},2024-05,Trains are promised,,,,,line,,src-herald-2024-line"
    (good_folder / "events.csv").write_text(f"{HEADER}\n{made}\n", encoding="utf-8")
    found = [(issue.field, issue.rule) for issue in validate(load(good_folder))]
    assert found == [("promise", "promise_half_told")]
