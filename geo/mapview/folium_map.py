"""The folium map: constant, tiny and without a word of text from the data.

Folium renders every string it is given as a Jinja template on the server, so no text of the
atlas ever reaches it. It gets file names made of hashes and the few words that are said before
the data are there, which are ours and our translators'; the browser fetches the data and sets it
as text.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import folium
from branca.element import MacroElement
from folium.utilities import camelize
from jinja2 import Template

from geo.mapview.assets import ALL_SCRIPTS
from geo.mapview.map_files import Payload
from geo.records.texts import say

#: From the frame of the component to the app's own files.
_ROOT = "../../atlas"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"[a-z]+(-[a-z0-9]+)*")
_CENTRE, _ZOOM = (41, 58), 4
_OPTIONS: dict[str, Any] = {
    "zoom_control": False,
    "zoom_snap": 0.25,
    "zoom_delta": 0.5,
    "wheel_px_per_zoom_level": 90,
    "attribution_control": False,
}
#: How a map begins, for who makes one without folium: the options of Leaflet's map.
FIRST_VIEW = {
    "center": _CENTRE,
    "zoom": _ZOOM,
    **{camelize(name): value for name, value in _OPTIONS.items()},
}
_ADDRESS = re.compile(r"[a-zA-Z0-9./?=&,:%~+-]*")


class _StartScript(MacroElement):
    """Starts the map's own script once Leaflet is there."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const options = {{ this.options | tojson }};
        import("{{ this.script }}").then(
            ({ start }) => start.{{ this.kind }}({{ this._parent.get_name() }}, options),
            () => {
                const again = document.createElement("button");
                again.textContent = options.words.again;
                again.onclick = () => location.reload();
                const told = document.createElement("div");
                told.className = "message";
                told.setAttribute("role", "alert");
                told.append(options.words.failed, again);
                document.body.append(told);
            },
        );
        {% endmacro %}
        """
    )

    def __init__(self, files: Payload, kind: str, options: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.script = f"{_ROOT}/{files.scripts}/{ALL_SCRIPTS}"
        self.kind = kind
        self.options = {"index": files.index, "words": first_words(), **options}


def first_words() -> Mapping[str, str]:
    """What is said before the index is there, which brings all other texts."""
    return {
        "loading": say("Loading the map…"),
        "failed": say(
            "The map could not be loaded. Check the connection to the server and try again."
        ),
        "again": say("Try again"),
    }


@dataclass(frozen=True, slots=True)
class OwnOnMap:
    """The layer of a reader on a small map: addresses and numbers only, never a text of the file.

    `squares` is where they are below `/atlas/`, `box` their west, south, east and north edge in
    degrees (empty if nothing is shown), `colours` the names in `style.yaml` by class, `count` how
    many features the layer has.
    """

    squares: str
    box: tuple[float, ...]
    colours: tuple[str, ...]
    count: int

    def __post_init__(self) -> None:
        """Refuse everything else."""
        if not (_ADDRESS.fullmatch(self.squares) and all(map(_COLOUR.fullmatch, self.colours))):
            raise ValueError("a layer has an address and names of colours, nothing else")


@dataclass(frozen=True, slots=True)
class SmallMap:
    """What a small map shows: ids and file names only, never a text of the data.

    `layers` are project ids, `focus` the records that stand out
    (if places are among them, no others are shown), `ways` the address below
    `/atlas/` of routes to draw, and plates of one `group` move together. `own` is the layer of a
    reader, `named` are the places of an article beside the map, whose words it then listens to.
    """

    layers: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    ways: str = ""
    group: str = ""
    own: OwnOnMap | None = None
    named: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse everything that could be more than an id or an address."""
        ids = (*self.layers, *self.focus, *(self.named or ()), *filter(None, [self.group]))
        if not all(map(_ID.fullmatch, ids)) or not _ADDRESS.fullmatch(self.ways):
            raise ValueError("a small map takes ids and an address, nothing else")

    def key(self) -> str:
        """The same for the same content, and without an underscore."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def atlas_map(files: Payload, *, timeline: bool = False) -> folium.Map:
    """The map for `st_folium`: always the same for the same data, scripts and language.

    With `timeline` a slider of dates stands below it.
    """
    return _folium_map(files, "atlas", {"timeline": timeline})


def small_atlas_map(files: Payload, shown: SmallMap) -> folium.Map:
    """A small map of chosen records."""
    return _folium_map(files, "smallMap", asdict(shown))


def links_ahead(files: Payload) -> str:
    """A `Link` header for the frame of a map: all that it will ask for, fetched while it starts."""
    folder = f"{_ROOT}/{files.scripts}"
    wanted = (
        (f"{folder}/leaflet.js", "preload; as=script"),
        (f"{folder}/{ALL_SCRIPTS}", "modulepreload"),
        *(
            (f"{_ROOT}/{name}", "preload; as=fetch; crossorigin")
            for name in (files.index, *files.lines)
        ),
        (f"{folder}/leaflet.css", "preload; as=style"),
        (f"{folder}/atlas.css", "preload; as=style"),
    )
    return ", ".join(f"<{url}>; rel={how}" for url, how in wanted)


def _folium_map(files: Payload, kind: str, options: Mapping[str, object]) -> folium.Map:
    folder = f"{_ROOT}/{files.scripts}"

    class AtlasMap(folium.Map):
        """A folium map that asks for the app's own Leaflet and for nothing else."""

        default_js = [("leaflet", f"{folder}/leaflet.js")]  # noqa: RUF012
        default_css = [  # noqa: RUF012
            ("leaflet_css", f"{folder}/leaflet.css"),
            ("atlas_css", f"{folder}/atlas.css"),
        ]

    chart = AtlasMap(
        location=_CENTRE, zoom_start=_ZOOM, tiles=None, min_zoom=3, max_zoom=14, **_OPTIONS
    )
    chart.add_child(_StartScript(files, kind, options))
    return chart
