"""From one file, whatever lies in it, to one table; runs inside the process with limits."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.reading.uploads.archives import Member, unpack
from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.mending import LAYER, NUMBER, mended
from geo.reading.uploads.sniffing import FileKind, endings_of, kind_of, too_many
from geo.reading.uploads.spatial import RawLayer, raw_layers
from geo.reading.uploads.systems import in_degrees
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.texts import say
from geo.records.vocab import DEGREES

#: The table, beside the answer: as it lies in memory, so that it need not be made again.
LAYER_FILE = "layer.arrow"
#: What a feature is called, by the first of these columns that says something.
LABEL = "_label"
_NAMES = ("name", "name_en", "title", "label", "название", "имя", "نام", "الاسم", "id", "fid")
_OURS = {NUMBER, LAYER, LABEL}
#: Files of an archive that stand for themselves.
_READABLE = (
    *endings_of(kind for kind in FileKind if kind is not FileKind.ZIP),
    ".geojsonl",
)


def read_into(folder: Path, request: Mapping[str, Any], limits: UploadLimits) -> dict[str, Any]:
    """Read the file of a request and write the table beside it; returns the answer.

    Raises UploadError with the first fault, and has written nothing then.
    """
    pyogrio.set_gdal_config_options({"OGR_GEOJSON_MAX_OBJ_SIZE": limits.file_mb})
    notes = Notes()
    path = folder / request["file"]
    # Positions that are no numbers are looked for and told; numpy need not warn of each.
    with np.errstate(invalid="ignore"):
        whole = _joined(list(_layers_of(folder, path, request, limits, notes)))
    whole.to_feather(folder / LAYER_FILE, compression="uncompressed")
    return {"notes": notes.as_list()}


def _layers_of(
    folder: Path, path: Path, request: Mapping[str, Any], limits: UploadLimits, notes: Notes
) -> Iterator[gpd.GeoDataFrame]:
    name = str(request["name"])
    for raw in _raw_of(path, name, folder / "unpacked", limits, notes):
        try:
            frame = _one_layer(raw, request, limits, notes)
        except UploadError as error:
            raise error.within(name, raw.name) from None
        if len(frame):
            yield frame


def _raw_of(
    path: Path, name: str, folder: Path, limits: UploadLimits, notes: Notes
) -> Iterator[RawLayer]:
    kind = kind_of(path, name, notes)
    if kind is not FileKind.ZIP:
        if kind is FileKind.EXCEL:
            folder.mkdir()
            unpack(path, folder, limits)  # for its checks; GDAL unpacks it once more
        yield from _with_ending(path, kind, name, limits, notes)
        return
    folder.mkdir()
    members = [
        member
        for member in unpack(path, folder, limits)
        if member.path.suffix in _READABLE and not _is_by_the_way(member)
    ]
    if not members:
        raise UploadError(
            say("the archive holds no file that can be read here"),
            say("Pack a Shapefile with all its parts, or a file of another kind"),
        )
    if len(members) > 1:
        text = say("The archive holds {n} files; all were read.", n=len(members))
        notes.add(NoteKind.READ, text)
    for member in members:
        inner = PurePosixPath(member.name).name
        try:
            yield from _with_ending(
                member.path, kind_of(member.path, inner, notes), inner, limits, notes
            )
        except UploadError as error:
            raise error.within(f"{name} / {inner}") from None


def _is_by_the_way(member: Member) -> bool:
    """A `readme.txt` or licence beside a Shapefile is no table."""
    return member.path.suffix == ".txt"


def _with_ending(
    path: Path, kind: FileKind, name: str, limits: UploadLimits, notes: Notes
) -> Iterator[RawLayer]:
    """GDAL trusts names, so the file gets the ending of what it is."""
    honest = path if kind is FileKind.SHAPEFILE else path.with_suffix(f".{kind.value}")
    if honest != path:
        path.rename(honest)
    return raw_layers(honest, kind, PurePosixPath(name).stem, limits, notes)


def _one_layer(
    raw: RawLayer, request: Mapping[str, Any], limits: UploadLimits, notes: Notes
) -> gpd.GeoDataFrame:
    _check_size(raw, limits)
    degrees = in_degrees(raw, request["crs"], notes, swap=request["swap"])
    plain = _plain_properties(degrees, limits, notes)
    plain[NUMBER] = range(1, len(plain) + 1)
    plain[LAYER] = _shortened(raw.name, limits)
    plain[LABEL] = _labels(plain)
    return mended(plain, notes)


def _check_size(raw: RawLayer, limits: UploadLimits) -> None:
    if len(raw.frame) > limits.features:
        raise too_many(say("features"), len(raw.frame), limits.features)
    vertices = int(shapely.count_coordinates(raw.frame.geometry.to_numpy()))
    if vertices > limits.vertices:
        raise too_many(say("vertices"), vertices, limits.vertices)
    if raw.frame.shape[1] > limits.columns:
        raise too_many(say("columns"), raw.frame.shape[1], limits.columns)


def _plain_properties(
    frame: gpd.GeoDataFrame, limits: UploadLimits, notes: Notes
) -> gpd.GeoDataFrame:
    """Numbers, truths and texts only; names of columns cut to the limit and made different."""
    columns: dict[str, object] = {}
    for column in frame.columns:
        if column == frame.geometry.name:
            continue
        name = _shortened(str(column), limits)
        if name != str(column):
            text = say("The name of a column was cut to {n} characters.", n=limits.name)
            notes.add(NoteKind.MENDED, text)
        while name in columns or name in _OURS or name == "geometry":
            name += "_"
        columns[name] = _plain(frame[column])
    return gpd.GeoDataFrame(columns, geometry=frame.geometry.to_numpy(), crs=DEGREES)


def _plain(values: "pd.Series[Any]") -> list[object]:
    if pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return list(values.tolist())
    return [_text(value) for value in values.tolist()]


def _text(value: object) -> str | None:
    match value:
        case None | bytes():
            return None
        case str():
            return value
        case list() | dict() | tuple():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return None if pd.isna(value) is True else str(value)


def _labels(frame: gpd.GeoDataFrame) -> list[str]:
    known = {str(column).strip().lower(): column for column in frame.columns}
    named = [frame[known[name]] for name in _NAMES if name in known]
    found = [""] * len(frame)
    for values in reversed(named):
        texts = ["" if value is None or value != value else str(value) for value in values.tolist()]  # noqa: PLR0124
        found = [text.strip() or old for text, old in zip(texts, found, strict=True)]
    return found


def _joined(frames: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    if not frames:
        raise UploadError(
            say("no feature of it can be used"),
            say("See whether it holds geometry at all, and export it again"),
        )
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    whole = pd.concat(_of_same_types(frames), ignore_index=True)
    return gpd.GeoDataFrame(whole, crs=DEGREES)


def _of_same_types(frames: Sequence[gpd.GeoDataFrame]) -> list[gpd.GeoDataFrame]:
    """A column that is a number in one layer and a text in another becomes text in all."""
    kinds: dict[str, set[bool]] = {}
    for frame in frames:
        for column in frame.columns.difference(["geometry"]):
            is_text = not pd.api.types.is_numeric_dtype(frame[column])
            kinds.setdefault(column, set()).add(is_text)
    torn = [column for column, found in kinds.items() if len(found) > 1]
    for frame in frames:
        for column in frame.columns.intersection(torn):
            frame[column] = [_text(value) for value in frame[column]]
    return list(frames)


def _shortened(name: str, limits: UploadLimits) -> str:
    return name if len(name) <= limits.name else f"{name[: limits.name - 1]}…"
