"""How much a file may ask of the machine; an operator sets other limits in the environment.

`ATLAS_UPLOAD_SECONDS=120` and so on: the prefix and the name of the field in capitals.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from geo.records.errors import GeoError

_PREFIX = "ATLAS_UPLOAD_"


class LimitError(GeoError):
    """A limit in the environment is no whole number above zero."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What one file may take.

    `seconds` on the clock and of the processor, `memory_mb` of address space (libraries take 1 GB
    of it before they have read anything), `file_mb` as sent, `unpacked_mb` once unpacked,
    `features`, `vertices`, `depth` of lists and elements, `name` characters of a name of a layer
    or column, `columns` of properties.
    """

    seconds: int = 60
    memory_mb: int = 3000
    file_mb: int = 100
    unpacked_mb: int = 500
    features: int = 200_000
    vertices: int = 5_000_000
    depth: int = 48
    name: int = 120
    columns: int = 200


def limits_of(environment: Mapping[str, str] = os.environ) -> UploadLimits:
    """The limits that hold here; raises LimitError for one that is no number."""
    return UploadLimits(**limits_given(_PREFIX, UploadLimits, environment))


def limits_given(prefix: str, limits: type[Any], environment: Mapping[str, str]) -> dict[str, int]:
    """Field -> number, for the fields of a class of limits that are set as `PREFIX_FIELD`.

    Raises LimitError for one that is no whole number above zero.
    """
    given = {}
    for field in fields(limits):
        name = f"{prefix}{field.name.upper()}"
        text = environment.get(name, "")
        if not text:
            continue
        if not (text.isascii() and text.isdigit() and int(text)):
            raise LimitError(f"{name} is '{text}'; it has to be a whole number above zero.")
        given[field.name] = int(text)
    return given
