"""`python -m geo check` and `stats`: exit codes and what they print."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.__main__ import main
from tests.conftest import GOOD, ROOT

BAD = Path(__file__).parents[1] / "data" / "bad"


def test_check_of_a_sound_atlas_succeeds(
    good_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(good_folder)]) == 0
    assert capsys.readouterr().out == "No problems in 7 places, lines, events and articles.\n"


def test_check_of_a_damaged_atlas_fails_and_lists_all_by_file(
    good_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for fault in ("date_month_13", "range_reversed", "gauge_missing", "unknown_field"):
        shutil.copytree(BAD / fault, good_folder, dirs_exist_ok=True)
    assert main(["check", str(good_folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    headings = [line for line in lines if line.endswith((".csv", ".geojson"))]
    assert headings == ["claims.csv", "events.csv", "layers/line.geojson"]
    assert sum(line.startswith("  ") for line in lines) == 3
    assert lines[-1] == "3 problems found."


def test_a_reader_who_stops_early_sees_no_traceback() -> None:
    command = [sys.executable, "-m", "geo", "stats", str(GOOD)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == ""
        assert run.wait() == 1


def test_check_of_a_folder_that_is_not_there_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "folder_missing" in capsys.readouterr().out


def test_check_of_an_empty_folder_fails_without_a_crash(tmp_path: Path) -> None:
    assert main(["check", str(tmp_path)]) == 1


def test_stats_count_records_and_kilometres(
    good_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_TODAY", "2026-11-27")
    assert main(["stats", str(good_folder)]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert {"sources 2", "sites 3", "segments 2", "areas 1", "articles 1", "people 0"} <= set(lines)
    assert {"as of 2024-05", "sources read 2026-11-23"} <= set(lines)
    assert lines[-4:] == [
        "line",
        "newest record 2024-05-02, no news for at least 2 years",
        "operating 113 km",
        "feasibility 146 km",
    ]


def test_a_clock_that_is_set_to_no_day_is_told_without_a_crash(
    good_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_TODAY", "soon")
    assert main(["check", str(good_folder)]) == 1
    assert "ATLAS_TODAY is no day" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["build", "everything"]])
def test_a_command_that_does_not_exist_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m geo" in capsys.readouterr().err


def test_the_exit_code_reaches_the_shell(good_folder: Path) -> None:
    shutil.copytree(BAD / "file_empty", good_folder, dirs_exist_ok=True)
    command = [sys.executable, "-m", "geo", "check", str(good_folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert "file_empty" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_text_is_checked_against_the_data_that_the_environment_names(
    good_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("The railway was built in a hurry.", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(good_folder))
    assert main(["article", "check", str(text)]) == 0
    assert "1 sentence. Nothing known: 1" in capsys.readouterr().out
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "nowhere"))
    assert main(["article", "check", str(text)]) == 1
    assert "there is no such folder" in capsys.readouterr().err
