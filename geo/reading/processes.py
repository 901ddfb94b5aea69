"""A process of its own for what strangers send: a request in, an answer out, limits all the time.

The parent calls `answer_from`, and `make_ready` where somebody is about to send something: to
start takes longer than most files do. The child calls `folder_asked`, and then `restrict` before it
looks at anything. Both meet in that folder: `request.json` there is what is asked, and
`answer.json` what came of it.
"""

import importlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from geo.records.errors import GeoError

REQUEST, ANSWER = "request.json", "answer.json"
_ROOT = Path(__file__).parents[2]
_MB = 1_000_000
#: Seconds after which a process that waits for a request ends, and in which none is asked before.
_LONGEST_WAIT, _JUST_BEFORE = 600, 30


class EndedError(GeoError):
    """The process ended without an answer.

    `asked_too_much` if it took more time or memory than it may; else `how` is what it said last.
    """

    def __init__(self, how: str = "", *, asked_too_much: bool = False) -> None:
        """Keep how it ended."""
        self.how, self.asked_too_much = how, asked_too_much
        super().__init__(how or "the process took more time or memory than it may have")


@dataclass(frozen=True)
class _Waiting:
    process: "subprocess.Popen[bytes]"
    since: float

    @property
    def is_there(self) -> bool:
        """Whether it can be asked, and does not end of itself in this moment."""
        age = time.monotonic() - self.since
        return self.process.poll() is None and age < _LONGEST_WAIT - _JUST_BEFORE


_READY: dict[str, _Waiting] = {}
_LOCK = Lock()


def make_ready(module: str, environment: Mapping[str, str] | None = None) -> None:
    """Let one process of this module load its libraries, so that the next request finds it ready.

    It ends of itself if nobody asks it for ten minutes, or with this process.
    """
    with _LOCK:
        known = _READY.get(module)
        if known is None or not known.is_there:
            _READY[module] = _Waiting(_started(module, environment), time.monotonic())


def answer_from(
    module: str,
    folder: Path,
    request: Mapping[str, object],
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What the process of a module answers to a request.

    It has `seconds` on the clock, and of our environment only what it needs to start, with
    `environment` added: no keys, no proxies. Raises EndedError if it ended without an answer.
    """
    (folder / ANSWER).unlink(missing_ok=True)
    (folder / REQUEST).write_text(json.dumps(request), "utf-8")
    with _LOCK:
        waiting = _READY.pop(module, None)
    is_ready = waiting is not None and waiting.is_there
    with waiting.process if waiting and is_ready else _started(module, environment) as process:
        try:
            _, said = process.communicate(f"{folder}\n".encode(), seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise EndedError(asked_too_much=True) from None
    try:
        answer: dict[str, Any] = json.loads((folder / ANSWER).read_text("utf-8"))
    except (FileNotFoundError, ValueError):  # the latter for one that was not written to its end
        raise _ended(process.returncode, said) from None
    return answer


def _started(module: str, environment: Mapping[str, str] | None) -> "subprocess.Popen[bytes]":
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - no word of the reader is in it
        [sys.executable, "-m", module],
        cwd=_ROOT,
        env={**kept, "LANG": "C.UTF-8", **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _ended(code: int, said: bytes) -> EndedError:
    if code < 0 or b"alloc" in said or b"MemoryError" in said:
        return EndedError(asked_too_much=True)
    return EndedError(said.decode("utf-8", "replace").strip().rpartition("\n")[2])


def folder_asked(*ahead: str) -> Path:
    """In the child: the folder of its one request, for which it waits.

    As long as nobody asks, it loads the modules `ahead`. Ends the process if nobody ever asks.
    """
    signal.alarm(_LONGEST_WAIT)
    for module in ahead:
        if not select.select([sys.stdin], [], [], 0)[0]:
            with suppress(ImportError):  # told to whoever sends what needs it
                importlib.import_module(module)
    line = sys.stdin.readline()
    signal.alarm(0)
    if not line:
        sys.exit()
    folder = line.removesuffix("\n")
    os.environ["TMPDIR"] = folder
    return Path(folder)


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
