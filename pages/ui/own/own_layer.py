"""The file of a reader: read and kept for the session, with words from the first second."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.reading.uploads.limits import limits_of
from geo.reading.uploads.reader import expect_upload, read_upload
from geo.reading.uploads.sniffing import ENDINGS
from geo.reading.uploads.told import UploadError
from geo.records.texts import language, say
from geo.views.addresses import LAYERS
from geo.views.exports.formats import FORMATS
from geo.views.tables import table_file
from geo.views.verdicts.own_layer import OwnLayer
from geo.views.verdicts.own_link import packed_layer, unpacked_layer
from pages.ui import cache
from pages.ui.address import asked_for, forget, held, let_go, put, write
from pages.ui.html import as_written
from pages.ui.own.squares import OwnSquares

_KEPT = "own-layer"
_CSV = FORMATS[0]  # every table can be taken so


#: Keys that begin so hold the network with a line of the layer in it: `with_line.py`.
LAID = "own-line-laid"
_BY_FILE, _BY_LINK = "file", "link"
#: What a layer is called that came in a link.
_LINKED = "layer.geojson"


@dataclass(frozen=True)
class ReadFile:
    """What came of a file: the layer and its squares, or the fault that was found.

    `key` says of which file, and how it was to be read.
    """

    key: tuple[object, ...]
    own: OwnLayer | None = None
    squares: OwnSquares | None = None
    fault: UploadError | None = None

    @property
    def is_from_file(self) -> bool:
        """Whether a file was given, and not a link."""
        return self.key[1] != _BY_LINK


def ask_for_layer() -> ReadFile | None:
    """The widgets for a file and how it is to be read; what came of the file that is there."""
    most = limits_of().file_mb
    file = st.file_uploader(
        say(
            "Your file, up to {most} MB: GeoJSON, GeoPackage, KML or KMZ, zipped Shapefile, GPX, "
            "CSV, Excel, GeoParquet or FlatGeobuf",
            most=most,
        ),
        type=[ending.removeprefix(".") for ending in ENDINGS],
        max_upload_size=most,
        key="own-file",
    )
    with st.expander(say("Positions look wrong?")):
        crs = st.text_input(
            say("Reference system, in place of what the file says"),
            placeholder="EPSG:32642",
            max_chars=40,
            key="own-crs",
        )
        swap = st.toggle(say("Swap latitude and longitude"), key="own-swap")
    how = (crs.strip(), swap, language())
    linked = asked_for(LAYERS, "layer") or ""
    kept = kept_file()
    if file is None and kept and kept.is_from_file:
        forget(LAYERS, "layer")  # who takes the file away means the layer
        linked = ""
    if file is None and not linked:
        _forget_layer()
        expect_upload()
        return None
    key = (file.file_id if file else linked, _BY_FILE if file else _BY_LINK, *how)
    if kept and kept.key == key:
        return kept
    _forget_layer()  # the old layer is given back before the new one is read
    kept = _opened(key, file, linked, crs.strip(), swap=swap)
    put(_KEPT, kept)
    if file:
        _put_into_link(kept)
    return kept


def kept_file() -> ReadFile | None:
    """The file of this visit and what came of it."""
    kept = held(_KEPT)
    return kept if isinstance(kept, ReadFile) else None


def _forget_layer() -> None:
    """Let go of the layer and of the network in which a line of it was laid."""
    put(_KEPT, None)
    let_go(LAID)


def _opened(
    key: tuple[object, ...], file: UploadedFile | None, linked: str, crs: str, *, swap: bool
) -> ReadFile:
    name = file.name if file else _LINKED
    data = file.getvalue() if file else unpacked_layer(linked)
    if data is None:
        forget(LAYERS, "layer")
        found = say("the link holds no layer that can be read")
        return ReadFile(key, fault=UploadError(found, say("Ask for the file itself"), file=name))
    with st.spinner(say("Reading {file}…", file=as_written(name))):
        try:
            own = OwnLayer(read_upload(data, name, crs=crs, swap=swap), cache.judge)
        except UploadError as error:
            return ReadFile(key, fault=error)
        return ReadFile(key, own, OwnSquares(own.source))


def _put_into_link(kept: ReadFile) -> None:
    """A small layer stands in the address, so that the page can be shared as it is."""
    link = packed_layer(kept.own.layer) if kept.own else None
    if link:
        write(LAYERS, "layer", link)
    else:
        forget(LAYERS, "layer")


def offer_files(own: OwnLayer, rows: Sequence[int]) -> None:
    """Buttons for the verdicts on these features as a table, and for the features themselves.

    They belong to the session, as the file does: no address could hold them.
    """
    with st.container(horizontal=True):
        for label, data, name, kind in (
            (
                say("Verdicts as {format}", format=_CSV.label),
                lambda: table_file(cache.atlas(), own.table(cache.atlas(), rows)),
                f"corridor-atlas-verdicts.{_CSV.ending}",
                _CSV.media_type,
            ),
            (
                say("Layer as {format}", format="GeoJSON"),
                lambda: own.geojson(rows),
                "own-layer.geojson",
                "application/geo+json",
            ),
        ):
            st.download_button(label, data=data, file_name=name, mime=kind, on_click="ignore")
