"""What a start takes over from the one before is what it would have made itself, or nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.mapview.map_files import MAP_FILES, Payload
from geo.mapview.payload import build_payload
from geo.reading.homes import kept_records, shelf
from geo.reading.homes.home import FolderHome, ZipHome
from geo.reading.homes.kept_records import RECORDS
from geo.reading.homes.placing import HALF, KEPT
from geo.reading.homes.shelf import CacheSettingError, Form, Shelf, shelf_of
from geo.reading.inventory import unknown_files
from geo.reading.load import load
from geo.records.kinds import KINDS
from geo.records.loaded import Gathered
from geo.rules import kept_atlas
from geo.rules.kept_atlas import KeptAtlas
from geo.rules.open_atlas import checked
from tests.conftest import GOOD, ROOT

BAD = sorted((ROOT / "tests" / "data" / "bad").iterdir())
TEXT: Form[str] = Form(str.encode, bytes.decode)


def opened(folder: Path) -> Atlas:
    home = FolderHome(folder)
    return KeptAtlas(home, GOOD, shelf=shelf_of(home, {})).atlas


def content(atlas: Atlas) -> list[object]:
    kinds = [getattr(atlas, kind.plural) for kind in KINDS]
    return [*kinds, atlas.issues, dict(atlas._files), atlas.aliases, atlas.lacks_courses]


def nothing(*_asked: object) -> None:
    raise AssertionError("this should have been taken, not made")


@pytest.fixture(autouse=True)
def users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing of these tests comes into the folder of who runs them."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home" / ".cache" / "corridor-atlas"


@pytest.mark.parametrize("bad", [None, *BAD[::6]], ids=lambda bad: bad.name if bad else "good")
def test_an_atlas_that_was_kept_is_the_one_that_is_read(
    good_folder: Path, bad: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if bad:
        shutil.copytree(bad, good_folder, dirs_exist_ok=True)
    read = KeptAtlas(FolderHome(good_folder), GOOD).atlas
    assert content(opened(good_folder)) == content(read)
    monkeypatch.setattr(kept_atlas, "_checked", nothing)
    assert content(opened(good_folder)) == content(read)
    assert bool(read.issues) == bool(bad)
    assert [issue for issue in unknown_files(good_folder) if KEPT in issue.file] == []


def test_no_damage_of_a_kept_file_changes_the_atlas(good_folder: Path) -> None:
    expected = checked(load(good_folder))
    state = Shelf(good_folder, (good_folder / KEPT,))
    made: list[Gathered] = []

    def make() -> Gathered:
        made.append(expected)
        return expected

    state.kept("records", "", RECORDS, make)
    file = good_folder / KEPT / "records"
    whole, chance = file.read_bytes(), random.Random(20261128)  # noqa: S311 - no secret
    for _ in range(200):
        file.write_bytes(damaged(whole, chance))
        assert state.kept("records", "", RECORDS, make) == expected
        assert file.read_bytes() == whole
    assert len(made) == 201


def damaged(whole: bytes, chance: random.Random) -> bytes:
    at, end = sorted(chance.choices(range(len(whole)), k=2))
    return chance.choice(
        (
            whole[:at],  # half written
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :],
            whole[:at] + whole[end + 1 :],
            whole[:at] + chance.randbytes(40) + whole[at:],
            chance.randbytes(at),
            b"",
        )
    )


def edited(folder: Path) -> None:
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("\n")


def renamed(folder: Path) -> None:
    (folder / "events.csv").rename(folder / "happenings.csv")


def emptied(folder: Path) -> None:
    (folder / "basemap").mkdir(exist_ok=True)
    (folder / "more").mkdir()


@pytest.mark.parametrize("change", [edited, renamed, emptied])
def test_what_was_kept_of_other_data_is_not_taken(
    good_folder: Path, change: Callable[[Path], None]
) -> None:
    def asked(said: str) -> str:
        return Shelf(good_folder, (good_folder / KEPT,)).kept("x", "day", TEXT, lambda: said)

    assert (asked("before"), asked("same")) == ("before", "before")
    change(good_folder)
    assert (asked("after"), asked("same")) == ("after", "after")


def test_another_day_or_other_code_takes_nothing(
    good_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(day: str, said: str) -> str:
        return Shelf(good_folder, (good_folder / KEPT,)).kept("x", day, TEXT, lambda: said)

    assert [asked("monday", "a"), asked("tuesday", "b"), asked("tuesday", "c")] == ["a", "b", "b"]
    monkeypatch.setattr(shelf, "_code_state", lambda: b"newer")
    assert asked("tuesday", "d") == "d"


def test_what_was_made_while_the_data_changed_is_not_kept(good_folder: Path) -> None:
    place = good_folder / KEPT
    state = Shelf(good_folder, (place,))

    def made() -> str:
        edited(good_folder)
        return "half old, half new"

    assert state.kept("x", "", TEXT, made) == "half old, half new"
    assert not (place / "x").exists()


def test_data_that_cannot_be_told_apart_are_never_kept(good_folder: Path) -> None:
    os.mkfifo(good_folder / "pipe.csv")  # to read it would take for ever
    assert Shelf(good_folder, (good_folder / KEPT,)).kept("x", "", TEXT, lambda: "a") == "a"
    (good_folder / "pipe.csv").unlink()
    (good_folder / "elsewhere").symlink_to(GOOD)
    assert Shelf(good_folder, (good_folder / KEPT,)).kept("x", "", TEXT, lambda: "b") == "b"
    assert not (good_folder / KEPT).exists()


def test_the_place_is_in_the_data_or_of_the_user_or_named_or_none(
    good_folder: Path, tmp_path: Path, users_folder: Path
) -> None:
    home = FolderHome(good_folder)

    def keep(**environment: str) -> str:
        found = shelf_of(home, environment)
        return found.kept("x", "", TEXT, lambda: "made") if found else "none"

    named = tmp_path / "named"
    assert [keep(ATLAS_CACHE="off"), keep(ATLAS_CACHE=str(named))] == ["none", "made"]
    assert (named / "x").is_file()
    (good_folder / KEPT).write_text("a file stands in the way")
    assert keep() == "made"
    assert (users_folder / "x").is_file()
    assert (users_folder / ".gitignore").read_text() == "*\n"
    with pytest.raises(CacheSettingError, match="has to be a folder, or 'off'"):
        keep(ATLAS_CACHE=str(good_folder / KEPT))
    users_folder.parent.chmod(0o500)
    assert shelf_of(ZipHome(tmp_path / "a.zip", GOOD), {}) is None


WRITER = """
import sys
from pathlib import Path
from geo.reading.homes.shelf import _write
print("begun", flush=True)
while True:
    _write(Path(sys.argv[1]), "x", b"0123456789" * 400_000)
"""


def test_killed_writers_leave_whole_files_or_such_as_are_not_taken(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    for _ in range(3):
        writers = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in "ab"
        ]
        for writer in writers:
            assert writer.stdout
            writer.stdout.readline()
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        assert {path.stat().st_size for path in tmp_path.glob("x")} <= {4_000_000}
    whole = {path.name for path in tmp_path.iterdir() if not path.name.endswith(HALF)}
    assert whole <= {"x", ".gitignore"}
    shelf._write(tmp_path, "x", b"after")
    assert (tmp_path / "x").read_bytes() == b"after"


def test_files_of_a_map_that_were_kept_are_those_that_are_built(good_folder: Path) -> None:
    (good_folder / "basemap").mkdir(exist_ok=True)  # whatever is missing there is an issue
    built = build_payload(opened(good_folder), good_folder)
    state = Shelf(good_folder, (good_folder / KEPT,))
    state.kept("map", "", MAP_FILES, lambda: built)
    taken = state.kept("map", "", MAP_FILES, nothing)
    assert told(taken) == told(built)
    assert built.issues
    assert MAP_FILES.unpack(b'{"names": 1}\n') is None


def told(files: Payload) -> list[object]:
    every = [(name, files.assets.get(name)) for name in files.assets.names()]
    return [every, files.scripts, files.index, files.fonts, files.lines, files.ground, files.issues]


def test_records_that_would_not_come_back_the_same_are_not_kept(
    good_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_records, "_unpack", lambda _: None)
    opened(good_folder)
    assert not (good_folder / KEPT).exists()
    assert RECORDS.unpack(b"{}") is None
