"""A checkout that nobody may write to, run by somebody without any rights."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.browser.server import ROOT, free_port, started
from tests.faults.kills import NOBODY

_PATHS = (
    *("", "timeline", "routes", "project?id=uap-railway", "data", "articles", "healthz"),
    *("atlas/search?q=kabul", "atlas/export/atlas.json", "atlas/changes.atom"),
)


def without_rights(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """What was tried in a copy of the project, what came of it, and whether that is well."""
    copy = folder / "checkout"
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    for name in filter(None, names):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name, follow_symlinks=False)
    before = _state(copy)
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o555 if path.is_dir() else 0o444)
    for words, should in ((("check",), 0), (("fields",), 1), (("build", "gazetteer"), 1)):
        done = _python(copy, "-m", "geo", *words)
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing"]
        is_trace = "Traceback" in done.stderr
        is_well = done.returncode == should and not is_trace
        yield f"geo {' '.join(words)}", f"{done.returncode}: {said[-1]}", is_well
    yield from _served(copy)
    yield "files of the checkout", "as they were", _state(copy) == before


def _served(copy: Path) -> Iterator[tuple[str, str, bool]]:
    port = free_port()
    streamlit = ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command = [*_as_nobody(), sys.executable, *streamlit, "--server.address", "127.0.0.1"]
    env = {"HOME": "/nonexistent", "PYTHONPATH": str(copy)}
    with started(command, port, env, folder=copy) as server:
        statuses = {path: _status(f"{server.url}/{path}") for path in _PATHS}
    bad = {path: status for path, status in statuses.items() if status != 200}
    told = f", not {bad}" if bad else ""
    yield "the server", f"{len(statuses) - len(bad)} of {len(statuses)} answer{told}", not bad


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _as_nobody() -> list[str]:
    if os.geteuid():
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def _python(copy: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "HOME": "/nonexistent", "PYTHONPATH": str(copy)}
    command = [*_as_nobody(), sys.executable, *words]
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)


def _state(copy: Path) -> dict[str, int]:
    paths = (path for path in copy.rglob("*") if path.is_file())
    return {path.relative_to(copy).as_posix(): path.stat().st_size for path in paths}
