"""Sound files of every kind that readers may send, and a few that are hostile from the start."""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import geopandas as gpd
import shapely

from tests.code.test_foreign_files import docx, paragraph, pdf, run

_ENGLISH = "A protocol on the 573 km railway was signed in Kabul on 17 July 2023 for $4.8bn. "
_RUSSIAN = "Протокол о дороге Термез - Харлачи длиной 573 км подписан в Кабуле. "
_URDU = "پاکستان اور ازبکستان نے ریلوے کے منصوبے پر دستخط کیے ہیں۔ "
_DRIVERS = {"gpkg": "GPKG", "kml": "KML", "fgb": "FlatGeobuf", "xlsx": "XLSX"}
_GPX = b"""<?xml version="1.0"?><gpx version="1.1" creator="x"
 xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="34.5" lon="69.2"><name>Kabul</name></wpt>
 <trk><name>Road</name><trkseg><trkpt lat="34.5" lon="69.2"/><trkpt lat="34.9" lon="69.6"/>
 </trkseg></trk></gpx>"""
_ENTITY = b"""<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&x;</name></Placemark></kml>"""
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;">]><gpx><name>&c;</name></gpx>'
)


def _frame() -> gpd.GeoDataFrame:
    shapes = [
        shapely.LineString([(69.17, 34.53), (69.4, 34.9), (69.62, 35.18)]),
        shapely.LineString([(67.0, 25.0), (68.0, 26.0)]),
    ]
    values = {"name": ["Kabul – north", "Sindh"], "km": [90.5, 140.0], "state": ["planned", None]}
    return gpd.GeoDataFrame(values, geometry=shapes, crs=4326)


def _zipped(files: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@cache
def layer_files() -> Mapping[str, bytes]:
    """Name of a file of lines -> its bytes; those that begin with `bad-` are no good."""
    frame, found = _frame(), {"a.geojson": _frame().to_json().encode(), "a.gpx": _GPX}
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        for ending, driver in _DRIVERS.items():
            path = Path(place) / f"a.{ending}"
            table = gpd.GeoDataFrame({"name": ["A"], "lon": [67.5], "lat": [25.5]})
            (table if ending == "xlsx" else frame).to_file(path, driver=driver)
            found[path.name] = path.read_bytes()
        frame.to_parquet(Path(place) / "a.parquet")
        found["a.parquet"] = (Path(place) / "a.parquet").read_bytes()
        shapes = Path(place) / "shapes"
        shapes.mkdir()
        frame.to_file(shapes / "roads.shp", encoding="utf-8")
        parts = {path.name: path.read_bytes() for path in sorted(shapes.iterdir())}
    found["a.zip"] = _zipped(parts)
    found["stored.zip"] = _zipped(parts, zipfile.ZIP_STORED)
    found["a.kmz"] = _zipped({"doc.kml": found["a.kml"]})
    found["a.csv"] = "name,lon,lat\nKabul,69.17,34.53\nОш,72.8,40.5\n".encode()
    found["b.csv"] = 'name;wkt\n"A;b";"LINESTRING (67 25, 68 26)"\n'.encode("cp1251")
    found["c.csv"] = "имя,долгота,широта\nХоргос,80.4,44.2\n".encode("cp1251")
    return found | _bad_layers()


def _bad_layers() -> Mapping[str, bytes]:
    many = ",".join(["{}"] * 200_000)
    million = b'{"type":"FeatureCollection","features":[' + b"{}," * 999_999 + b"{}]}"
    point = {"type": "Point", "coordinates": [67, 25]}
    named = {"type": "Feature", "properties": {"name": "x" * 100_000}, "geometry": point}
    mars = {"type": "name", "properties": {"name": "EPSG:999999"}}
    return {
        "bad-entity.kml": _ENTITY,
        "bad-laughs.gpx": _LAUGHS,
        "bad-entity.kmz": _zipped({"doc.kml": _ENTITY}),
        "bad-bomb.zip": _zipped({"bomb.csv": b"0" * 20_000_000}),
        "bad-nested.zip": _zipped({"a.zip": _zipped({"a.csv": b"lon,lat\n1,2\n"})}),
        "bad-leads-out.zip": _zipped({"../../evil.csv": b"lon,lat\n67,25\n"}),
        "bad-twice.zip": _zipped({"a.csv": b"lon,lat\n67,25\n", "A.CSV": b"lon,lat\n67,25\n"}),
        "bad-names.zip": _zipped({f"{'x' * 4000}.csv": b"lon,lat\n67,25\n", "=1.csv": b"a"}),
        "bad-many.geojson": f'{{"type":"FeatureCollection","features":[{many}]}}'.encode(),
        "bad-million.zip": _zipped({"a.geojson": million}),
        "bad-crs.geojson": json.dumps(
            {"type": "FeatureCollection", "crs": mars, "features": [named]}
        ).encode(),
        "bad-long.geojson": json.dumps({"type": "FeatureCollection", "features": [named]}).encode(),
        "bad-deep.geojson": b'{"type":"FeatureCollection","features":' + b"[" * 5000,
        "bad-columns.csv": (",".join(f"c{at}" for at in range(5000)) + ",lon,lat\n").encode(),
        "bad-wide.csv": b"name,lon,lat\n" + b"a," * 100_000 + b"\n",
        "bad-wkt.csv": b"name,wkt\na,POLYGON ((0 0, 1 1, 0 1, 1 0, 0 0))\nb,POINT (NaN 1e308)\n",
        "bad-numbers.csv": b"name,lon,lat\na,1e308,-1e308\nb,NaN,1\nc,181,91\nd,,\n",
        "bad-formula.csv": b'name,lon,lat\n"=HYPERLINK(""https://hurt.example"")",67,25\n',
        "bad-wide.geojson": '{"type":"FeatureCollection","features":[]}'.encode("utf-16"),
        "bad-empty.geojson": b"",
    }


@cache
def text_files() -> Mapping[str, bytes]:
    """Name of a file with a text -> its bytes."""
    page = (
        "<!DOCTYPE html><html lang='en'><head><title>The title</title>"
        "<meta name='date' content='2025-07-11'>"
        '<script type="application/ld+json">{"datePublished": "2025-07-11"}</script></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>A</h1><p>{_ENGLISH * 3}</p>"
        f"<table><tr><td>Length</td><td>573 km</td></tr></table><p>{_ENGLISH}</p></article></body>"
    )
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.org", "b@example.org", "Протокол"
    letter["Date"] = "Thu, 17 Jul 2025 23:30:00 +0500"
    letter.set_content(_RUSSIAN * 3, charset="koi8-r")
    letter.add_alternative(page, subtype="html")
    letter.add_attachment(b"words", maintype="text", subtype="plain", filename="a.txt")
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Length'))}</w:tc></w:tr></w:tbl>"
    return {
        "a.txt": (_ENGLISH * 5).encode(),
        "b.txt": (_RUSSIAN * 5).encode("cp1251"),
        "c.txt": (_URDU * 5).encode("utf-16"),
        "d.txt": (_URDU * 5).encode("utf-8-sig"),
        "a.html": page.encode(),
        "b.html": page.replace("<head>", "<head><meta charset=windows-1251>").encode(
            "cp1251", "replace"
        ),
        "a.pdf": pdf("A railway of 573 km\nwas signed.", "Второй лист."),
        "a.docx": docx(paragraph(run(_ENGLISH), run(_URDU)) + table),
        "a.eml": letter.as_bytes(),
        "bad-deep.html": b"<html><body>" + b"<div>" * 5000 + b"x",
        "bad-bomb.docx": docx(paragraph(run("a" * 5_000_000))),
        "bad-entity.docx": docx("<w:p/>", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "bad-parts.eml": b"Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
        b"boundary=b\n\n" + b"--b\nContent-Type: text/plain\n\na\n" * 90,
    }
