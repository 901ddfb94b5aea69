"""What two versions of the data say differently, as lines and for programs."""

import json
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.atlas import Atlas
from geo.pipeline.difference import difference
from geo.views.exports.bundle import FileOrigin
from geo.views.exports.package import atlas_package
from tests.conftest import GOOD

ORIGIN = FileOrigin("Atlas", "https://atlas.example/", "2026-01-01", "1", "Atlas.", (), ())


def edited(folder: Path) -> Path:
    """The folder without its last figure, and with another short name of its first project."""
    claims = folder / "claims.csv"
    lines = claims.read_text(encoding="utf-8").splitlines(keepends=True)
    claims.write_text("".join([*lines[:-1]]), encoding="utf-8")
    projects = folder / "projects.yaml"
    text = projects.read_text(encoding="utf-8")
    assert "short: " in text
    projects.write_text(text.replace("short: ", "short: New ", 1), encoding="utf-8")
    return folder


def test_the_same_versions_do_not_differ(good_folder: Path) -> None:
    found = difference(GOOD, good_folder)
    assert list(found.lines()) == ["0 added, 0 removed, 0 changed"]


def test_each_change_has_its_old_and_its_new_value(good_folder: Path) -> None:
    found = difference(GOOD, edited(good_folder))
    assert [kind for kind, _ in found.removed] == ["claims"]
    (change,) = found.changed
    (field,) = change.fields
    assert (change.kind, field.field) == ("projects", "short")
    assert field.new == f"New {field.old}"
    back = difference(good_folder, GOOD)
    assert back.added == found.removed


def test_a_zip_is_a_version_too(good_atlas: Atlas, good_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    path.write_bytes(atlas_package(good_atlas, ORIGIN))
    assert list(difference(path, GOOD).lines()) == ["0 added, 0 removed, 0 changed"]
    assert len(difference(path, edited(good_folder)).changed) == 1


def test_the_command_tells_it_to_readers_and_programs(
    good_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = str(edited(good_folder))
    assert main(["diff", str(GOOD), new]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "0 added, 1 removed, 1 changed"
    assert any(line.startswith("    short: ") for line in lines)
    assert main(["diff", str(GOOD), new, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [len(told[name]) for name in ("added", "removed", "changed")] == [0, 1, 1]
    assert main(["diff", str(GOOD), str(tmp_path / "nothing.zip")]) == 1
    assert "no folder and no zip" in capsys.readouterr().err
