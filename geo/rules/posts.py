"""What border posts let through: all are told of, limits are named, no day has two states."""

from collections import defaultdict

from geo.records.dates import first_day
from geo.records.model import BorderStatus
from geo.records.vocab import Access, SiteKind
from geo.rules.context import Context, Found

_TRAFFIC = ("freight", "people")


def posts_have_a_state(context: Context) -> Found:
    """Every border post has a row; one of which nothing was read has one that says `unknown`."""
    if not _is_whole(context):
        return  # what was not taken may tell of it
    told = {status.site_id for status in context.loaded.border_statuses}
    for site in context.sites():
        if site.kind is SiteKind.BORDER_CROSSING and site.id not in told:
            found = "no row of border_status.csv tells of this border post"
            hint = "Add one; if nothing was read, call freight and people unknown and say so"
            yield context.issue(site.id, "kind", "post_without_state", found, hint)


def _is_whole(context: Context) -> bool:
    refused = any(record_id.startswith("bst-") for record_id in context.loaded.refused)
    return not refused and "border_status.csv" not in context.loaded.unread


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
