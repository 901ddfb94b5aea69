"""Which visits may send a file, and how many: Streamlit itself takes any file of any visit."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Protocol

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.reading.uploads.limits import limits_of

_MEGABYTE = 1_000_000
#: So many of the largest files all visits together may have the server hold.
_MOST_LARGEST = 10
#: Visits that are noted; those that have ended are forgotten then.
_MOST_NOTED = 2_000


class HeldFile(Protocol):
    """A file that Streamlit holds for a visit."""

    data: bytes


#: What is held: visit -> file -> its bytes.
Held = Mapping[str, Mapping[str, HeldFile]]


def held_by_streamlit() -> Held:
    """All files that this process holds for its visits."""
    if not Runtime.exists():
        return {}
    found: Held = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    return found


def is_visit(visit: str) -> bool:
    """Whether somebody is there still."""
    return Runtime.exists() and Runtime.instance().is_active_session(visit)


class Sending:
    """The visits that stand at a page with a field for files, and what they are sending."""

    def __init__(
        self,
        held: Callable[[], Held] = held_by_streamlit,
        is_there: Callable[[str], bool] = is_visit,
    ) -> None:
        """Begin with no visit."""
        self._held, self._is_there = held, is_there
        self._lock = Lock()
        self._under_way: dict[str, int] = {}

    def at_page(self, visit: str, *, asks: bool) -> None:
        """Note that a visit has come to a page that asks for a file, or to another one."""
        with self._lock:
            if not asks:
                self._under_way.pop(visit, None)
            elif visit not in self._under_way:
                if len(self._under_way) >= _MOST_NOTED:
                    self._under_way = {
                        name: count
                        for name, count in self._under_way.items()
                        if self._is_there(name)
                    }
                self._under_way[visit] = 0

    @contextmanager
    def file(self, visit: str, name: str, method: str, most: int) -> Iterator[bool]:
        """Whether the visit may send this file, or take it back, while the block lasts.

        `most` is the number of files that a visit may have the server hold.
        """
        is_sent = method == "PUT"
        may = self._begin(visit, name, most) if is_sent else self._may_take_back(visit, method)
        try:
            yield may
        finally:
            if is_sent and may:
                with self._lock:
                    if visit in self._under_way:
                        self._under_way[visit] -= 1

    def _may_take_back(self, visit: str, method: str) -> bool:
        return method == "DELETE" and visit in self._under_way

    def _begin(self, visit: str, name: str, most: int) -> bool:
        held = self._held()
        with self._lock:
            if visit not in self._under_way:
                return False
            # Sent again, a file takes the place of the one that is there.
            others = [known for known in [*held.get(visit, {})] if known != name]
            whole = sum(len(file.data) for files in [*held.values()] for file in [*files.values()])
            whole += sum(self._under_way.values()) * limits_of().file_mb * _MEGABYTE
            room = _MOST_LARGEST * limits_of().file_mb * _MEGABYTE
            may = len(others) + self._under_way[visit] < most and whole < room
            self._under_way[visit] += may
            return may


#: That of this process.
SENDING = Sending()


def note_page(*, asks: bool) -> None:
    """Note whether the page that is being drawn has a field for files."""
    if drawn := get_script_run_ctx(suppress_warning=True):
        SENDING.at_page(drawn.session_id, asks=asks)
