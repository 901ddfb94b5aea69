"""Downloads: opened again by tools of another hand, always the same, and what the view shows."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette

from geo.atlas import Atlas
from geo.records.dates import today, when
from geo.records.kinds import KINDS
from geo.records.texts import in_english
from geo.records.vocab import PlaceLayer
from geo.views.exports.bundle import Bundle, FileOrigin, Sheet
from geo.views.exports.formats import FORMATS, format_of
from geo.views.tables import (
    ORIGIN,
    TABLES,
    TableQuery,
    asked_table,
    filtered_table,
    table_pairs,
)
from pages.server.exports.copies import COPIES
from pages.server.exports.export import ExportFile, KeptFiles
from pages.server.exports.export_views import asked_file
from pages.server.serve import middleware, routes
from tests.conftest import ROOT

with warnings.catch_warnings():
    # Starlette would rather have httpx2, which is not among our tools.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOME = "https://atlas.example/"
KML = "{http://www.opengis.net/kml/2.2}"
#: Two corridors on one day of the past, without roads and without what runs.
NARROW = (
    "layers=uap-railway,pakistan-russia-road&modes=rail&date=2024-01-31"
    "&states=proposed,agreed,feasibility&places=none"
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes(), middleware=middleware())) as client:
        yield client


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """What the map shows to a reader without a link."""
    return asked_file("layers", (), HOME).bundle()


@pytest.fixture(scope="module")
def files(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """That in every format, by ending."""
    folder = tmp_path_factory.mktemp("exports")
    paths = {known.ending: folder / f"file.{known.ending}" for known in FORMATS}
    for known in FORMATS:
        paths[known.ending].write_bytes(known.write(bundle))
    return paths


def counts(bundle: Bundle) -> dict[str, int]:
    return {sheet.name: len(sheet.rows) for sheet in bundle.drawn}


def by_layer(frame: gpd.GeoDataFrame) -> dict[str, int]:
    return frame["layer"].value_counts(sort=False).to_dict()


def told_by_kml(text: bytes) -> dict[str, int]:
    folders = ET.fromstring(text).iter(f"{KML}Folder")  # noqa: S314 - a file of ours
    found = {}
    for folder in folders:
        places = folder.findall(f"{KML}Placemark")
        assert all(place.findtext(f".//{KML}coordinates") for place in places)
        found[str(folder.findtext(f"{KML}name")).lower()] = len(places)
    return found


def kmz_of(path: Path) -> dict[str, int]:
    with ZipFile(path) as archive:
        return told_by_kml(archive.read("doc.kml"))


def sheets_of(path: Path) -> dict[str, int]:
    book = load_workbook(path)
    own = ("About", "Sources", "Data dictionary", "Licence")
    assert [name for name in book.sheetnames if name in own] == list(own)
    return {page.title.lower(): page.max_row - 1 for page in book if page.title not in own}


OPENED: dict[str, Callable[[Path], dict[str, int]]] = {
    "xlsx": sheets_of,
    "geojson": lambda path: by_layer(gpd.read_file(path)),
    "gpkg": lambda path: {
        name: len(gpd.read_file(path, layer=name))
        for name in pyogrio.list_layers(path)[:, 0]
        if name != "layer_styles"
    },
    "kml": lambda path: told_by_kml(path.read_bytes()),
    "kmz": kmz_of,
    "fgb": lambda path: by_layer(gpd.read_file(path)),
    "parquet": lambda path: by_layer(gpd.read_parquet(path)),
    "shp.zip": lambda path: {
        name: len(gpd.read_file(f"/vsizip/{path}/{name}.shp"))
        for name in ("lines", "places", "outlines")
    },
}


@pytest.mark.parametrize("ending", OPENED)
def test_each_format_is_opened_again(ending: str, files: dict[str, Path], bundle: Bundle) -> None:
    assert OPENED[ending](files[ending]) == counts(bundle)


def test_every_format_is_tried(files: dict[str, Path], bundle: Bundle) -> None:
    assert {"csv", *OPENED} == set(files)
    rows = list(csv.DictReader(StringIO(files["csv"].read_text(encoding="utf-8-sig"))))
    assert [row["id"] for row in rows] == [row["id"] for row in bundle.sheets[0].rows]


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "kml", "kmz", "fgb", "shp.zip", "xlsx"])
def test_ogrinfo_opens_it(ending: str, files: dict[str, Path]) -> None:
    """GDAL of the system, which is another one than that of the wheels that wrote it."""
    assert shutil.which("ogrinfo"), "ogrinfo is missing: apt-get install gdal-bin"
    path = files[ending]
    # Of an older GDAL, LIBKML asks for its own ending.
    told = f"/vsizip/{path}" if ending.endswith("zip") else str(path)
    done = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", told], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Feature Count: 28" in done.stdout or "Feature Count: 134" in done.stdout, done.stdout
    assert "ERROR" not in done.stderr


def test_each_file_says_where_it_comes_from(files: dict[str, Path], bundle: Bundle) -> None:
    members = bundle.origin.members()
    words = [
        bundle.origin.citation,
        bundle.origin.as_of,
        "ODbL-1.0",
        bundle.origin.sources[0].title,
    ]
    told = json.loads(files["geojson"].read_bytes())["metadata"]
    assert told == json.loads(json.dumps(members))
    with ZipFile(files["kmz"]) as kmz, ZipFile(files["shp.zip"]) as shapes:
        texts = {
            "kml": files["kml"].read_text(encoding="utf-8"),
            "kmz": kmz.read("doc.kml").decode(),
            "shp.zip": shapes.read("README.txt").decode(),
            "fgb": pyogrio.read_info(files["fgb"])["layer_metadata"]["DESCRIPTION"],
            "parquet": pq.read_schema(files["parquet"]).metadata[b"corridor-atlas"].decode(),
            "gpkg": pyogrio.read_info(files["gpkg"], layer="lines")["dataset_metadata"][
                "GPKG_METADATA_ITEM_1"
            ],
        }
    assert {name: [word for word in words if word not in text] for name, text in texts.items()} == {
        name: [] for name in texts
    }


@pytest.mark.parametrize("what", ["layers", "project-uap-railway", "route", "atlas"])
def test_each_column_is_explained(what: str) -> None:
    sheets = asked_file(what, (), HOME).bundle().sheets
    gaps = {
        (sheet.name, name) for sheet in sheets for name, text in sheet.meanings.items() if not text
    }
    assert gaps == set()


def test_qgis_finds_a_style_for_each_layer(files: dict[str, Path], bundle: Bundle) -> None:
    styles = gpd.read_file(files["gpkg"], layer="layer_styles")
    assert set(styles["f_table_name"]) == {sheet.name for sheet in bundle.drawn}
    lines = ET.fromstring(styles.set_index("f_table_name").loc["lines", "styleQML"])  # noqa: S314
    states = {category.get("value") for category in lines.iter("category")}
    assert states == {row["state"] for row in bundle.sheets[0].rows}
    dashed = [
        node.get("value") for node in lines.iter("Option") if node.get("name") == "customdash"
    ]
    assert dashed


def test_a_promise_is_not_written_like_a_fact(bundle: Bundle) -> None:
    lines = next(sheet for sheet in bundle.sheets if sheet.name == "lines")
    assert all(row["state"] and row["is_drawn_as"] and row["drawing"] for row in lines.rows)
    for row in lines.rows:
        if row["is_drawn_as"] == "endpoints-only":
            assert "straight line" in str(row["drawn_km_is"])
    planned = [row for row in lines.rows if row["state"] in {"proposed", "agreed", "feasibility"}]
    assert planned
    assert not any(row["is_in_service"] for row in planned)
    assert any(row["planned_for"] for row in lines.rows if row["is_in_service"])


@pytest.mark.parametrize("ending", [known.ending for known in FORMATS])
def test_the_same_data_gives_the_same_bytes_on_another_day(
    ending: str, files: dict[str, Path], bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time() + 400 * 86400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
    found = format_of(ending)
    assert found
    assert found.write(bundle) == files[ending].read_bytes()


def test_no_file_knows_the_day_of_its_writing(files: dict[str, Path], bundle: Bundle) -> None:
    """The clocks of SQLite and GDAL cannot be moved from here: neither may have been asked."""
    today = datetime.now(UTC).date().isoformat()
    assert today != bundle.origin.as_of
    assert today.encode() not in files["gpkg"].read_bytes()
    with ZipFile(files["shp.zip"]) as archive:
        year, month, day = archive.read("lines.dbf")[1:4]
    assert f"{1900 + year}-{month:02}-{day:02}" == bundle.origin.as_of


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_a_table_is_a_formula(start: str, bundle: Bundle) -> None:
    evil = f"{start}1+1"
    sheet = Sheet("evil", "Evil", (evil, *ORIGIN), [{evil: evil, "sources": evil}])
    made = Bundle("evil", bundle.origin, (sheet,))
    csv_format, excel = format_of("csv"), format_of("xlsx")
    assert csv_format
    assert excel
    lines = list(csv.reader(StringIO(csv_format.write(made).decode("utf-8-sig"))))
    assert all(cell.startswith("'") for line in lines for cell in line[:2] if evil in cell)
    page = load_workbook(BytesIO(excel.write(made)))["Evil"]
    cells = [cell for row in page.iter_rows() for cell in row if evil in str(cell.value)]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}


def taken(client: TestClient, address: str) -> Any:
    answer = client.get(f"/atlas/export/{address}")
    assert answer.status_code == 200, answer.text
    return answer


def test_a_map_is_taken_as_its_address_shows_it(client: TestClient, shipped_atlas: Atlas) -> None:
    features = taken(client, f"layers.geojson?{NARROW}&lat=36&lon=68&z=7").json()["features"]
    lines = [feature["properties"] for feature in features if feature["id"].startswith("seg-")]
    assert lines
    assert {line["mode"] for line in lines} == {"rail"}
    assert {line["state"] for line in lines} <= {"proposed", "agreed", "feasibility"}
    assert {line["state_on"] for line in lines} == {"2024-01-31"}
    shown = {name for line in lines for name in line["shown_for"].split("; ")}
    assert shown <= {"uap-railway", "pakistan-russia-road"}
    everything = taken(client, "layers.geojson?layers=uap-railway&places=none").json()["features"]
    ids = {segment.id for segment in shipped_atlas.segments_of("uap-railway")}
    assert {found["id"] for found in everything if found["id"].startswith("seg-")} == ids


def test_a_table_is_taken_as_its_address_shows_it(client: TestClient, shipped_atlas: Atlas) -> None:
    answer = taken(client, "table-people.csv?project=PSM&sort=Name, Z to A")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    psm = "pakistan-steel-mills"
    wanted = {person.id for person in shipped_atlas.people if psm in person.project_ids}
    assert {row["id"] for row in rows} == wanted
    names = [row["name_en"].lower() for row in rows]
    assert names[0] > names[-1]
    chosen = taken(client, "table-lines.csv?columns=State&columns=Mode")
    header = chosen.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert header == ["id", "Line", "Mode", "State", *ORIGIN]


def test_the_link_of_a_table_asks_for_what_the_page_shows(shipped_atlas: Atlas) -> None:
    table = TABLES["Lines"](shipped_atlas)
    picked = {"state": ["operating", "proposed"], "country": ["Uzbekistan"]}
    for order, columns in ((table.orders[3], ["State", "Mode"]), (table.orders[0], [])):
        query = TableQuery("ter mez", picked, order, columns)
        found, problem = asked_table(table, table_pairs(table, query))
        assert not problem
        assert filtered_table(table, found).rows == filtered_table(table, query).rows
        assert list(found.columns) == columns
    usual = TableQuery(columns=table.usual_columns)
    assert table_pairs(table, usual) == []


def test_files_stand_below_the_path_of_the_server() -> None:
    with TestClient(Starlette(routes=routes("maps"), middleware=middleware("maps"))) as client:
        assert client.get("/maps/atlas/export/table-people.csv").status_code == 200
        assert "(http://testserver/maps/atlas/openapi.json)" in client.get("/maps/llms.txt").text
        told = client.get("/maps/atlas/openapi.json").json()
        assert told["servers"] == [{"url": "http://testserver/maps/atlas"}]


@pytest.mark.parametrize("title", TABLES)
def test_every_table_can_be_taken(title: str, client: TestClient) -> None:
    name = title.lower().replace(" ", "-")
    answer = taken(client, f"table-{name}.csv")
    assert f'filename="corridor-atlas-{name}.csv"' in answer.headers["content-disposition"]
    assert answer.content.count(b"\r\n") > 1


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("project-uap-railway.csv?part=figures", "uap-railway-figures.csv"),
        ("project-uap-railway.kml", "uap-railway.kml"),
        ("route.csv?from=peshawar&to=jalalabad", "peshawar-to-jalalabad.csv"),
        ("route.geojson?from=peshawar&to=jalalabad", "peshawar-to-jalalabad.geojson"),
        ("compare.csv", "corridor-atlas-compare.csv"),
        ("events.csv?project=uap-railway&years=2024&years=2025", "events.csv"),
    ],
)
def test_other_views_are_taken(address: str, name: str, client: TestClient) -> None:
    answer = taken(client, address)
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("layers.csv?layers=nowhere", 400, "names layers that the atlas does not have"),
        ("layers.csv?layer=uap-railway", 400, "did you mean layers?"),
        ("layers.csv?date=2024-02-31", 400, "asks for a date"),
        ("layers.csv?layers=none&places=none", 404, "nothing in this view"),
        ("layers.csv?part=news", 404, "there are lines, places"),
        ("layers.docx", 404, "There is no such format"),
        ("layers", 404, "There is no such format"),
        ("everything.csv", 404, "There is no such download"),
        ("table-people.csv?project=nobody", 400, "has no project “nobody”"),
        ("table-people.gpkg", 404, "take it as csv or xlsx"),
        ("table-poems.csv", 404, "There is no such table"),
        ("project-nowhere.csv", 404, "no record of this id"),
        ("route.csv?from=atlantis", 400, "not in the atlas"),
        ("compare.csv?with=none", 400, "Nothing is chosen"),
        ("compare.csv?with=uap-railway", 400, "One alone cannot be compared"),
        ("events.csv?rung=ladder", 400, "a project or a step"),
        ("events.csv?years=2020-2024", 400, "written like years=2020&years=2024"),
        ("atlas.csv?state=open", 400, "takes no filter"),
        ("..%2F..%2Fapp.py", 404, "There is no such format"),
    ],
)
def test_a_bad_address_is_answered_with_a_sentence(
    address: str, status: int, words: str, client: TestClient
) -> None:
    answer = client.get(f"/atlas/export/{address}")
    assert answer.status_code == status
    assert words in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


def test_an_answer_is_packed_and_known_again(client: TestClient) -> None:
    address = f"/atlas/export/layers.geojson?{NARROW}"
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert answer.headers["cache-control"] == "public, max-age=600"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content
    packed = client.get(f"/atlas/export/layers.kmz?{NARROW}", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in packed.headers


def made_file(size: int) -> ExportFile:
    return ExportFile("name", "text/plain", b"x" * size, None, '"etag"')


def test_many_who_ask_at_once_have_it_made_once() -> None:
    kept, start, made = KeptFiles(100), Barrier(6), []

    def make() -> ExportFile:
        made.append(1)
        return made_file(10)

    def ask() -> None:
        start.wait()
        assert kept.get("key", make).size == 10

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_only_the_files_asked_for_last_are_kept_and_no_mistake() -> None:
    kept, made = KeptFiles(100), []

    def make(name: str) -> Callable[[], ExportFile]:
        def make_it() -> ExportFile:
            made.append(name)
            return made_file(60)

        return make_it

    for name in ("a", "a", "b", "a"):
        kept.get(name, make(name))
    assert made == ["a", "b", "a"]

    def fail() -> ExportFile:
        raise ValueError(name)

    with pytest.raises(ValueError, match="a"):
        kept.get("c", fail)
    assert kept.get("c", make("c")).size == 60


def test_the_package_validates_and_is_always_the_same(
    client: TestClient, shipped_atlas: Atlas, tmp_path: Path
) -> None:
    body = taken(client, "atlas.zip").content
    path = tmp_path / "atlas.zip"
    path.write_bytes(body)
    script = (
        "import sys, frictionless; report = frictionless.validate(sys.argv[1], type='package');"
        "print(report.valid, report.flatten(['title', 'message'])[:3])"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("True"), done.stdout
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    for line in files["SHA256SUMS"].decode().splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == checksum
    for kind in KINDS:
        if kind.is_record:
            records = json.loads(files[f"records/{kind.plural}.json"])
            assert len(records) == len(getattr(shipped_atlas, kind.plural))
            schema = json.loads(files[f"schema/{kind.plural}.schema.json"])
            assert {name for record in records for name in record} <= set(schema["properties"])


def test_a_figure_is_a_statement_of_somebody(client: TestClient, shipped_atlas: Atlas) -> None:
    told = taken(client, "statements.jsonld").json()
    found = {item["@id"].removeprefix("#"): item for item in told["statements"]}
    assert {claim.id for claim in shipped_atlas.claims} <= set(found)
    claim = next(claim for claim in shipped_atlas.claims if claim.high is not None)
    item = found[claim.id]
    assert (item["low"], item["high"], item["scope"]) == (claim.low, claim.high, claim.scope)
    assert item["subject"].endswith(f"?select={claim.subject_id}")
    assert item["references"]
    assert item["first_seen"] <= item["last_checked"]
    assert {item["rank"] for item in found.values()} == {"normal", "deprecated"}
    subjects = {item["subject"].rpartition("/")[2] for item in found.values()}
    records = {subject.removeprefix("?select=") for subject in subjects if "select" in subject}
    assert all(shipped_atlas.find(record_id) for record_id in records)
    assert len(subjects - {f"?select={record_id}" for record_id in records}) == 1  # of countries


def test_nothing_heavy_is_loaded_before_somebody_asks() -> None:
    script = (
        "import sys, pages.server.serve;"
        "heavy = {'xlsxwriter', 'pyogrio', 'pyarrow.parquet', 'typst', 'mcp'};"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_programs_are_told_what_they_may_ask(client: TestClient) -> None:
    told = client.get("/atlas/openapi.json").json()
    asked = {"search", "ways", "changes", "cite", "preview", "export-layers", "package"}
    operations = {path["get"]["operationId"]: path["get"] for path in told["paths"].values()}
    assert asked <= set(operations)
    names = {known["name"] for known in operations["export-layers"]["parameters"]}
    assert {"layers", "states", "modes", "places", "date", "select", "format"} <= names
    guide = client.get("/llms.txt")
    assert guide.headers["content-type"].startswith("text/plain")
    links = [part.split(")")[0] for part in guide.text.split("](")[1:]]
    assert all(link.startswith("http://testserver/") for link in links)
    assert len(guide.text) < 2000


def test_the_origin_names_no_day_of_access(bundle: Bundle) -> None:
    assert isinstance(bundle.origin, FileOrigin)
    assert "Retrieved" not in bundle.origin.text()


def test_a_copy_of_the_map_is_one_small_page_and_always_the_same(client: TestClient) -> None:
    every = ",".join(path.stem for path in sorted((ROOT / "data/layers").glob("*.geojson")))
    kinds = ",".join(layer.value for layer in PlaceLayer)
    for query in ("", f"layers={every}&places={kinds}&context=rail&date=2024-01-01"):
        answer = client.get(f"/atlas/export/map.html?{query}")
        assert answer.status_code == 200
        assert len(answer.content) < 3_000_000
        assert "default-src 'none'" in unescape(answer.text)
        assert f"Retrieved {when(today().isoformat())}" in answer.text
        assert re.findall(r"<(?:link|img|iframe|script)\b[^>]*(?:src|href)=", answer.text) == []
        assert answer.text.count("<article data-record=") > 100
    again = in_english(COPIES["map", "html"](parse_qsl(query), "http://testserver/").make)
    assert again == answer.content
    assert client.get("/atlas/export/map.html?layers=nothing").status_code == 400
