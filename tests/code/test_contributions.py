"""Drafts of records: written as the files are, checked as the files are, and taken by git."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.pipeline.check import problems
from geo.pipeline.contributions.drafts import Draft, DraftError, edit_of, undone, with_drafts
from geo.pipeline.contributions.entries import EntryError
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.reading.load import load
from geo.reading.network.countries import OUTLINES, read_countries
from geo.records.errors import Issue
from geo.rules.open_atlas import checked_atlas
from tests.conftest import GOOD, ROOT

SOURCES = ["src-road-2026"]
STATE = {"lifecycle": "proposed", "lifecycle_as_of": "2026-03", "lifecycle_basis": "stated"}
SOURCE = Draft(
    "sources",
    {
        "id": "src-road-2026",
        "title": 'A "road"; or\r\n two',
        "publisher": "Wegeamt",
        "kind": "news",
        "date_accessed": "2026-11-23",
        "licence_theirs": "All rights reserved",
        "licence_ours": "CC-BY-4.0 (our summary)",
        "status": "live",
    },
)
PROJECT = Draft(
    "projects",
    {
        "id": "delta-road",
        "names": {"en": "Delta road", "ru": "Дорога", "also": ["No: road"]},
        "short": "Delta",
        "group": "no",
        "summary": "A road: from Alfa, as # some say, to Delta. " * 4,
        "lifecycle_note": "null",
        "source_ids": SOURCES,
        **STATE,
    },
)
SITE = Draft(
    "sites",
    {
        "id": "site-delta",
        "names": {"en": "Delta"},
        "kind": "city",
        "countries": ["PK"],
        "at": [66.4, 30.2],
        "location_accuracy": "approximate",
        "location_error_km": 2.0,
        "location_source_id": "src-road-2026",
        "source_ids": SOURCES,
    },
)
SEGMENT = Draft(
    "segments",
    {
        "id": "seg-delta-alfa",
        "project_id": "delta-road",
        "from_id": "site-alfa",
        "to_id": "site-delta",
        "line": [[66.0, 30.0], [66.4, 30.2]],
        "mode": "road",
        "geometry_basis": "schematic",
        "source_ids": SOURCES,
        **STATE,
    },
)
EVENT = Draft(
    "events",
    {
        "id": "evt-2026-delta",
        "date": "2026-03-02",
        "title": "A road is proposed",
        "people": ["A", "B"],
        "project_ids": ["delta-road"],
        "source_ids": SOURCES,
    },
)
ARTICLE = Draft(
    "articles",
    {
        "id": "art-delta",
        "source_id": "src-road-2026",
        "title": "A road: yes",
        "about_ids": ["delta-road", "site-delta"],
        "body": "First.[^src-road-2026]\n\nSecond, of [[delta-road]].",
    },
)
WHOLE = (SOURCE, PROJECT, SITE, SEGMENT, EVENT, ARTICLE)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(GOOD, load(GOOD), read_countries(ROOT / "data" / OUTLINES))


def other(draft: Draft, **values: object) -> Draft:
    return Draft(draft.kind, {**draft.values, **values}, draft.file, draft.old)


def without(draft: Draft, *names: str) -> Draft:
    kept = {name: value for name, value in draft.values.items() if name not in names}
    return Draft(draft.kind, kept, draft.file, draft.old)


def laid(folder: Path, drafts: Iterable[Draft], ground: Ground) -> None:
    for name, text in with_drafts(drafts, ground.read).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_git_takes_the_patch_and_the_check_accepts_it(
    ground: Ground, tmp_path: Path, good_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ground.issues(WHOLE) == ()
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    good_folder.rename(checkout / "data")
    patch = patch_of(with_drafts(WHOLE, ground.read), ground.read)
    (tmp_path / "own.patch").write_text(patch, encoding="utf-8")
    for command in (
        ["init", "-q"],
        ["apply", "--check", "../own.patch"],
        ["apply", "../own.patch"],
    ):
        subprocess.run(["git", *command], cwd=checkout, check=True)
    assert main(["check", str(checkout / "data")]) == 0, capsys.readouterr().out
    loaded = load(checkout / "data")
    (source,) = (source for source in loaded.sources if source.id == "src-road-2026")
    assert source.title == 'A "road"; or two'
    assert loaded.projects[-1].summary == str(PROJECT.values["summary"]).strip()
    assert [event.people for event in loaded.events if event.id == EVENT.id] == [("A", "B")]


def test_a_draft_of_what_is_there_is_what_is_there(ground: Ground) -> None:
    for name in ground.records:
        draft = ground.draft_of(name)
        assert draft is not None
        assert not ground.issues([draft]), name
        if draft.kind != "projects":  # the file of the tests has its lists in one line
            assert with_drafts([draft], ground.read) == {draft.path: ground.read(draft.path)}
    assert ground.draft_of("site-nowhere") is None


def test_what_is_put_and_taken_back_leaves_no_trace(ground: Ground) -> None:
    edit = edit_of(WHOLE, ground.read)
    after = dict(edit.files)
    back = undone(edit.changes, lambda path: after.get(path, ground.read(path)))
    assert {path: ground.read(path) for path in back.files} == back.files
    assert back.files["layers/delta-road.geojson"] is None
    removal = patch_of({"layers/line.geojson": None}, ground.read)
    assert "deleted file mode" in removal


def changed(ground: Ground, name: str, **values: object) -> Draft:
    draft = ground.draft_of(name)
    assert draft is not None
    return other(draft, **values)


FAULTY: dict[str, Sequence[Draft]] = {
    "missing": [SOURCE, without(PROJECT, "summary"), SITE, SEGMENT],
    "words": [SOURCE, other(PROJECT, lifecycle="perhaps"), SITE, SEGMENT],
    "date": [other(SOURCE, date_accessed="2026-13"), PROJECT, SITE, SEGMENT],
    "unused": [SOURCE],
    "unknown": [SOURCE, PROJECT, SITE, other(SEGMENT, to_id="site-delte")],
    "kind": [SOURCE, PROJECT, SITE, other(SEGMENT, to_id="src-road-2026")],
    "end": [SOURCE, PROJECT, SITE, other(SEGMENT, to_id="site-bravo")],
    "gauge": [SOURCE, PROJECT, SITE, other(SEGMENT, mode="rail")],
    "break": [
        SOURCE,
        PROJECT,
        SITE,
        other(SEGMENT, mode="rail", gauges_mm=[1435], gauge_basis="planned"),
    ],
    "twice": [
        SOURCE,
        PROJECT,
        other(SEGMENT, mode="rail", gauges_mm=["1676"], to_id="site-bravo",
              line=[[66.0, 30.0], [66.1, 30.5], [66.0, 31.0]]),
    ],
    "region": [SOURCE, PROJECT, other(SITE, at=[30.2, 66.4]), SEGMENT],
    "country": [SOURCE, PROJECT, other(SITE, countries=["RU"]), SEGMENT],
    "post": [SOURCE, PROJECT, other(SITE, kind="border-crossing"), SEGMENT],
    "markup": [SOURCE, other(PROJECT, summary="<b>Road</b>"), SITE, SEGMENT],
    "number": [SOURCE, PROJECT, other(SITE, location_error_km="2 km"), SEGMENT],
    "letters": [SOURCE, other(PROJECT, names={"en": "Roаd"}), SITE, SEGMENT],
    "double": [SOURCE, PROJECT, SITE, other(SEGMENT, source_ids=SOURCES * 2)],
    "layer": [SOURCE, PROJECT],
    "event": [SOURCE, PROJECT, SITE, SEGMENT, other(EVENT, date="2030-03")],
    "link": [SOURCE, PROJECT, SITE, SEGMENT, other(ARTICLE, body="Of [[delta-rood]] and [[x")],
}  # fmt: skip


def key(issue: Issue) -> tuple[str, ...]:
    # Which of two lines is named first is a matter of the order of their files.
    return issue.file, issue.record, issue.field, issue.rule, " ".join(sorted(issue.found.split()))


@pytest.mark.parametrize("fault", FAULTY)
def test_drafts_are_told_what_the_check_will_tell(
    fault: str, ground: Ground, good_folder: Path
) -> None:
    drafts = FAULTY[fault]
    quick = {key(issue) for issue in ground.issues(drafts)}
    laid(good_folder, drafts, ground)
    loaded = load(good_folder)
    whole = {
        key(issue) for issue in problems(checked_atlas(loaded), loaded, good_folder, ROOT / "data")
    }
    assert quick == whole
    assert quick


def test_a_change_is_told_what_it_breaks_elsewhere(ground: Ground) -> None:
    moved = changed(ground, "site-bravo", at=[66.5, 31.0])
    assert {(issue.record, issue.rule) for issue in ground.issues([moved])} >= {
        ("seg-alfa-bravo", "end_off_node"),
        ("seg-bravo-charlie", "end_off_node"),
    }


def test_what_can_stand_in_no_file_is_told(ground: Ground) -> None:
    for faulty in (
        other(SOURCE, id="../src"),
        other(SEGMENT, project_id="../../x"),
        other(ARTICLE, id=""),
        other(EVENT, weather="fine"),
        Draft("wishes", {"id": "src-a"}),
    ):
        assert [issue.rule for issue in ground.issues([faulty])] == ["draft"]
        with pytest.raises((DraftError, EntryError)):
            with_drafts([faulty], ground.read)
    taken = other(SOURCE, id="src-survey-2020")
    assert "id_double" in {issue.rule for issue in ground.issues([taken])}
    with pytest.raises(DraftError, match="already"):
        with_drafts([taken], ground.read)


def test_a_file_of_another_form_is_left_alone(ground: Ground) -> None:
    pretty = '{"type": "FeatureCollection", "features": [{\n"type": "Feature"}]}'
    for text in (pretty, '{"features": []}'):
        with pytest.raises(EntryError, match="one a line"):
            with_drafts([SITE], lambda _, text=text: text)
    with pytest.raises(EntryError, match="no such file"):
        with_drafts([PROJECT], lambda _: None)
    for none in (None, ""):
        with pytest.raises(EntryError, match="no header"):
            with_drafts([SOURCE], lambda _, none=none: none)


def test_an_id_of_any_letters_is_told_in_a_sentence(ground: Ground) -> None:
    for name in ("\x12", "\udc80", "\u202e", "x" * 100_000):
        (issue,) = ground.issues([other(SOURCE, id=name)])
        assert issue.sentence().isprintable()
        assert len(issue.sentence()) < 600
