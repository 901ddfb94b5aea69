"""What the tests of pages share: an atlas of their own, of which nothing is left behind."""

from collections.abc import Iterator

import pytest

from pages.ui import cache


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test opens its own atlas; afterwards nothing of it is left."""
    monkeypatch.setenv("ATLAS_DATA", "")
    forget()
    yield
    forget()


def forget() -> None:
    for kept in cache.KEPT:
        kept.cache_clear()
