"""The whole atlas in one zip: records as JSON, their schemas, checksums, and how to use them."""

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geo.atlas import Atlas
from geo.records.glossary import meaning
from geo.records.kinds import KINDS, Kind
from geo.records.texts import in_english
from geo.views.exports.bundle import HONESTY, LICENCES, FileOrigin
from geo.views.tables import OSM, OURS

#: The first day that a zip can name; the real one would make every zip another.
_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_README = """Corridor Atlas, version {version}, as of {as_of}

Every record of the atlas, one file a kind in records/, each described by the JSON Schema of the
same name in schema/. datapackage.json lists all files with sizes and checksums (Frictionless Data
Package); SHA256SUMS has the checksums for `sha256sum -c SHA256SUMS`. Positions are degrees in
EPSG:4326, longitude first; dates are EDTF at the precision that is known.

{honesty}

Cite as: {citation}
"""


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, by their names in it, in the order given; the same ones, the same."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, body in files.items():
            entry = ZipInfo(name, date_time=_DAY)
            entry.external_attr = _READABLE
            archive.writestr(entry, body, compress_type=ZIP_DEFLATED)
    return out.getvalue()


def atlas_package(atlas: Atlas, origin: FileOrigin) -> bytes:
    """The zip; the same records give the same bytes."""
    files: dict[str, bytes] = {}
    for kind in KINDS:
        records = getattr(atlas, kind.plural, ()) if kind.is_record else ()
        if kind.is_record:
            dumped = [record.model_dump(mode="json", exclude_none=True) for record in records]
            files[f"records/{kind.plural}.json"] = _json(dumped)
            files[f"schema/{kind.plural}.schema.json"] = _json(schema_of(kind))
    former = {alias.id: list(alias.record_ids) for alias in atlas.former_ids}
    files["former-ids.json"] = _json(former)
    files["files.json"] = _json({record.id: atlas.file_of(record.id) for record in atlas.records()})
    told = {"version": origin.version, "as_of": origin.as_of, "citation": origin.citation}
    files["README.md"] = _README.format(**told, honesty=HONESTY).encode()
    files["CITATION.txt"] = f"{origin.citation}\n".encode()
    files["LICENCE.txt"] = _licences(atlas).encode()
    files["SHA256SUMS"] = "".join(
        f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in files.items()
    ).encode()
    return zip_of({"datapackage.json": _json(_descriptor(files, origin)), **files})


def schema_of(kind: Kind) -> dict[str, object]:
    """The JSON Schema of a kind of record, with what each field means."""
    schema = kind.model.model_json_schema()
    for name, field in schema["properties"].items():
        field["description"] = in_english(partial(meaning, kind.model, name))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _licences(atlas: Atlas) -> str:
    """Which licence holds for the records of which file of the atlas."""
    by_licence = {OURS: "all other records", OSM: "lines, outlines and places of OpenStreetMap"}
    lines = [f"{name}: {what}\n  {LICENCES[name]}" for name, what in by_licence.items()]
    return (
        "\n".join(lines) + f"\n\n{len(atlas.sources)} sources keep their own licences, "
        "which records/sources.json names.\n"
    )


def _descriptor(files: Mapping[str, bytes], origin: FileOrigin) -> dict[str, object]:
    resources = [
        {
            "name": name.lower().replace("/", "-").replace("_", "-").replace(".", "-"),
            "path": name,
            "type": "json" if name.endswith(".json") else "file",
            "bytes": len(body),
            "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        }
        for name, body in files.items()
    ]
    return {
        "name": "corridor-atlas",
        "title": "Corridor Atlas",
        "version": origin.version,
        "created": f"{origin.as_of}T00:00:00Z",
        "homepage": origin.address,
        "licenses": [{"title": name, "path": path} for name, path in LICENCES.items()],
        "sources": [
            {"title": source.title, **({"path": source.url} if source.url else {})}
            for source in origin.sources
        ],
        "resources": resources,
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
