"""What the app calls: bytes of a reader in, a layer out, read in a process with limits."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore

import geopandas as gpd

from geo.reading.uploads.child import ANSWER, LAYER_FILE, REQUEST, too_large
from geo.reading.uploads.limits import UploadLimits, limits_of
from geo.reading.uploads.told import Note, NoteKind, UploadError
from geo.records.phrases import number
from geo.records.texts import language, say

_CHILD = "geo.reading.uploads.child"
_ROOT = Path(__file__).parents[3]
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
        (folder / REQUEST).write_text(json.dumps(request), "utf-8")
        _run(folder, name, limits)
        answer = json.loads((folder / ANSWER).read_text("utf-8"))
        if "fault" in answer:
            raise UploadError(**answer["fault"])
        frame = gpd.read_parquet(folder / LAYER_FILE)
    notes = tuple(Note(NoteKind(note["kind"]), note["text"]) for note in answer["notes"])
    return UploadedLayer(name, frame, notes)


def _run(folder: Path, name: str, limits: UploadLimits) -> None:
    """Let the child read; raises UploadError if it was ended before it had an answer."""
    command = [sys.executable, "-m", _CHILD, str(folder)]
    try:
        with _AT_A_TIME:
            done = subprocess.run(  # noqa: S603 - no word of the reader is in it
                command,
                cwd=_ROOT,
                env=_environment(folder),
                timeout=limits.seconds,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise too_large(name) from None
    if done.returncode and not (folder / ANSWER).exists():
        raise _ended(done, name)


def _ended(done: "subprocess.CompletedProcess[bytes]", name: str) -> UploadError:
    if done.returncode < 0 or b"alloc" in done.stderr or b"MemoryError" in done.stderr:
        return too_large(name)
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return UploadError(
        say("the libraries cannot read it ({how})", how=last[:200]),
        say("Export it again, or in another format"),
        file=name,
    )


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of this process that reading does not need: no keys, no proxies."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    # Each thread of these libraries reserves memory that counts against the limit.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS"), "1")
    return {
        **kept,
        **threads,
        "LANG": "C.UTF-8",
        "TMPDIR": str(folder),
        "GDAL_SKIP": ",".join(_NEVER),
        "PROJ_NETWORK": "OFF",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
        "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
    }
