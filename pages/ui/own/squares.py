"""Layers of sessions as maps fetch them, by names that nobody can guess.

A layer is here as long as its session holds it, and no longer.
"""

import secrets
from collections import OrderedDict
from threading import Lock
from weakref import WeakValueDictionary

from geo.geometry.squares import LayerView, TileSource

#: So many views of a layer are kept: a map that stands asks for the newest only.
_MOST_VIEWS = 8


class OwnSquares:
    """The squares of one layer, in the views that its reader has chosen last."""

    def __init__(self, source: TileSource) -> None:
        """Give the layer a name of its own."""
        self.source = source
        self.name = secrets.token_hex(16)
        self._views: OrderedDict[str, LayerView] = OrderedDict()
        self._lock = Lock()
        _KNOWN[self.name] = self

    def address(self, view: LayerView, key: str) -> str:
        """Where maps find this view, below `/atlas/`; `key` is the same for the same view."""
        with self._lock:
            self._views[key] = view
            self._views.move_to_end(key)
            while len(self._views) > _MOST_VIEWS:
                self._views.popitem(last=False)
        return f"own/{self.name}/{key}"

    def square(self, key: str, zoom: int, x: int, y: int) -> bytes | None:
        """A square of a view; None if there is no such view or square any more."""
        view = self._views.get(key)
        if view is None:
            return None
        try:
            return self.source.square(view, zoom, x, y)
        except ValueError:
            return None


_KNOWN: WeakValueDictionary[str, OwnSquares] = WeakValueDictionary()


def find_squares(name: str) -> OwnSquares | None:
    """The layer of this name, if its session still holds it."""
    return _KNOWN.get(name)
