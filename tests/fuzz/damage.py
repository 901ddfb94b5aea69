"""Ways in which a file of a data folder can be damaged, each by its name.

A way takes the bytes of a sound file and a source of chance, and gives other bytes; or it puts
something into its place that is no file. Nothing here knows what the atlas makes of it.
"""

import csv
import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

#: Just below the limit of the door, so that what is inside has to be read.
_NEARLY_TOO_MUCH = 19_000_000
_DEEP = 100_000

Change = Callable[[bytes, random.Random], bytes]
Place = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Damage:
    """One way: its name, endings that it fits (all if none), and either new bytes or a place."""

    name: str
    endings: tuple[str, ...] = ()
    change: Change | None = None
    place: Place | None = None
    is_slow: bool = False

    def fits(self, name: str) -> bool:
        """Whether files of this name can be damaged so."""
        return not self.endings or name.endswith(self.endings)

    def apply(self, path: Path, rng: random.Random) -> None:
        """Damage the file at a path, which may be a link to a sound one."""
        raw = path.read_bytes()
        path.unlink()
        if self.place:
            self.place(path)
        elif self.change:
            path.write_bytes(self.change(raw, rng))


def _always(body: bytes) -> Change:
    return lambda _raw, _rng: body


def _cut(share: float) -> Change:
    return lambda raw, _rng: raw[: max(1, int(len(raw) * share))]


def _flipped(raw: bytes, rng: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(rng.randint(1, 8)):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _spliced(raw: bytes, rng: random.Random) -> bytes:
    first, second = sorted(rng.randrange(len(raw) + 1) for _ in range(2))
    return rng.choice((raw[:first] + raw[second:], raw[:second] + raw[first:]))


def _shuffled_lines(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


def _with_char(char: str) -> Change:
    def changed(raw: bytes, rng: random.Random) -> bytes:
        # Behind a letter, so that it mostly lands inside of a text.
        places = [place for place, byte in enumerate(raw) if chr(byte).isalpha()]
        at = rng.choice(places) if places else 0
        return raw[:at] + char.encode("utf-8", "surrogatepass") + raw[at:]

    return changed


def _folder(path: Path) -> None:
    path.mkdir()


def _link_to(target: str) -> Place:
    return lambda path: path.symlink_to(target)


def _itself(path: Path) -> None:
    path.symlink_to(path.name)


_EVERYWHERE = (
    Damage("missing", place=lambda _path: None),
    Damage("empty", change=_always(b"")),
    Damage("blank", change=_always(b" \n\n\t \n")),
    *(Damage(f"cut at {share:.0%}", change=_cut(share)) for share in (0.0, 0.3, 0.7, 0.999)),
    Damage("null", change=_always(b"null\n")),
    Damage("empty list", change=_always(b"[]\n")),
    Damage("empty table", change=_always(b"{}\n")),
    Damage("a number", change=_always(b"42\n")),
    Damage("a word", change=_always(b'"word"\n')),
    Damage("rubbish", change=lambda _raw, rng: rng.randbytes(5000)),
    Damage("bytes flipped", change=_flipped),
    Damage("a part lost or doubled", change=_spliced),
    Damage("lines shuffled", change=_shuffled_lines),
    Damage("UTF-16", change=lambda raw, _rng: raw.decode("utf-8", "replace").encode("utf-16")),
    Damage("byte order mark", change=lambda raw, _rng: b"\xef\xbb\xbf" + raw),
    Damage("other line ends", change=lambda raw, _rng: raw.replace(b"\n", b"\r\n")),
    Damage("half a character", change=_with_char("\udc80")),
    Damage("NUL", change=_with_char("\0")),
    Damage("control character", change=_with_char("\x1b")),
    Damage("line separator", change=_with_char("\u2028")),
    Damage("turned text", change=_with_char("\u202e")),
    Damage("a folder in its place", place=_folder),
    Damage("a pipe", place=os.mkfifo),
    Damage("a link to /dev/zero", place=_link_to("/dev/zero")),
    Damage("a link to nothing", place=_link_to("/nothing/here")),
    Damage("a link to itself", place=_itself),
    Damage("zeros without end", change=_always(bytes(_NEARLY_TOO_MUCH)), is_slow=True),
    Damage("a line without end", change=_always(b"a" * _NEARLY_TOO_MUCH), is_slow=True),
    Damage("too large", change=lambda raw, _rng: raw + b" " * 21_000_000, is_slow=True),
)


def _json(change: Callable[[Any, random.Random], Any]) -> Change:
    def changed(raw: bytes, rng: random.Random) -> bytes:
        value = json.loads(raw)
        return json.dumps(change(value, rng), ensure_ascii=False).encode("utf-8", "surrogatepass")

    return changed


def _feature(change: Callable[[dict[str, Any], random.Random], None]) -> Change:
    """A change of one feature that chance picks."""

    def of_whole(whole: Any, rng: random.Random) -> Any:
        change(rng.choice(whole["features"]), rng)
        return whole

    return _json(of_whole)


def _geometry(value: Any) -> Change:
    return _feature(lambda feature, _rng: feature.update(geometry=value))


def _coordinates(change: Callable[[Any], Any]) -> Change:
    def changed(feature: dict[str, Any], _rng: random.Random) -> None:
        geometry = feature["geometry"]
        geometry["coordinates"] = change(geometry["coordinates"])

    return _feature(changed)


def _each_number(change: Callable[[float], Any]) -> Callable[[Any], Any]:
    def changed(value: Any) -> Any:
        return [changed(part) for part in value] if isinstance(value, list) else change(value)

    return changed


def _each_position(change: Callable[[list[float]], Any]) -> Callable[[Any], Any]:
    def changed(value: Any) -> Any:
        if value and isinstance(value[0], int | float):
            return change(value)
        return [changed(part) for part in value]

    return changed


def _properties(value: Any) -> Change:
    """One property of one feature, which chance picks, has another value."""

    def changed(feature: dict[str, Any], rng: random.Random) -> None:
        given = feature["properties"]
        given[rng.choice(sorted(given)) if given else "name"] = value

    return _feature(changed)


def _every_property(value: Any) -> Change:
    def changed(whole: Any, rng: random.Random) -> Any:
        names = sorted({name for feature in whole["features"] for name in feature["properties"]})
        name = rng.choice(names or ["name"])
        for feature in whole["features"]:
            feature["properties"][name] = value
        return whole

    return _json(changed)


def _whole(**members: Any) -> Change:
    return _json(lambda whole, _rng: {**whole, **members})


def _key_twice(raw: bytes, _rng: random.Random) -> bytes:
    return raw.replace(b'"type":', b'"type": "Feature", "type":', 3)


def _number_in_text(number: bytes) -> Change:
    """The first number with a point, as it stands in the text, is another."""

    def changed(raw: bytes, rng: random.Random) -> bytes:
        start = raw.find(b"coordinates")
        at = next(place for place in range(start, len(raw)) if raw[place : place + 1].isdigit())
        end = at
        while raw[end : end + 1] in b"0123456789.":
            end += 1
        return raw[:at] + number + raw[end:]

    return changed


_GEOJSON = (".geojson",)
_OF_GEOJSON = tuple(
    Damage(name, _GEOJSON, change, is_slow=name.endswith("!"))
    for name, change in (
        ("very deep nesting", _always(b"[" * _DEEP)),
        ("closed deep nesting", _always(b"[" * 900 + b"]" * 900)),
        ("deep coordinates", _coordinates(lambda at: _nested(at, 60))),
        ("coordinates of 1e308", _coordinates(_each_number(lambda _: 1e308))),
        ("a coordinate of 1e999", _number_in_text(b"1e999")),
        ("a coordinate of NaN", _number_in_text(b"NaN")),
        ("a coordinate of -Infinity", _number_in_text(b"-Infinity")),
        ("a coordinate of 5,000 figures", _number_in_text(b"9" * 5000)),
        ("coordinates as text", _coordinates(_each_number(str))),
        ("coordinates of null", _coordinates(_each_number(lambda _: None))),
        ("coordinates of truths", _coordinates(_each_number(lambda _: True))),
        ("no coordinates", _coordinates(lambda _: [])),
        ("null as coordinates", _coordinates(lambda _: None)),
        ("an object as coordinates", _coordinates(lambda _: {"a": 1})),
        ("heights", _coordinates(_each_position(lambda at: [*at, 12.5]))),
        ("half positions", _coordinates(_each_position(lambda at: at[:1]))),
        ("axes swapped", _coordinates(_each_position(lambda at: at[::-1]))),
        ("metres", _coordinates(_each_number(lambda number: number * 111_000))),
        ("the other side of the earth", _coordinates(_each_number(lambda number: -number))),
        ("no geometry", _geometry(None)),
        ("a geometry of text", _geometry("POINT (1 2)")),
        ("another geometry", _geometry({"type": "MultiPoint", "coordinates": [[66.0, 36.0]]})),
        ("an unknown geometry", _geometry({"type": "Circle", "coordinates": [66.0, 36.0]})),
        (
            "a collection of geometries",
            _geometry({"type": "GeometryCollection", "geometries": []}),
        ),
        (
            "a ring that crosses itself",
            _geometry(
                {
                    "type": "Polygon",
                    "coordinates": [[[60, 30], [70, 40], [70, 30], [60, 40], [60, 30]]],
                }
            ),
        ),
        (
            "an open ring",
            _geometry({"type": "Polygon", "coordinates": [[[60, 30], [70, 40], [70, 30]]]}),
        ),
        ("a line of one point", _geometry({"type": "LineString", "coordinates": [[60, 30]]})),
        ("no features", _whole(features=[])),
        ("null as features", _whole(features=None)),
        ("an object as features", _whole(features={"a": 1})),
        ("features that are null", _whole(features=[None, None])),
        ("features that are numbers", _whole(features=[1, 2, 3])),
        ("another type", _whole(type="Topology")),
        ("another system", _whole(crs={"type": "name", "properties": {"name": "EPSG:3857"}})),
        (
            "a system that is none",
            _whole(crs={"type": "name", "properties": {"name": "EPSG:999999"}}),
        ),
        ("a system of rubbish", _whole(crs=[1, {"a": None}])),
        ("unknown members", _whole(bogus={"a": [1, 2, 3]})),
        ("no properties", _feature(lambda feature, _rng: feature.pop("properties"))),
        ("null as properties", _feature(lambda feature, _rng: feature.update(properties=None))),
        ("a list as properties", _feature(lambda feature, _rng: feature.update(properties=[1]))),
        ("no type", _feature(lambda feature, _rng: feature.pop("type"))),
        ("an id of null", _feature(lambda feature, _rng: feature.update(id=None))),
        ("an id of rubbish", _feature(lambda feature, _rng: feature.update(id={"a": [1]}))),
        ("a property of null", _properties(None)),
        ("a property of a list", _properties([1, None, {"a": "b"}])),
        ("a property of an object", _properties({"a": {"b": []}})),
        ("a property of 1e308", _properties(1e308)),
        ("a property of a negative number", _properties(-7)),
        ("a property of markup", _properties("<script>alert(1)</script>")),
        ("a property of 100,000 letters", _properties("x" * 100_000)),
        ("a property of half a character", _properties("\udc80")),
        ("each property of null", _every_property(None)),
        ("each property of a number", _every_property(12.5)),
        ("each property of a text", _every_property("word")),
        ("each property of a list", _every_property([])),
        ("keys twice", _key_twice),
        (
            "features doubled",
            _json(lambda whole, _rng: {**whole, "features": whole["features"] * 2}),
        ),
        (
            "a million empty features!",
            _always(b'{"type":"FeatureCollection","features":[' + b"{}," * 1_000_000 + b"{}]}"),
        ),
        (
            "a million times null!",
            _always(b'{"type":"FeatureCollection","features":[' + b"null," * 1_000_000 + b"null]}"),
        ),
        (
            "six million zeros!",
            _always(b'{"type":"FeatureCollection","features":[' + b"0," * 6_000_000 + b"0]}"),
        ),
        ("a line of a million points!", _coordinates(lambda _: [[66.0, 36.0]] * 1_000_000)),
    )
)


def _nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = [value]
    return value


def _csv(change: Callable[[list[list[str]], random.Random], None]) -> Change:
    def changed(raw: bytes, rng: random.Random) -> bytes:
        rows = list(csv.reader(StringIO(raw.decode(), newline="")))
        change(rows, rng)
        out = StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue().encode("utf-8", "surrogatepass")

    return changed


def _cell(value: str) -> Change:
    """One cell below the header, which chance picks, has another value."""

    def changed(rows: list[list[str]], rng: random.Random) -> None:
        row = rng.choice(rows[1:])
        row[rng.randrange(len(row))] = value

    return _csv(changed)


def _column(value: str) -> Change:
    def changed(rows: list[list[str]], rng: random.Random) -> None:
        place = rng.randrange(len(rows[0]))
        for row in rows[1:]:
            row[place] = value

    return _csv(changed)


def _without_column(rows: list[list[str]], rng: random.Random) -> None:
    place = rng.randrange(len(rows[0]))
    for row in rows:
        del row[place]


def _renamed_column(rows: list[list[str]], rng: random.Random) -> None:
    rows[0][rng.randrange(len(rows[0]))] = rng.choice(("", "bogus", rows[0][0]))


def _below_header(body: bytes) -> Change:
    def changed(raw: bytes, _rng: random.Random) -> bytes:
        header = raw.partition(b"\n")[0] + b"\n"
        return header + body * ((_NEARLY_TOO_MUCH - len(header)) // len(body))

    return changed


_OF_CSV = tuple(
    Damage(name, (".csv",), change, is_slow=name.endswith("!"))
    for name, change in (
        ("header alone", lambda raw, _rng: raw.partition(b"\n")[0] + b"\n"),
        ("no header", lambda raw, _rng: raw.partition(b"\n")[2]),
        ("a column lost", _csv(_without_column)),
        ("a column renamed", _csv(_renamed_column)),
        ("semicolons", lambda raw, _rng: raw.replace(b",", b";")),
        (
            "a quotation mark left open",
            lambda raw, _rng: raw[: len(raw) // 2] + b'\n"' + raw[len(raw) // 2 :],
        ),
        ("a cell of 1e308", _cell("1e308")),
        ("a cell of NaN", _cell("NaN")),
        ("a cell of 5,000 figures", _cell("9" * 5000)),
        ("a cell of 300,000 letters", _cell("x" * 300_000)),
        ("a cell of markup", _cell("<img src=x onerror=alert(1)>")),
        ("a cell of a formula", _cell("=HYPERLINK(1)")),
        ("a cell of lines", _cell("a\nb\nc")),
        ("a cell of semicolons", _cell(";" * 1000)),
        ("a cell of an odd date", _cell("2025-02-31")),
        ("a column of nothing", _column("")),
        ("a column of numbers", _column("-1")),
        ("a column of words", _column("word")),
        ("a row of commas", lambda raw, _rng: raw + b"," * 50_000 + b"\n"),
        ("rows doubled", _csv(lambda rows, _rng: rows.extend(rows[1:]))),
        ("short rows!", _below_header(b"a\n")),
        ("empty rows!", _below_header(b",\n")),
        ("rows of quotation marks!", _below_header(b'"",""\n')),
    )
)


def _bomb(raw: bytes, _rng: random.Random) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return raw + ("\n" + "\n".join(lines) + "\n").encode()


def _broken_yaml(raw: bytes, _rng: random.Random) -> bytes:
    return (raw + b"\n- id: [a, {b: c, 'd\n") * (2_600_000 // (len(raw) + 22) + 1)


def _after(text: bytes) -> Change:
    return lambda raw, _rng: raw + b"\n" + text + b"\n"


_OF_YAML = tuple(
    Damage(name, (".yaml",), change, is_slow=name.endswith("!"))
    for name, change in (
        ("alias bomb", _bomb),
        ("alias to nothing", _after(b"a: *nothing")),
        ("a tag of Python", _after(b"a: !!python/object/apply:os.system [ls]")),
        ("a merge", _after(b"a: {<<: {b: c}}")),
        ("deep flow", _after(b"a: " + b"[" * _DEEP)),
        ("deep blocks", lambda _raw, _rng: b"\n".join(b" " * n + b"a:" for n in range(2000))),
        ("two documents", _after(b"---\na: b")),
        ("tabs", lambda raw, _rng: raw.replace(b"  ", b"\t")),
        ("a key that is a list", _after(b"? [a, b]\n: c")),
        ("a number as key", _after(b"12: {13: 14}")),
        ("the file twice", lambda raw, _rng: raw + raw),
        ("broken, of 2.6 MB!", _broken_yaml),
        ("2.6 MB of dashes!", lambda _raw, _rng: b"- " * 1_300_000),
        ("2.6 MB of short records!", lambda _raw, _rng: b"- a\n" * 650_000),
        ("2.6 MB of keys!", lambda _raw, _rng: b"".join(b"k%d: v\n" % n for n in range(260_000))),
        ("2.6 MB of comments!", lambda _raw, _rng: b"a: b #c\n" * 325_000),
        ("19 MB of quotation marks!", lambda _raw, _rng: b"'" * _NEARLY_TOO_MUCH),
    )
)


def _style(old: str, new: str) -> Change:
    def changed(raw: bytes, _rng: random.Random) -> bytes:
        assert old.encode() in raw, old
        return raw.replace(old.encode(), new.encode(), 1)

    return changed


_OF_STYLE = tuple(
    Damage(name, ("style.yaml",), change)
    for name, change in (
        ("a date", _style("width: 3.5", "width: 2025-07-11")),
        ("a date that is none", _style("width: 3.5", "width: 2025-13-45")),
        ("a date as word", _style("  operating:", "  2025-07-11:")),
        ("an unknown sign", _style("sign: plant", "sign: rocket")),
        ("a dash as text", _style("dash: [16, 3]", 'dash: "16, 3"')),
        ("a dash of texts", _style("dash: [16, 3]", "dash: [a, b]")),
        ("a dash of NaN", _style("dash: [16, 3]", "dash: [.nan, .inf]")),
        ("a width of infinity", _style("width: 3.5", "width: .inf")),
        ("a width of 1e308", _style("width: 3.5", "width: 1.0e+308")),
        ("a width of base sixty", _style("width: 3.5", "width: 190:20:30")),
        ("a colour with CSS", _style("#fbfaf7", "red; } body { display: none")),
        ("a colour of null", _style('light: "#fbfaf7"', "light: null")),
        ("a colour of a list", _style('light: "#fbfaf7"', "light: [a]")),
        ("a section of null", _style("\nmode:\n", "\nmode:\nmore:\n")),
        ("a look of null", _style("rail: {width: 3.5}", "rail:")),
        ("a look of a list", _style("rail: {width: 3.5}", "rail: [1, 2]")),
        ("a look of text", _style("rail: {width: 3.5}", "rail: wide")),
        ("a look with a list as key", _style("rail: {width: 3.5}", "rail: {? [1, 2] : 3}")),
        ("a width of a table", _style("width: 3.5", "width: {a: 1}")),
        ("first of tables", _style("first: [", "first: [{a: 1}, ")),
        (
            "first of text",
            _style("first: [pakistan-steel-mills", "first: [[x], pakistan-steel-mills"),
        ),
        ("spare of nothing", _style("spare:\n", "spare: []\nother:\n")),
        ("spare of text", _style('  - {light: "#3a5f2a", dark: "#9ad07f"}', "  - green")),
        (
            "a project of text",
            _style('carec-5: {light: "#831168", dark: "#cb6471"}', "carec-5: red"),
        ),
        ("a way of text", _style('"1": {light: "#c0341d", dark: "#ff7a70"}', '"1": red')),
        ("a gauge of text", _style('"1520": {tick: [1.5, 17]}', '"1520": wide')),
        ("a gauge of null", _style('"1520": {tick: [1.5, 17]}', '"1520":')),
        ("a gauge without marks", _style('"1520": {', "1520: {")),
        ("an ink left out", _style("  accent:", "  accents:")),
        ("a name of an ink with CSS", _style("  accent:", '  "a; } * {":')),
    )
)


def _article(text: str, count: int) -> Change:
    return lambda raw, _rng: raw + (text * count).encode()


_OF_ARTICLES = tuple(
    Damage(name, (".md",), change, is_slow=name.endswith("!"))
    for name, change in (
        ("links left open!", _article("[[a|", 400_000)),
        ("brackets!", _article("[", 1_600_000)),
        ("notes left open!", _article("[^a", 500_000)),
        ("links!", _article("[[seg-uap-hairatan-naibabad|line]] ", 50_000)),
        ("blank lines!", _article(" \n", 800_000)),
        ("words without end!", _article("a", 1_600_000)),
        ("no fields", lambda raw, _rng: raw.removeprefix(b"---\n")),
        ("fields alone", lambda raw, _rng: raw.rpartition(b"\n---\n")[0] + b"\n---\n"),
        ("fields without end", lambda raw, _rng: raw.replace(b"\n---\n", b"\n", 1)),
        ("bomb in the fields", lambda _raw, rng: b"---\n" + _bomb(b"", rng) + b"\n---\nText.\n"),
        ("deep fields", lambda _raw, _rng: b"---\na: " + b"[" * _DEEP + b"\n---\nText.\n"),
        (
            "comments in the fields!",
            lambda raw, _rng: raw.replace(b"---\n", b"---\n" + b"a: b #c\n" * 200_000, 1),
        ),
    )
)


def _lying_webp(_raw: bytes, _rng: random.Random) -> bytes:
    body = b"VP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff"
    return b"RIFF" + len(body).to_bytes(4, "little") + b"WEBP" + body


_OF_PICTURES = tuple(
    Damage(name, (".webp",), change)
    for name, change in (
        ("a sound of the same family", _always(b"RIFF\x24\0\0\0WAVEfmt " + bytes(24))),
        ("a head alone", lambda raw, _rng: raw[:12]),
        ("a picture that lies about its size", _lying_webp),
        ("another format", _always(b"\x89PNG\r\n\x1a\n" + bytes(40))),
        ("markup", _always(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
    )
)


def _parquet(change: Callable[[pa.Table, random.Random], pa.Table]) -> Change:
    def changed(raw: bytes, rng: random.Random) -> bytes:
        out = BytesIO()
        pq.write_table(change(pq.read_table(BytesIO(raw)), rng), out)
        return out.getvalue()

    return changed


def _replaced(name: str, value: Any) -> Change:
    def changed(table: pa.Table, _rng: random.Random) -> pa.Table:
        place = table.schema.get_field_index(name)
        return table.set_column(place, name, pa.array([value] * len(table)))

    return _parquet(changed)


def _without(table: pa.Table, rng: random.Random) -> pa.Table:
    return table.drop_columns([rng.choice(table.schema.names)])


_OF_TOWNS = tuple(
    Damage(name, (".parquet",), change, is_slow=name.endswith("!"))
    for name, change in (
        ("a column lost", _parquet(_without)),
        ("no rows", _parquet(lambda table, _rng: table.slice(0, 0))),
        ("another table", lambda _raw, _rng: _table_of({"a": [1, 2]})),
        ("names of null", _replaced("name", None)),
        ("names of numbers", _replaced("name", 12)),
        ("English names of null", _replaced("en", None)),
        ("longitudes of NaN", _replaced("lon", float("nan"))),
        ("longitudes of 1e308", _replaced("lon", 1e308)),
        ("longitudes of text", _replaced("lon", "east")),
        ("latitudes of null", _replaced("lat", None)),
        ("ids of null", _replaced("geonameid", None)),
        ("ids all the same", _replaced("geonameid", 7)),
        ("ids of text", _replaced("geonameid", "x")),
        ("people of text", _replaced("population", "many")),
        ("people below nought", _replaced("population", -5)),
        ("countries of null", _replaced("country", None)),
        ("countries of lists", _replaced("country", ["PK"])),
        ("also a text", _replaced("also", "one two")),
        ("also lists of null", _replaced("also", [None, None])),
        ("regions of numbers", _replaced("region", 3)),
        ("Urdu of bytes", _replaced("ur", b"\xff\xfe")),
        ("ten million rows!", lambda raw, _rng: _many_rows(raw)),
    )
)


def _table_of(columns: dict[str, Any]) -> bytes:
    out = BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _many_rows(raw: bytes) -> bytes:
    """The first town ten million times: a few kilobytes that unpack to gigabytes."""
    table = pq.read_table(BytesIO(raw)).slice(0, 1)
    block = pa.concat_tables([table] * 100_000).combine_chunks()
    out = BytesIO()
    with pq.ParquetWriter(out, table.schema, compression="zstd") as writer:
        for _ in range(100):
            writer.write_table(block)
    return out.getvalue()


DAMAGES = (
    *_EVERYWHERE,
    *_OF_GEOJSON,
    *_OF_CSV,
    *_OF_YAML,
    *_OF_STYLE,
    *_OF_ARTICLES,
    *_OF_PICTURES,
    *_OF_TOWNS,
)


def damages_of(name: str) -> Iterator[Damage]:
    """Every way in which a file of this name can be damaged."""
    return (damage for damage in DAMAGES if damage.fits(name))
