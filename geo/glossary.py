"""What each field of each record means, in plain words with its unit.

The field lists of data/README.md and the column help of the tables are both made from this one
list; a test fails when a field has no entry here. Types and limits stand in `geo.model`.
"""

from geo.errors import GeoError
from geo.model import (
    Alias,
    Area,
    Article,
    Assumption,
    BorderStatus,
    Claim,
    Contender,
    Correction,
    CorridorFigure,
    Event,
    Link,
    Names,
    Option,
    Person,
    Project,
    Record,
    Segment,
    Site,
    Source,
    StateChange,
    Stretch,
)
from geo.vocab import LANGUAGES, SiteKind

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

_OWN: dict[type[Record], dict[str, str]] = {
    Source: {
        "title": "Title as printed, in the language of the source.",
        "publisher": "Who published it.",
        "kind": "What sort of document it is.",
        "url": "Address at which it was published.",
        "archive_url": "Address of a stored copy.",
        "date_published": "Day of publication, as exact as the source gives it.",
        "date_accessed": "Day on which we read it.",
        "language": "Language that it is written in.",
        "licence_theirs": "Licence of the source itself.",
        "licence_ours": "Licence of what we made of it.",
        "status": "Whether it can still be read.",
        "note": "What was read and what was not, and why a source without citation is kept.",
    },
    Project: {
        "chain": "From the plant to the border, link by link, where the project is a plant.",
        "short": "Short name for labels.",
        "group": "Heading under which it stands in the list of layers.",
        "summary": "What it is and what is not known, in two or three sentences.",
        "sponsors": "Who wants it or pays for it.",
        "lifecycle_note": "The state in one sentence.",
        "runs_over": "What a corridor runs over, stretch by stretch, whosever the lines are.",
        "member_ids": "Projects that this one is an umbrella for.",
        "site_ids": "Places that belong to it without being an end of one of its lines.",
        "options": "Things that it may turn out to be.",
        "layer": "Whether it is drawn: it has a file of its own or runs over lines of others.",
    },
    Stretch: {
        "segment_ids": "Lines one after the other, each touching the next.",
        "title": "What the corridor calls the stretch.",
        "note": "What is said of the corridor there.",
    },
    Option: {"summary": "What would be done."},
    Link: {
        "record_id": "Place, line or outline that the link is.",
        "claim_ids": "Figures that say what it could carry.",
    },
    Site: {
        "kind": "What the place is in the network.",
        "countries": "Country that it lies in; two for a post on a border.",
        "at": "Position in degrees, WGS 84, longitude first.",
        "location_accuracy": "Whether the point is exact or approximate.",
        "location_error_km": "Likely error of the point, in kilometres.",
        "location_source_id": "Where the position comes from.",
        "lifecycle_since": "Date on which the state began.",
        "breaks_gauge_mm": "The two track gauges that meet here, or would if plans were built, "
        "in millimetres.",
        "breaks_gauge_basis": "How sure the place of the gauge change is.",
        "elevation_m": "Height above the sea, in metres.",
        "elevation_source_id": "Where the height comes from.",
    },
    Segment: {
        "project_id": "Project whose layer it stands in.",
        "from_id": "Place at which the line begins.",
        "to_id": "Place at which the line ends.",
        "parallel_to": "Lines of the same mode beside it that are another track or road.",
        "parallel_reason": "Why they are two: a second track, an older road, another plan.",
        "via_ids": "Places at which it stops on the way, in order.",
        "label": "Name of the road or line, if it has one.",
        "line": "The line as drawn, positions in degrees, WGS 84, longitude first.",
        "mode": "What moves on it.",
        "gauges_mm": "Distance between the rails, in millimetres; two on dual-gauge track.",
        "gauge_basis": "How sure the track gauge is.",
        "geometry_note": "What has to be known about the drawing.",
        "geometry_source_ids": "Rows of the register that the drawing comes from.",
        "published_length_km": "Length that somebody published for exactly this line, in "
        "kilometres.",
        "published_length_scope": "What the published length covers.",
        "published_length_source_id": "Where the published length stands.",
        "network_km": "Length along the railway or road network, in kilometres; computed by us, "
        "not published.",
        "opened": "Date of opening.",
        "promised": "Date for which it is promised.",
    },
    Alias: {
        "id": "The former id.",
        "record_ids": "Records that it became; a link to the former id opens the first one, a "
        "closure of it closes all.",
    },
    Area: {
        "project_id": "Project whose layer it stands in.",
        "site_id": "Place that it is the outline of.",
        "ring": "The outline as drawn, closed, positions in degrees, WGS 84, longitude first.",
        "published_acres": "Size in print, in acres.",
    },
    Person: {
        "names": "Name in English and in other scripts.",
        "office": "Office held when the person acted.",
        "note": "What the person did, and with whom not to mix them up.",
    },
    Claim: {
        "subject_id": "What the figure is about.",
        "quantity": "What is measured, and in which unit.",
        "low": "The figure, or the lower end of a range, in the unit of the quantity.",
        "high": "Upper end of a range, in the unit of the quantity.",
        "text": "The figure in words, where there is no number.",
        "scope": "What exactly the figure covers.",
        "extent": "Whether it covers the whole subject, a part of it or more.",
        "between_ids": "Places that a length runs through, in order, at least both ends.",
        "date": "Date of the statement.",
        "who": "Who says so.",
    },
    Event: {
        "date": "When it happened, as exact as is known.",
        "text": "What happened, in our own words.",
        "rung": "Step of the ladder of commitment that was reached.",
        "rung_for": "Projects for which the step was reached; all of them if left out.",
        "document": "Paper that was signed or published.",
        "promise": "What was promised for a date, if anything was.",
        "promised_for": "Date for which it was promised.",
        "kept": "What became of the promise.",
        "kept_event_id": "Event that shows that the promise was kept or missed.",
        "promise_for": "Projects that the promise is about; all of them if left out.",
        "site_ids": "Places where it happened or that it is about.",
        "people": "Who took part.",
    },
    BorderStatus: {
        "site_id": "The border post.",
        "from_date": "First date of this state, which holds until the next row of the post; a "
        "range counts from its first day.",
        "freight": "Whether freight passes.",
        "people": "Whether people pass.",
        "freight_limit": "What freight still passes; given where it is partial, and only there.",
        "people_limit": "Who still passes; given where it is partial, and only there.",
        "note": "The limit in words, and what is doubtful.",
    },
    Article: {
        "source_id": "The source that it tells of.",
        "about_ids": "Records that it is about.",
        "body": "What the source says, in our own words.",
    },
    Correction: {
        "record_id": "Record that was corrected.",
        "field": "Field that was wrong.",
        "old": "Value before.",
        "new": "Value since.",
        "reason": "Why it changed.",
        "date": "Day of the correction.",
        "source_id": "Source that showed the mistake.",
    },
    StateChange: {
        "record_id": "Place, line or project that changed its state.",
        "from_date": "Day from which it was in this state.",
    },
    Contender: {
        "title": "What the route is called beside the others.",
        "project_id": "Project whose ladder, figures and news are given with it.",
        "segment_ids": "Lines that it runs along, in order, each touching the next.",
        "note": "What was chosen where there was a choice.",
    },
    Assumption: {
        "factor": "What is assumed; its unit is that of the factor.",
        "low": "Lower end, in the unit of the factor.",
        "high": "Upper end, in the unit of the factor.",
        "countries": "The country within which it holds, or the two of a border; none for all.",
        "site_ids": "Border posts or other places at which alone it holds.",
        "mode": "Mode for which alone it holds.",
        "covers_gauge": "Whether the change of track gauge there is in it already.",
        "basis": "How it is known.",
        "year": "Year or years that it was measured or published for.",
    },
    CorridorFigure: {
        "measure": "What was measured.",
        "country": "Country whose corridors or posts were measured; none for all corridors.",
        "site_ids": "Border post at which it was measured.",
        "mode": "Whether by rail or by road.",
        "direction": "Direction of the cargo, seen from the country.",
        "year": "Year or years of the measurement.",
        "value": "The figure, in the unit of what was measured.",
    },
    Names: {
        **{tag: f"Name in {language}." for tag, language in LANGUAGES.items()},
        "also": "Other spellings and former names, for the search.",
    },
}


def meaning(kind: type[Record], field: str) -> str:
    """What a field of a record means; raises GeoError where nobody has written it down."""
    words = _OWN.get(kind, {}).get(field) or _EVERYWHERE.get(field)
    if not words:
        raise GeoError(f"{kind.__name__}.{field} has no meaning; add it to geo/glossary.py")
    return words
