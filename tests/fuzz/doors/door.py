"""A door, and cases by chance that are tried at it: those that fail are made small by hypothesis.

Hypothesis draws all cases, damage to files among them: one way to make a failing case small.
"""

import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from geo.records.errors import GeoError
from tests.fuzz.trial import Parts

#: Letters of a sentence to a reader; a longer one is none.
_LONGEST_SENTENCE = 1500
_SHORT = 400
#: What no reader must be shown: paths and words of the machine.
_INNER = ("Traceback", "/geo/", "/pages/", "site-packages", "<class ", " object at 0x", ".py:")


class FaultError(AssertionError):
    """A promise of a door that a case breaks."""


class SlowError(FaultError):
    """A case took more of the processor than it may."""


@dataclass(frozen=True, slots=True)
class Door:
    """A door: what comes to it by chance, and what is tried with it.

    `attempt` returns in a word or two what came of a case, to be counted, and raises FaultError or
    any other error if a promise is broken; GeoError with a fit sentence is an answer. `seconds` of
    the processor are what one case may take, `share` its part of all cases.
    """

    name: str
    cases: Callable[[], st.SearchStrategy[Any]]
    attempt: Callable[[Any], str]
    seconds: float
    share: int


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A failing case, as small as it could be made; `at` names the fault and where it arose."""

    door: str
    seed: int
    at: str
    said: str
    case: str

    def write(self, folder: Path, number: int) -> Path:
        """Write it into a folder; returns its path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.door}-{self.seed}-{number}.txt"
        lines = (f"door {self.door}, seed {self.seed}", self.at, self.said, "", self.case, "")
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
        return path


def check_sentence(said: str, *names: str) -> None:
    """Raise FaultError unless this is a sentence for a reader, and names one of `names` if any."""
    if not said.strip() or len(said) > _LONGEST_SENTENCE:
        raise FaultError(f"no sentence of {len(said)} letters: {said[:_SHORT]!r}")
    if not all(char.isprintable() or char == "\n" for char in said.replace("\u2009", "")):
        raise FaultError(f"a sentence with what nobody sees: {said[:_SHORT]!r}")
    if any(word in said for word in _INNER):
        raise FaultError(f"a sentence with words of the machine: {said[:_SHORT]!r}")
    if names and not any(name in said for name in names):
        raise FaultError(f"a sentence that does not say where: {said[:_SHORT]!r}")


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise SlowError within, once so much of the processor has been used."""

    def ended(_signal: int, _frame: object) -> None:
        raise SlowError(f"more than {seconds} s of the processor")

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def tried_at(door: Door, case: object) -> str:
    """What comes of a case; GeoError with a sentence is an answer, all else is raised."""
    with at_most(door.seconds):
        try:
            return door.attempt(case)
        except GeoError as error:
            check_sentence(str(error))
            return "refused"


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """How many cases were tried and what came of them, and the smallest case of each fault."""

    counts: Counter[str]
    broken: tuple[BrokenPromise, ...]


def tried_batch(
    door: Door, seed: int, count: int, before: Callable[[object], None] = lambda _case: None
) -> BatchOutcome:
    """`count` cases of a seed tried one after the other; `before` hears of each first."""
    counts: Counter[str] = Counter()
    smallest: dict[str, tuple[str, str]] = {}

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(door.cases())
    def each(case: object) -> None:
        before(case)
        try:
            counts[tried_at(door, case)] += 1
        except Exception as error:
            at, told = _place(error), f"{type(error).__name__}: {str(error)[:_SHORT]}"
            case_text = repr(case)
            if at not in smallest or len(case_text) < len(smallest[at][1]):
                smallest[at] = told, case_text
            raise

    try:
        each()
    except Exception:  # noqa: BLE001 - all that was raised is in `smallest`
        counts["broken"] = max(1, len(smallest))
    broken = (BrokenPromise(door.name, seed, at, *told) for at, told in smallest.items())
    return BatchOutcome(counts, tuple(broken))


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/geo/" in frame.filename or "/pages/" in frame.filename]
    frame = (ours or frames)[-1]
    return f"{type(error).__name__} in {'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}"


def send_batch(door: Door, seed: int, count: int) -> Callable[[Parts], None]:
    """The same for a process of its own, which sends what it found."""

    def work(parts: Parts) -> None:
        outcome = tried_batch(
            door, seed, count, lambda case: parts.send(begins=repr(case)[:20_000])
        )
        parts.send(
            notes={
                "counts": dict(outcome.counts),
                "broken": [
                    {"at": found.at, "said": found.said, "case": found.case}
                    for found in outcome.broken
                ],
            }
        )

    return work
