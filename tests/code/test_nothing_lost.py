"""Nothing is lost or distorted in silence: what `geo check` tells of small slips of every kind."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.pipeline.check import problems
from geo.reading.load import load
from geo.records.errors import Issue
from geo.rules.open_atlas import checked_atlas
from tests.conftest import GOOD, ROOT

BOX = GOOD.parent / "network" / "data"
LINE, SITES, OSM = "layers/line.geojson", "sites.geojson", "sites-osm.geojson"
EVENTS, CLAIMS, BORDER = "events.csv", "claims.csv", "border_status.csv"
SOURCES, PROJECTS, ART, STYLE = "sources.csv", "projects.yaml", "articles/art-a.md", "style.yaml"
GUIDES, KEPT, LEGS = "network/routes.csv", "network/kept.csv", "network/legs.csv"
WAYPOINTS, OUTLINES = "network/waypoints.csv", "network/countries.geojson"
ROUTES_HEAD = "id,via,countries,winding,rule,reason\n"
POINTS_HEAD = "chord,order,lon,lat,name,error_km,note,track_km,countries\n"
ROAD = '{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": '
#: Words of programmers that no sentence for a curator may hold.
JARGON = re.compile(r"tuple|NoneType|\bdict|pydantic|\.py\b|geopandas|\bfloat\b|\bint\b|traceback")

Edit = Callable[[Path], object]


def swap(name: str, old: str, new: str) -> Edit:
    """An edit that puts one text in place of another, once."""

    def edit(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return edit


def put(name: str, content: str | bytes) -> Edit:
    """An edit that writes a whole file."""

    def edit(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    return edit


def move(name: str, to: str) -> Edit:
    """An edit that gives a file another name or place."""

    def edit(folder: Path) -> None:
        (folder / to).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).rename(folder / to)

    return edit


def collection(*features: str) -> str:
    return '{"type": "FeatureCollection", "features": [' + ", ".join(features) + "]}"


def outline(code: str, ring: str) -> str:
    shape = '{"type": "Polygon", "coordinates": [' + ring + "]}"
    return '{"type": "Feature", "properties": {"iso_a2": ' + code + '}, "geometry": ' + shape + "}"


def charlie(at: str, code: str) -> Edit:
    """An edit that puts a place elsewhere and says of which country it is."""

    def edit(folder: Path) -> None:
        swap(OSM, "[67.0, 32.0]", at)(folder)
        swap(OSM, '"countries": ["AF"]', f'"countries": ["{code}"]')(folder)

    return edit


def all_issues(folder: Path) -> tuple[Issue, ...]:
    loaded = load(folder)
    return problems(checked_atlas(loaded), loaded, folder, ROOT / "data")


TRACKS = "network/lines.geojson"
TRACK = (
    '{"type": "Feature", "id": "seg-nowhere", "geometry": {"type": "LineString", "coordinates": '
    '[[66.0, 30.0], [66.1, 30.5]]}, "properties": {"network_km": 60, "geometry_basis": "osm", '
    '"geometry_note": "Invented.", "geometry_source_ids": ["src-survey-2020"], "straight_km": 56, '
    '"end_gaps_km": [0, 0]}}'
)
RING = "[[60, 20], [75, 20], [75, 38], [60, 20]]"
TWO_OUTLINES = collection(
    outline('"AF"', "[[60, 20], [66.5, 20], [66.5, 38], [60, 38], [60, 20]]"),
    outline('"PK"', "[[60, 20], [90, 20], [90, 38], [60, 38], [60, 20]]"),
)
OTHER_CRS = (
    '{"type": "FeatureCollection", "crs": {"type": "name", "properties": '
    '{"name": "urn:ogc:def:crs:EPSG::32642"}}, "features": []}'
)

#: Slip -> the edit, and the file and the rule that are told.
FILES: dict[str, tuple[Edit, str, str]] = {
    "corrections in capitals": (
        move("corrections.csv", "Corrections.csv"),
        "Corrections.csv",
        "file_unknown",
    ),
    "events misspelt": (put("event.csv", "id\n"), "event.csv", "file_unknown"),
    "events with two endings": (put("events.csv.txt", "id\n"), "events.csv.txt", "file_unknown"),
    "a copy beside events": (put("events (1).csv", "id\n"), "events (1).csv", "file_unknown"),
    "a backup of sites": (put("sites.geojson~", "{}"), "sites.geojson~", "file_unknown"),
    "projects with yml": (move(PROJECTS, "projects.yml"), "projects.yml", "file_unknown"),
    "people as a spreadsheet": (put("people.xlsx", b"PK"), "people.xlsx", "file_unknown"),
    "hidden claims": (put(".claims.csv", "id\n"), ".claims.csv", "file_unknown"),
    "article in capitals": (put("articles/art-b.MD", "---\n"), "articles/art-b.MD", "file_unknown"),
    "article as markdown": (
        put("articles/art-b.markdown", "---\n"),
        "articles/art-b.markdown",
        "file_unknown",
    ),
    "article in a subfolder": (
        put("articles/2024/art-b.md", "---\n"),
        "articles/2024/",
        "folder_unknown",
    ),
    "article at the top": (move(ART, "art-a.md"), "art-a.md", "file_unknown"),
    "layer as json": (put("layers/line.json", "{}"), "layers/line.json", "file_unknown"),
    "layer in a subfolder": (
        put("layers/old/line.geojson", "{}"),
        "layers/old/",
        "folder_unknown",
    ),
    "folder misspelt": (put("layer/line.geojson", "{}"), "layer/", "folder_unknown"),
    "folder in capitals": (put("Layers/line.geojson", "{}"), "Layers/", "folder_unknown"),
    "claims that are a folder": (put("claims.csv/claims.csv", "id\n"), CLAIMS, "file_unreadable"),
    "network file misspelt": (
        put("network/route.csv", "id\n"),
        "network/route.csv",
        "file_unknown",
    ),
}
KEYS: dict[str, tuple[Edit, str, str]] = {
    "features twice": (
        swap(LINE, '"features": [', '"features": [], "features": ['),
        LINE,
        "key_double",
    ),
    "type twice": (swap(LINE, '{"type": "F', '{"type": "Feature", "type": "F'), LINE, "key_double"),
    "feature key twice": (
        swap(SITES, '"id": "site-alfa"', '"id": "x", "id": "site-alfa"'),
        SITES,
        "key_double",
    ),
    "coordinates twice": (
        swap(
            SITES,
            '"coordinates": [66.0, 30.0]',
            '"coordinates": [1, 2], "coordinates": [66.0, 30.0]',
        ),
        SITES,
        "key_double",
    ),
    "name twice": (swap(SITES, '"en": "Alfa"', '"en": "Aleph", "en": "Alfa"'), SITES, "key_double"),
    "yaml key twice": (
        swap(PROJECTS, "  short: Line", "  short: Way\n  short: Line"),
        PROJECTS,
        "key_double",
    ),
    "yaml key twice inside": (swap(PROJECTS, "{en: ", "{en: Line, en: "), PROJECTS, "key_double"),
    "front matter key twice": (
        swap(ART, "confidence:", "title: B\nconfidence:"),
        ART,
        "key_double",
    ),
    "style section twice": (
        swap(STYLE, "mode:\n", "mode:\n  rail: {}\nmode:\n"),
        STYLE,
        "key_double",
    ),
    "style key twice": (swap(STYLE, "dash: []", "dash: [9, 9], dash: []"), STYLE, "key_double"),
    "features misspelt beside": (
        swap(LINE, '"features"', '"feature": [], "features"'),
        LINE,
        "field_unknown",
    ),
    "member of a geometry": (
        swap(LINE, '"coordinates"', '"cordinates": [], "coordinates"'),
        LINE,
        "member_unknown",
    ),
    "page twice": (
        swap(SOURCES, "https://survey.example/alfa", "http://www.Herald.example/line/?gclid=1"),
        SOURCES,
        "page_double",
    ),
    "column twice": (swap(CLAIMS, "who,note", "who,who"), CLAIMS, "column_double"),
    "source twice in a list": (
        swap(PROJECTS, "[src-herald-2024-line]", "[src-survey-2020, src-survey-2020]"),
        PROJECTS,
        "item_double",
    ),
    "place twice in a cell": (
        swap(EVENTS, "site-bravo; site-charlie", "site-bravo; site-bravo"),
        EVENTS,
        "item_double",
    ),
    "row twice": (
        put(KEPT, "segment_id,reason\nseg-alfa-bravo,a\nseg-alfa-bravo,b\n"),
        KEPT,
        "row_double",
    ),
    "guide twice": (
        put(GUIDES, ROUTES_HEAD + "seg-alfa-bravo,,,,hand,a\nseg-alfa-bravo,,,,,b\n"),
        GUIDES,
        "id_double",
    ),
    "outline key twice": (
        put(OUTLINES, collection(outline('"AF", "iso_a2": "PK"', RING))),
        OUTLINES,
        "key_double",
    ),
}
CUT: dict[str, tuple[Edit, str, str]] = {
    "hash in a text": (swap(PROJECTS, "short: Line", "short: Line #1"), PROJECTS, "comment_cut"),
    "hash after a quotation": (
        swap(PROJECTS, "short: Line", 'short: "Line" #1'),
        PROJECTS,
        "comment_cut",
    ),
    "hash as the whole value": (
        swap(PROJECTS, "group: Railways", "group: #1"),
        PROJECTS,
        "comment_cut",
    ),
    "hash after a list": (
        swap(PROJECTS, "[src-herald-2024-line]", "[src-herald-2024-line] # and"),
        PROJECTS,
        "comment_cut",
    ),
    "hash in front matter": (swap(ART, "title: A study", "title: A study #2"), ART, "comment_cut"),
    "hash after a tabulator": (
        swap(PROJECTS, "short: Line", "short: Line\t#1"),
        PROJECTS,
        "comment_cut",
    ),
    "hash in the style": (swap(STYLE, 'light: "#c0341d"', "light: #c0341d"), STYLE, "yaml"),
    "anchor": (swap(PROJECTS, "short: Line", "short: &Line one"), PROJECTS, "yaml_sign"),
    "tag": (swap(PROJECTS, "short: Line", "short: !Line one"), PROJECTS, "yaml_sign"),
    "comma in a style": (
        swap(STYLE, "sign: plant,", "sign: plant, tree,"),
        STYLE,
        "style_value",
    ),
    "formula": (swap(EVENTS, "A study of the northern half begins", "=1+1"), EVENTS, "formula"),
    "formula with at": (swap(CLAIMS, "Invented for tests.", "@SUM(A1)"), CLAIMS, "formula"),
    "formula with plus": (swap(SOURCES, "Survey Office", "+A1"), SOURCES, "formula"),
    "formula with minus": (swap(BORDER, "Invented for tests.", "-2+3"), BORDER, "formula"),
    "value lost": (swap(CLAIMS, "Invented for tests.", "#REF!"), CLAIMS, "value_lost"),
    "value too wide": (swap(EVENTS, "2024-05-02,A", "########,A"), EVENTS, "value_lost"),
    "semicolons": (put(BORDER, "id;site_id\nbst-a;site-bravo\n"), BORDER, "csv_separator"),
    "tabulators": (put(CLAIMS, "id\tsubject_id\nclm-a\tline\n"), CLAIMS, "csv_separator"),
    "bars": (put(EVENTS, "id|date\nevt-a|2024\n"), EVENTS, "csv_separator"),
    "columns without a name": (
        swap(KEPT_SOURCE := "corrections.csv", "source_id\n", "source_id,,\n"),
        KEPT_SOURCE,
        "column_unnamed",
    ),
}
SIGNS: dict[str, tuple[Edit, str, str]] = {
    "override": (swap(SITES, '"ur": "', '"ur": "\u202e'), SITES, "unseen"),
    "override as an escape": (swap(SITES, '"ur": "', '"ur": "\\u202e'), SITES, "unseen"),
    "override in yaml": (swap(PROJECTS, "short: Line", 'short: "\\u202eLine"'), PROJECTS, "unseen"),
    "embedding in a publisher": (
        swap(SOURCES, "The Alfa Herald", "The \u202bHerald"),
        SOURCES,
        "unseen",
    ),
    "isolate in an article": (swap(ART, "The study", "The \u2067study"), ART, "unseen"),
    "mark of direction": (swap(EVENTS, "A study", "A\u200fstudy"), EVENTS, "unseen"),
    "arabic mark": (swap(SITES, '"ur": "', '"ur": "\u061c'), SITES, "unseen"),
    "zero-width space": (swap(CLAIMS, "The Alfa Herald", "The\u200b Herald"), CLAIMS, "unseen"),
    "word joiner": (swap(PROJECTS, "Railways", "Rail\u2060ways"), PROJECTS, "unseen"),
    "joiner between Latin letters": (
        swap(SITES, '"en": "Alfa"', '"en": "Al\u200dfa"'),
        SITES,
        "unseen",
    ),
    "non-joiner at the end": (swap(SITES, '\u0641\u0627"', '\u0641\u0627\u200c"'), SITES, "unseen"),
    "non-joiner between Russian letters": (
        swap(OSM, '"ru": "\u0427', '"ru": "\u0427\u200c'),
        OSM,
        "unseen",
    ),
    "soft hyphen": (swap(EVENTS, "northern", "north\u00adern"), EVENTS, "unseen"),
    "space that does not break": (swap(EVENTS, "A study", "A\u00a0study"), EVENTS, "unseen"),
    "blank of Braille": (swap(PROJECTS, "short: Line", "short: Line\u2800"), PROJECTS, "unseen"),
    "filler": (swap(CLAIMS, "The Alfa Herald", "\u3164"), CLAIMS, "unseen"),
    "lost letter": (swap(SOURCES, "Survey Office", "Surv\ufffdy Office"), SOURCES, "unseen"),
    "line separator": (
        swap(PROJECTS, "summary: A railway", "summary: A\u2028railway"),
        PROJECTS,
        "unseen",
    ),
    "null": (swap(EVENTS, "Invented", "Inv\x00ented"), EVENTS, "unseen"),
    "null as an escape": (swap(LINE, "Alfa to Bravo", "Alfa\\u0000Bravo"), LINE, "unseen"),
    "tabulator in a cell": (swap(EVENTS, "A study", "A\tstudy"), EVENTS, "unseen"),
    "old line end in a cell": (
        swap(EVENTS, "Invented for tests.", '"Inv\rented"'),
        EVENTS,
        "unseen",
    ),
    "byte order mark inside": (swap(EVENTS, "A study", "\ufeffA study"), EVENTS, "unseen"),
    "byte order mark in front": (swap(STYLE, "# The look", "\ufeff# The look"), STYLE, "bom"),
    "byte order mark of a layer": (
        swap(LINE, '{"type": "FeatureC', '\ufeff{"type": "FeatureC'),
        LINE,
        "bom",
    ),
    "private letter": (swap(PROJECTS, "short: Line", "short: Line\ue000"), PROJECTS, "unseen"),
    "tag letter": (swap(PROJECTS, "short: Line", "short: Line\U000e0041"), PROJECTS, "unseen"),
    "override in the guides": (
        put(GUIDES, ROUTES_HEAD + "seg-alfa-bravo,,,,hand,A\u202e\n"),
        GUIDES,
        "unseen",
    ),
    "override in a document": (put("README.md", "A \u202e text\n"), "README.md", "unseen"),
}
PLACES: dict[str, tuple[Edit, str, str]] = {
    "swapped out of the region": (swap(OSM, "[67.0, 32.0]", "[32.0, 67.0]"), OSM, "swapped_axes"),
    "swapped but in the region": (charlie("[35.7, 51.4]", "IR"), OSM, "swapped_axes"),
    "swapped within the box of China": (charlie("[80.0, 53.0]", "CN"), OSM, "outside_country"),
    "swapped within the box of Russia": (charlie("[53.2, 45.0]", "RU"), OSM, "swapped_axes"),
    "in another country": (
        swap(OSM, '"countries": ["AF"]', '"countries": ["IN"]'),
        OSM,
        "outside_country",
    ),
    "in the sea": (swap(OSM, "[67.0, 32.0]", "[62.0, 22.0]"), OSM, "outside_country"),
    "beyond the outlines": (swap(OSM, "[67.0, 32.0]", "[119.0, 32.0]"), OSM, "outside_country"),
    "in no country": (
        swap(OSM, '"countries": ["AF"]', '"countries": ["AF", "XX"]'),
        OSM,
        "country_unknown",
    ),
    "by the outlines of the folder": (put(OUTLINES, TWO_OUTLINES), OSM, "outside_country"),
    "a point of a line": (
        swap(LINE, "[[66.0, 31.0], [67.0, 32.0]]", "[[66.0, 31.0], [31.5, 66.4], [67.0, 32.0]]"),
        LINE,
        "swapped_axes",
    ),
    "a point of a line in the region": (
        swap(
            LINE,
            "[[66.0, 31.0], [67.0, 32.0]]",
            "[[66.0, 31.0], [51.2, 36.0], [36.0, 51.2], [51.3, 36.0], [67.0, 32.0]]",
        ),
        LINE,
        "swapped_axes",
    ),
    "an outline elsewhere": (
        swap(
            LINE,
            "[[[66.0, 30.0], [66.02, 30.0], [66.02, 30.02], [66.0, 30.02], [66.0, 30.0]]]",
            "[[[67.0, 30.0], [67.02, 30.0], [67.02, 30.02], [67.0, 30.02], [67.0, 30.0]]]",
        ),
        LINE,
        "outline_elsewhere",
    ),
    "metres": (swap(OSM, "[67.0, 32.0]", "[7458406, 3763310]"), OSM, "out_of_region"),
    "a comma in a coordinate": (swap(OSM, "[67.0, 32.0]", "[67,0, 32,0]"), OSM, "position"),
    "a coordinate as text": (swap(OSM, "[67.0, 32.0]", '["67.0", "32.0"]'), OSM, "position"),
    "no number": (swap(OSM, "[67.0, 32.0]", "[NaN, 32.0]"), OSM, "not_finite"),
    "waypoint swapped": (
        put(WAYPOINTS, POINTS_HEAD + "a,0,45.1,67.2,node,,,,\n"),
        WAYPOINTS,
        "value",
    ),
    "empty crs": (swap(LINE, '"features"', '"crs": null, "features"'), LINE, "crs_member"),
    "crs that is no crs": (swap(LINE, '"features"', '"crs": {}, "features"'), LINE, "crs_member"),
    "another crs": (put(OUTLINES, OTHER_CRS), OUTLINES, "crs_other"),
    "an outline that crosses itself": (
        put(
            OUTLINES,
            collection(outline('"AF"', "[[60, 20], [70, 30], [70, 20], [60, 30], [60, 20]]")),
        ),
        OUTLINES,
        "geometry_invalid",
    ),
    "a line among outlines": (
        put(OUTLINES, collection(ROAD + "[[1, 2], [3, 4]]}}")),
        OUTLINES,
        "geometry_type",
    ),
    "base map cut off": (
        put("basemap/places.geojson", '{"type": "FeatureCollection", "fea'),
        "basemap/places.geojson",
        "json",
    ),
    "base map that is nothing": (
        put("basemap/sea.geojson", "null"),
        "basemap/sea.geojson",
        "not_a_collection",
    ),
    "picture that is none": (put("basemap/relief.webp", "text"), "basemap/relief.webp", "picture"),
    "base map without sea": (
        put("basemap/relief.webp", b"RIFF"),
        "basemap/sea.geojson",
        "file_missing",
    ),
}
NUMBERS: dict[str, tuple[Edit, str, str]] = {
    "exponent in a cell": (swap(CLAIMS, ",260,", ",2e2,"), CLAIMS, "number_form"),
    "exponent in a layer": (
        swap(LINE, '"published_length_km": 118', '"published_length_km": 1e3'),
        LINE,
        "number_form",
    ),
    "exponent in a coordinate": (swap(OSM, "[67.0, 32.0]", "[6.7e1, 32.0]"), OSM, "number_form"),
    "comma between thousands": (swap(CLAIMS, ",260,", ',"1,260",'), CLAIMS, "number_form"),
    "space between thousands": (swap(CLAIMS, ",260,", ",1 260,"), CLAIMS, "number_form"),
    "line between thousands": (swap(CLAIMS, ",260,", ",1_260,"), CLAIMS, "number_form"),
    "comma before tenths": (swap(CLAIMS, ",260,", ',"260,5",'), CLAIMS, "number_form"),
    "full-width digits": (swap(CLAIMS, ",260,", ",\uff12\uff16\uff10,"), CLAIMS, "number_form"),
    "Arabic digits": (swap(CLAIMS, ",260,", ",\u0662\u0666\u0660,"), CLAIMS, "number_form"),
    "Persian digits": (swap(CLAIMS, ",260,", ",\u06f2\u06f6\u06f0,"), CLAIMS, "number_form"),
    "zero in front": (swap(CLAIMS, ",260,", ",0260,"), CLAIMS, "number_form"),
    "plus in front": (swap(CLAIMS, ",260,", ",+260,"), CLAIMS, "number_form"),
    "unit behind": (swap(CLAIMS, ",260,", ",260 km,"), CLAIMS, "number_form"),
    "minus of print": (swap(CLAIMS, ",260,", ",\u2212260,"), CLAIMS, "number_form"),
    "no number": (swap(CLAIMS, ",260,", ",NaN,"), CLAIMS, "number_form"),
    "infinity": (swap(CLAIMS, ",260,", ",Infinity,"), CLAIMS, "number_form"),
    "hexadecimal": (swap(CLAIMS, ",260,", ",0x104,"), CLAIMS, "number_form"),
    "truth for a number": (
        swap(LINE, '"published_length_km": 118', '"published_length_km": true'),
        LINE,
        "number_form",
    ),
    "text for a number": (
        swap(LINE, '"published_length_km": 118', '"published_length_km": "1.1e2"'),
        LINE,
        "number_form",
    ),
    "number for a truth": (
        swap(PROJECTS, "  short:", "  layer: 1\n  short:"),
        PROJECTS,
        "number_form",
    ),
    "no for false": (swap(PROJECTS, "  short:", "  layer: no\n  short:"), PROJECTS, "number_form"),
    "gauge in inches": (
        swap(LINE, '"gauges_mm": [1676]', '"gauges_mm": ["5\'6"]'),
        LINE,
        "number_form",
    ),
    "number for an id": (swap(LINE, '"id": "seg-alfa-bravo"', '"id": 17'), LINE, "id_missing"),
    "number for a source": (
        swap(LINE, '"source_ids": ["src-survey-2020"]', '"source_ids": 2020'),
        LINE,
        "value",
    ),
    "winding with an exponent": (
        put(GUIDES, ROUTES_HEAD + "seg-alfa-bravo,,,2e0,,Why\n"),
        GUIDES,
        "number_form",
    ),
    "rule that is none": (
        put(GUIDES, ROUTES_HEAD + "seg-alfa-bravo,,,,nonsense,Why\n"),
        GUIDES,
        "word_unknown",
    ),
    "guide of nothing": (
        put(GUIDES, ROUTES_HEAD + "seg-nowhere,,,,hand,Why\n"),
        GUIDES,
        "unknown_id",
    ),
    "guide by nowhere": (
        put(GUIDES, ROUTES_HEAD + "seg-alfa-bravo,site-nowhere,,,,Why\n"),
        GUIDES,
        "unknown_id",
    ),
    "length of nothing": (put(LEGS, "claim_id,network_km\nclm-none,1\n"), LEGS, "unknown_id"),
    "length in words": (
        put(LEGS, "claim_id,network_km\nclm-line-length,far\n"),
        LEGS,
        "number_form",
    ),
    "width in words": (swap(STYLE, "width: 3.5", "width: wide"), STYLE, "style_value"),
    "dash in words": (swap(STYLE, "dash: []", "dash: none"), STYLE, "style_value"),
    "date in the style": (
        swap(STYLE, "sign: plant", "sign: 2024-05-02"),
        STYLE,
        "style_value",
    ),
    "colour of a word": (swap(STYLE, '"#c0341d"', "red"), STYLE, "style_value"),
}
TEXTS: dict[str, tuple[Edit, str, str]] = {
    "letters of two alphabets": (
        swap(SITES, '"en": "Alfa"', '"en": "\u0410lfa"'),
        SITES,
        "mixed_letters",
    ),
    "Greek letter in a publisher": (
        swap(SOURCES, "Survey Office", "Survey \u039fffice"),
        SOURCES,
        "mixed_letters",
    ),
    "letters of print": (swap(SITES, '"ur": "', '"ur": "\ufe8d'), SITES, "print_letters"),
    "wide letters": (swap(PROJECTS, "short: Line", "short: \uff2cine"), PROJECTS, "print_letters"),
    "garbled dash": (
        swap(PROJECTS, "Alfa\u2013Charlie", "Alfa\u00e2\u20ac\u201cCharlie"),
        PROJECTS,
        "letters_garbled",
    ),
    "garbled accent": (
        swap(CLAIMS, "The Alfa Herald", "Le H\u00c3\u00a9rald"),
        CLAIMS,
        "letters_garbled",
    ),
    "question marks for letters": (
        swap(OSM, '"ru": "\u0427\u0430\u0440\u043b\u0438"', '"ru": "?????"'),
        OSM,
        "letters_lost",
    ),
    "sign of HTML": (swap(EVENTS, "A study", "A &amp; B study"), EVENTS, "markup"),
    "accent apart": (swap(CLAIMS, "The Alfa Herald", "Le He\u0301rald"), CLAIMS, "accent_apart"),
    "link without an end": (swap(ART, "[[site-bravo]]", "[[site-bravo]"), ART, "link_open"),
    "footnote without an end": (
        swap(ART, ".[^src-herald-2024-line]", ".[^src-herald-2024-line"),
        ART,
        "link_open",
    ),
    "cell over two lines": (
        swap(EVENTS, "Invented for tests.", '"Invented\nfor tests."'),
        EVENTS,
        "cell_of_lines",
    ),
    "no features": (
        put(LINE, '{"type": "FeatureCollection", "features": []}'),
        LINE,
        "nothing_inside",
    ),
    "no rows": (
        put(CLAIMS, "id,subject_id,quantity,low,scope,who,source_ids\n"),
        CLAIMS,
        "nothing_inside",
    ),
    "no projects": (put(PROJECTS, "[]\n"), PROJECTS, "nothing_inside"),
    "line of no segment": (put(TRACKS, collection(TRACK)), TRACKS, "unknown_id"),
    "line twice": (put(TRACKS, collection(TRACK, TRACK)), TRACKS, "id_double"),
    "height in an outline": (
        put(
            OUTLINES,
            collection(outline('"AF"', "[[60, 20, 1], [75, 20, 1], [75, 38, 1], [60, 20, 1]]")),
        ),
        OUTLINES,
        "position",
    ),
    "gazetteer cut off": (
        put("gazetteer/places.parquet", b"PAR1"),
        "gazetteer/places.parquet",
        "gazetteer_unread",
    ),
    "way by a swapped place": (
        put(GUIDES, ROUTES_HEAD + "seg-alfa-bravo,51.2 35.8;35.8 51.2;51.3 35.8,,,,Why\n"),
        GUIDES,
        "swapped_axes",
    ),
    "waypoint swapped in the region": (
        put(
            WAYPOINTS,
            POINTS_HEAD + "a,0,51.2,36,node,,,,\na,1,36,51.2,x,,,,\na,2,51.3,36,node,,,,\n",
        ),
        WAYPOINTS,
        "swapped_axes",
    ),
}
DATES: dict[str, tuple[Edit, str, str]] = {
    "far": (swap(EVENTS, "study,2024-05-02", "study,9999-12-31"), EVENTS, "date_ahead"),
    "far promise": (swap(LINE, '"promised": "2030"', '"promised": "9999"'), LINE, "date_far"),
    "far end of a range": (
        swap(LINE, '"opened": "1998"', '"opened": "1998/9999"'),
        LINE,
        "date_far",
    ),
    "year of four digits too few": (
        swap(EVENTS, "study,2024-05-02", "study,0202-05-02"),
        EVENTS,
        "date_far",
    ),
    "digits swapped": (swap(LINE, '"opened": "1998"', '"opened": "0998"'), LINE, "date_far"),
    "day first": (swap(EVENTS, "study,2024-05-02", "study,02.05.2024"), EVENTS, "date"),
    "day of a spreadsheet": (swap(EVENTS, "study,2024-05-02", "study,45414"), EVENTS, "date"),
    "year as a number": (swap(LINE, '"opened": "1998"', '"opened": 1998'), LINE, "value"),
    "Arabic year": (
        swap(LINE, '"opened": "1998"', '"opened": "\u0661\u0669\u0669\u0668"'),
        LINE,
        "date",
    ),
    "moment": (swap(EVENTS, "study,2024-05-02", "study,2024-05-02T00:00:00"), EVENTS, "date"),
}
ALL = {
    f"{group}: {name}": case
    for group, cases in (
        ("file", FILES),
        ("key", KEYS),
        ("cut", CUT),
        ("sign", SIGNS),
        ("place", PLACES),
        ("number", NUMBERS),
        ("date", DATES),
        ("text", TEXTS),
    )
    for name, case in cases.items()
}
#: Folders that are to be written anew before the edit.
BEFORE = {"file: claims that are a folder": CLAIMS}


@pytest.mark.parametrize("slip", ALL)
def test_a_slip_is_told_in_words_of_a_curator(slip: str, good_folder: Path) -> None:
    if slip in BEFORE:
        (good_folder / BEFORE[slip]).unlink()
    edit, file, rule = ALL[slip]
    edit(good_folder)
    found = all_issues(good_folder)
    assert (file, rule) in {(issue.file, issue.rule) for issue in found}
    for issue in found:
        assert not JARGON.search(issue.sentence()), issue.sentence()
        assert issue.hint
        assert issue.sentence().isprintable()


#: What is no slip: people write like this, and nothing is lost by it.
SOUND: dict[str, Edit] = {
    "Persian with a non-joiner": swap(
        SITES, '"ur": "', '"fa": "\u0645\u06cc\u200c\u0631\u0648\u062f", "ur": "'
    ),
    "Urdu with a vowel sign before it": swap(
        SITES, '"ur": "', '"fa": "\u0645\u064f\u200c\u0631", "ur": "'
    ),
    "Hindi with a joiner": swap(SITES, '"ur": "', '"hi": "\u0915\u094d\u200d\u0937", "ur": "'),
    "Windows line ends": lambda folder: (folder / EVENTS).write_bytes(
        (folder / EVENTS).read_bytes().replace(b"\n", b"\r\n")
    ),
    "Windows line ends in yaml": lambda folder: (folder / PROJECTS).write_bytes(
        (folder / PROJECTS).read_bytes().replace(b"\n", b"\r\n")
    ),
    "a comment on its own line": swap(PROJECTS, "  short:", "  # A # comment\n  short:"),
    "a hash between quotation marks": swap(PROJECTS, "short: Line", 'short: "Line # 1"'),
    "a hash inside a word": swap(PROJECTS, "short: Line", "short: Line#1"),
    "a hash in a block": swap(PROJECTS, "short: Line", "short: |-\n    Line # 1"),
    "a note on a dash": swap(EVENTS, "Invented for tests.", "-5"),
    "empty rows": lambda folder: (folder / EVENTS).write_text(
        (folder / EVENTS).read_text(encoding="utf-8") + "\n,,,,,,,,,,,\n", encoding="utf-8"
    ),
    "tenths": swap(CLAIMS, ",260,", ",260.50,"),
    "litter of a desktop": put("layers/.DS_Store", b"\0"),
    "a name of a collection": swap(LINE, '"features"', '"name": "line", "features"'),
}


@pytest.mark.parametrize("habit", SOUND)
def test_what_loses_nothing_is_let_be(habit: str, good_folder: Path) -> None:
    SOUND[habit](good_folder)
    assert all_issues(good_folder) == ()


@pytest.mark.parametrize("signs", ["\u202e\u200f", r"\u202e\u200f"], ids=["plain", "escaped"])
def test_signs_that_turn_the_text_are_told_and_never_shown(signs: str, good_folder: Path) -> None:
    path = good_folder / SITES
    text = path.read_text("utf-8").replace('"en": "', f'"en": "{signs}')
    # Persian and Urdu need their joiners.
    path.write_text(text.replace('"ur": "', '"ur": "\u0645\u06cc\u200c\u06af'), "utf-8")
    atlas = checked_atlas(load(good_folder))
    assert {issue.rule for issue in atlas.issues} == {"unseen"}
    names = [name for site in atlas.sites for name in (site.names.en, site.names.ur or "")]
    assert not set("".join(names)) & set("\u202e\u200f")
    assert any("\u200c" in name for name in names)


def test_everything_is_told_in_one_go(
    good_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slips = ("file: folder misspelt", "key: style key twice", "cut: anchor", "sign: null")
    slips += ("number: rule that is none", "place: in no country", "number: zero in front")
    for slip in slips:
        ALL[slip][0](good_folder)
    assert main(["check", str(good_folder)]) == 1
    lines = capsys.readouterr().out
    for slip in slips:
        assert f"[{ALL[slip][2]}]" in lines


def test_a_missing_column_hides_no_other_fault(good_folder: Path) -> None:
    put(CLAIMS, "id,subject_id,quantity,low,scope,source_ids\nclm-a,line,length,2e2,all,src-x\n")(
        good_folder
    )
    fields = {
        (issue.field, issue.rule) for issue in all_issues(good_folder) if issue.file == CLAIMS
    }
    assert fields == {
        ("who", "field_missing"),
        ("quantity", "word_unknown"),
        ("low", "number_form"),
    }


def test_a_pipe_does_not_hold_the_check_up(good_folder: Path) -> None:
    import os  # noqa: PLC0415 - only systems with pipes come here

    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes")
    (good_folder / CLAIMS).unlink()
    os.mkfifo(good_folder / CLAIMS)
    assert {issue.rule for issue in all_issues(good_folder)} == {"file_unreadable"}


def test_a_missing_outline_is_told_where_there_is_a_network(good_folder: Path) -> None:
    (good_folder / "network").mkdir()
    shutil.copy(BOX / WAYPOINTS, good_folder / "network")
    assert (OUTLINES, "file_missing") in {
        (issue.file, issue.rule) for issue in all_issues(good_folder)
    }
