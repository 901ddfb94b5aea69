"""Whose pages may hold ours in a frame: a setting of the operator, by default nobody's but ours."""

import os
import re

from geo.records.errors import GeoError

#: Origins besides our own, with blanks between them: `https://news.example https://b.example:8443`.
SETTING = "ATLAS_FRAME_ORIGINS"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::([0-9]{1,5}))?")
_HIGHEST_PORT = 65_535


def frame_origins() -> tuple[str, ...]:
    """The origins of the setting; raises GeoError if one of them is none."""
    origins = tuple(os.environ.get(SETTING, "").split())
    for origin in origins:
        found = _ORIGIN.fullmatch(origin)
        if not found or int(found[1] or 0) > _HIGHEST_PORT:
            raise GeoError(
                f"{SETTING} holds what is no origin such as https://news.example: {origin!r}"
            )
    return origins
