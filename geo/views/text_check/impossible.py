"""What cannot be: lengths shorter than a straight line, and things told before their time."""

from collections.abc import Iterator

from geo.analysis.claims import shortest_km
from geo.analysis.trap_signs import plain_words, says
from geo.atlas import Atlas
from geo.records.dates import first_day, last_day, when
from geo.records.model import Event, Project
from geo.records.phrases import kilometres, listed
from geo.records.texts import say
from geo.records.vocab import Rung
from geo.search.mentions.mention import Mention, MentionKind, Unit
from geo.views.components import Footnotes, site_link
from geo.views.text_check.measures import BESIDE, PARTS, is_of_a_part
from geo.views.text_check.subjects import Topic, named_chain
from geo.views.text_check.verdict import Finding, SentenceVerdict

_SAVED = "short*|sav*|less|reduc*|closer|сокра*|коро*|меньше|مختصر|کم|بچت"
_BY_RAIL_OR_ROAD = (
    "rail*|line|track|road|highway|motorway|route|corridor|distance|way|train*|link|"
    "дорог*|лини*|магистрал*|трас*|маршрут*|коридор*|расстояни*|поезд*|шоссе|"
    "ریل*|لائن|سڑک*|شاہراہ*|راہداری|فاصل*|ٹرین*|راستہ|راستے|موٹروے"
)
_SIGNED = (
    "signed|inaugurated|opened|launched|completed|commissioned|"
    "подписа*|открыл*|запустил*|заверш*|введен*|دستخط کیے|دستخط کئے|افتتاح کیا|کھول دیا|مکمل کیا"
)
_TO_COME = (
    "will|would|shall|to be|is to|are to|plan|plans|planned|planning|expect*|schedul*|due in|"
    "due by|due on|by the end|"
    "hope*|promise*|aim*|if|until|before|deadline|target*|should|may be|"
    "может|будет|будут|план*|ожида*|должн*|намер*|до конца|گا|گے|گی|متوقع|منصوب*|توقع"
)
_OPENED = (
    "opened|inaugurated|commissioned|entered service|began operation*|went into service|"
    "открыт|открыта|открыто|открыли|введен*|запущен*|افتتاح|کھولا گیا|کھولی گئی"
)


_BEGINS = "begin|begins|began|begun|start|starts|started|breaks ground"


def impossible_findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """What geometry and the order of days rule out in a sentence."""
    yield from _too_short(topic)
    yield from _ahead_of_the_text(topic)
    yield from _opened_before_works(atlas, topic, notes)


def _too_short(topic: Topic) -> Iterator[Finding]:
    """A length of a way that is shorter than the straight line between its two ends."""
    chain = named_chain(topic)
    lengths = [
        mention
        for mention in topic.of(MentionKind.FIGURE)
        if mention.figure and mention.figure.unit is Unit.KM
    ]
    if len(chain) < 2 or len(lengths) != 1 or not says(topic.plain, _BY_RAIL_OR_ROAD):  # noqa: PLR2004 - a way has two ends
        return
    if says(topic.plain, PARTS) or says(topic.plain, _SAVED):
        return
    mention, figure = lengths[0], lengths[0].figure
    least = shortest_km(chain)
    if figure is None or figure.high >= least * (0.97 if figure.is_about else 0.995):
        return
    if is_of_a_part(figure.high, least):
        return
    said = say(
        "Straight lines through {places} alone come to {km}.",
        places=listed(site.names.en for site in chain),
        km=kilometres(least),
    )
    yield Finding(
        SentenceVerdict.RULED_OUT,
        said,
        mention.start,
        mention.end,
        record_ids=tuple(site.id for site in chain),
        links=tuple(site_link(site) for site in chain),
    )


def _ahead_of_the_text(topic: Topic) -> Iterator[Finding]:
    """Something told as done on a day that comes after the text itself."""
    if not topic.day or not says(topic.plain, _SIGNED) or says(topic.plain, _TO_COME):
        return
    dates = [mention for mention in topic.of(MentionKind.DATE) if mention.date]
    ahead = [mention for mention in dates if first_day(mention.date) > last_day(topic.day)]
    if len(dates) != 1 or not ahead:
        return
    said = say(
        "The text is of {day}, and {date} comes after it.",
        day=when(topic.day),
        date=when(ahead[0].date),
    )
    yield Finding(SentenceVerdict.RULED_OUT, said, ahead[0].start, ahead[0].end)


def _opened_before_works(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """A project told as opened before its works began."""
    dates = [mention for mention in topic.of(MentionKind.DATE) if mention.date]
    if not topic.is_sure or len(topic.projects) != 1 or len(dates) != 1:
        return
    if not says(topic.plain, _OPENED) or says(topic.plain, f"{_TO_COME}|{BESIDE}|{PARTS}"):
        return
    began = _began(atlas, topic.projects[0])
    if began is None or last_day(dates[0].date) >= first_day(began.date):
        return
    yield _before(dates[0], began, notes)


def _began(atlas: Atlas, project: Project) -> Event | None:
    """The event with which works on a project began, if one tells of it.

    The first that was read of works tells of their beginning only where it says so.
    """
    first = dict(atlas.ladder(project.id)).get(Rung.WORKS)
    begins = first is not None and says(plain_words(first.title), _BEGINS)
    return first if begins else None


def _before(date: Mention, began: Event, notes: Footnotes) -> Finding:
    said = say("Works began later: {title}, {date}.", title=began.title, date=when(began.date))
    return Finding(
        SentenceVerdict.RULED_OUT,
        said,
        date.start,
        date.end,
        record_ids=(began.id,),
        notes=notes(began.source_ids),
    )
