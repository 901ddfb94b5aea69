"""What changed, for programs: an Atom feed and JSON with stable ids and the days of the changes.

Atom is RFC 4287. An entry keeps its id for ever, so that a reader's program shows it once.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from html import escape

from feedgenerator import Atom1Feed

from geo.records.dates import Day
from geo.records.model import Project, Source
from geo.records.texts import say
from geo.views.links import MAP, page_link
from geo.views.pages.change_list import ChangeRow

#: The authority of our ids (RFC 4151): the date is that of the first version, and never moves.
_TAG = "tag:corridor-atlas.invalid,2025:"


def atom(
    rows: Sequence[ChangeRow], project: Project | None, home: str, own: str, until: Day
) -> str:
    """The rows as an Atom feed about one project, or about all.

    `home` is the address of the atlas, with a slash at its end, `own` that of the feed. A feed
    without rows was last changed at `until`.
    """
    about = project.names.en if project else say("what changed")
    title = f"Corridor Atlas: {about}"
    name = f"{_TAG}changes/{project.id if project else ''}"
    feed = _Feed(title=title, link=home, description=title, feed_url=own, feed_guid=name)
    feed.newest = _noon(max((row.day for row in rows), default=until))
    for row in rows:
        feed.add_item(
            title=row.title,
            link=_link(row, home),
            description=_description(row),
            unique_id=f"{_TAG}{row.id}",
            pubdate=_noon(row.day),
            updateddate=_noon(row.day),
            categories=(row.kind.value, *row.project_ids),
            author_name="Corridor Atlas",
        )
    text: str = feed.writeString("utf-8")
    return text


def as_json(rows: Sequence[ChangeRow], home: str, since: Day, until: Day) -> dict[str, object]:
    """The rows as an object: the period, then one object for each change."""
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "licence": "CC-BY-4.0",
        "changes": [
            {
                "id": row.id,
                "kind": row.kind.value,
                "day": row.day.isoformat(),
                "title": row.title,
                "text": row.text,
                "doubt": row.doubt or None,
                "record": row.record_id or None,
                "projects": list(row.project_ids),
                "link": _link(row, home),
                "sources": [
                    {
                        "id": source.id,
                        "title": source.title,
                        "publisher": source.publisher,
                        "url": source.url,
                    }
                    for source in row.sources
                ],
            }
            for row in rows
        ],
    }


class _Feed(Atom1Feed):  # type: ignore[misc] # the package has no types
    """An Atom feed that is as old as its newest entry, not as the moment it was asked for."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        """When it last changed."""
        return self.newest


def _noon(day: Day) -> datetime:
    """An hour at which the day is the same in every country that the atlas tells of."""
    return datetime.combine(day, time(6), UTC)


def _link(row: ChangeRow, home: str) -> str:
    if not row.record_id:
        return home
    return home + page_link(MAP, select=row.record_id).removeprefix(MAP)


def _description(row: ChangeRow) -> str:
    """What an entry tells, as HTML: the package says so of every summary."""
    return escape("\n".join(filter(None, (row.doubt, row.text, *map(_source_words, row.sources)))))


def _source_words(source: Source) -> str:
    return f"{source.publisher}: {source.title}"
