"""What the app calls: bytes of a reader in, a layer out, read in a process with limits."""

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import geopandas as gpd
import pyarrow as pa

from geo.reading.processes import EndedError, answer_from, make_ready
from geo.reading.uploads.child import too_large
from geo.reading.uploads.layering import LAYER_FILE
from geo.reading.uploads.limits import UploadLimits, limits_of
from geo.reading.uploads.told import Note, UploadError, notes_again
from geo.records.phrases import number
from geo.records.texts import language, say

_CHILD = "geo.reading.uploads.child"
_MB = 1_000_000
#: So many files are read at a time, for each may take all the memory of its limit.
_AT_A_TIME = BoundedSemaphore(2)
#: Drivers of GDAL that ask servers, or open other files than the one that they were given.
_NEVER = (
    *("OGR_VRT", "GDALG", "HTTP", "WFS", "OAPIF", "OGCAPI", "CSW", "Carto", "AmigoCloud", "EEDA"),
    *("Elasticsearch", "PLSCENES", "NGW", "ADBC", "GTFS", "PDF", "GPSBabel", "OGR_PDS", "PDS4"),
)


@dataclass(frozen=True)
class UploadedLayer:
    """What a file holds.

    `frame` is in EPSG:4326, longitude first, with its properties as columns and `_number` (of the
    record in its layer, from 1), `_layer` and `_label`. `notes` say what was recognised, repaired
    and left out.
    """

    name: str
    frame: gpd.GeoDataFrame
    notes: tuple[Note, ...]


def expect_upload() -> None:
    """Get ready for a file that somebody may send soon: reading it begins a second earlier."""
    make_ready(_CHILD, _environment())


def read_upload(
    data: bytes,
    name: str,
    *,
    crs: str = "",
    swap: bool = False,
    limits: UploadLimits | None = None,
) -> UploadedLayer:
    """Read a file that somebody sent, as a whole or not at all.

    `crs` names the reference system in place of what the file says (`EPSG:32642`), `swap` lets the
    axes change places. Raises UploadError with one sentence for a file that cannot be used, and
    LimitError if the limits of this machine are set wrongly.
    """
    limits = limits or limits_of()
    if len(data) > limits.file_mb * _MB:
        raise UploadError(
            say("it has {size} MB; the most is {most} MB", size=number(len(data) / _MB),
                most=limits.file_mb),
            say("Send it in parts, or as FlatGeobuf or GeoParquet, which are smaller"),
            file=name,
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="atlas-upload-") as place:
        folder = Path(place)
        (folder / "upload.bin").write_bytes(data)
        request = {
            "name": name,
            "file": "upload.bin",
            "crs": crs,
            "swap": swap,
            "limits": asdict(limits),
            "language": language(),
        }
        answer = _answer(folder, request, limits)
        if "fault" in answer:
            raise UploadError(**answer["fault"])
        # Arrow's own pool keeps what it had once, thread by thread; the system's gives it back.
        pa.set_memory_pool(pa.system_memory_pool())
        frame = gpd.read_feather(folder / LAYER_FILE)
    return UploadedLayer(name, frame, notes_again(answer["notes"]))


def _answer(folder: Path, request: dict[str, Any], limits: UploadLimits) -> dict[str, Any]:
    """What the child says; raises UploadError if it was ended before it had an answer."""
    try:
        with _AT_A_TIME:
            return answer_from(_CHILD, folder, request, limits.seconds, _environment())
    except EndedError as error:
        if error.asked_too_much:
            raise too_large(request["name"]) from None
        raise UploadError(
            say("the libraries cannot read it ({how})", how=error.how[:200]),
            say("Export it again, or in another format"),
            file=request["name"],
        ) from None


def _environment() -> dict[str, str]:
    """What keeps the libraries small and from asking the network."""
    # Each thread of these libraries reserves memory that counts against the limit.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS"), "1")
    return {
        **threads,
        "GDAL_SKIP": ",".join(_NEVER),
        "PROJ_NETWORK": "OFF",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
        "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
    }
