"""What a border post lets through on a day: one answer for map, panels, routes and timeline.

A row of `border_status.csv` holds until the next. `unknown` never overrides what was known before:
a post of which nothing was read after a closure is *not known after closed*, and no route takes it
for open. Where only relief goods pass, trade is shut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.dates import Day, first_day, today, when
from geo.records.model import BorderStatus, Site
from geo.records.phrases import within_sentence
from geo.records.texts import mark, say
from geo.records.vocab import Access, Limit, Mode, SiteKind, Word, country_name


class EffectiveAccess(Word):
    """What can be said of a post on a day, the time without news included."""

    OPEN = "open", mark("Open"), mark("Open, and nothing newer says otherwise.")
    LIMITED = (
        "open with limits",
        mark("Open with limits"),
        mark("Some pass; the limit says who or what."),
    )
    CLOSED = (
        "closed",
        mark("Closed"),
        mark("Closed, or not yet open; relief goods may still pass."),
    )
    AFTER_CLOSED = (
        "not known after closed",
        mark("Not known, last closed"),
        mark("Closed when last heard of; nothing was read since."),
    )
    AFTER_OPEN = (
        "not known after open",
        mark("Not known, last open"),
        mark("Open when last heard of; nothing was read since."),
    )
    NEVER_KNOWN = (
        "never known",
        mark("Never known"),
        mark("No source tells of that day or of any before it."),
    )


_SHUT = frozenset({EffectiveAccess.CLOSED, EffectiveAccess.AFTER_CLOSED})
#: Limits of which no record says whether a certain load is among those that pass.
_SOME_CARGO = frozenset({Limit.DIRECTION, Limit.GOODS, Limit.PERSONS})
_ONE_WAY = {
    Limit.IN: mark("one way only, into {country}"),
    Limit.OUT: mark("one way only, out of {country}"),
}
_ONE_MODE: dict[Limit | None, Mode] = {Limit.RAIL: Mode.RAIL, Limit.ROAD: Mode.ROAD}
_KNOWN = frozenset({EffectiveAccess.OPEN, EffectiveAccess.LIMITED, EffectiveAccess.CLOSED})


class Traffic(Word):
    """Who wants to pass."""

    FREIGHT = "freight", mark("Freight")
    PEOPLE = "people", mark("People")


@dataclass(frozen=True, slots=True)
class PostState:
    """What one kind of traffic could do at a post on a day, and how that is known.

    `since` is the date from which the last known access held without a break, as published, and
    `limit` what it let through where it was partial, seen from its `country`. `known` is the newest
    row that tells of this traffic; `silent_since` the date from which nothing was read, if that is
    so. `first_told` is the date of the first record, where that is later than the day, and
    `opens` that on which the post opened. The sources are those of the whole spell and of the
    silence after it.
    """

    site_id: str
    traffic: Traffic
    access: EffectiveAccess
    since: str | None = None
    limit: Limit | None = None
    known: BorderStatus | None = None
    silent_since: str | None = None
    source_ids: tuple[str, ...] = ()
    first_told: str | None = None
    country: str = ""
    opens: str | None = None

    @property
    def is_shut(self) -> bool:
        """Whether it is closed, or was when last heard of."""
        return self.access in _SHUT

    @property
    def is_known(self) -> bool:
        """Whether a source tells of this very day, by what held until the next row."""
        return self.access in _KNOWN

    @property
    def is_known_open(self) -> bool:
        """Whether a source tells of this very day that it is not shut, to whichever cargo."""
        return self.is_known and not self.is_shut and self.limit not in _SOME_CARGO

    def lets_into(self, country: str) -> bool:
        """Whether what enters a country here goes the way that is open, where only one is."""
        if self.limit not in _ONE_WAY:
            return True
        return (country == self.country) is (self.limit is Limit.IN)

    def lets_by(self, mode: Mode) -> bool:
        """Whether what comes by rail or by road passes, where only one of them does."""
        return _ONE_MODE.get(self.limit, mode) is mode

    def sentence(self) -> str:
        """The state in plain words, such as `closed since 12 October 2025`."""
        if self.opens:
            return self.last
        if self.known is None and self.first_told is None:
            return say("never known: no source tells of it")
        if self.known is None:
            first = when(self.first_told or "")
            return say("not known: the first record is of {date}", date=first)
        if self.silent_since is None:
            return self.last
        since = when(self.silent_since)
        return say("last known {state}; nothing read since {date}", state=self.last, date=since)

    @property
    def last(self) -> str:
        """What the newest row that tells of it says, with its first day; empty if none does."""
        if self.opens:
            return say("not yet open (opened {date})", date=when(self.opens))
        if self.known is None:
            return ""
        access = within_sentence(_effective(self.known, self.traffic, is_silent=False).label)
        since = when(self.since or self.known.from_date)
        if self.limit is None:
            return say("{access} since {date}", access=access, date=since)
        limit = _limit_words(self.limit, self.country)
        return say("{access} since {date} ({limit})", access=access, date=since, limit=limit)


def traffic_in_words(freight: PostState, people: PostState) -> str:
    """Both kinds of traffic in full sentences, told once where they are alike."""
    said = freight.sentence(), people.sentence()
    if said[0] == said[1]:
        return say("Freight and people: {state}.", state=said[0])
    return say("Freight: {freight}. People: {people}.", freight=said[0], people=said[1])


def post_state(
    atlas: Atlas, site_id: str, day: Day, traffic: Traffic = Traffic.FREIGHT
) -> PostState:
    """What a border post lets through at the end of `day`; for an unknown id, `never known`."""
    site = atlas.find_site(site_id)
    if site and site.opened and day < first_day(site.opened):
        sources = (site.opened_source_id,) if site.opened_source_id else ()
        shut = EffectiveAccess.CLOSED
        return PostState(site_id, traffic, shut, source_ids=sources, opens=site.opened)
    told = [row for row in atlas.border_status_of(site_id) if _tells(row, traffic)]
    rows = [row for row in atlas.border_status_of(site_id) if first_day(row.from_date) <= day]
    known = next((row for row in rows if _tells(row, traffic)), None)
    if known is None:
        first = told[-1].from_date if told else None
        return PostState(site_id, traffic, EffectiveAccess.NEVER_KNOWN, first_told=first)
    # Rows come newest first: those before `known` tell nothing of this traffic, so the silence
    # lasts since the oldest of them.
    at = rows.index(known)
    spell = list(_unbroken_rows(rows[at:], traffic))
    return PostState(
        site_id,
        traffic,
        _effective(known, traffic, is_silent=at > 0),
        # The date as published, not its first day: "October 2025" is made no more exact.
        since=spell[-1].from_date,
        limit=_limit(known, traffic),
        known=known,
        silent_since=rows[at - 1].from_date if at else None,
        source_ids=_sources([*spell, *rows[:at]]),
        country=site.countries[0] if site else "",
    )


def state_today(atlas: Atlas, site_id: str, traffic: Traffic = Traffic.FREIGHT) -> PostState:
    """What is known of a post today."""
    return post_state(atlas, site_id, today(), traffic)


def post_history(
    atlas: Atlas, site_id: str, traffic: Traffic = Traffic.FREIGHT
) -> tuple[tuple[Day, PostState], ...]:
    """Each day on which something new can be said of a post, oldest first, and what that is."""
    rows = reversed(atlas.border_status_of(site_id))
    days = dict.fromkeys(first_day(row.from_date) for row in rows)
    found: list[tuple[Day, PostState]] = []
    for day in days:
        state = post_state(atlas, site_id, day, traffic)
        # A row about the other traffic, or one that repeats the last, is no news of this one.
        if not found or _what_a_reader_sees(found[-1][1]) != _what_a_reader_sees(state):
            found.append((day, state))
    return tuple(found)


def all_border_posts(atlas: Atlas) -> tuple[Site, ...]:
    """Every border post, in the order of the places, also those of which nothing is recorded."""
    kind = SiteKind.BORDER_CROSSING
    return tuple(
        site for site in atlas.sites if site.kind is kind or atlas.border_status_of(site.id)
    )


def row_words(site: Site, row: BorderStatus) -> str:
    """What one row of a post tells: `freight open, people open with limits (some days only)`."""
    freight, people = (_access_words(site, row, traffic) for traffic in Traffic)
    return say("freight {freight}, people {people}", freight=freight, people=people)


def _access_words(site: Site, row: BorderStatus, traffic: Traffic) -> str:
    access, limit = within_sentence(_access(row, traffic).label), _limit(row, traffic)
    if limit is None:
        return access
    words = _limit_words(limit, site.countries[0])
    return say("{access} ({limit})", access=access, limit=words)


def _what_a_reader_sees(state: PostState) -> tuple[EffectiveAccess, str]:
    return state.access, state.sentence()


def _effective(known: BorderStatus, traffic: Traffic, *, is_silent: bool) -> EffectiveAccess:
    if _is_shut(known, traffic):
        return EffectiveAccess.AFTER_CLOSED if is_silent else EffectiveAccess.CLOSED
    # After a silence open and limited come to the same: something passed when last heard of.
    if is_silent:
        return EffectiveAccess.AFTER_OPEN
    is_open = _access(known, traffic) is Access.OPEN
    return EffectiveAccess.OPEN if is_open else EffectiveAccess.LIMITED


def _unbroken_rows(rows: Sequence[BorderStatus], traffic: Traffic) -> Iterable[BorderStatus]:
    """The rows, newest first, that say the same as the first of them without a break.

    A row that does not tell of this traffic ends an opening. It ends a closure too if the other
    kind of traffic passed, for then the post was at work.
    """
    for row in rows:
        if _tells(row, traffic):
            if _lasting_state(row, traffic) != _lasting_state(rows[0], traffic):
                return
            yield row
        elif not _is_shut(rows[0], traffic) or _is_at_work(row):
            return


def _is_at_work(row: BorderStatus) -> bool:
    return any(_tells(row, traffic) and not _is_shut(row, traffic) for traffic in Traffic)


def _lasting_state(row: BorderStatus, traffic: Traffic) -> tuple[bool, Access | None, Limit | None]:
    """What must stay the same for as long as a state lasts; relief goods do not end a closure."""
    if _is_shut(row, traffic):
        return True, None, None
    return False, _access(row, traffic), _limit(row, traffic)


def _tells(row: BorderStatus, traffic: Traffic) -> bool:
    return _access(row, traffic) is not Access.UNKNOWN


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


def _limit_words(limit: Limit, country: str) -> str:
    if limit in _ONE_WAY and country:
        return say(_ONE_WAY[limit], country=country_name(country))
    return within_sentence(limit.label)
