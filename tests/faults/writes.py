"""Every kind of write of the product, each as a function that writes its n-th whole state.

What takes long and writes nothing, such as the reading of packages, is left out; what makes the
files and puts them in their place is the product's own. `tests/code/test_placing.py` looks that
nothing in the product writes otherwise.
"""

import gzip
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pyarrow.parquet as pq
import shapely

from geo import __main__ as command
from geo.pipeline import gazetteer, packages, texts
from geo.pipeline.basemap import basemap
from geo.pipeline.contributions.backup import backup, restore
from geo.pipeline.contributions.workspace import Edit, SavedChange, Workspace
from geo.pipeline.gazetteer import GazetteerPlace
from geo.pipeline.layers import MapFeature, write_geojson
from geo.pipeline.network import network
from geo.pipeline.packages import Package, Registry
from geo.reading.homes import shelf
from geo.reading.homes.home import HomeData, home_at
from geo.reading.load import load
from geo.records.errors import GeoError
from geo.views.articles import marking
from pages.edition.folder import MARKER, marker, replace_folder
from tests.conftest import GOOD

LINES, FILES, FEATURES = 4000, 60, 400
_LAYERS = ("lines.geojson", "land.geojson", "context-rail.geojson")


class HalfError(AssertionError):
    """Something stands there that no write has made as a whole."""


@dataclass(frozen=True, slots=True)
class WriteKind:
    """A kind of write: `write(folder, n)` makes the n-th state, `found` says which stands there.

    `found` gives the numbers of all files, which may be two where files go in one by one, and
    raises HalfError. `code` is what writes.
    """

    name: str
    code: str
    write: Callable[[Path, int], object]
    found: Callable[[Path], set[int]]
    begin: Callable[[Path], object] = lambda _folder: None


def _text(number: int) -> str:
    return f"{number}\n" * LINES


def _number(text: str) -> int:
    first = text.partition("\n")[0]
    if not first.isdigit() or text != _text(int(first)):
        raise HalfError(text[:40])
    return int(first)


def _in_file(name: str) -> Callable[[Path], set[int]]:
    return lambda folder: {_number((folder / name).read_text("utf-8"))}


def _copies(
    pattern: str, look: Callable[[Path], object], named: Callable[[Path], Path] = lambda path: path
) -> Callable[[Path], set[int]]:
    """Of copies such as `copy-12`, which all have to be whole, the highest number; 0 if none."""

    def found(folder: Path) -> set[int]:
        numbers = [0]
        for path in folder.glob(pattern):
            look(path)
            numbers.append(int(named(path).name.partition("-")[2].partition(".")[0]))
        return {max(numbers)}

    return found


# The workspace


def _edit(number: int) -> Edit:
    change = SavedChange("record", "sources", "sources.csv", None, {"number": number})
    return Edit(dict.fromkeys(("sources.csv", "projects.yaml"), _text(number)), (change,))


def _workspace(folder: Path) -> Workspace:
    (folder / "data").mkdir(exist_ok=True)
    for name in ("sources.csv", "projects.yaml"):
        if not (folder / "data" / name).exists():
            (folder / "data" / name).write_text(_text(0), "utf-8")
    return Workspace(folder)


def _save(folder: Path, number: int) -> None:
    Workspace(folder).save("somebody", lambda _read: _edit(number))


def _undo(folder: Path, number: int) -> None:
    """A save of something, taken back by what says the number."""
    if (lines := Workspace(folder).history()) and lines[-1].undoes:
        _save(folder, 7)
    Workspace(folder).undo("somebody", lambda _last, _read: _edit(number))


def _saved(folder: Path) -> set[int]:
    workspace = Workspace(folder)
    lines = workspace.history()
    texts_there = {workspace.read(name) or "" for name in ("sources.csv", "projects.yaml")}
    (number,) = {_number(text) for text in texts_there}
    if lines and lines[-1].new != {"number": number}:
        raise HalfError("the journal says something else than the files")
    return {number}


def _undone(folder: Path) -> set[int]:
    _saved(folder)
    undone = [line.new for line in Workspace(folder).history() if line.undoes]
    return {int(str(undone[-1]["number"])) if undone and undone[-1] else 0}


def _first_copy(folder: Path, number: int) -> None:
    with suppress(OSError):
        (folder / f"copy-{number}").mkdir()
    Workspace(folder / f"copy-{number}").prepare(GOOD)


def _is_like_good(data: Path) -> None:
    if _names(data) != _names(GOOD):
        raise HalfError(str(data))


def _names(folder: Path) -> dict[str, int]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in paths}


def _is_whole_archive(path: Path) -> None:
    try:
        with gzip.open(path) as body:
            while body.read(1 << 20):
                pass
        with tarfile.open(path) as archive:
            names = archive.getnames()
    except (OSError, EOFError, tarfile.TarError) as error:
        raise HalfError(str(error)) from error
    if "data/sources.csv" not in names:
        raise HalfError(str(names))


def _kept(folder: Path) -> None:
    workspace = folder / "workspace"
    workspace.mkdir()
    _workspace(workspace)
    _save(workspace, 1)
    backup(workspace, folder / "kept.tar.gz")


def _is_whole_workspace(path: Path) -> None:
    if _saved(path) != {1}:
        raise HalfError(str(path))


# Derived data


@cache
def _features(number: int) -> list[MapFeature]:
    return [MapFeature(shapely.Point(at % 90, at % 45), {"n": number}) for at in range(FEATURES)]


def _in_layers(*names: str) -> Callable[[Path], set[int]]:
    def found(folder: Path) -> set[int]:
        numbers = set()
        for name in names:
            try:
                features = json.loads((folder / name).read_bytes())["features"]
                (number,) = {feature["properties"]["n"] for feature in features}
            except ValueError as error:
                raise HalfError(name) from error
            if len(features) != FEATURES:
                raise HalfError(name)
            numbers.add(number)
        return numbers

    return found


def _basemap(folder: Path, number: int) -> None:
    def lines(files: Any, out: Path) -> None:
        for name in _LAYERS:
            files.write(out / name, _features(number), 2)

    nothing = dict.fromkeys(("_write_pictures", "_write_areas", "_write_labels"), _nothing)
    unpack = patch.object(basemap._BaseMapFiles, "unpack", lambda *_asked: [None])
    with (
        patch.multiple(basemap, _write_lines=lines, **nothing),
        patch.object(basemap.areas, "read_seas", _nothing),
        unpack,
    ):
        basemap.build_basemap(folder, folder, _nothing)


def _gazetteer(folder: Path, number: int) -> None:
    place = GazetteerPlace(number, "Place", "PK", "", 70.0, 30.0, number)
    with patch.multiple(
        gazetteer,
        fetch=_nothing,
        extract=lambda *_asked: [None, None][: 2 if len(_asked[2]) == 2 else 1],
        read_names=_nothing,
        read_places=lambda *_asked: [place] * LINES,
        read_countries=lambda _path: {},
    ):
        gazetteer.build_gazetteer(folder, folder, _nothing)


def _in_towns(folder: Path) -> set[int]:
    try:
        numbers = pq.read_table(folder / "places.parquet")["geonameid"].to_pylist()
    except (OSError, ValueError) as error:
        raise HalfError(str(error)) from error
    if len(numbers) != LINES or len(set(numbers)) != 1:
        raise HalfError("places.parquet")
    return set(numbers)


def _network(folder: Path, number: int) -> None:
    def write(_files: object, _data: object, out: Path, _report: object) -> None:
        for name in _LAYERS:
            write_geojson(out / name, _features(number), 2)
        network._write_table(out / "kept.csv", (str(number),), [(str(number),)] * (LINES - 1))

    with patch.object(network, "_write", write):
        network.write_network(None, folder, folder, _nothing)  # type: ignore[arg-type]


def _package(folder: Path, number: int) -> None:
    name, digest = f"thing-{number}.whl", sha256(_text(number).encode()).hexdigest()
    package = Package(Registry.PYPI, "thing", str(number), name, digest)

    def download(_package: Package, into: Path) -> Path:
        (into / name).write_text(_text(number), "utf-8")
        return into / name

    with patch.object(packages, "_download", download):
        packages.fetch(package, folder, _nothing)


# Texts


def _fields(folder: Path, number: int) -> None:
    with patch.object(command, "with_field_tables", lambda _text_there: _text(number)):
        if command._fields(folder / "README.md"):
            raise GeoError("it said so")


def _catalogue(folder: Path, number: int) -> None:
    with patch.multiple(
        texts,
        POT=folder / "messages.pot",
        SCRIPT_TEXTS=folder / "script_texts.json",
        texts=lambda: [("file.js", "text")],
        catalogue=lambda _messages: _text(number).encode(),
        of_scripts=lambda _messages: _text(number),
    ):
        texts.write_texts()


def _mark(folder: Path, number: int) -> None:
    path = folder / "article.md"
    article = SimpleNamespace(id="art", body=path.read_text("utf-8"))
    atlas = SimpleNamespace(articles=[article], file_of=lambda _id: path.name)
    with (
        patch.object(marking, "Recogniser", _nothing),
        patch.object(marking, "marked_body", lambda *_asked: _text(number)),
    ):
        marking.mark_articles(folder, atlas)  # type: ignore[arg-type]


def _handed(folder: Path, number: int) -> None:
    command._handed_over(_text(number), folder / "out.patch")


# An edition


def _edition(folder: Path, number: int) -> None:
    files = ((f"atlas/file-{name}", _text(number).encode()) for name in range(FILES))
    replace_folder(folder / "edition", [(MARKER, marker({"number": number})), *files])


def _in_edition(folder: Path) -> set[int]:
    edition = folder / "edition"
    names = [edition / "atlas" / f"file-{name}" for name in range(FILES)]
    if not all(path.exists() for path in names):
        raise HalfError("files of the edition are missing")
    numbers = {_number(path.read_text("utf-8")) for path in names}
    numbers.add(json.loads((edition / MARKER).read_bytes())["number"])
    return numbers


def _nothing(*_asked: object, **_named: object) -> None:
    return None


def _texts_begin(*names: str) -> Callable[[Path], None]:
    def begin(folder: Path) -> None:
        for name in names:
            (folder / name).write_text(_text(0), "utf-8")

    return begin


def _both(first: Callable[[Path], set[int]], second: Callable[[Path], set[int]]) -> Any:
    return lambda folder: first(folder) | second(folder)


def _shelved(folder: Path, number: int) -> None:
    shelf._write(folder, "kept", _text(number).encode())


WRITES = (
    WriteKind("save in the workspace", "Workspace.save", _save, _saved, _workspace),
    WriteKind(
        "undo in the workspace",
        "Workspace.undo",
        _undo,
        _undone,
        lambda folder: (_workspace(folder), _save(folder, 7)),
    ),
    WriteKind(
        "first copy into a workspace",
        "Workspace.prepare",
        _first_copy,
        _copies("copy-*/data", _is_like_good, lambda path: path.parent),
    ),
    WriteKind(
        "backup",
        "backup.backup",
        lambda folder, n: backup(folder / "workspace", folder / f"copy-{n}.tar.gz"),
        _copies("copy-*.tar.gz", _is_whole_archive),
        _kept,
    ),
    WriteKind(
        "restore",
        "backup.restore",
        lambda folder, n: restore(folder / "kept.tar.gz", folder / f"again-{n}"),
        _copies("again-*", _is_whole_workspace),
        _kept,
    ),
    WriteKind(
        "publish an edition",
        "folder.replace_folder",
        _edition,
        _in_edition,
        lambda folder: _edition(folder, 0),
    ),
    WriteKind(
        "build basemap",
        "basemap.build_basemap",
        _basemap,
        _in_layers(*_LAYERS),
        lambda folder: _basemap(folder, 0),
    ),
    WriteKind(
        "build gazetteer",
        "gazetteer.build_gazetteer",
        _gazetteer,
        _in_towns,
        lambda folder: _gazetteer(folder, 0),
    ),
    WriteKind(
        "build network",
        "network.write_network",
        _network,
        _both(_in_layers(*_LAYERS), _in_file("kept.csv")),
        lambda folder: _network(folder, 0),
    ),
    WriteKind(
        "cache of packages",
        "packages.fetch",
        _package,
        _copies("thing-*.whl", lambda path: _number(path.read_text("utf-8"))),
    ),
    WriteKind("what is kept for the next start", "shelf._write", _shelved, _in_file("kept")),
    WriteKind(
        "geo fields", "__main__._fields", _fields, _in_file("README.md"), _texts_begin("README.md")
    ),
    WriteKind(
        "geo texts",
        "texts.write_texts",
        _catalogue,
        _both(_in_file("messages.pot"), _in_file("script_texts.json")),
        _texts_begin("messages.pot", "script_texts.json"),
    ),
    WriteKind(
        "geo article mark",
        "marking.mark_articles",
        _mark,
        _in_file("article.md"),
        _texts_begin("article.md"),
    ),
    WriteKind(
        "--out of propose, article new, sbom",
        "__main__._handed_over",
        _handed,
        _in_file("out.patch"),
        _texts_begin("out.patch"),
    ),
)


def push_kind(address: str) -> WriteKind:
    """`geo push` into a database, which keeps or drops a transaction as a whole."""
    from geo.pipeline.postgis import push  # noqa: PLC0415 - its packages are an extra

    loaded = load(GOOD)

    def write(_folder: Path, number: int) -> None:
        said = {"note": f"number {number}"}
        sources = tuple(source.model_copy(update=said) for source in loaded.sources)
        push(address, HomeData(replace(loaded, sources=sources), GOOD))

    def found(_folder: Path) -> set[int]:
        data = home_at(address, GOOD).read().loaded
        numbers = {int(str(source.note).split()[1]) for source in data.sources}
        if len(numbers) != 1 or len(data.sites) != len(loaded.sites):
            raise HalfError("the database")
        return numbers

    return WriteKind("geo push", "postgis.push", write, found, lambda folder: write(folder, 0))


def halves(folder: Path) -> list[Path]:
    """What writers left behind that were killed."""
    return [
        Path(place) / name
        for place, folders, names in os.walk(folder)
        for name in (*folders, *names)
        if name.endswith(".half")
    ]


def aged(paths: Iterable[Path]) -> None:
    """Let an hour pass for what was left behind."""
    for path in paths:
        os.utime(path, (0, 0))
