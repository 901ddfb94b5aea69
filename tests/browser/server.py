"""Start an app on a free port and stop it again: for the browser tests and the bench."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
_LONGEST_WAIT = 300.0
_PAUSE = 0.1
_TAIL = 8000


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: where, and the id of its process."""

    url: str
    pid: int


def free_port() -> int:
    """A port of this machine that nothing listens on right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def serve(
    app: str | Path, *options: str, env: dict[str, str] | None = None, port: int = 0
) -> Iterator[Running]:
    """Run `streamlit run <app>` until the block ends; its output is shown if it fails to start."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", *options]
    with started(command, port, env) as server:
        yield server


@contextmanager
def started(
    command: Sequence[str], port: int, env: dict[str, str] | None = None, folder: Path = ROOT
) -> Iterator[Running]:
    """Run a command in a folder that serves the atlas on a port until the block ends."""
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile("w+b") as log:
        process = _start(command, env or {}, log, folder)
        try:
            _wait_for(url, process, log)
            yield Running(url, process.pid)
        finally:
            _stop(process)


@contextmanager
def running_app(env: dict[str, str] | None = None) -> Iterator[str]:
    """The atlas on a free port; `env` is added to the environment (`ATLAS_DATA`, say)."""
    with serve(ROOT / "app.py", env=env) as server:
        yield server.url


def _start(
    command: Sequence[str], env: dict[str, str], log: IO[bytes], folder: Path
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, **env}, stdout=log, stderr=subprocess.STDOUT
    )


def _wait_for(url: str, process: "subprocess.Popen[bytes]", log: IO[bytes]) -> None:
    limit = time.monotonic() + _LONGEST_WAIT
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}.\n{_said(log)}")
        if _health(url) == "ok":
            return
        time.sleep(_PAUSE)
    raise TimeoutError(f"The server did not answer in {_LONGEST_WAIT:.0f} s.\n{_said(log)}")


def _health(url: str) -> str:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:  # noqa: S310
            text: str = answer.read().decode().strip()
            return text
    except (urllib.error.URLError, OSError):
        return ""


def _said(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode(errors="replace")[-_TAIL:]


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
