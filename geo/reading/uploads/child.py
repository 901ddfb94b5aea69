"""The process that reads one file: limits first, then everything that could go wrong.

`python -m geo.reading.uploads.child` is told a folder, reads `request.json` there and writes
`answer.json`, and beside it the layer if all went well. `geo.reading.uploads.reader` starts it.
"""

import importlib
import json
from pathlib import Path

from geo.reading.processes import ANSWER, REQUEST, folder_asked, restrict
from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.told import UploadError
from geo.records.texts import say, use_language

_LAYERING = "geo.reading.uploads.layering"


def main(folder: Path) -> None:
    """Read the file that the request names, within its limits."""
    request = json.loads((folder / REQUEST).read_text("utf-8"))
    limits = UploadLimits(**request["limits"])
    use_language(request["language"])
    restrict(limits.seconds, limits.memory_mb, 2 * limits.unpacked_mb)
    try:
        # What the libraries do while they load is within the limits as well, if they are not there.
        layering = importlib.import_module(_LAYERING)
        answer = layering.read_into(folder, request, limits)
    except UploadError as error:
        answer = {"fault": error.within(request["name"]).as_dict()}
    except MemoryError:
        answer = {"fault": too_large(request["name"]).as_dict()}
    (folder / ANSWER).write_text(json.dumps(answer), "utf-8")


def too_large(name: str) -> UploadError:
    """The fault of a file that needs more memory or time than it may have."""
    return UploadError(
        say("reading it takes more time or memory than it may have here"),
        say("Send it in parts, or simplify its lines"),
        file=name,
    )


if __name__ == "__main__":
    main(folder_asked(_LAYERING))
