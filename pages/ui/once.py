"""What many ask for at once is made once: those who come later wait for the first one's result."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock, RLock
from typing import Generic, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class _Turn:
    """Who makes the result for a question; the others wait for it."""

    lock: RLock = field(default_factory=RLock)
    waiting: int = 0


class MadeOnce(Generic[_Asked, _Made]):
    """A function whose results are kept, and are made once however many ask at the same time.

    `functools.lru_cache` alone makes a result as often as it is asked for until there is one. Of
    what fails nothing is kept: whoever waited tries for himself.
    """

    def __init__(self, make: Callable[_Asked, _Made], most: int | None) -> None:
        """Keep the results for the `most` questions asked last, all if that is None."""
        self._make, self._most = make, most
        self._lock = Lock()
        self._turns: dict[Hashable, _Turn] = {}
        self.__doc__ = make.__doc__
        self.cache_clear()

    def cache_clear(self) -> None:
        """Forget all results, also those that somebody is just making of what was before."""
        kept = lru_cache(maxsize=self._most)(self._make)
        self._kept: Callable[_Asked, _Made] = kept
        self.cache_info = kept.cache_info

    def __call__(self, *asked: _Asked.args, **named: _Asked.kwargs) -> _Made:
        """The result for these arguments."""
        key = (asked, *sorted(named.items()))
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.waiting += 1
        try:
            with turn.lock:
                return self._kept(*asked, **named)
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    del self._turns[key]


def made_once(
    most: int | None = None,
) -> Callable[[Callable[_Asked, _Made]], MadeOnce[_Asked, _Made]]:
    """Let a function keep the results for the `most` questions asked last, each made once."""
    return lambda make: MadeOnce(make, most)
