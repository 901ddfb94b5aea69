"""The clock of the child: the system ends this process when it has run down."""

import importlib
import signal
from types import ModuleType

from geo.reading.uploads.told import UploadError
from geo.records.texts import say


def start_clock(seconds: float) -> None:
    """End this process after so many seconds, whatever it is doing or waiting for then."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def start_work(seconds: float) -> None:
    """End this process once it has worked for so many seconds of the processor.

    On a machine with nothing else to do they are seconds on the clock; on a busy one, nothing is
    refused because others work.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def library(name: str) -> ModuleType:
    """A package that only some texts need; what it takes to load does not count as work.

    Raises UploadError where it is not installed.
    """
    left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        return importlib.import_module(name)
    except ImportError:
        raise UploadError(
            say("reading it needs packages that are not installed here"),
            say("Paste the text itself, or install the extra: pip install 'corridor-atlas[desk]'"),
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, left)
