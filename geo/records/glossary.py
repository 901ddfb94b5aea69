"""What each field of each record means, in plain words with its unit.

The field lists of data/README.md and the column help of the tables are both made from this one
list; what is said of one kind only stands in `geo.records.kinds`, types and limits in
`geo.records.model`.
"""

from geo.records.errors import GeoError
from geo.records.kinds import KINDS
from geo.records.model import Names, Option, Record, Stretch, SupplyLink
from geo.records.vocab import LANGUAGES, SiteKind

#: The words of the screen, each for one thing and the only one for it.
WORDS = {
    "line": "A stretch of railway, road or sea route between two places, of one state and gauge.",
    "route": "What leads from one place to another, over one line after the other.",
    "corridor": "A project that runs over lines of others, with or without lines of its own.",
    "border": "Where a route leaves one country for another, at a border post or without one.",
    "border post": SiteKind.BORDER_CROSSING.meaning,
    "gauge change": "A place where the track gauge changes, or would by plan.",
    "state": "How far a thing is built and used, from proposed to closed, whatever was promised.",
    "closed": "Of a border post, that nothing passes but relief; of a line, that it is out of use.",
    "step of commitment": "One step from a word to service, reached by a document or an event.",
}

#: Fields that mean the same wherever they stand.
_EVERYWHERE = {
    "id": "Name of the record for programs and links; it never changes.",
    "names": "Name in English and in the languages of the place.",
    "lifecycle": "Physical state, not what was promised.",
    "lifecycle_as_of": "Newest date for which the state is known.",
    "lifecycle_basis": "Whether a source states the state or we conclude it.",
    "note": "What else has to be known, such as a doubt or a trap.",
    "confidence": "How well the record is backed.",
    "source_ids": "Rows of the register that the record rests on.",
    "geometry_basis": "Where the drawing comes from.",
    "title": "Heading in one line.",
    "project_ids": "Projects that it belongs to.",
}

#: Records that only stand inside others.
_INNER: dict[type[Record], dict[str, str]] = {
    Stretch: {
        "segment_ids": "Lines one after the other, each touching the next.",
        "title": "What the corridor calls the stretch.",
        "note": "What is said of the corridor there.",
    },
    Option: {"summary": "What would be done."},
    SupplyLink: {
        "record_id": "Place, line or outline that the link is.",
        "claim_ids": "Figures that say what it could carry.",
    },
    Names: {
        **{tag: f"Name in {language}." for tag, language in LANGUAGES.items()},
        "also": "Other spellings and former names, for the search.",
    },
}
_OWN = {**{kind.model: kind.meanings for kind in KINDS}, **_INNER}


def meaning(kind: type[Record], field: str) -> str:
    """What a field of a record means; raises GeoError where nobody has written it down."""
    words = _OWN.get(kind, {}).get(field) or _EVERYWHERE.get(field)
    if not words:
        raise GeoError(f"{kind.__name__}.{field} has no meaning; add it to geo/records/kinds.py")
    return words
