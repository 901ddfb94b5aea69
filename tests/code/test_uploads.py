"""Files that readers send: every kind comes in, every odd one with a sentence, none by half."""

import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
from shapely.geometry import LineString, Point, Polygon

from geo.reading.uploads import sniffing
from geo.reading.uploads.layering import LAYER_FILE, read_into
from geo.reading.uploads.limits import LimitError, UploadLimits, limits_of
from geo.reading.uploads.reader import read_upload
from geo.reading.uploads.sniffing import check_json
from geo.reading.uploads.told import Note, NoteKind, UploadError, numbers_in_words

LINE = [[67.0, 25.0], [68.0, 26.0], [69.0, 27.5]]
LIMITS = UploadLimits()


class Got:
    """A file read within this process: a process of its own takes a second to start."""

    def __init__(self, frame: gpd.GeoDataFrame, notes: list[Note]) -> None:
        self.frame, self.notes = frame, notes
        self.said = "\n".join(note.text for note in notes)


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def reading(
        data: bytes, name: str, *, crs: str = "", swap: bool = False, limits: UploadLimits = LIMITS
    ) -> Got:
        folder = tmp_path / "work"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "upload.bin").write_bytes(data)
        request = {"name": name, "file": "upload.bin", "crs": crs, "swap": swap}
        answer = read_into(folder, request, limits)
        notes = [Note(NoteKind(note["kind"]), note["text"]) for note in answer["notes"]]
        return Got(gpd.read_feather(folder / LAYER_FILE), notes)

    return reading


def collection(*geometries: object, **more: object) -> bytes:
    features = [
        {"type": "Feature", "properties": {"name": f"line {at}"}, "geometry": geometry}
        for at, geometry in enumerate(geometries, 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def line(*points: object) -> dict[str, object]:
    return {"type": "LineString", "coordinates": points or LINE}


def frame(**columns: list[Any]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=[LineString(LINE)], crs="EPSG:4326")


def written(tmp_path: Path, name: str, driver: str, layer: gpd.GeoDataFrame, **how: Any) -> bytes:
    path = tmp_path / name
    layer.to_file(path, driver=driver, **how)
    return path.read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def shapefile(tmp_path: Path, stem: str = "roads", **how: Any) -> dict[str, bytes]:
    folder = tmp_path / f"shp-{stem}"
    folder.mkdir()
    how = {"layer": frame(name=["Хоргос"]), "encoding": "utf-8", **how}
    how.pop("layer").to_file(folder / f"{stem}.shp", **how)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("name", "driver"),
    [
        ("a.geojson", "GeoJSON"),
        ("a.gpkg", "GPKG"),
        ("a.kml", "KML"),
        ("a.fgb", "FlatGeobuf"),
    ],
)
def test_kinds_that_gdal_writes(read: Any, tmp_path: Path, name: str, driver: str) -> None:
    got = read(written(tmp_path, name, driver, frame(name=["Kabul"])), name)
    assert [list(map(list, shape.coords)) for shape in got.frame.geometry] == [LINE]
    assert list(got.frame["_label"]) == ["Kabul"]
    assert got.frame.crs == "EPSG:4326"


def test_other_kinds(read: Any, tmp_path: Path) -> None:
    kml = written(tmp_path, "doc.kml", "KML", frame(Name=["A"]))
    assert len(read(zipped({"doc.kml": kml}), "a.kmz").frame) == 1
    frame(name=["A"]).to_parquet(tmp_path / "a.parquet")
    assert len(read((tmp_path / "a.parquet").read_bytes(), "a.parquet").frame) == 1
    gpx = b"""<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
      <wpt lat="25" lon="67"><name>W</name></wpt><trk><name>T</name><trkseg>
      <trkpt lat="25" lon="67"/><trkpt lat="26" lon="68"/></trkseg></trk></gpx>"""
    assert list(read(gpx, "a.gpx").frame["_label"]) == ["W", "T"]
    got = read(b"name;lat;lon\nA;34,52;69,17\nB;;\n", "a.csv")
    assert [(at.x, at.y) for at in got.frame.geometry] == [(69.17, 34.52)]
    assert "record 2" in got.said
    got = read(b'name,wkt\nA,"LINESTRING (67 25, 68 26)"\nB,nonsense\n', "a.csv")
    assert list(got.frame["_label"]) == ["A"]
    assert "no WKT in record 2" in got.said
    table = gpd.GeoDataFrame({"name": ["A"], "lon": [67.5], "lat": [25.5]})
    excel = written(tmp_path, "a.xlsx", "XLSX", table)
    assert [(at.x, at.y) for at in read(excel, "a.xlsx").frame.geometry] == [(67.5, 25.5)]


def test_a_zip_of_two_layers(read: Any, tmp_path: Path) -> None:
    both = shapefile(tmp_path) | shapefile(tmp_path, "rails", encoding="cp1251")
    got = read(zipped(both), "both.zip")
    assert list(got.frame["_layer"]) == ["roads", "rails"]
    assert list(got.frame["_label"]) == ["Хоргос", "Хоргос"]
    assert "2 files" in got.said


@pytest.mark.parametrize(
    ("text", "page", "told"),
    [
        ("Железная дорога Ташкент – Самарканд", "cp1251", "Windows-1251"),
        ("طريق خيبر باكستان أفغانستان", "cp1256", "Windows-1256"),
        ("Chemin de fer de l'Orénoque à Liège", "cp1252", "Windows-1252"),
    ],
)
def test_old_encodings_are_guessed_and_told(
    read: Any, tmp_path: Path, text: str, page: str, told: str
) -> None:
    got = read(f"name,lon,lat\n{text},67,25\n".encode(page), "a.csv")
    assert (list(got.frame["_label"]), told in got.said) == ([text], True)
    parts = shapefile(tmp_path, layer=frame(name=[text]), encoding=page)
    parts.pop("roads.cpg", None)
    got = read(zipped(parts), "a.zip")
    assert (list(got.frame["_label"]), told in got.said) == ([text], True)


def test_what_can_be_mended_is_mended_and_told(read: Any) -> None:
    bow = {"type": "Polygon", "coordinates": [[[67, 25], [68, 26], [68, 25], [67, 26], [67, 25]]]}
    point = {"type": "Point", "coordinates": [67, 25]}
    both = {"type": "GeometryCollection", "geometries": [point, line()]}
    high = line([67, 25, 900], [68, 26, 1200])
    got = read(collection(None, line(), bow, high, both, {"type": "LineString", "coordinates": []}),
               "odd.geojson")  # fmt: skip
    assert list(got.frame["_number"]) == [2, 3, 4, 5, 5]
    assert got.frame.geometry.is_valid.all()
    assert not got.frame.geometry.has_z.any()
    for told in (
        "no geometry, left out: record 1, 6",
        "heights were dropped: record 4",
        "collections were taken apart: record 5",
        "record 3 was not valid (Self-intersection)",
        "mixes kinds of geometry",
    ):
        assert told in got.said


def test_positions_that_are_no_numbers(read: Any) -> None:
    text = collection(line(), line([67, 25], ["NAN", 26])).replace(b'"NAN"', b"NaN")
    got = read(text, "nan.geojson")
    assert list(got.frame["_number"]) == [1]
    assert "record 2" in got.said


def test_metres_called_degrees(read: Any) -> None:
    metres = gpd.GeoSeries([LineString(LINE)], crs=4326).to_crs(3857).iloc[0]
    got = read(collection(line(*map(list, metres.coords))), "m.geojson")
    assert got.frame.geometry.iloc[0].equals_exact(LineString(LINE), 1e-6)
    assert "EPSG:3857" in got.said
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    got = read(collection(line(*map(list, metres.coords)), crs=crs), "m.geojson")
    assert got.frame.geometry.iloc[0].equals_exact(LineString(LINE), 1e-6)
    assert "crs member" in got.said


@pytest.mark.parametrize("positions", [([670, 25], [68, 260]), ([500e3, 27e5], [51e4, 28e5])])
def test_numbers_that_are_neither_degrees_nor_metres_of_here(
    read: Any, positions: tuple[list[float], ...]
) -> None:
    with pytest.raises(UploadError, match="it says degrees, but its numbers reach") as told:
        read(collection(line(*positions)), "far.geojson")
    assert told.value.asks_crs


def test_json_of_another_encoding(read: Any) -> None:
    with pytest.raises(UploadError, match="UTF-16"):
        read(collection(line()).decode().encode("utf-16"), "wide.geojson")


def test_axes_that_look_swapped(read: Any) -> None:
    turned = collection(line([15.0, 67.0], [16.0, 68.0]))
    got = read(turned, "t.geojson")
    assert "may be swapped" in got.said
    assert got.frame.geometry.iloc[0].coords[0] == (15.0, 67.0)
    assert read(turned, "t.geojson", swap=True).frame.geometry.iloc[0].coords[0] == (67.0, 15.0)
    with pytest.raises(UploadError, match="axes are swapped"):
        read(collection(line([55.0, 110.0], [56.0, 120.0])), "t.geojson")


def test_a_missing_reference_system_is_asked_for(read: Any, tmp_path: Path) -> None:
    utm = frame(name=["A"]).to_crs(32642)
    parts = shapefile(tmp_path, layer=utm)
    del parts["roads.prj"]
    with pytest.raises(UploadError, match="look like metres") as caught:
        read(zipped(parts), "a.zip")
    assert caught.value.asks_crs
    got = read(zipped(parts), "a.zip", crs="EPSG:32642")
    assert got.frame.geometry.iloc[0].equals_exact(LineString(LINE), 1e-6)
    with pytest.raises(UploadError, match="no reference system"):
        read(zipped(parts), "a.zip", crs="mars")


def test_over_the_antimeridian(read: Any) -> None:
    square = [[179, 60], [-179, 60], [-179, 61], [179, 61], [179, 60]]
    area = {"type": "Polygon", "coordinates": [square]}
    got = read(collection(line([178, 60], [-178, 61]), area, line([181, 60], [182, 60])), "p.json")
    way, area, far = got.frame.geometry
    assert [part.bounds[::2] for part in way.geoms] == [(178, 180), (-180, -178)]
    assert area.area == pytest.approx(2)
    assert far.bounds == (-179, 60, -178, 60)
    assert "180th meridian" in got.said


def test_limits(read: Any) -> None:
    many = collection(line(*([67 + at / 1e5, 25] for at in range(2000))))
    with pytest.raises(
        UploadError, match="2\u2009000 vertices; the most that is read is 1\u2009000"
    ):
        read(many, "v.geojson", limits=replace(LIMITS, vertices=1000))
    with pytest.raises(UploadError, match="features"):
        read(collection(line(), line()), "f.geojson", limits=replace(LIMITS, features=1))
    deep = b'{"type":"FeatureCollection","x":' + b"[" * 60 + b'"]"' + b"]" * 60 + b',"features":[]}'
    with pytest.raises(UploadError, match="nested"):
        read(deep, "d.geojson")
    folders = b"<kml>" + b"<Folder>" * 60 + b"</Folder>" * 60 + b"</kml>"
    with pytest.raises(UploadError, match="nested"):
        read(folders, "d.kml")
    long = gpd.GeoDataFrame({"n" * 300: ["x"]}, geometry=[Point(67, 25)], crs=4326)
    got = read(long.to_json().encode(), "l.geojson")
    assert max(map(len, got.frame.columns)) == LIMITS.name
    assert limits_of({"ATLAS_UPLOAD_FEATURES": "7"}).features == 7
    with pytest.raises(LimitError, match="ATLAS_UPLOAD_SECONDS"):
        limits_of({"ATLAS_UPLOAD_SECONDS": "soon"})


ENTITY = b"""<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&x;</name></Placemark></kml>"""


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "empty.geojson", "is empty"),
        (b"\xff\xfe", "mark.csv", "is empty"),
        (ENTITY, "x.kml", "document type"),
        (zipped({"doc.kml": ENTITY}), "x.kmz", "document type"),
        (zipped({"bomb.csv": b"0" * 20_000_000}), "bomb.zip", "500 times its size"),
        (zipped({"../../evil.csv": b"lon,lat\n1,2"}), "evil.zip", "leads out of the archive"),
        (zipped({"inner.zip": zipped({"a.csv": b"lon,lat"})}), "n.zip", "archive lies within"),
        (zipped({"notes.pdf": b"x"}), "n.zip", "no file that can be read"),
        (zipped({"a.shp": b"\x00\x00\x27\x0a"}), "a.zip", "only a part is there"),
        (collection(line())[:-40], "cut.geojson", "cut off"),
        (zipped({"a.csv": b"lon,lat\n1,2\n" * 99})[:-30], "cut.zip", "cut off"),
        (b"%PDF-1.7 ...", "a.geojson", "none of the kinds"),
        (b"a,b\n1,2\n", "a.csv", "no column holds positions"),
        (collection(None), "none.geojson", "no feature of it can be used"),
        (b"<html><body/></html>", "a.kml", "neither KML nor GPX"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(
    read: Any, tmp_path: Path, data: bytes, name: str, told: str
) -> None:
    with pytest.raises(UploadError, match=told):
        read(data, name)
    assert not (tmp_path / "work" / LAYER_FILE).exists()


def test_files_that_end_too_early(read: Any, tmp_path: Path) -> None:
    many = gpd.GeoDataFrame(geometry=[LineString(LINE)] * 500, crs=4326)
    for name, driver in (("a.gpkg", "GPKG"), ("a.fgb", "FlatGeobuf"), ("a.kml", "KML")):
        data = written(tmp_path, name, driver, many)
        with pytest.raises(UploadError, match="cut off"):
            read(data[: len(data) * 2 // 3], name)
    parts = shapefile(tmp_path, layer=many)
    parts["roads.shp"] = parts["roads.shp"][:5000]
    with pytest.raises(UploadError, match="cut off"):
        read(zipped(parts), "a.zip")


def test_a_name_that_lies(read: Any, tmp_path: Path) -> None:
    got = read(written(tmp_path, "a.gpkg", "GPKG", frame(name=["A"])), "a.geojson")
    assert "ends in .geojson, but it is GeoPackage" in got.said


def test_hostile_texts_stay_texts(read: Any) -> None:
    got = read(b'name,lon,lat,_number\n"<img src=x onerror=alert(1)>",67,25,x\n', "a.csv")
    assert list(got.frame["_label"]) == ["<img src=x onerror=alert(1)>"]
    assert list(got.frame["_number"]) == [1]


def test_numbers_in_words() -> None:
    assert numbers_in_words([1, 4, 5, 6, 9, 12, 13]) == "1, 4–6, 9, 12, 13"


def test_in_a_process_of_its_own() -> None:
    layer = read_upload(collection(line()), "a.geojson")
    assert (layer.name, len(layer.frame), layer.frame.crs) == ("a.geojson", 1, "EPSG:4326")
    assert layer.notes
    with pytest.raises(UploadError, match=r"a\.csv: no column holds positions"):
        read_upload(b"a,b\n1,2\n", "a.csv")
    with pytest.raises(UploadError, match="more time or memory"):
        read_upload(collection(line()), "a.geojson", limits=replace(LIMITS, memory_mb=200))


def test_polygons_keep_their_holes(read: Any) -> None:
    hole = Polygon([(67, 25), (69, 25), (69, 27)], [[(68, 25.5), (68.5, 25.5), (68.5, 26)]])
    got = read(gpd.GeoSeries([hole], crs=4326).to_json().encode(), "h.geojson")
    assert got.frame.geometry.iloc[0].equals(hole)


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 1000])
@pytest.mark.parametrize(
    ("text", "depth"),
    [
        (r'{"a": "[[[\"[[", "b": [1, "\\", [2]]}', 3),
        (r'["\\\\", "\\\"[[[[", {"[[[": []}]', 3),
        (r'"[[[\\"', 0),
    ],
)
def test_depth_counts_outside_of_texts_however_the_file_is_cut(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, piece: int, text: str, depth: int
) -> None:
    monkeypatch.setattr(sniffing, "_MB", piece)
    file = tmp_path / "a.json"
    file.write_text(text)
    check_json(file, replace(LIMITS, depth=depth))
    if depth:
        with pytest.raises(UploadError, match="nested more than"):
            check_json(file, replace(LIMITS, depth=depth - 1))


def test_a_collection_is_opened_once_and_keeps_its_name(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def layers(data: bytes) -> set[str]:
        return set(read(data, "a.geojson").frame["_layer"])

    features = json.loads(collection(line()))["features"]
    head = {"type": "FeatureCollection", "name": "Roads"}
    # What names itself at its end only is read as any other file is.
    assert layers(json.dumps({"features": features, **head}).encode()) == {"Roads"}
    assert layers(json.dumps(line()).encode()) == {"a"}
    monkeypatch.setattr(pyogrio, "list_layers", None)
    monkeypatch.setattr(pyogrio, "read_info", None)
    assert layers(json.dumps({**head, "features": features}).encode()) == {"Roads"}
    assert layers(collection(line())) == {"a"}
    for data in (collection(None), collection(), collection(line())[:-9]):
        with pytest.raises(UploadError):
            layers(data)


def test_names_of_strangers_are_cut_in_what_is_told(read: Any) -> None:
    name, member = f"{'n' * 100_000}.zip", f"{'m' * 4000}.csv"
    with pytest.raises(UploadError) as caught:
        read(zipped({member: b"a,b\n1,2\n"}), name)
    assert str(caught.value).startswith("nnn")
    assert len(str(caught.value)) < 600
    again = UploadError(**caught.value.as_dict())
    assert str(again) == str(caught.value)
    (note, *_) = read(b"name,lon,lat\nA,67,25\n", f"{'n' * 100_000}.csv").notes
    assert len(note.text) < 1100
