"""What border posts let through: limits are named, and no day has two states."""

from collections import defaultdict

from geo.dates import first_day
from geo.model import BorderStatus
from geo.rules.context import Context, Found
from geo.vocab import Access

_TRAFFIC = ("freight", "people")


def limits_are_named(context: Context) -> Found:
    """Partial access says which limit holds, and nothing else has one."""
    for status in context.loaded.border_statuses:
        for traffic in _TRAFFIC:
            field = f"{traffic}_limit"
            is_partial = getattr(status, traffic) is Access.PARTIAL
            limit = getattr(status, field)
            if is_partial and limit is None:
                found, hint = f"{traffic} is partial, without a limit", "Say what still passes"
                yield context.issue(status.id, field, "limit_missing", found, hint)
            elif limit and not is_partial:
                found = f"{traffic} is {getattr(status, traffic)} and has the limit {limit}"
                yield context.issue(
                    status.id, field, "limit_unwanted", found, "Leave it out or call it partial"
                )


def states_begin_on_different_days(context: Context) -> Found:
    """Two rows of one post never begin on the same day, so that one state holds on each day."""
    begun: defaultdict[tuple[str, str], list[BorderStatus]] = defaultdict(list)
    for status in context.loaded.border_statuses:
        begun[status.site_id, first_day(status.from_date).isoformat()].append(status)
    for (_, day), rows in begun.items():
        for status in rows[1:]:
            found, hint = f"{rows[0].id} begins on {day} too", "Join them or correct a date"
            yield context.issue(status.id, "from_date", "state_double", found, hint)
