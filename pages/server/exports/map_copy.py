"""The map of an address as one page that opens without any server."""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from geo.mapview.copies.offline import OfflineView, offline_map, offline_scripts, offline_style
from geo.records.dates import when
from geo.records.errors import UnknownId
from geo.views.addresses import MAP, TIMELINE
from geo.views.briefs.map_details import OnMap, map_details
from geo.views.exports.bundle import LICENCES
from geo.views.exports.citation import Citation, cite
from geo.views.exports.shown import Shown, ShownRecords
from pages.server.exports.copy import Copy
from pages.server.exports.export_views import SHOWN, BadAddressError, checked_pairs, shown_by
from pages.ui import cache
from pages.ui.html import render
from pages.ui.map_address import ViewState, read_query, vocabulary

_Pairs = Sequence[tuple[str, str]]
#: What decides how the map looks, beside what is on.
_LOOKS = ("context", "basemap", "lat", "lon", "z")
#: Nothing but what stands in the file may be shown or run; the scripts are those of these hashes.
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)


def map_copy(pairs: _Pairs, home: str) -> Copy:
    """The copy of a map's address; raises BadAddressError for what there is not."""
    query = checked_pairs(pairs, MAP, TIMELINE)
    wanted = {name: query[name] for name in (*SHOWN, *_LOOKS) if query.get(name)}
    atlas = cache.atlas()
    shown = shown_by({name: wanted[name] for name in SHOWN if name in wanted})
    looks = {name: wanted[name] for name in _LOOKS if name in wanted}
    view, notices = read_query(looks, vocabulary(atlas))
    if notices:
        raise BadAddressError(notices[0])
    told = tuple(wanted.items())
    citation = cite(atlas, MAP.path, told, home)
    if citation is None:  # the map is a page
        raise UnknownId(MAP.path)
    address = home + (f"?{urlencode(told, safe=',')}" if told else "")
    return Copy(
        key=told,
        name="corridor-atlas-map.html",
        media_type="text/html; charset=utf-8",
        make=lambda: _page(shown, view, citation, address).encode(),
        is_text=True,
    )


def _page(shown: Shown, view: ViewState, citation: Citation, address: str) -> str:
    atlas, files, style = cache.atlas(), cache.payload(), cache.style()
    if style is None:
        raise BadAddressError("The look of the map cannot be read, so there is no copy of it.")
    records = ShownRecords(atlas, shown)
    on = OnMap(records.projects, records.lines(), records.places(), records.outlines(), shown.day)
    told = offline_map(
        files,
        OfflineView(
            sets=_sets(shown, view, [project.id for project in on.projects if project.layer]),
            lines={record.id for record in (*on.lines, *on.outlines)},
            places={site.id for site in on.places},
            select=shown.select,
            date=shown.day.isoformat() if shown.day else "",
            basemap=view.basemap,
            position=_position(view),
        ),
    )
    # Ours and Leaflet's: no text of the data is in them.
    leaflet, script = map(Markup, offline_scripts(files))
    return render(
        "offline",
        title=citation.title,
        address=address,
        as_of=citation.as_of,
        version=citation.version,
        day=when(shown.day.isoformat()) if shown.day else "",
        details=map_details(atlas, on),
        # With the day of today: what is called open or silent is so then, however late it is read.
        citation=citation.apa(),
        licences=_licences(),
        policy=_POLICY.format(scripts=" ".join(map(_hash, (leaflet, script)))),
        style=Markup(offline_style(files, style)),  # noqa: S704 - our sheets and colours
        told=_packed(told),
        leaflet=leaflet,
        script=script,
    )


def _sets(shown: Shown, view: ViewState, layers: Sequence[str]) -> dict[str, Sequence[str]]:
    """What is on, in the words of the map's scripts."""
    every = vocabulary(cache.atlas())
    asked = {"states": shown.states, "modes": shown.modes, "places": shown.places}
    sets: dict[str, Sequence[str]] = {
        name: sorted(getattr(every, name) if words is None else words)
        for name, words in asked.items()
    }
    return {"layers": layers, **sets, "context": view.context or ()}


def _position(view: ViewState) -> tuple[float, float, float] | None:
    if view.lat is None or view.lon is None or view.z is None:
        return None
    return view.lat, view.lon, view.z


def _packed(told: Mapping[str, object]) -> str:
    """JSON, packed: a third of its size, and no text in it can end the element that holds it."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _licences() -> list[str]:
    return [f"{name}: {address}" for name, address in LICENCES.items()]


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
