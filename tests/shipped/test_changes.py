"""What changed: computed for any period, each change once, with a stable id and a true day."""

import xml.etree.ElementTree as ET
from datetime import timedelta

from geo.analysis.changes import ChangeKind, changes
from geo.analysis.timeline import PromiseStatus
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.views.exports.feed import atom
from geo.views.pages.change_list import change_rows

FIRST, LAST = Day(2020, 1, 1), Day(2026, 11, 27)
ATOM = "{http://www.w3.org/2005/Atom}"


def test_each_change_has_its_own_id_and_lies_in_the_period(shipped_atlas: Atlas) -> None:
    found = changes(shipped_atlas, FIRST, LAST)
    assert {change.kind for change in found} == set(ChangeKind)
    assert len({change.id for change in found}) == len(found)
    assert all(FIRST <= change.day <= LAST for change in found)
    assert [change.day for change in found] == sorted((c.day for c in found), reverse=True)


def test_two_halves_of_a_period_make_the_whole(shipped_atlas: Atlas) -> None:
    middle = Day(2025, 10, 12)
    whole = {change.id for change in changes(shipped_atlas, FIRST, LAST)}
    early = {change.id for change in changes(shipped_atlas, FIRST, middle)}
    late = {change.id for change in changes(shipped_atlas, middle + timedelta(1), LAST)}
    assert not early & late
    assert early | late == whole


def test_the_closing_of_torkham_in_october_2025_is_a_change(shipped_atlas: Atlas) -> None:
    rows = change_rows(shipped_atlas, Day(2025, 10, 1), Day(2025, 10, 31))
    told = [row for row in rows if row.kind is ChangeKind.POST and "torkham" in row.record_id]
    assert any("freight closed since 12 October 2025" in row.title for row in told)
    assert all(row.sources for row in told)


def test_a_promise_is_told_on_its_day_with_what_became_of_it(shipped_atlas: Atlas) -> None:
    found = changes(shipped_atlas, FIRST, LAST)
    due = [change for change in found if change.promise]
    assert due
    assert all(change.promise.standing is not PromiseStatus.OPEN for change in due)
    rows = {row.id: row for row in change_rows(shipped_atlas, FIRST, LAST)}
    assert all(rows[change.id].text for change in due if change.promise.event.kept)


def test_every_change_leads_to_something_that_the_map_has(shipped_atlas: Atlas) -> None:
    for change in changes(shipped_atlas, FIRST, LAST):
        assert not change.record_id or shipped_atlas.find(change.record_id), change.id
        assert not change.record_id.startswith(("src-", "clm-", "cor-", "evt-")), change.id


def test_a_feed_of_one_project_tells_of_it_alone(shipped_atlas: Atlas) -> None:
    rows = change_rows(shipped_atlas, FIRST, LAST, "uap-railway")
    assert rows
    assert all("uap-railway" in row.project_ids for row in rows)
    assert len(rows) < len(change_rows(shipped_atlas, FIRST, LAST))


def test_the_feed_is_sound_and_as_old_as_its_newest_entry(shipped_atlas: Atlas) -> None:
    rows = change_rows(shipped_atlas, Day(2025, 1, 1), Day(2025, 12, 31))
    text = atom(rows, None, "http://host/", "http://host/atlas/changes.atom", LAST)
    feed = ET.fromstring(text)  # noqa: S314 - we have just written it
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(rows)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(rows)
    assert feed.findtext(f"{ATOM}title") == "Corridor Atlas: what changed"
    newest = max(row.day for row in rows).isoformat()
    assert feed.findtext(f"{ATOM}updated", "").startswith(newest)
    assert all(
        entry.find(f"{ATOM}link").get("href").startswith("http://host/") for entry in entries
    )
