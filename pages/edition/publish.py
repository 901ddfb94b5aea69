"""`python -m geo publish DIR`: the atlas as a folder that any web server serves without Python."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from geo.mapview.assets import Assets
from geo.mapview.folium_map import FIRST_VIEW, first_words
from geo.mapview.fonts import STREAMLITS_FAMILY, font_faces
from geo.mapview.script_bundle import joined_script
from geo.records.dates import Day, today, when
from geo.records.errors import DataError, GeoError
from geo.views.addresses import MAP
from geo.views.exports.citation import Citation, cite
from geo.views.exports.feed import as_json, atom
from pages.edition.contents import edition_pages
from pages.edition.files import downloads
from pages.edition.folder import MARKER, marker, replace_folder
from pages.edition.search_index import search_index
from pages.edition.shell import Edition, EditionPage, missing, page_html, sitemap
from pages.ui import cache
from pages.ui.html import render

_HERE = Path(__file__).parent
_PAGES = _HERE.parent
_SCRIPTS = (_HERE, _PAGES / "ui" / "bar", _PAGES.parent / "geo" / "mapview" / "web")
_UI = _PAGES / "ui"
_SHEETS = (_UI / "records.css", _UI / "articles" / "articles.css", _HERE / "edition.css")
_LICENCE = _PAGES.parent / "LICENSES" / "OFL-1.1.txt"
_YEAR = 365  # days of the feed
HOME = "http://localhost:8000/"


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: how many files, and the address that feeds and citations name."""

    files: int
    home: str


def publish(
    folder: Path, home: str = HOME, live: str = "", *, with_downloads: bool = True
) -> Published:
    """Write the edition of the data of this process; the same data and day give the same bytes.

    `home` is where it will be served, `live` the address of a live atlas if there is one. Raises
    GeoError if the data has problems, an address is none, or `folder` holds something else.
    """
    home, live = _address(home), _address(live) if live else ""
    if cache.atlas().issues:
        raise DataError(cache.atlas().issues)
    files = _files(home, live, with_downloads=with_downloads)
    return Published(replace_folder(folder, files), home)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise GeoError(f"“{text}” is no address of an atlas, such as https://atlas.example/.")
    return text.rstrip("/") + "/"


def _files(home: str, live: str, *, with_downloads: bool) -> Iterator[tuple[str, bytes]]:
    payload, own = cache.payload(), Assets()
    edition = _edition(home, live, own)
    frame = own.add("frame.js", joined_script(_HERE, "frame.js", *_SCRIPTS[1:]).encode())
    for assets in (payload.assets, own):
        for name in assets.names():
            asset = assets.get(name)
            if asset:
                yield f"atlas/{name}", asset.body
    yield "component/streamlit_folium.st_folium/index.html", _frame(frame, edition.search)
    pages: list[EditionPage] = []
    for page in edition_pages(live):
        pages.append(page)
        yield f"{page.path}index.html", page_html(edition, page)
    yield "404.html", page_html(edition, missing(edition))
    yield "sitemap.xml", sitemap(edition, pages)
    yield from _feeds(home)
    yield "llms.txt", _llms(edition)
    yield "atlas/preview.jpg", (_PAGES / "server" / "preview.jpg").read_bytes()
    yield "atlas/fonts.txt", _LICENCE.read_bytes()
    if with_downloads:
        yield from downloads(home)
    citation = _citation(home)
    told = {"version": citation.version, "as_of": citation.as_of, "day": today().isoformat()}
    yield MARKER, marker({**told, "home": home})


def _citation(home: str) -> Citation:
    citation = cite(cache.atlas(), MAP.path, (), home)
    if citation is None:
        raise KeyError(MAP.path)
    return citation


def _edition(home: str, live: str, own: Assets) -> Edition:
    """What all pages share; its files are added to `own`."""
    payload, bar = cache.payload(), cache.bar()
    faces = font_faces(
        {name: f"./{file}" for name, file in payload.fonts.items()}, STREAMLITS_FAMILY
    )
    shared = [bar.assets.get(name) for name in (bar.style, bar.page_style)]
    sheets = b"".join(asset.body for asset in shared if asset)
    sheets += b"".join(path.read_bytes() for path in _SHEETS)
    index = search_index(cache.atlas(), cache.index_with_towns())
    return Edition(
        home=home,
        live=live,
        as_of=_citation(home).as_of,
        day=when(today().isoformat()),
        citation=_citation(home).undated(),
        style=own.add("edition.css", faces.encode() + sheets),
        script=own.add("page.js", joined_script(_HERE, "page.js", *_SCRIPTS[1:]).encode()),
        search=own.add_json("search.json", index),
        icon=own.add("icon.svg", (_PAGES / "ui" / "logo.svg").read_bytes()),
    )


def _frame(script: str, search: str) -> bytes:
    payload = cache.payload()
    told = {
        "index": payload.index,
        "scripts": payload.scripts,
        "search": search,
        "words": dict(first_words()),
        "map": FIRST_VIEW,
    }
    return render("edition_frame", scripts=payload.scripts, frame=script, told=told).encode()


def _feeds(home: str) -> Iterator[tuple[str, bytes]]:
    """What changed within the last year."""
    until = today()
    since = Day.fromordinal(until.toordinal() - _YEAR)
    rows = cache.change_rows_of(since, until)
    own = f"{home}atlas/changes.atom"
    yield "atlas/changes.atom", atom(rows, None, home, own, until).encode()
    told = as_json(rows, home, since, until)
    yield "atlas/changes.json", json.dumps(told, ensure_ascii=False).encode()


_LLMS = """# Corridor Atlas

> A map of connectivity between Pakistan, Central Asia and Russia: what is built, what is promised,
> and who says so. Data as of {edition.as_of}, a static edition of {edition.day}. A promise is never
> a fact here: look at `state` and `is_in_service` before you say that a line runs. Figures that
> disagree are all kept: name the source with each.

## Take

- [All records]({edition.home}atlas/export/atlas.zip): JSON with schemas and checksums
- [All figures as statements]({edition.home}atlas/export/statements.jsonld): with source and rank
- [Lines and places]({edition.home}atlas/export/atlas.geojson): GeoJSON with states
- [Changes]({edition.home}atlas/changes.json): what changed within a year
- [Pages]({edition.home}sitemap.xml): one for each record and project

## Read

- [Data]({edition.home}data/): every record in tables
- [Sources]({edition.home}sources/): every document, with its licence
- [About]({edition.home}about/): method, rules of honesty, limits
"""


def _llms(edition: Edition) -> bytes:
    live = f"\nRoutes and searches are answered at {edition.live}llms.txt\n" if edition.live else ""
    return (_LLMS.format(edition=edition) + live).encode()
