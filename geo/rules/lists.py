"""Lists inside records: nothing stands in them twice, as reading would drop it in silence.

Only `python -m geo check` asks this, as it looks at every field of every record.
"""

from collections.abc import Iterator

from geo.model import Article, Record
from geo.rules.context import Context, Found

#: Lists in which something may stand twice.
_MAY_REPEAT = frozenset({"between_ids", "breaks_gauge_mm", "line", "ring"})


def lists_name_each_once(context: Context) -> Found:
    """No list of ids, codes or texts names anything twice."""
    for record in context.loaded.records():
        for field, value in _doubles(record):
            found = f"'{value}' stands twice in the list"
            yield context.issue(record.id, field, "item_double", found, "Delete one of the two")


def _doubles(record: Record, before: str = "") -> Iterator[tuple[str, object]]:
    for name in type(record).model_fields:
        value, field = getattr(record, name), f"{before}{name}"
        if isinstance(value, Record):
            yield from _doubles(value, f"{field}.")
        if not isinstance(value, tuple) or name in _MAY_REPEAT or isinstance(record, Article):
            continue
        seen: set[object] = set()
        for number, part in enumerate(value):
            if isinstance(part, Record):
                yield from _doubles(part, f"{field}[{number}].")
            elif part in seen:
                yield field, part
            seen.add(part)
