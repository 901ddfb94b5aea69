"""Colours of the shipped style: they can be read, and told apart."""

import math
import re
import tomllib
from itertools import combinations, pairwise

import pytest

from geo.atlas import Atlas
from geo.mapview.style import read_style
from geo.mapview.theme import frame_variables, page_variables
from pages.ui.html import render
from tests.code.test_screen_words import former
from tests.conftest import ROOT

THEMES = {"light": "#fffdf8", "dark": "#171c22"}
#: Linear RGB as colour-blind eyes see it (Machado, Oliveira, Fernandes 2009).
EYES = {
    "most people": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
#: Distance in Oklab that a reader tells apart along one track, and that any two colours have.
APART = {"most people": 0.085, "no red cones": 0.045, "no green cones": 0.045}
NEVER_THE_SAME = 0.02
READABLE = 3.0  # WCAG 2.2, 1.4.11: contrast of graphics with what is around them

Vector = tuple[float, ...]


def linear(colour: str) -> Vector:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )


def times(matrix: tuple[Vector, ...], vector: Vector) -> Vector:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def oklab(rgb: Vector) -> Vector:
    """Björn Ottosson's perceptual colour space, from linear RGB."""
    cones = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    lab = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    return times(lab, tuple(max(time, 0.0) ** (1 / 3) for time in times(cones, rgb)))


def seen(colour: str, eyes: str) -> Vector:
    return oklab(times(EYES[eyes], linear(colour)))


def contrast(first: str, second: str) -> float:
    weights = ((0.2126, 0.7152, 0.0722),)
    low, high = sorted(times(weights, linear(colour))[0] for colour in (first, second))
    return (high + 0.05) / (low + 0.05)


def legs(atlas: Atlas, project_id: str) -> set[frozenset[str]]:
    """Pairs of neighbouring places along the segments of a project."""
    chains = [
        (segment.from_id, *segment.via_ids, segment.to_id)
        for segment in atlas.segments_of(project_id)
    ]
    return {frozenset(pair) for chain in chains for pair in pairwise(chain)}


@pytest.mark.parametrize("theme", THEMES)
def test_every_project_stands_out_from_the_paper(theme: str) -> None:
    colours = read_style(ROOT / "data")["projects"]
    pale = {
        project_id
        for project_id, colour in colours.items()
        if contrast(colour[theme], THEMES[theme]) < READABLE
    }
    assert pale == set()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_projects_on_one_track_are_told_apart(theme: str, eyes: str, shipped_atlas: Atlas) -> None:
    colours = read_style(ROOT / "data")["projects"]
    # The lines that belong to no corridor are grey on purpose; they are told apart by having none.
    del colours["connecting-lines"]
    by_project = {colour: legs(shipped_atlas, colour) for colour in colours}
    pairs = [
        (first, second)
        for first, second in combinations(colours, 2)
        if by_project[first] & by_project[second]
    ]
    assert len(pairs) > 20
    alike = {
        (first, second): round(
            math.dist(seen(colours[first][theme], eyes), seen(colours[second][theme], eyes)), 3
        )
        for first, second in pairs
    }
    assert {pair: gap for pair, gap in alike.items() if gap < APART[eyes]} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_projects_have_the_same_colour(theme: str) -> None:
    colours = read_style(ROOT / "data")["projects"]
    views = {
        project_id: seen(colour[theme], "most people") for project_id, colour in colours.items()
    }
    same = [
        (first, second)
        for first, second in combinations(views, 2)
        if math.dist(views[first], views[second]) < NEVER_THE_SAME
    ]
    assert same == []


SHEETS = (
    "geo/mapview/web/atlas.css",
    "geo/mapview/web/search.css",
    "geo/mapview/copies/offline.css",
    "pages/ui/style.css",
    "pages/ui/records.css",
    "pages/ui/print.css",
    "pages/ui/bar/bar.css",
)
LEGIBLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text with what is behind it
#: Ink, and everything that it is written on.
WRITTEN = {
    "ink": ("ground", "band", "paper"),
    "quiet": ("paper",),
    "name": ("paper",),
    "accent": ("ground", "paper"),
    "link": ("ground", "band", "paper"),
    "good": ("ground", "paper"),
    "bad": ("ground", "paper"),
    "on-rank": ("rank",),
    "paper": ("ink",),  # the chip that tells the day
}


def theme_of(theme: str) -> dict[str, str]:
    return {name: ink[theme] for name, ink in read_style(ROOT / "data")["theme"].items()}


def mixed(ink: str, paper: str, share: float) -> str:
    parts = [(int(ink[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def test_streamlit_has_the_colours_of_the_style() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    names = {
        "primaryColor": "accent",
        "backgroundColor": "ground",
        "secondaryBackgroundColor": "band",
        "textColor": "ink",
        "borderColor": "line",
        "linkColor": "link",
    }
    for theme in THEMES:
        ours = theme_of(theme)
        told = config["theme"][theme]
        assert {name: told[name] for name in names} == {key: ours[at] for key, at in names.items()}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_names_only_colours_that_there_are(sheet: str) -> None:
    text = (ROOT / sheet).read_text(encoding="utf-8")
    ours = set(theme_of("light")) | set(re.findall(r"--([\w-]+):", text)) | {"light", "dark"}
    used = set(re.findall(r"var\(--([\w-]+)", text))
    assert {name for name in used - ours if not name.startswith("st-")} == set()


def test_the_themes_of_this_test_are_those_of_the_map() -> None:
    assert {theme: theme_of(theme)["paper"] for theme in THEMES} == THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_and_chip_can_be_read(theme: str) -> None:
    ours = theme_of(theme)
    pairs = {(ink, paper) for ink, papers in WRITTEN.items() for paper in papers}
    faint = {pair for pair in pairs if contrast(*(ours[name] for name in pair)) < LEGIBLE}
    assert faint == set()
    ways = read_style(ROOT / "data")["ways"]
    assert {
        rank for rank, way in ways.items() if contrast(way[theme], ours["on-rank"]) < LEGIBLE
    } == set()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_text_that_is_paled_can_be_read(sheet: str, theme: str) -> None:
    ours = theme_of(theme)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", (ROOT / sheet).read_text(encoding="utf-8"))
    faint = {
        (selector.strip(), float(share))
        for selector, body in rules
        for share in re.findall(r"(?<![\w-])opacity: ([\d.]+);", body)
        # Signs that repeat what words say, and lines of the map, are no text.
        if not re.search(r"::(before|after)|\.density|\.relief", selector)
        if contrast(mixed(ours["ink"], ours["ground"], float(share)), ours["ground"]) < LEGIBLE
    }
    assert faint == set()


def test_in_the_dark_water_is_darker_than_land() -> None:
    dark = theme_of("dark")
    black = "#000000"
    for water in ("sea", "water"):
        assert contrast(dark[water], black) < contrast(dark["land"], black)
        # Nor is it black: it is told from land by its hue as well.
        red, _, blue = (int(dark[water][at : at + 2], 16) for at in (1, 3, 5))
        assert blue >= red + 30
        assert contrast(dark[water], dark["land"]) >= 1.15


def test_a_map_and_a_page_get_the_same_colours() -> None:
    style = read_style(ROOT / "data")
    frame = frame_variables(style)
    page = render("theme", variables=page_variables(style), projects={}, states={})
    for name, ink in style["theme"].items():
        assert f"--{name}: {ink['light']};" in frame
        assert f"--{name}: {ink['dark']};" in frame
        assert f"--{name}: light-dark({ink['light']}, {ink['dark']});" in page


def test_no_legend_uses_a_former_word() -> None:
    style = read_style(ROOT / "data")
    looks = [look for group in style.values() if isinstance(group, dict) for look in group.values()]
    legends = [look["legend"] for look in looks if isinstance(look, dict) and "legend" in look]
    assert legends
    assert [text for text in legends if former(text)] == []


# Right to left ----------------------------------------------------------------------------------

#: What names a side of the screen and not one of the text, and four values that differ in it.
SIDED = re.compile(
    r"^\s*(?:(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:text-align|float|clear):\s*(?:left|right)\b"
    r"|(?:margin|padding|inset|border-width):\s*\S+ (\S+) \S+ (?!\1;)\S+;"
    r"|border-radius:\s*(?!(\S+) \2 (\S+) \3;)\S+ \S+ \S+ \S+;)"
)
REASON = re.compile(r"/\* Physical: .+\. \*/")


def sided(sheet: str) -> list[str]:
    """Lines that name a side of the screen without a reason in the line above."""
    lines = ["", *sheet.splitlines()]
    return [
        line.strip()
        for above, line in pairwise(lines)
        if SIDED.search(line) and not REASON.search(above)
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_sides_are_those_of_the_text_or_say_why_not(name: str) -> None:
    assert sided((ROOT / name).read_text(encoding="utf-8")) == []


def test_a_side_of_the_screen_is_noticed() -> None:
    asks = ["left: 0;", "padding-right: 1px;", "border-left-width: 2px;", "text-align: right;"]
    asks += ["padding: 0 1px 0 2px;", "border-radius: 0 4px 4px 0;", "inset: 0 auto 0 0;"]
    assert sided("\n".join(asks)) == asks
    fine = ["padding-inline: 1px 0;", "inset: 1px 2px 3px 2px;", "margin: 1px 2px 3px;"]
    assert sided("\n".join([*fine, "/* Physical: a map has its west there. */", "left: 0;"])) == []


def test_names_on_the_map_look_like_nothing_else() -> None:
    """A class of a name that stands elsewhere as well would bring paper and edges to it."""
    css = (ROOT / "geo" / "mapview" / "web" / "atlas.css").read_text(encoding="utf-8")
    kinds = set(re.findall(r"\.label\.([a-z]+)", css))
    assert {"own", "country", "disputed", "place"} <= kinds
    elsewhere = {kind for kind in kinds if re.search(rf"(?<!\.label)\.{kind}\b", css)}
    assert elsewhere == set()
