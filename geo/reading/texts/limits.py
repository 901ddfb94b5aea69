"""How much a text may ask of the machine; an operator sets other limits in the environment.

`ATLAS_TEXT_PAGES=500` or `ATLAS_FETCH_SECONDS=20`: the prefix and the name of the field in
capitals. `ATLAS_FETCH=off` fetches nothing, `ATLAS_FETCH_PORTS=80,443,8080` allows more ports.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from geo.reading.uploads.limits import LimitError, limits_given

_TEXT, _FETCH = "ATLAS_TEXT_", "ATLAS_FETCH_"
_SWITCH, _PORTS = "ATLAS_FETCH", "ATLAS_FETCH_PORTS"
_WEB_PORTS = (80, 443)
_MOST_PORTS = 65_535


@dataclass(frozen=True, slots=True)
class TextLimits:
    """What one text may take.

    `seconds` from its start to the sentence, on a machine with nothing else to do: three quarters
    of them, of the processor, are for the work itself. `memory_mb` of address space; `file_mb` as
    sent, of a web page `page_mb`; `unpacked_mb` of a packed file once unpacked; `letters` of the
    text that comes out; `sheets` of a PDF; `tags` and `depth` of a web page.
    """

    seconds: int = 2
    memory_mb: int = 300
    file_mb: int = 10
    page_mb: int = 2
    unpacked_mb: int = 20
    letters: int = 300_000
    sheets: int = 300
    tags: int = 20_000
    depth: int = 200


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What asking the network for one page may take.

    `seconds` from the click to the last byte, `hops` from address to address; `ports` may be
    asked. `is_on` says whether anything is fetched at all.
    """

    seconds: int = 10
    hops: int = 5
    ports: tuple[int, ...] = _WEB_PORTS
    is_on: bool = True


def text_limits(environment: Mapping[str, str] = os.environ) -> TextLimits:
    """The limits that hold here; raises LimitError for one that is no number."""
    return TextLimits(**limits_given(_TEXT, TextLimits, environment))


def fetch_limits(environment: Mapping[str, str] = os.environ) -> FetchLimits:
    """What holds here for web addresses; raises LimitError for a setting that is none."""
    switch = environment.get(_SWITCH, "") or "on"
    if switch not in ("on", "off"):
        raise LimitError(f"{_SWITCH} is '{switch}'; it has to be on or off.")
    plain = {name: text for name, text in environment.items() if name != _PORTS}
    numbers = limits_given(_FETCH, FetchLimits, plain)
    return FetchLimits(**numbers, ports=_ports(environment.get(_PORTS, "")), is_on=switch == "on")


def _ports(text: str) -> tuple[int, ...]:
    if not text:
        return _WEB_PORTS
    words = [word.strip() for word in text.split(",")]
    ports = tuple(int(word) for word in words if word.isascii() and word.isdigit())
    if len(ports) < len(words) or not all(0 < port <= _MOST_PORTS for port in ports):
        raise LimitError(f"{_PORTS} is '{text}'; it has to be ports as 80,443.")
    return ports
