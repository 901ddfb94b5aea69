"""Layers of sessions, and ways over them, as maps fetch them, by names that nobody can guess.

A layer is here as long as its session holds it, and no longer.
"""

import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import TypeVar
from weakref import WeakValueDictionary, finalize

from geo.geometry.squares import LayerView, TileSource
from pages.ui.own.memory import MANY, give_back_soon

#: So many views of a layer, and answers about ways, are kept: a map asks for the newest only.
_MOST_VIEWS = 8
_V = TypeVar("_V")


class OwnSquares:
    """The squares of one layer, in the views that its reader has chosen last, and ways with it."""

    def __init__(self, source: TileSource) -> None:
        """Give the layer a name of its own."""
        self.source = source
        self.name = secrets.token_hex(16)
        self._views: OrderedDict[str, LayerView] = OrderedDict()
        self._ways: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        _KNOWN[self.name] = self
        if source.count >= MANY:
            finalize(self, give_back_soon).atexit = False

    def address(self, view: LayerView, key: str) -> str:
        """Where maps find this view, below `/atlas/`; `key` is the same for the same view."""
        with self._lock:
            _keep(self._views, key, view)
        return f"own/{self.name}/{key}"

    def address_of_ways(self, ways: Mapping[str, object]) -> str:
        """Where maps find these ways (GeoJSON), below `/atlas/`; the same for the same ways."""
        body = json.dumps(ways, ensure_ascii=False).encode()
        key = hashlib.sha256(body).hexdigest()[:16]
        with self._lock:
            _keep(self._ways, key, body)
        return f"own/{self.name}/ways/{key}"

    def ways(self, key: str) -> bytes | None:
        """Those ways as GeoJSON; None if they are not there any more."""
        return self._ways.get(key)

    def square(self, key: str, zoom: int, x: int, y: int) -> bytes | None:
        """A square of a view; None if there is no such view or square any more."""
        view = self._views.get(key)
        if view is None:
            return None
        try:
            return self.source.square(view, zoom, x, y)
        except ValueError:
            return None


def _keep(kept: OrderedDict[str, _V], key: str, value: _V) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _MOST_VIEWS:
        kept.popitem(last=False)


_KNOWN: WeakValueDictionary[str, OwnSquares] = WeakValueDictionary()


def find_squares(name: str) -> OwnSquares | None:
    """The layer of this name, if its session still holds it."""
    return _KNOWN.get(name)
