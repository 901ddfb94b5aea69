"""What follows from the files of a data folder alone, kept for the next start of a server.

What is kept is taken only where the same code made it from the same bytes and it is whole: each
file begins with a digest of both and of its own content. Anything else, older, damaged, cut off or
from somewhere else, counts as nothing kept; it is made again and put in the place of that.
"""

import hashlib
import os
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from geo.reading.homes.home import FolderHome, Home
from geo.reading.homes.placing import KEPT, PlaceError, put
from geo.records.errors import GeoError

_Thing = TypeVar("_Thing")
_SETTING, _NOWHERE = "ATLAS_CACHE", "off"
_CODE = Path(__file__).parents[2]
_MAGIC = b"corridor atlas, kept 1\n"
_DIGEST = 32  # bytes
_MOST = 500_000_000  # bytes of a folder, and of a kept file
#: Tells git to pass the folder over.
_IGNORE = ".gitignore"


class CacheSettingError(GeoError):
    """The place for what is kept is none that can be used."""


@dataclass(frozen=True, slots=True)
class Form(Generic[_Thing]):
    """How a thing is written as bytes, and read again: None for bytes that are no such thing."""

    pack: Callable[[_Thing], bytes]
    unpack: Callable[[bytes], _Thing | None]


class Shelf:
    """A folder of kept files for one state of a data folder: that of the first question."""

    def __init__(self, data: Path, places: tuple[Path, ...]) -> None:
        """Keep in the first of `places` that can be written."""
        self.data, self._places = data, places
        self._state: bytes | None = None

    def kept(self, name: str, asked: str, form: Form[_Thing], make: Callable[[], _Thing]) -> _Thing:
        """What is kept under a name for what is `asked`, or else made now and kept.

        `asked` says what the thing depends on besides data and code, such as the day.
        """
        self._state = self._state or _state(self.data)
        if self._state is None:
            return make()
        key = _digest(self._state, name.encode(), asked.encode())
        for place in self._places:
            body = _taken(place / name, key)
            if body is not None and (found := form.unpack(body)) is not None:
                return found
        made = make()
        with suppress(ValueError):  # text that no file can hold, say
            self._keep(name, key, form.pack(made))
        return made

    def _keep(self, name: str, key: bytes, body: bytes) -> None:
        # What was made while the data changed may be of neither state.
        if len(body) > _MOST or _state(self.data) != self._state:
            return
        content = b"".join((_MAGIC, key, _digest(body), body))
        for place in self._places:
            with suppress(OSError, PlaceError):
                _write(place, name, content)
                return


def shelf_of(home: Home, environment: Mapping[str, str] = os.environ) -> Shelf | None:
    """The shelf of a home, if that is a folder: in the data, else where the user keeps such files.

    `ATLAS_CACHE` names another folder, or `off`. Raises CacheSettingError if it names a file.
    """
    asked = environment.get(_SETTING, "")
    if not isinstance(home, FolderHome) or asked == _NOWHERE:
        return None
    if asked:
        if os.path.lexists(asked) and not Path(asked).is_dir():
            raise CacheSettingError(
                f"{_SETTING} is '{asked}'; it has to be a folder, or '{_NOWHERE}'."
            )
        return Shelf(home.folder, (Path(asked),))
    users = Path(environment.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    return Shelf(home.folder, (home.folder / KEPT, users / "corridor-atlas"))


def _taken(path: Path, key: bytes) -> bytes | None:
    """What a kept file holds, if it is whole and of this key."""
    try:
        raw = _bytes_of(path)
    except OSError:
        return None
    head, body = raw[: len(_MAGIC) + 2 * _DIGEST], raw[len(_MAGIC) + 2 * _DIGEST :]
    return body if head == b"".join((_MAGIC, key, _digest(body))) else None


def _write(place: Path, name: str, content: bytes) -> None:
    """Put a file in its place in one step."""
    place.mkdir(parents=True, exist_ok=True)
    if not (place / _IGNORE).exists():
        put(place / _IGNORE, "*\n")
    put(place / name, content)


def _state(data: Path) -> bytes | None:
    """A digest of our code and of all that a data folder holds; None where nobody can tell."""
    try:
        return _digest(_code_state(), _content(data))
    except OSError:
        return None


@cache
def _code_state() -> bytes:
    """A digest of all that turns data into what is kept: our code, Python and its packages."""
    installed = sorted(os.listdir(sysconfig.get_paths()["purelib"]))  # noqa: PTH208 - names only
    return _digest(_content(_CODE), "\n".join([sys.version, *installed]).encode())


def _content(folder: Path) -> bytes:
    """A digest of all files and folders in a folder; raises OSError where that cannot be told."""
    found = hashlib.blake2b(digest_size=_DIGEST)
    left = _MOST
    for path in _files(folder):
        body = b"" if path.is_dir() else _bytes_of(path)
        left -= len(body)
        if left < 0:
            raise OSError(f"{folder} holds too much")
        found.update(_digest(os.fsencode(path.relative_to(folder)), body))
    return found.digest()


def _files(folder: Path) -> Iterator[Path]:
    """All files and folders in order, without those that Python and this shelf write."""
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(set(folders) - {KEPT, "__pycache__"})
        for name in (*folders, *sorted(names)):
            path = Path(place, name)
            if name in folders and path.is_symlink():
                raise OSError(f"{path} leads elsewhere")  # what is there is not walked through
            yield path


def _raise(error: OSError) -> None:
    raise error


def _bytes_of(path: Path) -> bytes:
    """The bytes of a plain file; raises OSError for what is none."""
    # Without waiting: to open a pipe would take until somebody writes into it.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(handle, "rb") as stream:  # noqa: PTH123 - it is open already
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > _MOST:
            raise OSError(f"{path} is no plain file of a fair size")
        return stream.read(_MOST)


def _digest(*parts: bytes) -> bytes:
    found = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()
