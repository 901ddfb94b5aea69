"""A brief as PDF by typst, an extra that is loaded when somebody asks for the first one.

The typefaces are those of the pages, in the form that typst reads: `fonts/` holds the regular and
the semibold letters of `geo/mapview/fonts`, unpacked by fonttools, under names of our own.
"""

import importlib.util
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from geo.records.dates import Day
from geo.records.errors import GeoError
from geo.records.texts import say
from geo.views.briefs.brief import ROOMS, Room

_FOLDER = Path(__file__).parent
_MOST_PAGES = 2
_COUNT = "<pages>"


class NoTypesetterError(GeoError):
    """Typst is not installed here."""

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__(
            say(
                "This server makes no PDF, for its extra [brief] (typst) is not installed; Print "
                "in the dialog Share of the page gives the same on paper or as PDF."
            )
        )


def pdf(print_in: Callable[[Room], Mapping[str, Any]], day: Day) -> bytes:
    """The brief on at most two pages; `print_in` cuts it to a room.

    `day` is the day that the file says it is of. Raises NoTypesetterError.
    """
    if importlib.util.find_spec("typst") is None:
        raise NoTypesetterError
    import typst  # noqa: PLC0415 - 84 MB that few servers need, and those only now

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FOLDER / "fonts"]
    )
    for room in ROOMS:
        content = json.dumps(dict(print_in(room)), ensure_ascii=False)
        compiler = typst.Compiler(
            _FOLDER / "brief.typ", root=_FOLDER, font_paths=fonts, sys_inputs={"brief": content}
        )
        pages = json.loads(compiler.query(_COUNT, field="value", one=True))
        if pages <= _MOST_PAGES or room is ROOMS[-1]:
            made = int(datetime.combine(day, time(12), UTC).timestamp())
            found = compiler.compile(format="pdf", timestamp=made)
            if isinstance(found, bytes):
                return found
    raise ValueError("typst gave no PDF")
