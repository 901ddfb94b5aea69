"""The folium map: constant, tiny and without a word of text from the data.

Folium renders every string it is given as a Jinja template on the server, so no text of the
atlas ever reaches it. It gets file names made of hashes; the browser fetches the data and sets
it as text.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import folium
from branca.element import MacroElement
from jinja2 import Template

#: From the frame of the component to the app's own files.
_ROOT = "../../atlas"
_IMPORT = re.compile(r'from "\./([a-z]+\.js)"')
_WEB = Path(__file__).parent / "web"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"[a-zA-Z0-9./?=&,:%~+-]*")


class _Start(MacroElement):
    """Starts the map's own script once Leaflet is there.

    All that the script will ask for is fetched at once, and not one thing after the other.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        for (const link of {{ this.links | tojson }})
            document.head.append(Object.assign(document.createElement("link"), link));
        import("{{ this.script }}").then((module) => module.start(
            {{ this._parent.get_name() }}, {{ this.options | tojson }}));
        {% endmacro %}
        """
    )

    def __init__(self, folder: str, script: str, options: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.script = f"{_ROOT}/{folder}/{script}"
        self.options = options
        index = f"{_ROOT}/{options['index']}"
        self.links = [{"rel": "preload", "as": "fetch", "crossOrigin": "anonymous", "href": index}]
        self.links += [
            {"rel": "modulepreload", "href": f"{_ROOT}/{folder}/{one}"} for one in modules(script)
        ]


@cache
def modules(script: str) -> tuple[str, ...]:
    """File names of a script and of all that it imports, itself first."""
    found = [script]
    for name in found:
        text = (_WEB / name).read_text(encoding="utf-8")
        found += [one for one in dict.fromkeys(_IMPORT.findall(text)) if one not in found]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Plate:
    """What a small map shows: ids and file names only, never a text of the data.

    `layers` are project ids, `focus` the records that stand out
    (if places are among them, no others are shown), `ways` the address below
    `/atlas/` of routes to draw, and plates of one `group` move together.
    """

    layers: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    ways: str = ""
    group: str = ""

    def __post_init__(self) -> None:
        """Refuse everything that could be more than an id or an address."""
        ids = (*self.layers, *self.focus, *filter(None, [self.group]))
        if not all(map(_ID.fullmatch, ids)) or not _ADDRESS.fullmatch(self.ways):
            raise ValueError("a small map takes ids and an address, nothing else")

    def key(self) -> str:
        """The same for the same content, and without an underscore."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def atlas_map(folder: str, index: str, *, timeline: bool = False) -> folium.Map:
    """The map for `st_folium`: always the same for the same data and scripts.

    `folder` holds the scripts, `index` is the served name of the index file (see `Assets`).
    With `timeline` a slider of dates stands below it.
    """
    return _chart(folder, "atlas.js", {"index": index, "timeline": timeline})


def plate_map(folder: str, index: str, plate: Plate) -> folium.Map:
    """A small map of chosen records; `folder` and `index` as for `atlas_map`."""
    return _chart(folder, "plate.js", {"index": index, **asdict(plate)})


def _chart(folder: str, script: str, options: Mapping[str, object]) -> folium.Map:

    class AtlasMap(folium.Map):
        """A folium map that asks for the app's own Leaflet and for nothing else."""

        default_js = [("leaflet", f"{_ROOT}/{folder}/leaflet.js")]  # noqa: RUF012
        default_css = [  # noqa: RUF012
            ("leaflet_css", f"{_ROOT}/{folder}/leaflet.css"),
            ("atlas_css", f"{_ROOT}/{folder}/atlas.css"),
        ]

    chart = AtlasMap(
        location=(41, 58),
        zoom_start=4,
        tiles=None,
        zoom_control=False,
        min_zoom=3,
        max_zoom=10,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=90,
        attribution_control=False,
    )
    chart.add_child(_Start(folder, script, options))
    return chart
