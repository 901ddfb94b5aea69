"""A static Leaflet page with the atlas's own data, served by `http.server`."""

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.mapview.payload import build_payload
from pages.ui import cache
from tests.browser.server import free_port

_PAGE = Path(__file__).parent / "raw"
_LONGEST_WAIT = 30.0
_PAUSE = 0.05


@contextmanager
def serve_raw() -> Iterator[str]:
    """The address of the raw page, until the block ends."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        port = free_port()
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
        command += ["--directory", name, "--protocol", "HTTP/1.1"]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=name
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/index.html")
            yield url
        finally:
            process.terminate()
            process.wait()


def _write(folder: Path) -> None:
    payload = build_payload(cache.atlas(), cache.data_folder())
    shutil.copytree(_PAGE, folder, dirs_exist_ok=True)
    files = folder / "atlas"
    files.mkdir()
    for name in payload.assets.names():
        asset = payload.assets.get(name)
        if asset is None:
            continue
        # Scripts sit in a folder of their own; only Leaflet is wanted here.
        if "/" not in name or "/leaflet." in name:
            (files / Path(name).name).write_bytes(asset.body)
    index = files / payload.index
    index.rename(files / "index.json")


def _wait_for(url: str) -> None:
    limit = time.monotonic() + _LONGEST_WAIT
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(_PAUSE)
    raise TimeoutError("The raw page did not answer.")
