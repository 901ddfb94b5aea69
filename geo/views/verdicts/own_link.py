"""A small layer written into a link, so that it can be shared without a server keeping it."""

import base64
import binascii
import json
import zlib

from geo.reading.uploads.layering import LABEL
from geo.reading.uploads.mending import LAYER, NUMBER
from geo.reading.uploads.reader import UploadedLayer

#: Longer links are cut off by mail programs and chats.
LONGEST_LINK = 4000
#: What a link may unpack to; it is read like every file of a stranger after that.
_MOST_BYTES = 200_000
_DECIMALS = 5  # of a degree: a metre


def packed_layer(layer: UploadedLayer) -> str | None:
    """The layer as letters for an address, positions to a metre; None if it is too large."""
    frame = layer.frame
    if len(frame) > LONGEST_LINK // 4:  # each feature takes more than four letters
        return None
    own = frame.drop(columns=[NUMBER, LAYER, LABEL])
    content = json.loads(own.to_json(drop_id=True))
    features = [
        {
            "type": "Feature",
            "properties": feature["properties"],
            "geometry": {
                "type": feature["geometry"]["type"],
                "coordinates": _rounded(feature["geometry"]["coordinates"]),
            },
        }
        for feature in content["features"]
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "name": layer.name, "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    link = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    return link if len(link) <= LONGEST_LINK else None


def _rounded(value: object) -> object:
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return round(value, _DECIMALS) if isinstance(value, float) else value


def unpacked_layer(link: str) -> bytes | None:
    """The GeoJSON file in a link; None if it is no layer or unpacks to too much."""
    if len(link) > LONGEST_LINK:
        return None
    try:
        raw = base64.urlsafe_b64decode(link + "=" * (-len(link) % 4))
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(raw, _MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return None if unpacking.unconsumed_tail or not unpacking.eof else text
