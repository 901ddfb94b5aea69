"""Memory that a large layer took, handed back to the system once nobody holds the layer any more.

Python frees what nothing names, but the libraries below it keep it for a next time that may never
come: of a layer of 100,000 lines some 150 MB would stay for good.
"""

import ctypes
import gc
from threading import Timer

#: From so many features on a layer takes enough to be worth the look.
MANY = 5_000
#: Seconds until all that held the layer has let go as well.
_SOON = 1.0


def give_back_soon() -> None:
    """Give back, in a moment, what is free by then; for whoever hears that a layer goes."""
    timer = Timer(_SOON, _give_back)
    timer.daemon = True
    timer.start()


def _give_back() -> None:
    gc.collect()
    # glibc alone keeps so much, and has this.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
