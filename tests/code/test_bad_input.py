"""Bad input by chance at every door: nothing is raised, and what is told is a sentence.

The same cases on every run; `make fuzz` tries twenty times as many, and others each time.
"""

from collections.abc import Iterator

import pytest

from pages.ui import cache
from tests.conftest import GOOD
from tests.fuzz.doors.door import Door, tried_batch
from tests.fuzz.doors.files import LAYER_LINKS, TEXT_UPLOADS, UPLOADS
from tests.fuzz.doors.forms import FORMS
from tests.fuzz.doors.requests import EXPORTS, LINKS, ROUTE_QUESTIONS, SEARCHES
from tests.fuzz.doors.texts import PASTED

#: Cases of each door; together 500.
CASES = (
    *((SEARCHES, 130), (ROUTE_QUESTIONS, 60), (LINKS, 90), (EXPORTS, 10), (PASTED, 70)),
    *((UPLOADS, 30), (TEXT_UPLOADS, 80), (LAYER_LINKS, 20), (FORMS, 10)),
)
SEED = 14


@pytest.fixture(autouse=True, scope="module")
def _small_atlas() -> Iterator[None]:
    """The smallest sound atlas behind the server, and no limit of requests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(GOOD))
        patch.setenv("ATLAS_ASKS_A_MINUTE", "0")
        for kept in cache.CACHES:
            kept.cache_clear()
        yield
    for kept in cache.CACHES:
        kept.cache_clear()


@pytest.mark.parametrize(("door", "count"), CASES, ids=[door.name for door, _ in CASES])
def test_bad_input_is_answered(door: Door, count: int) -> None:
    outcome = tried_batch(door, SEED, count)
    assert outcome.broken == ()
    assert sum(outcome.counts.values()) >= count


def test_there_are_five_hundred_cases() -> None:
    assert sum(count for _, count in CASES) == 500
