"""Gauges, openings and lengths of a sentence held against the lines of the atlas themselves.

What is published as a figure is held against the figures; here is what stands in a line's record.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from geo.analysis.claims import shortest_km
from geo.analysis.line_names import line_name
from geo.analysis.trap_signs import says
from geo.analysis.words.denied import is_denied, undenied
from geo.atlas import Atlas
from geo.records.dates import Day, first_day, last_day, when
from geo.records.model import Segment
from geo.records.phrases import kilometres, listed
from geo.records.texts import say
from geo.records.vocab import Confidence, GaugeBasis, Mode
from geo.search.mentions.mention import Figure, MentionKind, Unit
from geo.views.components import Footnotes, RecordLink, project_link
from geo.views.text_check.events import TO_COME
from geo.views.text_check.measures import BESIDE, OF_A_PART, PARTS
from geo.views.text_check.subjects import Topic, claims_about
from geo.views.text_check.verdict import Finding, SentenceVerdict
from geo.views.text_check.ways import named_pair

#: A town and its stations are one place, so far apart in km.
_SAME_TOWN = 15.0
#: Lines that one way may have, and how much longer than the straight line it may be.
_MOST_LINES, _ABOUT = 4, 1.3
_MILLIMETRES = {
    1435: "standard gauge|standard-gauge|european gauge|european-gauge|стандартн* коле*|"
    "европейск* коле*|коле* стандартн*|коле* европейск*|معیاری گیج|اسٹینڈرڈ گیج|یورپی گیج",
    1520: "russian gauge|russian-gauge|русск* коле*|российск* коле*|روسی گیج",
}
#: A gauge of a track is one of these; other figures in mm are of something else.
_LEAST, _MOST = 600, 1700
#: What is laid or decided can be contradicted.
_SURE = frozenset({GaugeBasis.BUILT, GaugeBasis.DECIDED})
_TO_COME = f"{TO_COME}|=later|=future"
_NOT_OF_IT = (
    f"{PARTS}|{BESIDE}|plan|plans|once|older|earlier|former*|convert*|"
    "chang*|replac*|instead|adjust*|bogie*|wheelset*|meets|meet|where|reload*|tranship*|dual|"
    "план*|раньше|прежн*|бывш*|перешив*|смен*|замен*|вместо|перегруз*|стык*|"
    "منصوب*|پہلے|سابقہ|تبدیل*|بجائے"
)
OPENED = (
    "opened|inaugurated|commissioned|entered service|went into service|was put into service|"
    "in service since|in operation since|operating since|open since|"
    "открыт|открыта|открыто|открыли|открыл|введен|введена|введено|ввели|запущен|запущена|"
    "действует с|работает с|эксплуатируется с|"
    "افتتاح|کھولا گیا|کھولی گئی|کھول دی گئی|سے فعال|سے چل رہی"
)


def line_findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """What the records of lines say to gauges, openings and lengths in a sentence."""
    told = tuple(_gauges(topic))
    opens = says(undenied(topic.text), OPENED)
    if not told and not opens and Unit.KM not in _units(topic):
        return
    lines = _lines(atlas, topic)
    if not lines:
        return
    yield from _gauge_findings(atlas, topic, told, lines, notes)
    if opens:
        yield from _opening_findings(atlas, topic, lines, notes)
    yield from _length_findings(atlas, topic, lines, notes)


def _units(topic: Topic) -> set[Unit]:
    return {found.figure.unit for found in topic.mentions if found.figure}


def _lines(atlas: Atlas, topic: Topic) -> tuple[Segment, ...]:
    """The railway lines that a sentence surely means: between two places, or of a project."""
    pair = named_pair(topic)
    if pair:
        on_rails = says(topic.plain, "=rail|gauge|коле*|گیج")
        return _chain(atlas, pair[0].id, pair[1].id) if on_rails else ()
    if not topic.is_sure or len(topic.projects) != 1:
        return ()
    project = topic.projects[0]
    own = tuple(line for line in atlas.segments_of(project.id) if line.mode is Mode.RAIL)
    if own or len(project.site_ids) <= 1:
        return own
    # A line that another project has drawn, such as one that it is to be a part of.
    return _chain(atlas, project.site_ids[0], project.site_ids[-1])


@lru_cache(maxsize=256)
def _chain(atlas: Atlas, start: str, end: str) -> tuple[Segment, ...]:
    """The few railway lines that lead from a place to another without a way about."""
    starts, ends = _same_town(atlas, start), _same_town(atlas, end)
    sites = (atlas.find_site(start), atlas.find_site(end))
    if starts & ends or not all(sites):
        return ()
    most = _ABOUT * shortest_km([site for site in sites if site])
    chains: list[tuple[float, tuple[Segment, ...], str]] = [(0.0, (), site) for site in starts]
    for _ in range(_MOST_LINES):
        longer = [
            (km + _km(atlas, line), (*lines, line), next_site)
            for km, lines, site in chains
            for line in atlas.segments_at(site)
            if line.mode is Mode.RAIL and line not in lines
            for next_site in _same_town(atlas, line.to_id if line.from_id == site else line.from_id)
            if site in {line.from_id, line.to_id}
        ]
        chains = sorted((chain for chain in longer if chain[0] <= most), key=lambda each: each[0])
        found = next((lines for _, lines, site in chains if site in ends), ())
        if found:
            return found
    return ()


def _km(atlas: Atlas, line: Segment) -> float:
    ends = filter(None, map(atlas.find_site, (line.from_id, line.to_id)))
    return shortest_km(list(ends))


@lru_cache(maxsize=256)
def _same_town(atlas: Atlas, site_id: str) -> frozenset[str]:
    """Ids of a place and of those that stand so near to it that texts call them by its name."""
    site = atlas.find_site(site_id)
    if site is None:
        return frozenset()
    return frozenset(other.id for other in atlas.sites if shortest_km((site, other)) <= _SAME_TOWN)


def _gauges(topic: Topic) -> Iterator[tuple[int, int, int]]:
    """Each gauge that a sentence tells and does not deny, in mm, with its letters."""
    for mention in topic.of(MentionKind.FIGURE):
        figure, start = mention.figure, topic.start
        if figure and _is_gauge(figure):
            inside = (mention.start - start, mention.end - start)
            if not is_denied(topic.text, *inside):
                yield round(figure.low), mention.start, mention.end
    if Unit.MM in _units(topic):
        return
    plain = undenied(topic.text)
    for gauge, words in _MILLIMETRES.items():
        if says(plain, words):
            yield gauge, topic.start, topic.end


def _is_gauge(figure: Figure) -> bool:
    return figure.unit is Unit.MM and _LEAST <= figure.low == figure.high <= _MOST


def _gauge_findings(
    atlas: Atlas,
    topic: Topic,
    told: Sequence[tuple[int, int, int]],
    lines: Sequence[Segment],
    notes: Footnotes,
) -> Iterator[Finding]:
    known = [line for line in lines if line.gauges_mm and line.gauge_basis]
    sure = [line for line in known if line.gauge_basis in _SURE]
    for gauge, start, end in told:
        same = [line for line in known if gauge in line.gauges_mm]
        differ = len(told) == 1 and not says(topic.plain, _NOT_OF_IT)
        # What is decided is told of the future.
        is_laid = any(line.gauge_basis is GaugeBasis.BUILT for line in sure)
        differ = differ and not (is_laid and says(topic.plain, _TO_COME))
        if same:
            laid = [line for line in same if line in sure]
            yield _of_gauges(atlas, SentenceVerdict.AGREES, laid or same, (start, end), notes)
        elif differ and len({line.gauges_mm for line in sure}) == 1:
            yield _of_gauges(atlas, SentenceVerdict.DIFFERS, sure, (start, end), notes)


def _of_gauges(
    atlas: Atlas,
    verdict: SentenceVerdict,
    lines: Sequence[Segment],
    at: tuple[int, int],
    notes: Footnotes,
) -> Finding:
    gauges = sorted({gauge for line in lines for gauge in line.gauges_mm})
    bases = {line.gauge_basis for line in lines if line.gauge_basis}
    meaning = " ".join(basis.meaning for basis in GaugeBasis if basis in bases)
    said = say(
        "{lines}: {gauges} mm. {basis}",
        lines=_named(atlas, lines),
        gauges=listed(map(str, gauges)),
        basis=meaning,
    )
    return _made(atlas, (verdict, said), lines, at, notes)


def _opening_findings(
    atlas: Atlas, topic: Topic, lines: Sequence[Segment], notes: Footnotes
) -> Iterator[Finding]:
    """The day or year from which a line is in service, where its record has one."""
    dates = [mention for mention in topic.of(MentionKind.DATE) if mention.date]
    if len(dates) != 1 or says(topic.plain, f"{_NOT_OF_IT}|{_TO_COME}"):
        return
    day = (first_day(dates[0].date), last_day(dates[0].date))
    opened = [line for line in lines if line.opened]
    same = [line for line in opened if _meets(line.opened or "", day)]
    at = (dates[0].start, dates[0].end)
    if same and len(same) < len(lines):
        # A part of it alone: neither right nor wrong.
        return
    if same:
        yield _of_opening(atlas, SentenceVerdict.AGREES, same, at, notes)
    elif opened and len(opened) == len(lines) and not _has_event(atlas, topic, day):
        yield _of_opening(atlas, SentenceVerdict.DIFFERS, opened, at, notes)


def _meets(date: str, day: tuple[Day, Day]) -> bool:
    return first_day(date) <= day[1] and day[0] <= last_day(date)


def _has_event(atlas: Atlas, topic: Topic, day: tuple[Day, Day]) -> bool:
    """Whether something of the same happened on that day, which may be what is meant."""
    events = [event for project in topic.projects for event in atlas.events_of_project(project.id)]
    events += [event for site in topic.places for event in atlas.events_of_site(site.id)]
    return any(_meets(event.date, day) for event in events)


def _of_opening(
    atlas: Atlas,
    verdict: SentenceVerdict,
    lines: Sequence[Segment],
    at: tuple[int, int],
    notes: Footnotes,
) -> Finding:
    dates = listed(dict.fromkeys(when(line.opened) for line in lines if line.opened))
    said = say("{lines}: in service since {dates}.", lines=_named(atlas, lines), dates=dates)
    return _made(atlas, (verdict, said), lines, at, notes)


def _length_findings(
    atlas: Atlas, topic: Topic, lines: Sequence[Segment], notes: Footnotes
) -> Iterator[Finding]:
    """The published length of the only line between two places, where no figure tells of it."""
    lengths = [found for found in topic.mentions if found.figure and found.figure.unit is Unit.KM]
    if len(lines) != 1 or len(lengths) != 1 or named_pair(topic) is None:
        return
    published, mention = lines[0].published_length_km, lengths[0]
    figure = mention.figure
    if published is None or figure is None or _has_claim(atlas, topic, lines[0]):
        return
    if is_denied(topic.text, mention.start - topic.start, mention.end - topic.start):
        return
    room = max(1.0, published * (0.05 if figure.is_about else 0.015))
    same = figure.low - room <= published <= figure.high + room
    if not same and says(topic.plain, f"{_NOT_OF_IT}|{_TO_COME}|{OF_A_PART}"):
        return
    verdict = SentenceVerdict.AGREES if same else SentenceVerdict.DIFFERS
    said = say("{lines}: {km}.", lines=_named(atlas, lines), km=kilometres(published))
    yield _made(atlas, (verdict, said), lines, (mention.start, mention.end), notes)


def _has_claim(atlas: Atlas, topic: Topic, line: Segment) -> bool:
    ends = {line.from_id, line.to_id}
    return any(
        claim.subject_id == line.id
        or (claim.between_ids and {claim.between_ids[0], claim.between_ids[-1]} == ends)
        for claim in claims_about(atlas, topic)
    )


def _named(atlas: Atlas, lines: Sequence[Segment]) -> str:
    """The line, or how many of which project where there are several."""
    if len(lines) == 1:
        return line_name(atlas, lines[0])
    owners = {line.project_id: atlas.find_project(line.project_id) for line in lines}
    return listed(project.names.en for project in owners.values() if project)


def _made(
    atlas: Atlas,
    told: tuple[SentenceVerdict, str],
    lines: Sequence[Segment],
    at: tuple[int, int],
    notes: Footnotes,
) -> Finding:
    owners = dict.fromkeys(line.project_id for line in lines)
    projects = filter(None, map(atlas.find_project, owners))
    links: tuple[RecordLink, ...] = tuple(map(project_link, projects))
    return Finding(
        *told,
        *at,
        is_doubtful=all(line.confidence is Confidence.DOUBTFUL for line in lines),
        record_ids=tuple(line.id for line in lines),
        links=links,
        notes=notes(tuple(dict.fromkeys(name for line in lines for name in line.source_ids))),
    )
