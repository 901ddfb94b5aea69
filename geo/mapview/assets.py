"""Files that browsers fetch by URL: data, base map, Leaflet and the map's own scripts.

Every data file carries a hash of its content in its name, so that browsers may keep it for ever.
The scripts share one folder named after the hash of all of them, so that they can import one
another by plain relative names; maps get them all in one file.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from xstatic.pkg import leaflet

from geo.mapview.script_bundle import joined_script

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
#: Scripts and styles of the map; what stands outside of it may share them.
WEB = Path(__file__).parent / "web"
_LEAFLET = ("leaflet.js", "leaflet.css")
_STYLE = "atlas.css"
#: The look of the search, on the map and outside of it.
SEARCH_STYLE = "search.css"

#: The one file that maps fetch: `web/maps.js` and all it imports.
ALL_SCRIPTS = "maps.all.js"


@dataclass(frozen=True)
class Asset:
    """One file: its bytes, type and entity tag."""

    body: bytes
    media_type: str
    etag: str

    @classmethod
    def of(cls, name: str, body: bytes) -> "Asset":
        """Make the asset; the type follows the ending of `name`."""
        return cls(body, _TYPES[Path(name).suffix], f'"{_digest(body)}"')


class Assets:
    """All files by their name below `/atlas/`, fixed once built."""

    def __init__(self, files: Mapping[str, Asset] = MappingProxyType({})) -> None:
        """Start with files that were made before, under the names that they had then."""
        self._files = dict(files)

    def get(self, name: str) -> Asset | None:
        """The asset of this name, or None."""
        return self._files.get(name)

    def names(self) -> tuple[str, ...]:
        """All names, in the order in which they were added."""
        return tuple(self._files)

    def add(self, name: str, body: bytes) -> str:
        """Keep one file and return the name that it is served under, hash included."""
        path = Path(name)
        served = f"{path.stem}.{_digest(body)}{path.suffix}"
        self._files[served] = Asset.of(served, body)
        return served

    def add_json(self, name: str, content: Mapping[str, Any]) -> str:
        """`add` for a JSON object, written without blanks, keys in their given order."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return self.add(name, text.encode())

    def add_scripts(self, variables: str = "") -> str:
        """Keep Leaflet and the map's own scripts; returns the folder that holds them.

        `variables` is CSS that the map's style sheet rests on.
        """
        files = {name: (Path(leaflet.BASE_DIR) / name).read_bytes() for name in _LEAFLET}
        files |= {path.name: path.read_bytes() for path in sorted(WEB.iterdir())}
        files[_STYLE] = variables.encode() + files[SEARCH_STYLE] + files[_STYLE]
        files[ALL_SCRIPTS] = joined_script(WEB, "maps.js").encode()
        folder = _digest(b"".join(name.encode() + body for name, body in files.items()))
        for name, body in files.items():
            self._files[f"{folder}/{name}"] = Asset.of(name, body)
        return folder


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]
