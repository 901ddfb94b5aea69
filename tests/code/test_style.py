"""The look of the map is data; damage to it is told in one sentence, never as a crash."""

import re
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.mapview.style import SIGNS, read_style
from geo.records.errors import DataError
from tests.conftest import ROOT


def rules(folder: Path) -> set[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        read_style(folder)
    return {(issue.file, issue.rule) for issue in caught.value.issues}


def test_the_good_style_is_read(good_folder: Path) -> None:
    assert read_style(good_folder)["mode"]["rail"]["width"] > 0


def test_a_missing_style_is_named(good_folder: Path) -> None:
    (good_folder / "style.yaml").unlink()
    assert rules(good_folder) == {("style.yaml", "file_missing")}


def test_broken_yaml_is_named_with_its_line(good_folder: Path) -> None:
    (good_folder / "style.yaml").write_text("projects:\n  a: {light: [\n", encoding="utf-8")
    with pytest.raises(DataError, match="line") as caught:
        read_style(good_folder)
    assert caught.value.issues[0].rule == "yaml"


def test_a_state_without_a_look_is_named(good_folder: Path) -> None:
    path = good_folder / "style.yaml"
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("  idle:")]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert rules(good_folder) == {("style.yaml", "style_missing")}


def test_a_colour_for_one_theme_only_is_named(good_folder: Path) -> None:
    path = good_folder / "style.yaml"
    text = path.read_text(encoding="utf-8")
    both = re.search(r"  paper: \{light: (\S+), dark: \S+\}", text)
    assert both
    path.write_text(text.replace(both[0], f"  paper: {{light: {both[1]}}}"), encoding="utf-8")
    assert rules(good_folder) == {("style.yaml", "style_missing")}


def test_a_sign_that_nobody_draws_is_named(good_folder: Path) -> None:
    style = good_folder / "style.yaml"
    text = style.read_text(encoding="utf-8")
    style.write_text(text.replace("sign: jetty", "sign: jety"), encoding="utf-8")
    with pytest.raises(DataError, match=r"site\.jetty\.sign: 'jety'.*one of plant, jetty"):
        read_style(good_folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\nlifecycle:", "\nlifecylce:", r"lifecylce: nobody reads.*Did you mean lifecycle\?"),
        ("  design: {", "  desing: {", r"lifecycle\.desing: there is no such word"),
        ("design: {dash", "design: {dahs", r"lifecycle\.design\.dahs: no look has this property"),
    ],
)
def test_what_nobody_reads_in_the_style_is_named(
    good_folder: Path, old: str, new: str, told: str
) -> None:
    style = good_folder / "style.yaml"
    text = style.read_text(encoding="utf-8")
    assert old in text
    style.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=told) as caught:
        read_style(good_folder)
    assert len(caught.value.issues) <= 2, "a section that is missing is told once"


def test_check_reports_the_style_too(good_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (good_folder / "style.yaml").unlink()
    assert main(["check", str(good_folder)]) == 1
    assert "style.yaml" in capsys.readouterr().out


# Paper, ink and what is said by colour ----------------------------------------------------------

HEX = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")


def test_colours_stand_in_the_style_and_nowhere_else() -> None:
    kinds = (".py", ".js", ".css", ".html")
    files = [ROOT / "app.py", *(ROOT / "geo").rglob("*.*"), *(ROOT / "pages").rglob("*.*")]
    told = {
        f"{path.relative_to(ROOT)}: {colour}"
        for path in files
        if path.suffix in kinds
        for colour in HEX.findall(path.read_text(encoding="utf-8"))
    }
    assert told == set()


def test_the_signs_that_may_be_named_are_those_that_are_drawn() -> None:
    script = (ROOT / "geo/mapview/web/signs.js").read_text(encoding="utf-8")
    shapes = script.partition("SHAPES = {")[2].partition("\n};")[0]
    assert {*re.findall(r"^  (\w+):", shapes, re.MULTILINE), "break"} == set(SIGNS)
