"""A workspace in one file and back: all of it, while others save, and nothing but it."""

import io
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.pipeline.contributions.backup import backup, restore
from geo.pipeline.contributions.workspace import Edit, SavedChange, Workspace, WorkspaceError

CHANGE = SavedChange("src-x", "source", "sources.csv", None, {"id": "src-x"})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / "workspace"
    (folder / "data" / "layers").mkdir(parents=True)
    (folder / "data" / "sources.csv").write_text("0\n", "utf-8")
    (folder / "data" / "layers" / "a.geojson").write_text("0\n", "utf-8")
    made = Workspace(folder)
    made.prepare(None)
    return made


def files(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def save(workspace: Workspace, text: str) -> None:
    both = {"sources.csv": text, "layers/a.geojson": text}
    workspace.save("me", lambda _read: Edit(both, (CHANGE,)))


def test_what_was_saved_comes_back_by_one_command_each(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(workspace, "1\n")
    copy, again = tmp_path / "copy.tar.gz", tmp_path / "again"
    assert main(["backup", str(workspace.folder), str(copy)]) == 0
    before = files(workspace.folder)
    save(workspace, "2\n")
    again.mkdir()
    assert main(["restore", str(copy), str(again)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"3 files in {copy}", f"3 files in {again}"]
    assert files(again) == before
    assert [line.record for line in Workspace(again).history()] == ["src-x"]
    save(Workspace(again), "3\n")  # it is a workspace like any other
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".half")]


def test_a_backup_is_of_one_moment_while_others_save(workspace: Workspace, tmp_path: Path) -> None:
    stopped = threading.Event()

    def go_on() -> None:
        number = 0
        while not stopped.is_set():
            number += 1
            save(workspace, f"{number}\n" * 500)

    saver = threading.Thread(target=go_on)
    saver.start()
    try:
        for number in range(10):
            backup(workspace.folder, tmp_path / f"{number}.tar.gz")
    finally:
        stopped.set()
        saver.join()
    for number in range(10):
        folder = tmp_path / f"again-{number}"
        restore(tmp_path / f"{number}.tar.gz", folder)
        texts = [
            (folder / "data" / name).read_text() for name in ("sources.csv", "layers/a.geojson")
        ]
        assert texts[0] == texts[1]
        count = int(texts[0].split()[0])
        assert len(Workspace(folder).history()) == count


def test_a_backup_takes_the_place_of_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("kept", "utf-8")
    with pytest.raises(WorkspaceError, match="is there already"):
        backup(workspace.folder, file)
    with pytest.raises(WorkspaceError, match="is no workspace"):
        backup(tmp_path, tmp_path / "new")
    backup(workspace.folder, tmp_path / "copy")
    with pytest.raises(WorkspaceError, match="is not empty"):
        restore(tmp_path / "copy", workspace.folder)
    assert file.read_text("utf-8") == "kept"


def archive_with(member: tarfile.TarInfo) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        with tarfile.open(file, "w:gz") as archive:
            sound = tarfile.TarInfo("data/sources.csv")
            archive.addfile(sound, io.BytesIO(b""))
            archive.addfile(member, io.BytesIO(b"x" * member.size))

    return write


def member(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, "/etc/passwd"
    return made


@pytest.mark.parametrize(
    "write",
    [
        archive_with(member("../out")),
        archive_with(member("data/../../out")),
        archive_with(member("/out")),
        archive_with(member("other.txt")),
        archive_with(member("data/link", tarfile.SYMTYPE)),
        archive_with(member("data/link", tarfile.LNKTYPE)),
        archive_with(member("data/pipe", tarfile.FIFOTYPE)),
        archive_with(member("data/sources.csv")),
        lambda file: file.write_bytes(b"no archive"),
        lambda file: file.write_bytes(b""),
        lambda _file: None,
    ],
)
def test_what_is_no_backup_restores_nothing(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / "file")
    folder = tmp_path / "in" / "workspace"
    with pytest.raises(WorkspaceError):
        restore(tmp_path / "file", folder)
    assert not folder.exists()
    assert [*folder.parent.glob("*")] == []
    assert not (tmp_path / "out").exists()


def test_a_backup_that_broke_off_restores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    (workspace.data / "big").write_bytes(bytes(range(256)) * 4_000)
    backup(workspace.folder, tmp_path / "whole")
    whole = (tmp_path / "whole").read_bytes()
    for part in (10, len(whole) // 2, len(whole) - 9):
        (tmp_path / "part").write_bytes(whole[:part])
        with pytest.raises(WorkspaceError):
            restore(tmp_path / "part", tmp_path / "again")
        assert not (tmp_path / "again").exists()
