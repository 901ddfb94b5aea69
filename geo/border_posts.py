"""What a border post lets through on a day: one answer for map, panels, routes and timeline.

A row of `border_status.csv` holds until the next. `unknown` never overrides what was known before:
a post of which nothing was read after a closure is *not known after closed*, and no route takes it
for open. Where only relief goods pass, trade is shut.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in geo.dates
from enum import StrEnum

from geo.atlas import Atlas
from geo.dates import first_day, when
from geo.model import BorderStatus
from geo.vocab import Access, Limit


class EffectiveAccess(StrEnum):
    """What can be said of a post on a day, the time without news included.

    `LIMITED` lets some through, and the limit says what. `CLOSED` to freight may still let relief
    goods through. After a closure or an opening of which nothing newer was read, it is not known.
    """

    OPEN = "open"
    LIMITED = "open with limits"
    CLOSED = "closed"
    AFTER_CLOSED = "not known after closed"
    AFTER_OPEN = "not known after open"
    NEVER_KNOWN = "never known"


_SHUT = frozenset({EffectiveAccess.CLOSED, EffectiveAccess.AFTER_CLOSED})


class Traffic(StrEnum):
    """Who wants to pass."""

    FREIGHT = "freight"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class PostState:
    """What one kind of traffic could do at a post on a day, and how that is known.

    `since` is the date from which the last known access held without a break, as published, and
    `limit` what it let through where it was partial. `known` is the newest row that tells of this
    traffic; `silent_since` the date from which nothing was read, if that is so.
    """

    site_id: str
    traffic: Traffic
    access: EffectiveAccess
    since: str | None = None
    limit: Limit | None = None
    known: BorderStatus | None = None
    silent_since: str | None = None
    source_ids: tuple[str, ...] = ()

    @property
    def is_shut(self) -> bool:
        """Whether it is closed, or was when last heard of."""
        return self.access in _SHUT

    @property
    def is_known(self) -> bool:
        """Whether a source tells of this very day, by what held until the next row."""
        return self.access in {
            EffectiveAccess.OPEN,
            EffectiveAccess.LIMITED,
            EffectiveAccess.CLOSED,
        }

    def sentence(self) -> str:
        """The state in plain words, such as `closed since 12 October 2025`."""
        if self.known is None:
            return "never known: no source tells of it"
        limit = f" ({_inner(self.limit.meaning)})" if self.limit else ""
        since = f"since {when(self.since or self.known.from_date)}"
        if self.silent_since is None:
            return f"{self.access.value} {since}{limit}"
        last = "closed" if self.is_shut else "open with limits" if self.limit else "open"
        silent = f"nothing read since {when(self.silent_since)}"
        return f"last known: {last} {since}{limit}; {silent}"


def post_state(
    atlas: Atlas, site_id: str, day: Day, traffic: Traffic = Traffic.FREIGHT
) -> PostState:
    """What a border post lets through at the end of `day`; for an unknown id, `never known`."""
    rows = [row for row in atlas.border_status_of(site_id) if first_day(row.from_date) <= day]
    told = [row for row in rows if _access(row, traffic) is not Access.UNKNOWN]
    if not told:
        return PostState(site_id, traffic, EffectiveAccess.NEVER_KNOWN)
    known = told[0]
    newer = rows[: rows.index(known)]
    is_shut = _is_shut(known, traffic)
    limit = _limit(known, traffic)
    spell = list(_spell(told, traffic))
    return PostState(
        site_id,
        traffic,
        _effective(known, traffic, is_silent=bool(newer)),
        spell[-1].from_date,
        limit,
        known,
        newer[-1].from_date if newer else None,
        _sources([*newer, *(spell if is_shut else [known])]),
    )


def _effective(known: BorderStatus, traffic: Traffic, *, is_silent: bool) -> EffectiveAccess:
    if _is_shut(known, traffic):
        return EffectiveAccess.AFTER_CLOSED if is_silent else EffectiveAccess.CLOSED
    if is_silent:
        return EffectiveAccess.AFTER_OPEN
    is_open = _access(known, traffic) is Access.OPEN
    return EffectiveAccess.OPEN if is_open else EffectiveAccess.LIMITED


def _spell(told: Iterable[BorderStatus], traffic: Traffic) -> Iterable[BorderStatus]:
    """The newest rows, newest first, that say the same without a break."""
    first = None
    for row in told:
        said = (_is_shut(row, traffic), _is_shut(row, traffic) or _access(row, traffic))
        if first is None:
            first = said
        if said != first:
            return
        yield row


def _is_shut(row: BorderStatus, traffic: Traffic) -> bool:
    """Whether trade, or the traveller, cannot pass; relief goods do not make a post open."""
    is_relief = _limit(row, traffic) is Limit.RELIEF
    return _access(row, traffic) is Access.CLOSED or is_relief


def _access(row: BorderStatus, traffic: Traffic) -> Access:
    return row.freight if traffic is Traffic.FREIGHT else row.people


def _limit(row: BorderStatus, traffic: Traffic) -> Limit | None:
    return row.freight_limit if traffic is Traffic.FREIGHT else row.people_limit


def _sources(rows: Iterable[BorderStatus]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for row in rows for source in row.source_ids))


def _inner(sentence: str) -> str:
    """A sentence as part of another one."""
    return sentence[0].lower() + sentence[1:].rstrip(".")
