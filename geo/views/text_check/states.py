"""Words for a state in a sentence held against what the atlas knows for that day."""

from collections.abc import Iterator

from geo.analysis.border_posts import PostState, Traffic, post_state
from geo.analysis.timeline import project_history
from geo.analysis.trap_signs import plain_words, says
from geo.analysis.words.denied import calls_wrong, denies
from geo.atlas import Atlas
from geo.records.dates import Day, first_day, last_day, today, when
from geo.records.model import Project, Site
from geo.records.texts import say
from geo.records.vocab import Lifecycle, Limit, SiteKind
from geo.search.mentions.mention import MentionKind
from geo.views.components import Footnotes, project_link, site_link
from geo.views.text_check.events import TO_COME
from geo.views.text_check.measures import BESIDE, PARTS
from geo.views.text_check.subjects import Topic
from geo.views.text_check.verdict import Finding, SentenceVerdict

#: What is not so, not yet so, or only wanted.
_NOT = (
    "=not|=later|=future|yet|once|was operating|urg*|call* for|call* on|called on|ask*|appeal*|"
    "ещё|еще|пока|требу*|призва*|просит|просят|просил*|ابھی"
)
_RUNS = (
    "is operating|is operational|in operation|is in service|is running|runs trains|"
    "carries freight|carries goods|carries cargo|carries passengers|carries trains|"
    "is working|is producing|has been completed|is complete|was completed|has opened|"
    "действует|работает|эксплуатируется|введена в эксплуатацию|построена|завершено|завершена|"
    "فعال ہے|چل رہی ہے|کام کر رہی ہے|مکمل ہو گئی|مکمل ہو چکی"
)
_BUILT = (
    "under construction|is being built|are being built|being constructed|works are under way|"
    "construction is under way|construction is underway|being laid|строится|строят|"
    "ведется строительство|ведутся работы|زیر تعمیر|تعمیر جاری|تعمیر ہو رہی"
)
_IDLE = "|".join(  # noqa: FLY002 - one of them is no word of our own sentences
    (
        "is idle|stands idle|lies idle|mothballed|is closed|has been closed|defunct",
        "shut",
        "простаивает|остановлен*|законсервирован*|закрыт|не работает|بند پڑی|بند ہے|غیر فعال",
    )
)
_OPEN = (
    "open|opened|opens|reopen|reopened|reopens|открыт|открыта|открыто|открыли|открыл|открыта|"
    "возобновил*|کھلا|کھلی|کھول*|کھل"
)
_SHUT = "shut|shuts|closed|closes|closure|sealed|закрыт*|закрыл*|закрыли|بند"
_GOODS = (
    "trade|freight|cargo|goods|truck*|lorr*|transit|export*|import*|"
    "груз*|торгов*|товар*|транзит*|تجارت*|مال|سامان|ٹرک*|کارگو"
)
_PEOPLE = (
    "people|pedestrian*|travel*|passenger*|refugee*|famil*|patients|"
    "пешеход*|пассажир*|люд*|граждан*|беженц*|پیدل|مسافر*|لوگ*|مہاجر*|شہری*"
)
#: What is shut on the way to a post, and what passes where trade does not.
_ELSEWHERE = (
    "road|roads|highway*|motorway*|relief|aid|humanitarian|"
    "дорог*|трасс*|шоссе|гуманитарн*|سڑک*|شاہراہ*|امداد*"
)
#: Limits that let a part of the traffic pass: neither open nor shut is the whole truth of it.
_A_PART = frozenset({Limit.IN, Limit.OUT, Limit.DIRECTION, Limit.GOODS, Limit.PERSONS})
#: Letters after a name within which a word for a state is one of its state.
_NEAR = 70
#: What is said of every year and of no day.
_ALWAYS = "all year|year-round|always|every year|круглый год|круглогодично|всегда|سال بھر|ہمیشہ"
#: Where nothing was read of a post for so long before the text, the text may simply know more.
_OLD_DAYS = 60


def state_findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """What the atlas says to states of projects and of border posts in a sentence."""
    yield from _project_states(atlas, topic)
    yield from _post_states(atlas, topic, notes)


def _days_of(topic: Topic) -> tuple[Day, ...]:
    """The days that a sentence speaks of: the last of the only date that it names, and the first.

    Without a date that of the text; none where it names several dates, or no more than a year.
    """
    dates = [mention.date for mention in topic.of(MentionKind.DATE) if mention.date]
    if not dates:
        return (last_day(topic.day) if topic.day else today(),)
    if len(dates) > 1 or len(dates[0].rstrip("~")) <= len("2025"):
        return ()
    return tuple(dict.fromkeys((last_day(dates[0]), first_day(dates[0]))))


def _project_states(atlas: Atlas, topic: Topic) -> Iterator[Finding]:
    """A sentence that calls exactly one project running, under works or idle."""
    days = _days_of(topic)
    if not topic.is_sure or len(topic.projects) != 1 or not days:
        return
    if says(topic.plain, f"{TO_COME}|{PARTS}|{BESIDE}") or calls_wrong(topic.plain):
        return
    project = topic.projects[0]
    known = _state_then(atlas, project, days[0])
    near = _words_after(topic)
    told = next((words for words in (_IDLE, _BUILT, _RUNS) if says(near, words)), "")
    if known is None or not told or (told is not _IDLE and says(topic.plain, _NOT)):
        return
    fits = {
        _RUNS: known.is_in_service,
        _BUILT: known.is_under_works or known is Lifecycle.REHABILITATION,
        _IDLE: known.is_standing_still,
    }[told]
    # A line in service may be rebuilt here or rest there, and what is closed beside a plan is
    # something else: only plain contradictions are told.
    if not fits and (known.is_in_service or told is _IDLE):
        return
    if not fits and told is _RUNS and _is_in_use(atlas, project):
        return
    said = say(
        "{project}: {state}",
        project=project.names.en,
        state=project.lifecycle_note
        if known is project.lifecycle
        else say("{state}, as known for that day.", state=known.label),
    )
    verdict = SentenceVerdict.AGREES if fits else SentenceVerdict.DIFFERS
    yield Finding(
        verdict,
        said,
        topic.start,
        topic.end,
        since=project.lifecycle_as_of if known is project.lifecycle else "",
        record_ids=(project.id,),
        links=(project_link(project),),
    )


def _is_in_use(atlas: Atlas, project: Project) -> bool:
    """Whether all lines of a project carry traffic, such as one that is only to be renewed."""
    lines = atlas.segments_of(project.id)
    return bool(lines) and all(line.lifecycle.is_in_service for line in lines)


def _words_after(topic: Topic) -> str:
    """The words just after the name of the project, or at the beginning where it has none."""
    names = {MentionKind.PROJECT, MentionKind.LINE}
    ends = [mention.end for mention in topic.mentions if mention.kind in names]
    start = ends[0] - topic.start if ends else 0
    return plain_words(topic.text[start : start + _NEAR])


def _state_then(atlas: Atlas, project: Project, day: Day) -> Lifecycle | None:
    """The state of a project on a day: of today from the day on for which it is known."""
    if day >= first_day(project.lifecycle_as_of):
        return project.lifecycle
    past = [state for state in project_history(atlas, project) if state.day <= day]
    return past[-1].lifecycle if past else None


def _post_states(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """A sentence that calls exactly one border post open or shut."""
    posts = [site for site in topic.places if site.kind is SiteKind.BORDER_CROSSING]
    shut, opened = says(topic.plain, _SHUT), says(topic.plain, _OPEN)
    if len(set(posts)) != 1 or shut == opened or denies(topic.plain):
        return
    if says(topic.plain, f"{TO_COME}|{_NOT}|{_ALWAYS}|{BESIDE}|{_ELSEWHERE}"):
        return
    post = posts[0]
    goods, people = says(topic.plain, _GOODS), says(topic.plain, _PEOPLE)
    kinds = [Traffic.PEOPLE] if people and not goods else [Traffic.FREIGHT]
    if not goods and not people:
        kinds = [Traffic.FREIGHT, Traffic.PEOPLE]
    found: Finding | None = None
    for day in _days_of(topic):
        states = [post_state(atlas, post.id, day, kind) for kind in kinds]
        told = _post_finding(topic, post, states, day, notes, is_shut=shut)
        # Open or shut on any day of "in March" is what the sentence says.
        if found is None or (told and told.verdict is SentenceVerdict.AGREES):
            found = told
    if found:
        yield found


def _post_finding(
    topic: Topic,
    post: Site,
    states: list[PostState],
    day: Day,
    notes: Footnotes,
    *,
    is_shut: bool,
) -> Finding | None:
    known = [state for state in states if state.known]
    if not known:
        return None
    told = "; ".join(dict.fromkeys(f"{state.traffic.label}: {state.sentence()}" for state in known))
    newest = max(first_day(state.known.from_date) for state in known if state.known)
    fits = [state.is_shut == is_shut for state in known]
    verdict = SentenceVerdict.AGREES if all(fits) else SentenceVerdict.DIFFERS
    is_partial = any(state.limit in _A_PART for state in known)
    if is_partial or (not all(fits) and (any(fits) or (day - newest).days > _OLD_DAYS)):
        # One kind of traffic or one way alone is half the truth: a post shut to freight is not
        # called open. Nor is it a contradiction, nor is a state of which nothing was read for long.
        verdict = SentenceVerdict.NEW
    sources = [source_id for state in known for source_id in state.source_ids]
    return Finding(
        verdict,
        say(
            "{post} on {date}: {state}.", post=post.names.en, date=when(day.isoformat()), state=told
        ),
        topic.start,
        topic.end,
        since=known[0].since or "",
        is_doubtful=not all(state.is_known for state in known),
        record_ids=(post.id,),
        links=(site_link(post),),
        notes=notes(sources),
    )
