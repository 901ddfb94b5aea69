"""Files that readers send: of every kind, damaged, under names that lie, and what is made of them.

They are read within this process, a copy with limits; a few by a child, as the app does it.
"""

import json
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache as kept
from pathlib import Path

import geopandas as gpd
import shapely
from hypothesis import strategies as st

from geo.reading.texts.child import text_in
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.child import LAYER_FILE
from geo.reading.uploads.layering import read_into
from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.reader import UploadedLayer, read_upload
from geo.reading.uploads.sniffing import ENDINGS
from geo.reading.uploads.told import UploadError, notes_again
from geo.views.proposals.from_feature import ProposalError, proposal_of
from geo.views.proposals.proposal import drafts_of
from geo.views.tables import table_file
from geo.views.verdicts.own_layer import OwnLayer
from geo.views.verdicts.own_link import packed_layer, unpacked_layer
from geo.views.verdicts.own_view import OwnChoice
from pages.ui import cache
from pages.ui.html import render
from tests.fuzz.alive import live_csv, live_markup
from tests.fuzz.doors.door import Door, FaultError, check_sentence
from tests.fuzz.doors.samples import layer_files, text_files
from tests.fuzz.sayings import CHANGE, CHANGES, HALVES, HOSTILE, ODD, ByteChange, damaged

_LIMITS, _TEXT_LIMITS = UploadLimits(), TextLimits()
_MOST_JUDGED = 5
_NAMES = ("a", "Дороги", "سڑکیں", "../../etc/passwd", "a" * 300, "", "<b>x</b>", "con", ".", "a\nb")
_SYSTEMS = ("", "", "", "EPSG:4326", "EPSG:32642", "EPSG:999999", "+proj=longlat", "mars", "4326")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it is sent: which sample it was, what happened to it, and its name.

    `is_proposed` says that its first feature is made records, which takes long.
    """

    sample: str
    changes: tuple[ByteChange, ...]
    name: str
    crs: str = ""
    swap: bool = False
    is_proposed: bool = False

    def data(self, samples: Mapping[str, bytes]) -> bytes:
        """What is in it."""
        return damaged(samples[self.sample], self.changes)


def _sent(samples: Mapping[str, bytes], endings: tuple[str, ...]) -> st.SearchStrategy[SentFile]:
    # A sample that is bad from its start needs no damage, and few cases.
    good = [name for name in sorted(samples) if not name.startswith("bad-")]
    honest = st.one_of(*[st.sampled_from(good)] * 4, st.sampled_from(sorted(samples)))
    stem = st.one_of(st.sampled_from(_NAMES), st.sampled_from(_NAMES), HOSTILE, HALVES)
    lying = st.builds(lambda a, b: f"{a[:300]}{b}", stem, st.sampled_from((*endings, "", ".exe")))
    return honest.flatmap(
        lambda sample: st.builds(
            SentFile,
            st.just(sample),
            CHANGES,
            st.one_of(st.just(sample), st.just(sample), lying),
            st.one_of(st.sampled_from(_SYSTEMS), ODD.map(lambda text: text[:40])),
            st.booleans(),
            st.integers(1, 5).map(lambda chance: chance == 3),
        )
    )


def read_layer(sent: SentFile) -> str:
    """What came of a file of lines; raises FaultError where a promise is broken."""
    layer = _layer_here(sent)
    frame = layer.frame
    bounds = frame.total_bounds
    if not len(frame) or not frame.geometry.is_valid.all() or frame.crs != "EPSG:4326":
        raise FaultError("a layer of nothing, of shapes that are not valid, or not in degrees")
    if not (-180 <= bounds[0] <= bounds[2] <= 180 and -90 <= bounds[1] <= bounds[3] <= 90):
        raise FaultError(f"positions reach {bounds}")
    own = _shown(layer)
    if sent.is_proposed:
        _proposed(own)
    return "read"


def _layer_here(sent: SentFile) -> UploadedLayer:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder = Path(place)
        (folder / "upload.bin").write_bytes(sent.data(layer_files()))
        request = {"name": sent.name, "file": "upload.bin", "crs": sent.crs, "swap": sent.swap}
        try:
            answer = read_into(folder, request, _LIMITS)
        except UploadError as error:
            raise error.within(sent.name) from None
        except Exception as error:
            if _is_ours(error):
                raise
            # The child ends with it, and its parent says so in a sentence of its own.
            raise UploadError("the libraries cannot read it", "Export it again") from None
        frame = gpd.read_parquet(folder / LAYER_FILE)
    for note in answer["notes"]:
        check_sentence(note["text"])
    return UploadedLayer(sent.name, frame, notes_again(answer["notes"]))


def _is_ours(error: Exception) -> bool:
    return "/geo/" in traceback.extract_tb(error.__traceback__)[-1].filename


def _shown(layer: UploadedLayer) -> OwnLayer:
    """The page of a layer and what can be taken of it."""
    own = OwnLayer(layer, cache.judge)
    for column in own.columns[:3]:
        own.view(OwnChoice(column.name, "a", column.name, column.words[:2]))
    view = own.view(OwnChoice())
    rows = view.rows[:_MOST_JUDGED]
    own.source.square(view.tiles, 4, 11, 6)
    parts = (
        render("layers", layer=layer, part="notes"),
        render("layers", view=view, count=own.count, part="colours"),
        render("layers", rows=own.rows(cache.atlas(), rows), part="verdicts"),
    )
    if alive := live_markup("".join(parts)):
        raise FaultError(f"the page holds {alive[:3]}")
    table = table_file(cache.atlas(), own.table(cache.atlas(), rows)).decode("utf-8-sig")
    if formulas := live_csv(table):
        raise FaultError(f"the table holds {formulas[:3]}")
    json.loads(own.geojson(rows))
    if link := packed_layer(layer):
        json.loads(unpacked_layer(link) or b"")
    return own


def _proposed(own: OwnLayer) -> None:
    ground = cache.ground()
    (verdict,) = own.verdicts([0])
    try:
        known = proposal_of(
            verdict, own.layer.frame.iloc[0].to_dict(), ground, cache.judge().country_at
        )
    except ProposalError as error:
        check_sentence(str(error))
        return
    drafts = [made for found in drafts_of(known, {}, ground).values() for made in found]
    for issue in ground.issues(drafts):
        check_sentence(issue.sentence())


def read_by_child(sent: SentFile) -> str:
    """The same as the app does it: in a child, whose end is told in a sentence."""
    try:
        read_upload(sent.data(layer_files()), sent.name, crs=sent.crs, swap=sent.swap)
    except UploadError as error:
        check_sentence(str(error))
        return "refused"
    return "read"


def read_text(sent: SentFile) -> str:
    """What came of a file with a text."""
    try:
        got = text_in(sent.data(text_files()), sent.name, _TEXT_LIMITS)
    except UploadError as error:
        raise error.within(sent.name) from None
    except (MemoryError, RecursionError):
        return "too costly"
    if not got["text"].strip() or len(got["text"]) > _TEXT_LIMITS.letters:
        raise FaultError(f"a text of {len(got['text'])} letters")
    if any(not char.isprintable() and char not in "\n\t" for char in got["text"]):
        raise FaultError("letters that nobody sees")
    for note in got["notes"]:
        check_sentence(note["text"])
    return "read"


@dataclass(frozen=True, slots=True)
class LayerLink:
    """What stands for a layer in an address."""

    text: str


def _layer_links() -> st.SearchStrategy[LayerLink]:
    sound = _packed()
    spoiled = st.builds(lambda change: change.of(sound.encode()).decode("latin-1"), CHANGE)
    return st.one_of(spoiled, ODD, HALVES).map(LayerLink)


@kept
def _packed() -> str:
    shape = shapely.LineString([(66.5, 30.1), (67.0, 31.0)])
    frame = gpd.GeoDataFrame({"name": ["x"]}, geometry=[shape], crs=4326)
    own = frame.assign(_number=[1], _layer=["a"], _label=["x"])
    return packed_layer(UploadedLayer("a", own, ())) or ""


def opened_link(link: LayerLink) -> str:
    """What came of a layer in an address."""
    data = unpacked_layer(link.text)
    if data is None:
        return "refused"
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        (Path(place) / "upload.bin").write_bytes(data)
        request = {"name": "layer.geojson", "file": "upload.bin", "crs": "", "swap": False}
        read_into(Path(place), request, _LIMITS)
    return "read"


UPLOADS = Door("uploads", lambda: _sent(layer_files(), ENDINGS), read_layer, seconds=10, share=12)
TEXT_UPLOADS = Door(
    "text files",
    lambda: _sent(text_files(), (".txt", ".html", ".pdf", ".docx", ".eml", ".md")),
    read_text,
    seconds=10,
    share=6,
)
CHILDREN = Door(
    "uploads in a child", lambda: _sent(layer_files(), ENDINGS), read_by_child, 15, share=0
)
LAYER_LINKS = Door("layers in links", _layer_links, opened_link, seconds=3, share=2)
FILE_DOORS = (UPLOADS, TEXT_UPLOADS, CHILDREN, LAYER_LINKS)
