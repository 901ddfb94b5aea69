"""The workspace: what was saved is there whole, whoever dies or saves at the same time."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.pipeline.contributions.drafts import Draft, DraftError, edit_of, undone
from geo.pipeline.contributions.workspace import UNKNOWN, Workspace, WorkspaceError
from tests.code.killed_savers import FILES, LINES
from tests.conftest import GOOD, ROOT

KILLS = 100
SOURCE = {
    "id": "src-new-2026",
    "title": "News, with a comma",
    "publisher": "The Alfa Herald",
    "kind": "news",
    "date_accessed": "2026-11-23",
    "licence_theirs": "All rights reserved",
    "licence_ours": "CC-BY-4.0 (our summary)",
    "status": "live",
    "note": "Kept for a test.",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.prepare(GOOD)
    return made


def bytes_of(workspace: Workspace) -> dict[str, bytes]:
    paths = (path for path in workspace.data.rglob("*") if path.is_file())
    return {str(path.relative_to(workspace.data)): path.read_bytes() for path in paths}


def test_a_save_is_journalled_and_undone(workspace: Workspace) -> None:
    before = bytes_of(workspace)
    renamed = {**SOURCE, "title": "Other news"}
    assert workspace.save("ann", lambda read: edit_of([Draft("sources", SOURCE)], read)) == 1
    changed = Draft("sources", renamed, old=SOURCE)
    assert workspace.save("bob", lambda read: edit_of([changed], read)) == 2
    assert "Other news" in (workspace.read("sources.csv") or "")
    assert workspace.undo("cy", undone) == 2
    assert "News, with a comma" in (workspace.read("sources.csv") or "")
    assert workspace.undo(UNKNOWN, undone) == 1
    assert bytes_of(workspace) == before
    with pytest.raises(WorkspaceError, match="nothing to undo"):
        workspace.undo("ann", undone)
    lines = [json.loads(line) for line in (workspace.folder / "journal.jsonl").open()]
    assert [(line["who"], line["save"], line["undoes"]) for line in lines] == [
        ("ann", 1, 0),
        ("bob", 2, 0),
        ("cy", 3, 2),
        (UNKNOWN, 4, 1),
    ]
    assert (lines[1]["old"]["title"], lines[1]["new"]["title"]) == (SOURCE["title"], "Other news")
    assert lines[3]["new"] is None
    assert lines[0]["time"].endswith("+00:00")


def test_what_was_changed_by_hand_is_not_undone(workspace: Workspace) -> None:
    workspace.save("ann", lambda read: edit_of([Draft("sources", SOURCE)], read))
    path = workspace.data / "sources.csv"
    path.write_text(path.read_text().replace("News, with", "Old news, with"))
    with pytest.raises(DraftError, match="src-new-2026 was changed since"):
        workspace.undo("ann", undone)
    assert "Old news" in path.read_text()
    assert len(workspace.history()) == 1


def test_what_cannot_be_made_is_not_saved(workspace: Workspace) -> None:
    before = bytes_of(workspace)
    taken = Draft("sources", {**SOURCE, "id": "src-survey-2020"})
    with pytest.raises(DraftError, match="already"):
        workspace.save("ann", lambda read: edit_of([taken], read))
    assert bytes_of(workspace) == before
    assert workspace.history() == ()


def test_a_saver_that_is_killed_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in FILES:
        (tmp_path / "data" / name).write_text("0\n" * LINES)
    command = [sys.executable, "-m", "tests.code.killed_savers", str(tmp_path), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert (found["lost"], found["half"]) == (0, 0)
    # Else nothing was tried: some were killed in the middle of a save, some after others.
    assert found["amid"] > 0
    assert found["saves"] > 0


def save_some(folder: Path, who: str) -> None:
    workspace = Workspace(folder)
    for number in range(10):
        draft = Draft("sources", {**SOURCE, "id": f"src-{who}-{number}"})
        workspace.save(who, lambda read, draft=draft: edit_of([draft], read))


def test_who_reads_the_journal_finishes_what_was_begun(workspace: Workspace) -> None:
    workspace.save("ann", lambda read: edit_of([Draft("sources", SOURCE)], read))
    journal = workspace.folder / "journal.jsonl"
    whole = journal.read_text()
    begun = {"journal_bytes": 0, "lines": [whole.strip()], "files": {}}
    (workspace.folder / "pending.json").write_text(json.dumps(begun))
    journal.write_text(whole[:40])  # as of a server that was killed while it wrote
    assert [line.record for line in workspace.history()] == [SOURCE["id"]]


def test_two_savers_at_once_both_save(workspace: Workspace) -> None:
    with ThreadPoolExecutor() as pool:
        for saved in [pool.submit(save_some, workspace.folder, who) for who in ("a", "b")]:
            saved.result()
    text = workspace.read("sources.csv") or ""
    assert all(f"src-{who}-{number}," in text for who in "ab" for number in range(10))
    assert [line.save for line in workspace.history()] == list(range(1, 21))


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="nowhere"):
        Workspace(tmp_path / "nowhere").prepare(GOOD)


def test_records_that_stand_in_no_files_fill_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="put a copy of the data there"):
        Workspace(tmp_path).prepare(None)
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").mkdir()
    Workspace(tmp_path).prepare(None)


def test_other_ends_of_lines_in_a_text_break_no_journal(workspace: Workspace) -> None:
    odd = {**SOURCE, "note": "one\u2028two\x85three\x0cfour"}
    workspace.save("ann\u2029", lambda read: edit_of([Draft("sources", odd)], read))
    (line,) = workspace.history()
    assert (line.who, line.new["note"]) == ("ann\u2029", odd["note"])
    assert workspace.undo("bob", undone) == 1
