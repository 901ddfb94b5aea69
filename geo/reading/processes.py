"""A process of its own for what strangers send: a request in, an answer out, limits all the time.

The parent calls `answer_from`; the child calls `restrict` before it looks at anything. Both meet
in a folder: `request.json` there is what is asked, `answer.json` what came of it.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.records.errors import GeoError

REQUEST, ANSWER = "request.json", "answer.json"
_ROOT = Path(__file__).parents[2]
_MB = 1_000_000


class EndedError(GeoError):
    """The process ended without an answer.

    `asked_too_much` if it took more time or memory than it may; else `how` is what it said last.
    """

    def __init__(self, how: str = "", *, asked_too_much: bool = False) -> None:
        """Keep how it ended."""
        self.how, self.asked_too_much = how, asked_too_much
        super().__init__(how or "the process took more time or memory than it may have")


def answer_from(
    module: str,
    folder: Path,
    request: Mapping[str, object],
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What `python -m module folder` answers to a request.

    It has `seconds` on the clock, and of our environment only what it needs to start, with
    `environment` added: no keys, no proxies. Raises EndedError if it ended without an answer.
    """
    (folder / ANSWER).unlink(missing_ok=True)
    (folder / REQUEST).write_text(json.dumps(request), "utf-8")
    try:
        done = subprocess.run(  # noqa: S603 - no word of the reader is in it
            [sys.executable, "-m", module, str(folder)],
            cwd=_ROOT,
            env={**_environment(folder), **(environment or {})},
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EndedError(asked_too_much=True) from None
    try:
        answer: dict[str, Any] = json.loads((folder / ANSWER).read_text("utf-8"))
    except (FileNotFoundError, ValueError):  # the latter for one that was not written to its end
        raise _ended(done) from None
    return answer


def _ended(done: "subprocess.CompletedProcess[bytes]") -> EndedError:
    if done.returncode < 0 or b"alloc" in done.stderr or b"MemoryError" in done.stderr:
        return EndedError(asked_too_much=True)
    return EndedError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "TMPDIR": str(folder)}


def restrict(seconds: int, memory_mb: int, written_mb: int) -> None:
    """Set what this process may take; the system ends it where it takes more.

    `seconds` of the processor, `memory_mb` of address space, `written_mb` in a file.
    """
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory_mb * _MB),
        (resource.RLIMIT_FSIZE, written_mb * _MB),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))
