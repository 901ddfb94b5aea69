"""How a view of the atlas is cited: as a line, as BibTeX, as CSL-JSON, and in a few words.

What is cited is the record that the link names, or else the page, with the version of the data and
the day of access, so that a reader of the citation knows what could be seen then.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from geo.atlas import Atlas
from geo.records.as_of import as_of
from geo.records.dates import Day, today, when
from geo.records.errors import UnknownId
from geo.records.model import Source
from geo.records.texts import language, say
from geo.views.addresses import DATA, EMBED, LANGUAGE, MAP, PAGES, PROJECT, ROUTES, TIMELINE
from geo.views.freshness import atlas_freshness
from geo.views.page_heads import NAME, chosen_id, chosen_record, page_subject

#: Pages that can stand alone in the page of somebody else, as a map or a chart.
EMBEDDABLE = (MAP, TIMELINE, ROUTES, PROJECT)
#: Of a link to a record, what says which one it is and on which day it is seen.
_OF_RECORD = ("id", "select", "date", LANGUAGE)
#: Types of CSL by page; any other page is a web page.
_CSL_TYPES = {MAP.path: "map", TIMELINE.path: "map", ROUTES.path: "map", DATA.path: "dataset"}
#: What BibTeX and TeX would take for something else. Braces as words, for BibTeX counts them.
_TEX = {
    **{mark: f"\\{mark}" for mark in "&%$#_"},
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_NOT_IN_KEYS = re.compile(r"[^a-z0-9-]+")
_Pair = tuple[str, str]
_HASH = 8  # letters of the version that stand for all that the records say


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: `issued` is the day of the newest record, `as_of` the same as it is told.

    `address` leads to it from anywhere, `embedded` to its map or chart alone, empty where there is
    none. `accessed` is today, `sources` are those that the cited record rests on, none for a page.
    """

    key: str
    kind: str
    title: str
    about: str
    address: str
    embedded: str
    issued: Day
    as_of: str
    accessed: Day
    version: str
    sources: tuple[Source, ...]

    def apa(self) -> str:
        """A line in the manner of the APA, with the days as the atlas writes them."""
        return say(
            "Corridor Atlas. ({year}). {title} (version {version}). "
            "Retrieved {day}, from {address}",
            year=self.issued.year,
            title=self.title,
            version=self.version,
            day=when(self.accessed.isoformat()),
            address=self.address,
        )

    def undated(self) -> str:
        """The same line without the day of access, for files that are the same on every day."""
        return say(
            "Corridor Atlas. ({year}). {title} (version {version}). {address}",
            year=self.issued.year,
            title=self.title,
            version=self.version,
            address=self.address,
        )

    def bibtex(self) -> str:
        """An entry for BibTeX and BibLaTeX, in UTF-8; what TeX reads as a command is escaped."""
        fields = {
            "author": f"{{{NAME}}}",
            "title": f"{{{_tex(self.title)}}}",
            "year": str(self.issued.year),
            "month": str(self.issued.month),
            "version": _tex(self.version),
            "url": self.address,
            "urldate": self.accessed.isoformat(),
        }
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    def csl(self) -> list[dict[str, object]]:
        """One item of CSL-JSON, the form of Zotero and pandoc."""
        return [
            {
                "id": self.key,
                "type": self.kind,
                "title": self.title,
                "abstract": self.about,
                "author": [{"literal": NAME}],
                "container-title": NAME,
                # The day of the newest record is known no better than to its month.
                "issued": {"date-parts": [[self.issued.year, self.issued.month]]},
                "accessed": {"date-parts": [[*self.accessed.timetuple()[:3]]]},
                "version": self.version,
                "language": language(),
                "URL": self.address,
            }
        ]

    def in_short(self) -> str:
        """A few words to send along: what it is, of when, and the link."""
        day = say("as of {day}", day=self.as_of)
        return " — ".join(filter(None, (self.title, self.about, day, self.address)))

    def source_lines(self) -> tuple[str, ...]:
        """The sources of the record, each in one line."""
        return tuple(_source_line(source) for source in self.sources)


def cite(atlas: Atlas, path: str, pairs: Sequence[_Pair], home: str) -> Citation | None:
    """The view of the page at `path` with these names and values; None if no page has the path.

    `home` is the address of the atlas with a slash at its end. Names that the page does not have
    are left out of the link. Raises UnknownId for a record that the atlas does not have.
    """
    query = dict(pairs)
    subject = page_subject(atlas, path, query)
    if subject is None:
        return None
    record = chosen_record(atlas, path, query)
    if chosen_id(path, query) and record is None:
        raise UnknownId(chosen_id(path, query))
    page = next(page for page in PAGES if page.path == path)
    known = {parameter.name for parameter in page.parameters} | {LANGUAGE}
    kept = [(name, text) for name, text in pairs if name in known]
    of_record = [(name, text) for name, text in kept if name in _OF_RECORD]
    # The charts are those of a project, and the list of all has none.
    can_stand_alone = page in EMBEDDABLE and (page is not PROJECT or record is not None)
    newest = as_of(atlas).whole.day or today()
    return Citation(
        key=_key(record.id if record else path or "map", newest),
        kind="webpage" if record else _CSL_TYPES.get(path, "webpage"),
        title=subject.title,
        about=subject.description,
        address=_address(home, path, of_record if record else kept),
        embedded=_address(home, path, [(EMBED, "1"), *kept]) if can_stand_alone else "",
        issued=newest,
        as_of=atlas_freshness(atlas).as_of,
        accessed=today(),
        version=data_version(atlas),
        sources=atlas.sources_of(record) if record else (),
    )


def _address(home: str, path: str, query: Sequence[_Pair]) -> str:
    return f"{home}{path}" + (f"?{urlencode(query, safe=',')}" if query else "")


def _key(name: str, day: Day) -> str:
    return _NOT_IN_KEYS.sub("-", f"corridor-atlas-{name}-{day.year}")


@lru_cache(maxsize=4)
def _hash_of_records(atlas: Atlas) -> str:
    digest = hashlib.sha256()
    for record in atlas.records():
        digest.update(record.model_dump_json().encode())
    return digest.hexdigest()[:_HASH]


def data_version(atlas: Atlas) -> str:
    """`2026-10-12.1a2b3c4d`: the day of the newest record, and what all records say, hashed.

    The same records give the same version on every machine; any other word in them another one.
    """
    newest = as_of(atlas).whole.day
    return ".".join(filter(None, (newest.isoformat() if newest else "", _hash_of_records(atlas))))


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in " ".join(text.split()))


def _source_line(source: Source) -> str:
    date = when(source.date_published) if source.date_published else ""
    head = ", ".join(filter(None, (source.publisher, date)))
    return " ".join(filter(None, (f"{head}: {source.title}.", source.url)))
