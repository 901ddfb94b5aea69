"""The shipped data is out of reach here, so that no edit of it breaks a test of code.

Outlines of countries alone may be read: `geo check` lends them to folders that have none, and they
are built from a package, not edited.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.reading.network.countries import OUTLINES
from tests.conftest import ROOT

_DATA = ROOT / "data"
_OPENING = {"open", "os.listdir", "os.scandir"}
_running: list[str] = []


class ShippedDataError(AssertionError):
    """A test of code tried to read the shipped data."""


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if _running and event in _OPENING and isinstance(arguments[0], str | os.PathLike):
        path = Path(arguments[0]).absolute()
        if path.is_relative_to(_DATA) and path != _DATA / OUTLINES:
            raise ShippedDataError(f"{_running[-1]} opens {path}")


sys.addaudithook(_refuse)


@pytest.fixture(autouse=True)
def no_shipped_data(request: pytest.FixtureRequest) -> Iterator[None]:
    """Files of the shipped data cannot be opened while a test of this folder runs."""
    _running.append(request.node.name)
    yield
    _running.pop()
