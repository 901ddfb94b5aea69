"""The atlas and all that is made from it, built once for the whole process.

Everything here is frozen or never changed after it was built, so all sessions share it.
"""

import gc
import os
from functools import cache, lru_cache
from pathlib import Path

from geo.atlas import Atlas, open_atlas
from geo.borders import Countries
from geo.mapview.payload import Payload, build_payload
from geo.measure import Pieces
from geo.route import Answer, Router
from geo.search import NameIndex
from geo.views.tables import TABLES, Table
from geo.wishes import Asked, Choices, factors

_DATA = Path(__file__).parents[2] / "data"


def data_folder() -> Path:
    """The folder with the records; tests point ATLAS_DATA at another one."""
    return Path(os.environ.get("ATLAS_DATA", _DATA))


@cache
def atlas() -> Atlas:
    """The atlas with whatever is sound in the data; `issues` says what is not."""
    return open_atlas(data_folder(), strict=False)


@cache
def payload() -> Payload:
    """All files that browsers fetch."""
    built = build_payload(atlas(), data_folder())
    # Streamlit collects garbage after every run; what lives for ever need not be looked at again.
    gc.collect()
    gc.freeze()
    return built


@cache
def name_index() -> NameIndex:
    """Names in all scripts, ready to be searched."""
    return NameIndex(atlas())


@cache
def table(title: str) -> Table:
    """One of `TABLES` with all its rows, ready to be filtered."""
    return TABLES[title](atlas())


@cache
def pieces() -> Pieces:
    """The drawn lines in pieces, to measure shared track once."""
    return Pieces(atlas().segments)


@cache
def countries() -> Countries:
    """Outlines of countries, to measure lines by."""
    return Countries(data_folder())


@cache
def router() -> Router:
    """The graph of all legs, laid out once."""
    return Router(atlas())


@cache
def choices() -> Choices:
    """What a wish may name."""
    return Choices(router())


@lru_cache(maxsize=128)
def answer(asked: Asked) -> Answer:
    """The answer to a wish whose ends are known; the page and the map ask for the same one."""
    return router().find(asked.wish, factors(asked, choices()))


#: Everything that is kept for the whole process; tests empty it between two atlases.
KEPT = (atlas, payload, name_index, table, pieces, countries, router, choices, answer)
