"""The form of the page of routes; the address holds everything it says."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from geo.analysis.line_names import line_name
from geo.records.as_of import first_day, last_departure_day
from geo.records.dates import Day
from geo.records.phrases import listed
from geo.records.texts import mark, say
from geo.records.vocab import Factor, country_name
from geo.routing.assumptions import Range
from geo.routing.route_model import LineFilter, Objective, PostPolicy, RouteQuery
from geo.routing.route_query import (
    MODES,
    Choices,
    ParsedQuery,
    format_query,
    parse_query,
    range_problem,
)
from geo.views.addresses import ROUTES
from geo.views.freshness import departure_words
from pages.ui.address import held, put, question, write_question
from pages.ui.cache import atlas, kept

ROUTE, PORTS = ROUTES["view"].words
_VIEWS = {ROUTE: mark("One route"), PORTS: mark("Nearest ports")}
_SEEN = "routes-seen"
_REACH = {
    LineFilter.OPERATING: mark("What carries traffic"),
    LineFilter.CONSTRUCTION: mark("and what is being built"),
    LineFilter.PROPOSED: mark("and what is only proposed"),
}
_AIMS = {
    Objective.HOURS: mark("Fewest hours"),
    Objective.KM: mark("Fewest kilometres"),
    Objective.COST: mark("Lowest cost"),
    Objective.GAUGES: mark("Fewest gauge changes"),
    Objective.FRONTIERS: mark("Fewest borders"),
}


def ask_for_route(choices: Choices) -> tuple[str, ParsedQuery]:
    """Draw the form, keep the address up to date; return the view and what is asked for."""
    query = question()
    linked, linked_view = parse_query(query, choices), _view_of(query)
    # A link, or Back, brings another query than this form wrote: the form follows it.
    if held(_SEEN) != query or held(_key("view")) is None:
        _fill_widgets(linked, linked_view, choices)
    view = st.segmented_control(
        say("Show"),
        list(_VIEWS),
        key=_key("view"),
        format_func=lambda word: say(_VIEWS[word]),
        required=True,
    )
    draw = _ports_fields if view == PORTS else _route_fields
    asked = draw(linked.query, choices)
    if (asked.query, asked.own, view) != (linked.query, linked.own, linked_view):
        query = format_query(asked) | ({"view": PORTS} if view == PORTS else {})
        write_question(query)
        linked = replace(linked, problems=(), notices=())
    put(_SEEN, query)
    problems = (*linked.problems, *asked.problems)
    return view or linked_view, replace(asked, problems=problems, notices=linked.notices)


def _view_of(query: Mapping[str, str]) -> str:
    return PORTS if query.get("view") == PORTS else ROUTE


def _key(name: str) -> str:
    return f"routes-{name}"


def _fill_widgets(asked: ParsedQuery, view: str, choices: Choices) -> None:
    """Put a query into the widgets."""
    query = asked.query
    values: dict[str, object] = {
        "view": view,
        "from": query.from_id or None,
        "to": query.to_id or None,
        "reach": query.reach,
        "aim": query.objective,
        "day": query.day,
        "modes": [mode for mode in MODES if mode in query.modes],
        "as-if-built": [line for line in choices.unbuilt if line in query.as_if_built],
        "closed-posts": [post for post in choices.posts if post in query.closed_posts],
        "closed-countries": [
            country for country in choices.countries if country in query.closed_countries
        ],
        "closed-lines": [line for line in choices.lines if line in query.closed_lines],
        "shut-posts": query.posts is PostPolicy.USE_SHUT,
    }
    for name, value in values.items():
        put(_key(name), value)
    _fill_factors({**choices.assumptions.everywhere(), **dict(asked.own)})


def _fill_factors(values: Mapping[Factor, Range]) -> None:
    for factor, span in values.items():
        put(_key(f"{factor}-low"), float(span.low))
        put(_key(f"{factor}-high"), float(span.high))


def _route_fields(linked: RouteQuery, choices: Choices) -> ParsedQuery:
    query = _first_row(linked, choices)
    left, right = st.columns([1.6, 1])
    reach = left.segmented_control(
        say("Lines to include"),
        list(_REACH),
        key=_key("reach"),
        format_func=lambda word: say(_REACH[word]),
        required=True,
    )
    modes = right.pills(
        say("By"),
        MODES,
        key=_key("modes"),
        format_func=lambda mode: mode.label,
        selection_mode="multi",
    )
    query = replace(query, reach=reach or linked.reach, modes=frozenset(modes))
    left, right = st.columns(2)
    with left.expander(say("Closures, and lines to treat as built")):
        query = _closures(query, choices)
    with right.expander(say("Assumptions")):
        own, problems = _own_factors(choices)
    return ParsedQuery(query, own, problems)


def _ports_fields(linked: RouteQuery, choices: Choices) -> ParsedQuery:
    """Day and assumptions; the table asks for nothing else."""
    left, right = st.columns([1, 3])
    with left:
        query = replace(linked, day=_departure(linked))
    with right.expander(say("Assumptions")):
        own, problems = _own_factors(choices)
    return ParsedQuery(query, own, problems)


def _departure(linked: RouteQuery) -> Day:
    day = st.date_input(
        say("Departure"),
        key=_key("day"),
        min_value=first_day(),
        max_value=last_departure_day(),
        format="YYYY-MM-DD",
        help=say(
            "Lines and border posts are as they were on that day. {known}",
            known=departure_words(atlas(), linked.day),
        ),
    )
    return day or linked.day


def _first_row(linked: RouteQuery, choices: Choices) -> RouteQuery:
    start, goal, day, aim = st.columns([1.3, 1.3, 0.7, 0.9])
    # An end that is on no line can come with a link; it is told, so it must be in the list.
    places = tuple(dict.fromkeys((*choices.places, *filter(None, (linked.from_id, linked.to_id)))))
    ends = [
        place.selectbox(
            label,
            places,
            index=None,
            key=_key(end),
            format_func=_told_by(_place_labels(places), _place_label),
            placeholder=say("Type a name in any script"),
            # Keeps the order of the places; the usual filter ranks short names of stations first.
            filter_mode="contains",
        )
        for place, label, end in ((start, say("From"), "from"), (goal, say("To"), "to"))
    ]
    with day:
        departure = _departure(linked)
    matters = aim.selectbox(
        say("Optimise for"), list(_AIMS), key=_key("aim"), format_func=lambda word: say(_AIMS[word])
    )
    return replace(
        linked,
        from_id=ends[0] or "",
        to_id=ends[1] or "",
        day=departure,
        objective=matters,
    )


def _closures(query: RouteQuery, choices: Choices) -> RouteQuery:
    posts = st.multiselect(
        say("Close border posts"),
        choices.posts,
        key=_key("closed-posts"),
        format_func=_told_by(_place_labels(tuple(choices.posts)), _place_label),
    )
    countries = st.multiselect(
        say("Close countries"),
        choices.countries,
        key=_key("closed-countries"),
        format_func=country_name,
    )
    tries_shut = st.checkbox(
        say("Also try posts last known closed"),
        key=_key("shut-posts"),
        help=say("Routes through them stand after all others and say so."),
    )
    lines = st.multiselect(
        say("Close lines"),
        choices.lines,
        key=_key("closed-lines"),
        format_func=_told_by(_line_labels(tuple(choices.lines)), _line_label),
    )
    built = st.multiselect(
        say("Treat as built"),
        choices.unbuilt,
        key=_key("as-if-built"),
        format_func=_told_by(_line_labels(tuple(choices.unbuilt)), _line_label),
        help=say("These lines count as if trains or trucks ran on them today."),
    )
    return replace(
        query,
        closed_posts=frozenset(posts),
        closed_countries=frozenset(countries),
        closed_lines=frozenset(lines),
        as_if_built=frozenset(built),
        posts=PostPolicy.USE_SHUT if tries_shut else PostPolicy.IF_OPEN,
    )


def _own_factors(choices: Choices) -> tuple[tuple[tuple[Factor, Range], ...], tuple[str, ...]]:
    """The reader's own values, and a sentence for each that cannot be."""
    everywhere = choices.assumptions.everywhere()
    st.button(say("Back to the values of the atlas"), on_click=_fill_factors, args=(everywhere,))
    st.caption(
        say(
            "Here stand the values that hold where nobody measured. Where somebody did, the atlas "
            "uses the figures of the country, border or post; a value of yours holds everywhere."
        )
    )
    own, problems = [], []
    for factor, ours in everywhere.items():
        name = f"{factor.label}, {factor.unit}"
        left, right = st.columns(2)
        low = left.number_input(
            say("{value}: low", value=name), key=_key(f"{factor}-low"), format="%g"
        )
        high = right.number_input(
            say("{value}: high", value=name), key=_key(f"{factor}-high"), format="%g"
        )
        if Range(low, high) == ours:
            continue
        problem = range_problem(factor, Range(low, high))
        if problem:
            problems.append(problem)
        else:
            own.append((factor, Range(low, high)))
    return tuple(own), tuple(problems)


def _told_by(labels: Mapping[str, str], label: Callable[[str], str]) -> Callable[[str], str]:
    """Labels that are made already; what a widget still holds from before may not be among them."""
    return lambda name: labels.get(name) or label(name)


@kept(16)
def _place_labels(ids: tuple[str, ...]) -> Mapping[str, str]:
    return {site_id: _place_label(site_id) for site_id in ids}


@kept(8)
def _line_labels(ids: tuple[str, ...]) -> Mapping[str, str]:
    return {record_id: _line_label(record_id) for record_id in ids}


def _place_label(site_id: str) -> str:
    """A place as it is looked for: name, country, then its names in other scripts."""
    site = atlas().site(site_id)
    country = listed(country_name(code) for code in site.countries)
    others = dict.fromkeys([*(name for _, name in site.names.local()), *site.names.also])
    return " · ".join([f"{site.names.en}, {country}", *others])


def _line_label(record_id: str) -> str:
    """A project as a whole, or one line of it."""
    project = atlas().find_project(record_id)
    if project:
        return say("{project} (all of it)", project=project.names.en)
    segment = atlas().segment(record_id)
    owner = atlas().find_project(segment.project_id)
    home = owner.short if owner else segment.project_id
    return f"{home}: {line_name(atlas(), segment)}, {segment.mode.label}"
