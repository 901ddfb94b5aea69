"""What is made ahead is made when nobody waits for a page, and never delays the end."""

import asyncio
from threading import Event

import pytest

from pages.server.start import ready
from pages.server.start.ready import Quiet
from pages.ui import cache


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    monkeypatch.setattr(ready, "_QUIET", 0.02)
    monkeypatch.setattr(cache, "prepared_finder", lambda: made.append("search"))
    return made


def test_the_search_is_ready_once_nobody_waits_for_a_page(made: list[str]) -> None:
    ready._search(Event())
    assert made == ["search"]


def test_a_server_that_stops_makes_nothing_any_more(made: list[str]) -> None:
    stopped = Event()
    stopped.set()
    ready._search(stopped)
    assert made == []


def test_who_asks_puts_it_off(made: list[str]) -> None:
    waits: list[float] = []

    class AskedEvent(Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            if len(waits) < 3:
                asyncio.run(Quiet(nothing)({"type": "http"}, None, None))
                return False
            return super().wait(timeout)

    ready._search(AskedEvent())
    assert len(waits) == 3
    assert made == ["search"]


async def nothing(*_asked: object) -> None:
    """An app that answers nothing."""
