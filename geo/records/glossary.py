"""What each field of each record means, in plain words with its unit.

The field lists of data/README.md and the column help of the tables are both made from this one
list; what is said of one kind only stands in `geo.records.kinds`, types and limits in
`geo.records.model`.
"""

from geo.records.errors import GeoError
from geo.records.kinds import KINDS
from geo.records.model import Names, Option, Record, Stretch, SupplyLink, TrapSign
from geo.records.texts import mark, say
from geo.records.vocab import LANGUAGES, SiteKind, language_name

#: The words of the screen, each for one thing and the only one for it; said by `words`.
_WORDS = {
    mark("line"): mark(
        "A stretch of railway, road or sea route between two places, of one state and gauge."
    ),
    mark("route"): mark("What leads from one place to another, over one line after the other."),
    mark("corridor"): mark(
        "A project that runs over lines of others, with or without lines of its own."
    ),
    mark("border"): mark(
        "Where a route leaves one country for another, at a border post or without one."
    ),
    mark("border post"): SiteKind.BORDER_CROSSING.english_meaning,
    mark("gauge change"): mark("A place where the track gauge changes, or would by plan."),
    mark("state"): mark(
        "How far a thing is built and used, from proposed to closed, whatever was promised."
    ),
    mark("closed"): mark(
        "Of a border post, that nothing passes but relief; of a line, that it is out of use."
    ),
    mark("step of commitment"): mark(
        "One step from a word to service, reached by a document or an event."
    ),
}

#: Fields that mean the same wherever they stand.
_EVERYWHERE = {
    "id": mark("Name of the record for programs and links; it never changes."),
    "names": mark("Name in English and in the languages of the place."),
    "lifecycle": mark("Physical state, not what was promised."),
    "lifecycle_as_of": mark("Newest date for which the state is known."),
    "lifecycle_basis": mark("Whether a source states the state or we conclude it."),
    "note": mark("What else has to be known, such as a doubt or a trap."),
    "confidence": mark("How well the record is backed."),
    "source_ids": mark("Rows of the register that the record rests on."),
    "geometry_basis": mark("Where the drawing comes from."),
    "title": mark("Heading in one line."),
    "project_ids": mark("Projects that it belongs to."),
}

#: Records that only stand inside others.
_INNER: dict[type[Record], dict[str, str]] = {
    Stretch: {
        "segment_ids": mark("Lines one after the other, each touching the next."),
        "title": mark("What the corridor calls the stretch."),
        "note": mark("What is said of the corridor there."),
    },
    Option: {"summary": mark("What would be done.")},
    SupplyLink: {
        "record_id": mark("Place, line or outline that the link is."),
        "claim_ids": mark("Figures that say what it could carry."),
    },
    TrapSign: {
        "language": mark("Language of the sentence."),
        "words": mark("Words and phrases that all stand in it."),
        "without": mark("Words and phrases of which none stands in it."),
        "names": mark("Records of which it, or the sentence before, means at least one."),
        "says": mark("Sentences that fall into the trap."),
        "fine": mark("Sentences about the same that say it right."),
    },
    Names: {
        **dict.fromkeys(LANGUAGES, mark("Name in {language}.")),
        "also": mark("Other spellings and former names, for the search."),
    },
}
_OWN = {**{kind.model: kind.meanings for kind in KINDS}, **_INNER}


def words() -> dict[str, str]:
    """The words of the screen with their meanings, in the language of the reader."""
    return {say(word): say(text) for word, text in _WORDS.items()}


def meaning(kind: type[Record], field: str) -> str:
    """What a field of a record means; raises GeoError where nobody has written it down."""
    text = _OWN.get(kind, {}).get(field) or _EVERYWHERE.get(field)
    if not text:
        raise GeoError(f"{kind.__name__}.{field} has no meaning; add it to geo/records/kinds.py")
    return say(text, language=language_name(field)) if field in LANGUAGES else say(text)
