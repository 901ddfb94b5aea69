"""What an operator sets for the server, in its environment; docs/operating.md lists it all."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.records.errors import GeoError

HOSTS, METRICS, LOG = "ATLAS_HOSTS", "ATLAS_METRICS", "ATLAS_LOG"
ASKS, WAITING, UPLOADS = "ATLAS_ASKS_A_MINUTE", "ATLAS_MOST_WAITING", "ATLAS_UPLOAD_FILES"
#: All names of hosts are allowed.
ANY_HOST = "*"
_HOST = re.compile(r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_WORDS = {METRICS: ("on", "off"), LOG: ("json", "off")}
_LONGEST_NUMBER = 7  # digits


class ServerSettingError(GeoError):
    """A setting of the server is none that can be used."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The settings that hold for a server.

    - `hosts`: names by which browsers may call it, `*.example.org` for all below one;
    - `has_metrics`, `has_log`: whether `/metrics` answers, and a line is logged for each answer;
    - `asks_a_minute`: expensive answers for one client, 0 for no limit;
    - `most_waiting`: requests that wait for an expensive answer, of all clients together;
    - `upload_files`: files of one visit that the server holds at a time.
    """

    hosts: tuple[str, ...] = ()
    has_metrics: bool = False
    has_log: bool = False
    asks_a_minute: int = 1200
    most_waiting: int = 60
    upload_files: int = 8


def base_path(said: str) -> str:
    """The path below which the atlas stands, as in `/below/a/path`; empty if it is the root.

    Operators write it with and without slashes at its ends.
    """
    return "/".join(("", *filter(None, said.split("/"))))


def server_settings(environment: Mapping[str, str] = os.environ) -> ServerSettings:
    """The settings of an environment; raises ServerSettingError for one that cannot be used."""
    usual = ServerSettings()
    return ServerSettings(
        hosts=_hosts(environment.get(HOSTS, "")),
        has_metrics=_word(environment, METRICS) == "on",
        has_log=_word(environment, LOG) == "json",
        asks_a_minute=_number(environment, ASKS, usual.asks_a_minute, least=0),
        most_waiting=_number(environment, WAITING, usual.most_waiting),
        upload_files=_number(environment, UPLOADS, usual.upload_files),
    )


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(text.lower().split())
    for name in names:
        if name != ANY_HOST and not _HOST.fullmatch(name):
            raise ServerSettingError(
                f"{HOSTS} holds what is no name of a host such as atlas.example: {name!r}"
            )
    return names


def _word(environment: Mapping[str, str], name: str) -> str:
    word = environment.get(name, "") or _WORDS[name][-1]
    if word not in _WORDS[name]:
        raise ServerSettingError(f"{name} is '{word}'; it has to be {' or '.join(_WORDS[name])}.")
    return word


def _number(environment: Mapping[str, str], name: str, usual: int, *, least: int = 1) -> int:
    text = environment.get(name, "")
    if not text:
        return usual
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    if not is_number or int(text) < least:
        raise ServerSettingError(
            f"{name} is '{text}'; it has to be a whole number from {least} to {'9' * 7}."
        )
    return int(text)
