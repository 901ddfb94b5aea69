"""What the map fetches, once it is made, and the same as bytes to be kept for the next start."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from geo.mapview.assets import Asset, Assets
from geo.reading.homes.shelf import Form
from geo.records.errors import Issue

#: Lines behind the projects that a reader may switch on, and their file in the data folder.
CONTEXT = {"rail": "network/context-rail.geojson"}


@dataclass(frozen=True, slots=True)
class Payload:
    """Everything the browser may fetch, the two names that the folium map needs, and the fonts.

    `fonts` are names below `/atlas/` by those of the files in `fonts/`; the first view fetches
    the `lines` once it has the index, and then the `ground`, of which pictures come last.
    `issues` says what of the ground could not be taken.
    """

    assets: Assets
    scripts: str
    index: str
    fonts: Mapping[str, str]
    lines: tuple[str, ...]
    ground: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


def _pack(files: Payload) -> bytes:
    bodies = {name: asset for name in files.assets.names() if (asset := files.assets.get(name))}
    head = {
        "names": [
            [name, asset.media_type, asset.etag, len(asset.body)] for name, asset in bodies.items()
        ],
        "scripts": files.scripts,
        "index": files.index,
        "fonts": dict(files.fonts),
        "lines": files.lines,
        "ground": files.ground,
        "issues": [*map(astuple, files.issues)],
    }
    return b"".join([json.dumps(head).encode(), b"\n", *(asset.body for asset in bodies.values())])


def _unpack(body: bytes) -> Payload | None:
    head, _, rest = body.partition(b"\n")
    try:
        told = json.loads(head)
        files, begin = {}, 0
        for name, media_type, etag, length in told["names"]:
            files[name] = Asset(rest[begin : begin + length], media_type, etag)
            begin += length
        return Payload(
            Assets(files),
            told["scripts"],
            told["index"],
            told["fonts"],
            tuple(told["lines"]),
            tuple(told["ground"]),
            tuple(Issue(*issue) for issue in told["issues"]),
        )
    except (ValueError, TypeError, LookupError):
        return None


#: How the files of a map are kept on a `geo.reading.homes.shelf.Shelf`.
MAP_FILES: Form[Payload] = Form(_pack, _unpack)
