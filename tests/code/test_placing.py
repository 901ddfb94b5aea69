"""Files come into their places whole: whoever is killed, whatever the disk says."""

import ast
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.pipeline.contributions.workspace import Workspace, WorkspaceError
from geo.reading.homes.placing import PlaceError, folder_beside, placed, put, put_together, swap_in
from geo.reading.load import load
from tests.code.test_architecture import MODULES, SOURCES, tree
from tests.conftest import GOOD, ROOT

#: Of `tests.faults`, what is tried here: the others take the same ways.
PARTS = ("kills", "refusals", "running")
#: Calls that write to a disk, by their last name.
WRITERS = {
    *(
        "write_text",
        "write_bytes",
        "to_parquet",
        "to_feather",
        "write_table",
        "save",
        "copyfileobj",
    ),
    *("copyfile", "copy", "copy2", "copytree", "move", "NamedTemporaryFile", "mkstemp", "mkdtemp"),
}
#: Who may write otherwise, as all of it stands in a folder that nobody else looks into.
SCRATCH = {
    # In a folder of the process, or of a child with limits, which goes with it.
    *("geo.reading.homes.apart", "geo.reading.homes.home", "geo.reading.homes.packed"),
    "geo.reading.homes.postgis",
    *("geo.reading.processes", "geo.reading.uploads.archives", "geo.reading.uploads.child"),
    *("geo.reading.texts.fetching", "geo.reading.texts.reader", "geo.views.exports.geo_files"),
    *("geo.pipeline.contributions.ground", "geo.pipeline.packages"),
    # In a folder of `placing`, which puts it in its place as a whole.
    *("geo.pipeline.contributions.backup", "geo.pipeline.contributions.workspace"),
    *("geo.pipeline.basemap.relief", "geo.pipeline.gazetteer", "pages.edition.folder"),
    "geo.reading.texts.child",
    "geo.reading.uploads.layering",
    "geo.reading.uploads.reader",
}


def writing_calls(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if not isinstance(node, ast.Call):
            continue
        named = node.func
        name = getattr(named, "attr", getattr(named, "id", ""))
        modes = [
            arg.value
            for arg in (*node.args, *(word.value for word in node.keywords))
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        is_open = name == "open" and any(mode[:1] in set("wax") and len(mode) < 4 for mode in modes)
        # Of what has no such argument, `copy` and `save` are other things: dicts, the workspace.
        is_mere = name in {"copy", "save"} and not modes
        if is_open or (name in WRITERS and not is_mere):
            yield f"{name} in line {node.lineno}"


def test_all_that_is_written_comes_into_its_place_whole() -> None:
    assert "geo.reading.homes.placing" in SOURCES
    found = {module: list(writing_calls(module)) for module in MODULES}
    writers = {module for module, calls in found.items() if calls}
    others = writers - SCRATCH - {"geo.reading.homes.placing"}
    assert {module: found[module] for module in others} == {}
    assert writers >= SCRATCH, "who writes nothing any more needs no leave"


def test_writers_that_are_killed_or_refused_leave_what_stood_there() -> None:
    """A sample of `python -m tests.faults`: every kind of write, some damages of what is shown."""
    command = [sys.executable, "-m", "tests.faults", *PARTS, "--kills", "2", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row for row in rows if not row["well"]] == []
    assert done.returncode == 0, done.stderr
    assert sum(row.get("amid", 0) for row in rows) > 0, "nobody was killed while writing"
    assert len(rows) > 20


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    put(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_text("utf-8")))
    reader.start()
    put(tmp_path / "pipe", "words")
    reader.join()
    assert heard == ["words"]
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_what_fails_leaves_the_old_file_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    put(path, "old")
    with suppress(LookupError), placed(path) as out:
        out.write(b"ne")
        raise LookupError
    with pytest.raises(PlaceError, match="No such"):
        put(tmp_path / "nowhere" / "file", "new")
    with pytest.raises(PlaceError, match="is there already"), placed(path, is_new=True) as out:
        out.write(b"new")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_left_behind_goes_with_the_next_write_unless_somebody_holds_it(
    tmp_path: Path,
) -> None:
    left = [tmp_path / f".file.{name}.half" for name in ("old", "young")]
    for path in left:
        path.write_text("half", "utf-8")
    os.utime(left[0], (0, 0))
    (tmp_path / ".other.old.half").write_text("half", "utf-8")
    with placed(tmp_path / "file") as out:
        (held,) = set(tmp_path.glob(".file.*.half")) - set(left)
        os.utime(held, (0, 0))
        put(tmp_path / "file", "meanwhile")
        assert held.exists()
        out.write(b"last")
    assert (tmp_path / "file").read_text("utf-8") == "last"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(".file.young.half", ".other.old.half", "file")
    ]


def test_only_one_builds_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "hand-written").write_text("kept", "utf-8")
    with put_together(tmp_path) as half:
        (half / "built").write_text("new", "utf-8")
        with pytest.raises(PlaceError, match="Somebody else is writing"), put_together(tmp_path):
            pass
        assert not (tmp_path / "built").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["built", "hand-written"]


def test_a_folder_takes_the_place_of_another_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    for text in ("old", "new"):
        with folder_beside(folder) as half:
            (half / "file").write_text(text, "utf-8")
            swap_in(half, folder)
    assert (folder / "file").read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [folder]


@pytest.fixture
def with_halves(good_folder: Path) -> Path:
    """A folder in which writers of every file were killed."""
    for path in sorted(good_folder.rglob("*.*")):
        if path.is_file():
            (path.parent / f".{path.name}.0a1b2c3d.half").write_bytes(path.read_bytes()[:100])
    return good_folder


def test_what_is_half_is_told_and_never_read_as_data(
    with_halves: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, sound = load(with_halves), load(GOOD)
    assert list(found.records()) == list(sound.records())
    assert {issue.rule for issue in found.issues} <= {"file_unknown"}
    assert main(["check", str(with_halves)]) == 1
    assert "Delete it: a command that was stopped left it behind" in capsys.readouterr().out


def test_a_disk_that_is_full_in_the_middle_of_a_save_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare(GOOD)
    pending = {"journal_bytes": 0, "lines": [], "files": {"sources.csv": "new"}}
    (tmp_path / "pending.json").write_text(json.dumps(pending), "utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WorkspaceError, match=r"No space left.*is kept, and is finished"):
            workspace.version()
    assert workspace.read("sources.csv") != "new"
    workspace.version()
    assert workspace.read("sources.csv") == "new"
