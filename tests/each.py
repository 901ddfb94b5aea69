"""Many cases of one rule in one test, where a test for each would cost more than the rule."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any


def for_each(
    names: str, cases: Iterable[Any], called: Callable[[Any], object] = str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Like `parametrize`, in one test: whatever case fails is told by what it is called.

    For tests that change nothing: all cases share what the test asks for. With several names,
    parted by commas, a case has a value for each.
    """
    known, parts = list(cases), names.split(", ")

    def of(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def whole(**asked: Any) -> None:
            failed = []
            for case in known:
                try:
                    values = (case,) if len(parts) == 1 else case
                    test(**asked, **dict(zip(parts, values, strict=True)))
                except Exception as fault:  # noqa: BLE001 - told below, by its case
                    failed.append(f"{called(case)}: {type(fault).__name__}: {fault}")
            assert known, "there is no case"
            assert not failed, f"{len(failed)} of {len(known)} fail\n" + "\n".join(failed)

        asked = inspect.signature(test)
        others = [part for part in asked.parameters.values() if part.name not in parts]
        whole.__signature__ = asked.replace(parameters=others)
        return whole

    return of
