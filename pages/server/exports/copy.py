"""What is taken along to be read, not to be worked with: copies of a map, briefs of a page."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to be read: `key` is the same for all who ask for the same, `make` gives its bytes."""

    key: object
    name: str
    media_type: str
    make: Callable[[], bytes]
    is_text: bool = False
