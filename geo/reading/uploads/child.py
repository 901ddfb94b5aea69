"""The process that reads one file: limits first, then everything that could go wrong.

`python -m geo.reading.uploads.child FOLDER` reads `request.json` there and writes `answer.json`,
and beside it `layer.parquet` if all went well. `geo.reading.uploads.reader` starts it.
"""

import importlib
import json
import resource
import sys
from pathlib import Path

from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.told import UploadError
from geo.records.texts import say, use_language

REQUEST, ANSWER, LAYER_FILE = "request.json", "answer.json", "layer.parquet"
_MB = 1_000_000


def main(folder: Path) -> None:
    """Read the file that the request names, within its limits."""
    request = json.loads((folder / REQUEST).read_text("utf-8"))
    limits = UploadLimits(**request["limits"])
    use_language(request["language"])
    restrict(limits)
    try:
        # Only now: what the libraries do while they load is within the limits as well.
        layering = importlib.import_module("geo.reading.uploads.layering")
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


def restrict(limits: UploadLimits) -> None:
    """Set what this process may take; the system ends it where it takes more."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory_mb * _MB),
        (resource.RLIMIT_FSIZE, 2 * limits.unpacked_mb * _MB),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
