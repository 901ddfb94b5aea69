"""The file of a reader: read, judged and kept for the session, with words from the first second."""

from dataclasses import dataclass

import streamlit as st

from geo.reading.uploads.limits import limits_of
from geo.reading.uploads.reader import read_upload
from geo.reading.uploads.sniffing import ENDINGS
from geo.reading.uploads.told import UploadError
from geo.records.texts import language, say
from geo.views.exports.formats import FORMATS
from geo.views.tables import table_file
from geo.views.verdicts.own_layer import OwnLayer, judged
from pages.ui import cache
from pages.ui.address import held, put

_KEPT = "own-layer"
_CSV = FORMATS[0]  # every table can be taken so


@dataclass(frozen=True)
class JudgedFile:
    """What came of a file: the layer, or the fault that was found. `key` says of which."""

    key: tuple[object, ...]
    own: OwnLayer | None
    fault: UploadError | None = None


def ask_for_layer() -> JudgedFile | None:
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
    if file is None:
        put(_KEPT, None)
        return None
    key = (file.file_id, crs.strip(), swap, language())
    kept = held(_KEPT)
    if not isinstance(kept, JudgedFile) or kept.key != key:
        put(_KEPT, None)  # the old layer is given back before the new one is read
        kept = _opened(key, file.getvalue(), file.name, crs.strip(), swap=swap)
        put(_KEPT, kept)
    return kept


def _opened(key: tuple[object, ...], data: bytes, name: str, crs: str, *, swap: bool) -> JudgedFile:
    bar = st.progress(0.0, say("Reading {file}…", file=name))

    def tell(done: int, count: int) -> None:
        bar.progress(done / count, say("Held against the atlas: {done} of {count}", done=done,
                                       count=count))  # fmt: skip

    try:
        layer = read_upload(data, name, crs=crs, swap=swap)
        return JudgedFile(key, judged(layer, cache.judge(), tell))
    except UploadError as error:
        return JudgedFile(key, None, error)
    finally:
        bar.empty()


def offer_files(own: OwnLayer) -> None:
    """Buttons for the verdicts as a table and for the layer as it was read.

    They belong to the session, as the file does: no address could hold them.
    """
    with st.container(horizontal=True):
        for label, data, name, kind in (
            (
                say("Verdicts as {format}", format=_CSV.label),
                lambda: table_file(cache.atlas(), own.table(cache.atlas())),
                f"corridor-atlas-verdicts.{_CSV.ending}",
                _CSV.media_type,
            ),
            (
                say("Layer as {format}", format="GeoJSON"),
                own.geojson,
                "own-layer.geojson",
                "application/geo+json",
            ),
        ):
            st.download_button(label, data=data, file_name=name, mime=kind, on_click="ignore")
