"""The folium map: constant, tiny and without a word of text from the data.

Folium renders every string it is given as a Jinja template on the server, so no text of the
atlas ever reaches it. It gets file names made of hashes; the browser fetches the data and sets
it as text.
"""

import folium
from branca.element import MacroElement
from jinja2 import Template

#: From the frame of the component to the app's own files.
_ROOT = "../../atlas"


class _Start(MacroElement):
    """Starts the map's own script once Leaflet is there."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        import("{{ this.script }}").then((atlas) => atlas.start(
            {{ this._parent.get_name() }}, {index: "{{ this.index }}"}));
        {% endmacro %}
        """
    )

    def __init__(self, folder: str, index: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.script = f"{_ROOT}/{folder}/atlas.js"
        self.index = index


def atlas_map(folder: str, index: str) -> folium.Map:
    """The map for `st_folium`: always the same for the same data and scripts.

    `folder` holds the scripts, `index` is the served name of the index file (see `Assets`).
    """

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
    chart.add_child(_Start(folder, index))
    return chart
