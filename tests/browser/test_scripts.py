"""The modules of the map that need no map: days, addresses, states of a view, room for names."""

from urllib.parse import parse_qsl, urlencode

import pytest

from geo.records.dates import Day
from geo.views.addresses import DATA, MAP, TIMELINE, described
from pages.ui.map_address import ViewState, Vocabulary, read_query
from tests.browser.modules import Modules

#: An atlas of two corridors, as the map gets it.
INDEX = {
    "projects": {
        "main": {"title": "Main line", "short": "Main", "state": "operating"},
        "plan": {"title": "A plan", "short": "Plan", "state": "proposed"},
    },
    "sites": {
        "post": {
            "name": "Post",
            "kind": "border-crossing",
            "told": "closed",
            "breaks": [1520, 1676],
            "projects": ["main"],
        },
        "works": {"name": "Works", "kind": "steel-plant", "state": "idle", "projects": ["plan"]},
    },
    "features": {
        "rail": {"name": "A – B", "project": "main", "state": "operating", "mode": "rail"},
        "yard": {"name": "Yard", "project": "main"},
    },
    "counts": {
        "states": {"operating": 1, "proposed": 1},
        "modes": {"rail": 1, "road": 1},
        "places": {"border": 1},
    },
    "context": {"rail": "rail.geojson"},
    "defaults": ["main"],
    "days": ["1970-01-01", "2026-11-23"],
    "addresses": described(MAP, TIMELINE, DATA),
    "style": {
        "lifecycle": {
            "operating": {"legend": "In service"},
            "idle": {"legend": "Standing idle"},
            "proposed": {"legend": "Proposed"},
        },
        "mode": {"rail": {"legend": "Railway"}},
        "site": {"border-crossing": {"legend": "Border post"}, "steel-plant": {"legend": "Works"}},
        "break-of-gauge": {"legend": "Break of gauge"},
    },
}


# Days -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-03-31", -13, "2024-02-29"),
    ],
)
def test_a_month_on_is_the_same_date_or_the_last(
    modules: Modules, day: str, months: int, there: str
) -> None:
    assert modules.run("return day_states.monthsOn(day, months)", day=day, months=months) == there


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-08-01", "2025-08-01"),
        ("1970-01-01", "1970-01-01"),
        ("1969-12-31", None),
        ("2026-11-24", None),
        ("2025-02-30", None),
        ("2025-8-1", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_only_days_of_the_calendar_within_the_timeline_are_taken(
    modules: Modules, text: str | None, found: str | None
) -> None:
    body = "return day_states.checkedDay(text, days)"
    assert modules.run(body, text=text, days=INDEX["days"]) == found


def test_a_day_is_said_as_people_say_it(modules: Modules) -> None:
    assert modules.run("return day_states.formatDay('2025-08-01')") == "1 August 2025"


def test_the_number_of_a_route_stands_where_it_runs_alone(modules: Modules) -> None:
    def part(rank: str, *points: list[float]) -> dict[str, object]:
        return {"properties": {"rank": rank}, "geometry": {"coordinates": points}}

    features = [
        part("1", [0, 0], [5, 9]),
        part("1", [5, 9], [10, 0]),
        part("2", [0, 0], [5, -1], [10, 0]),
    ]
    body = "return [...ways.spots(features)]"
    assert modules.run(body, features=features) == [["1", [5, 9]], ["2", [5, -1]]]
    assert modules.run(body, features=features[2:]) == [["2", [5, -1]]]


@pytest.mark.parametrize(
    ("key", "there"),
    [
        ("ArrowRight", "2025-02-01"),
        ("ArrowDown", "2025-01-30"),
        ("PageUp", "2025-02-28"),
        ("Home", "1970-01-01"),
        ("End", "2026-11-23"),
        ("a", None),
    ],
)
def test_keys_of_the_slider_count_days(modules: Modules, key: str, there: str | None) -> None:
    body = "return timebar.keyedDay(key, '2025-01-31', days)"
    assert modules.run(body, key=key, days=INDEX["days"]) == there


AXIS = """const axis = new time_axis.TimeAxis(
  { turns: [["1970-01-01", 0], ["1970-01-11", 0.5], ["1970-01-12", 1]], years: [] });"""


def test_the_axis_leads_to_a_day_and_back(modules: Modules) -> None:
    body = f"{AXIS} return days.map((day) => [axis.share(day), axis.day(axis.share(day))]);"
    days = [0, 4, 10, 10.5, 11]
    assert modules.run(body, days=days) == [[0, 0], [0.2, 4], [0.5, 10], [0.75, 10.5], [1, 11]]
    assert modules.run(f"{AXIS} return [axis.share(-5), axis.share(99)];") == [0, 1]


def test_play_is_even_on_the_axis_and_waits_at_events(modules: Modules) -> None:
    body = f"""{AXIS} const course = {{ axis, stops: [4], last: 11 }};
      let pace = {{ at: 0, hold: 0 }};
      return seconds.map((given) => (pace = time_axis.ahead(pace, given, course)));"""
    found = modules.run(body, seconds=[2, 2, 0.25, 6.35, 99])
    assert [pace["at"] for pace in found] == pytest.approx([2, 4, 4, 10, 11])
    assert [pace["hold"] > 0 for pace in found] == [False, True, True, False, False]


def test_an_event_is_named_when_its_day_is_passed(modules: Modules) -> None:
    events = [["2020-01-01", "2020", "A"], ["2020-02-01", "1 February 2020", "B"]]
    body = """const shown = new caption.Caption(events);
      return days.map(([from, to]) => shown.passed(from, to).map(([, , title]) => title));"""
    days = [
        ["2019-01-01", "2020-03-01"],
        ["2020-01-01", "2020-01-02"],
        ["2021-01-01", "2020-01-01"],
    ]
    assert modules.run(body, events=events, days=days) == [["A", "B"], [], ["A"]]


def test_a_record_is_shown_on_a_day_on_which_it_is_there(modules: Modules) -> None:
    history = {
        "projects": {},
        "segments": {"rail": [["1990-01-01", "operating"]], "yard": [[None, "operating"]]},
        "sites": {"works": [["2040-01-01", "operating"]]},
    }
    body = """const states = new day_states.DayStates(index, null);
      const before = states.presentDay("rail", "1980-01-01");
      states.history = history;
      const found = asked.map(([id, day]) => states.presentDay(id, day));
      return [before, ...found, states.changing()];"""
    asked = [
        *(["rail", "1980-01-01"], ["rail", "1995-01-01"], ["rail", None]),
        *(["yard", "1980-01-01"], ["works", "1980-01-01"]),
    ]
    assert modules.run(body, index=INDEX, history=history, asked=asked) == [
        *("1980-01-01", "1990-01-01", "1995-01-01", None, "1980-01-01", None),
        ["main"],
    ]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("1999-01-01", "before"),
        ("2000-01-01", "first"),
        ("2009-12-31", "first"),
        ("2020-01-01", "last"),
    ],
)
def test_the_step_in_force_is_the_last_that_had_begun(
    modules: Modules, day: str, state: str
) -> None:
    steps = [[None, "before"], ["2000-01-01", "first"], ["2010-01-01", "last"]]
    assert modules.run("return day_states.stepOn(steps, day)[1]", steps=steps, day=day) == state
    later = "return day_states.stepOn(steps.slice(1), '1999-01-01')"
    assert modules.run(later, steps=steps) is None


def test_a_day_is_laid_over_the_index_and_taken_off_again(modules: Modules) -> None:
    history = {
        "projects": {"plan": [["2020-01-01", "agreed"]]},
        "segments": {"rail": [["1990-01-01", "construction"]]},
        "sites": {},
        "posts": {"post": [[None, "open", "open to all"]]},
        "earlier": {},
    }
    then, today, changes = modules.run(
        """
      const day = new day_states.DayStates(index, async () => history);
      const before = JSON.stringify(index);
      const changes = [day.load()];
      return changes[0].then(() => {
        const look = () => structuredClone(
          [index.features.rail, index.sites.post, index.projects.plan]);
        const found = [day.set("1980-01-01"), day.set("1980-01-01")];
        const then = look();
        found.push(day.set(null));
        return [then, look(), found];
      });""",
        index=INDEX,
        history=history,
    )
    assert then[0]["absent"] is True
    assert (then[1]["access"], then[1]["told"]) == ("open", "open to all")
    assert then[2]["absent"] is True
    assert [record["absent"] for record in today] == [False, False, False]
    assert today[1]["told"] == "closed"
    assert changes == [True, False, True]


# The address ------------------------------------------------------------------------------------

READ = """
  const defaults = view_state.defaultsOf(index);
  const read = (text) => view.fromQuery(text, defaults, (id) => id === "old" ? "rail" : known(id));
  const known = (id) => Object.hasOwn(index.features, id) ? id : null;
"""


@pytest.mark.parametrize(
    "query",
    [
        "",
        "layers=main,plan",
        "layers=none",
        "states=operating&modes=rail&places=none&context=rail",
        "select=rail&lat=30.000&lon=66.000&z=5",
        "date=2020-01-01",
        "town=123&lat=30.000&lon=66.000&z=5",
        "basemap=plain",
    ],
)
def test_an_address_is_read_and_written_the_same(modules: Modules, query: str) -> None:
    body = f"{READ} return view.toQuery(read(query), defaults)"
    assert modules.run(body, index=INDEX, query=query) == query


@pytest.mark.parametrize(
    "query",
    [
        "layers=nothing-of-ours",
        "layers=%3Cscript%3E",
        "date=2020-13-01",
        "town=-1",
        "basemap=online",
        "lat=north&lon=66&z=5",
        "lat=30&lon=66",
        "select=unknown",
    ],
)
def test_what_an_address_says_wrongly_is_left_at_its_default(modules: Modules, query: str) -> None:
    body = f"{READ} return view.toQuery(read(query), defaults)"
    assert modules.run(body, index=INDEX, query=query) == ""


def test_a_position_off_the_map_is_the_nearest_on_it(modules: Modules) -> None:
    body = f"{READ} const {{ lat, lon, z }} = read(query); return [lat, lon, z];"
    read = [
        modules.run(body, index=INDEX, query=query)
        for query in ("lat=24.8&lon=67.4&z=16", "lat=99&lon=-30&z=0", "lat=24.8&lon=67.4&z=12")
    ]
    assert read == [[24.8, 67.4, 14], [65, -10, 3], [24.8, 67.4, 12]]


def test_a_former_id_is_read_as_that_of_today(modules: Modules) -> None:
    assert modules.run(f"{READ} return read('select=old').select", index=INDEX) == "rail"


def test_online_tiles_are_in_no_address(modules: Modules) -> None:
    body = f"{READ} return view.toQuery({{ ...read(''), basemap: 'online' }}, defaults)"
    assert modules.run(body, index=INDEX) == ""


def test_the_table_has_the_lines_of_the_map(modules: Modules) -> None:
    body = f"{READ} return view.toTable(read(query), defaults, index)"
    query = "layers=plan&modes=road"
    told = modules.run(body, index=INDEX, query=query)
    assert told == "../../data?table=Lines&project=Plan&mode=road"


#: What a link may bring, sound, odd and hostile, for each kind of parameter.
LISTS = ("", "none", "none,", "{a}", "{b},{a},{b}", "{a},<b>,{b}", "{a},,{b}", "{a} {b}", "{A}")
LISTS += (
    "NONE",
    "nowhere",
    "," * 3000,
    "x," * 999 + "{a}",
    "x," * 1001 + "{a}",
    "💥" * 1999 + "{a}",
)
NUMBERS = (
    "12",
    "12.50",
    "-3",
    "10",
    "9.99",
    "64.9995",
    "130.1",
    "007",
    "1e1",
    "+12",
    "12abc",
    " 12",
)
NUMBERS += ("12.", ".5", "1_2", "0x1f", "nan", "-inf", "Infinity", "1e999", "١٢", "9" * 30, "")
DAYS = (
    "2025-08-01",
    "1970-01-01",
    "1969-12-31",
    "2026-11-23",
    "2026-11-24",
    "2025-02-30",
    "2025-08",
)
DAYS += (
    "20250801",
    "2025-W31-5",
    "٢٠٢٥-٠٨-٠١",
    "2025-8-1",
    "2025-08-01T00",
    " 2025-08-01",
    "0000-01-01",
)
TOWNS = ("1", "1167528", "0", "-1", "007", "1167528.0", "٣", "1" * 10, "1e3", " 7", "7\n")
RECORDS = ("rail", "old", "main", "RAIL", "nowhere", "constructor", "__proto__", "../../etc/passwd")
GROUNDS = ("relief", "plain", "online", "PLAIN", "plain,relief", "", "toString")
HOSTILE = ("<script>alert(1)</script>", "{{ 7*7 }}", "'; drop table sites; --", "x" * 9999, "\x00")
MEMBERS = {
    "layers": {"a": "main", "b": "plan", "A": "MAIN"},
    "states": {"a": "operating", "b": "proposed", "A": "Operating"},
    "modes": {"a": "rail", "b": "road", "A": "Rail"},
    "places": {"a": "border", "b": "border", "A": "Border"},
    "context": {"a": "rail", "b": "rail", "A": "Rail"},
}
VALUES = {
    **dict.fromkeys(MEMBERS, LISTS),
    **dict.fromkeys(("lat", "lon", "z"), NUMBERS),
    "date": DAYS,
    "town": TOWNS,
    "select": RECORDS,
    "basemap": GROUNDS,
    "since": (*DAYS, "1900-01-01", "1899-12-31", "9999-12-31"),
}
AT = {"lat": "30", "lon": "66", "z": "5"}
KNOWN = Vocabulary(
    **{name: tuple(dict.fromkeys((ids["a"], ids["b"]))) for name, ids in MEMBERS.items()},
    records={"main", "plan", "post", "works", "rail", "yard"},
    last_day=Day(2026, 11, 23),
    successors=lambda record_id: ("rail",) if record_id == "old" else (record_id,),
)


def queries() -> list[str]:
    """A query for each value of each parameter, and some that are odd as a whole."""
    alone = [
        urlencode({**(AT if name in AT else {}), name: value.format_map(MEMBERS.get(name, {}))})
        for name, values in VALUES.items()
        for value in values
    ]
    hostile = [urlencode({**AT, name: value}) for name in VALUES for value in HOSTILE]
    whole = ["", "?", "&&&", "=", "lat=30&lon=66", "z=5", "layers=main&layers=plan", "layers"]
    whole += ["%6Cayers=plan", "layers=%", "layers=%FF", "lat=30;lon=66;z=5", "layers=main+plan"]
    whole += ["unknown=1&layers=plan", "LAYERS=plan", "lat=12&lat=30&lon=66&z=5", "lat=&lon=66&z=5"]
    return [*alone, *hostile, *whole]


def resolved(view: ViewState) -> dict:
    """A view as the map has it: what is not said is at its default."""
    usual = {"layers": ("main",), "places": ("border",), "context": ()}
    sets = {
        name: sorted(usual.get(name, getattr(KNOWN, name)) if ids is None else ids)
        for name in MEMBERS
        for ids in [getattr(view, name)]
    }
    at = None if view.lat is None else [view.lat, view.lon, view.z]
    plain = {name: getattr(view, name) for name in ("select", "town", "date", "since", "basemap")}
    return {**sets, **plain, "at": at}


def read_by_python(query: str) -> tuple[ViewState, tuple[str, ...]]:
    """As Streamlit hands it over: blank values are values, and the last of a name counts."""
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    return read_query(dict(pairs), KNOWN)


@pytest.fixture(scope="module")
def told_by_scripts(modules: Modules) -> list[tuple[str, dict, str]]:
    """Each query, the view that the map reads in it, and the link that the map writes of that."""
    asked = queries()
    told = modules.run(
        """
      const defaults = view_state.defaultsOf(index);
      const all = { ...index.features, ...index.sites, ...index.projects };
      const known = (id) => Object.hasOwn(all, id) ? id : null;
      return queries.map((query) => {
        const found = view.fromQuery(query, defaults, (id) => known(id === "old" ? "rail" : id));
        const sets = Object.entries(view_state.setsOf(found));
        const { select, town, date, since, basemap, moved, lat, lon, z } = found;
        const settled = view_state.reduce(found, { type: "settle", at });
        return [
          {
            ...Object.fromEntries(sets.map(([name, ids]) => [name, [...ids].sort()])),
            ...{ select, town, date, since, basemap, at: moved ? [lat, lon, z] : null },
          },
          view.toQuery(settled, defaults),
        ];
      });""",
        index=INDEX,
        queries=asked,
        at={name: float(text) for name, text in AT.items()},
    )
    return [(query, *pair) for query, pair in zip(asked, told, strict=True)]


def test_python_and_the_scripts_read_a_link_alike(
    told_by_scripts: list[tuple[str, dict, str]],
) -> None:
    assert len(told_by_scripts) > 60
    for query, view, _ in told_by_scripts:
        assert resolved(read_by_python(query)[0]) == view, query[:200]


def test_python_reads_what_the_scripts_write(told_by_scripts: list[tuple[str, dict, str]]) -> None:
    for query, view, link in told_by_scripts:
        read, notices = read_by_python(link)
        assert notices == (), (query[:200], link)
        # What is marked is told with its place, even if the link that marked it was not.
        where = [float(text) for text in AT.values()] if view["select"] or view["town"] else None
        at = view["at"] or where
        rounded = pytest.approx(at, abs=0.001) if at else None
        assert resolved(read) == {**view, "at": rounded}, (query[:200], link)


def test_a_map_dragged_too_far_writes_a_link_that_can_be_read(modules: Modules) -> None:
    link = modules.run(
        f"""{READ}
      const far = {{ lat: 89.5, lon: -179, z: 3 }};
      return view.toQuery({{ ...read(""), ...far, moved: true }}, defaults)""",
        index=INDEX,
    )
    assert link == "lat=65.000&lon=-10.000&z=3"
    assert read_by_python(link)[1] == ()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", ["embed", "lang"]),
        ("/below/", ["embed", "lang"]),
        ("/timeline", ["embed", "lang", "project", "q", "rung", "years"]),
        ("/below/timeline/", ["embed", "lang", "project", "q", "rung", "years"]),
        ("/constructor", ["embed", "lang"]),
    ],
)
def test_the_map_keeps_what_is_not_its_own(modules: Modules, path: str, kept: list[str]) -> None:
    body = "return [...address.othersOf(path, index.addresses)].sort()"
    assert modules.run(body, index=INDEX, path=path) == kept


# The state of a view ----------------------------------------------------------------------------

STATE = """
  const defaults = view_state.defaultsOf(index);
  const start = view.fromQuery("", defaults, () => null);
  const after = (...actions) => actions.reduce(view_state.reduce, start);
  const plain = (state) => Object.fromEntries(Object.entries(state).map(([name, value]) =>
    [name, value instanceof Set ? [...value].sort() : value]));
"""


def after(modules: Modules, *actions: dict) -> dict:
    body = f"{STATE} return plain(after(...actions))"
    return modules.run(body, index=INDEX, actions=list(actions))


def test_a_switch_adds_and_takes_members_of_one_set(modules: Modules) -> None:
    on = {"type": "switch", "set": "layers", "ids": ["plan"], "isOn": True}
    off = {"type": "switch", "set": "layers", "ids": ["main"], "isOn": False}
    assert after(modules, on)["layers"] == ["main", "plan"]
    assert after(modules, on, off)["layers"] == ["plan"]


def test_what_is_opened_elsewhere_brings_its_layer_and_loses_the_pin(modules: Modules) -> None:
    pin = {"type": "town", "id": 7}
    state = after(modules, pin, {"type": "open", "id": "rail", "layer": "plan"})
    assert (state["select"], state["town"], state["layers"]) == ("rail", None, ["main", "plan"])
    assert after(modules, pin, {"type": "select", "id": "rail"})["town"] == 7


def test_only_the_readers_own_move_counts_as_a_view(modules: Modules) -> None:
    here, there = ({"lat": 30 + at, "lon": 66, "z": 5} for at in (0, 1))
    settled = after(modules, {"type": "settle", "at": here})
    assert (settled["lat"], settled["moved"]) == (30, False)
    moved = after(modules, {"type": "move", "at": here}, {"type": "settle", "at": there})
    assert (moved["lat"], moved["moved"]) == (30, True)


def test_everything_goes_back_to_the_beginning(modules: Modules) -> None:
    away = [
        {"type": "open", "id": "rail", "layer": "plan"},
        {"type": "day", "date": "2020-01-01"},
        {"type": "town", "id": 7},
        {"type": "move", "at": {"lat": 30, "lon": 66, "z": 5}},
    ]
    state = f"{STATE} return plain(after(...actions, {{ type: 'everything', defaults }}))"
    found = modules.run(state, index=INDEX, actions=away)
    start = after(modules)
    for name in ("layers", "states", "modes", "places", "select", "date", "town", "moved"):
        assert found[name] == start[name]


def test_what_did_not_change_is_the_same_object(modules: Modules) -> None:
    same = modules.run(
        f"""{STATE} const now = after({{ type: "select", id: "rail" }});
      return Object.keys(view_state.setsOf(start)).every((name) => now[name] === start[name])""",
        index=INDEX,
    )
    assert same


# Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "name", "detail"),
    [
        ("post", "Post", "Border post, freight closed, break of gauge 1520/1676 mm"),
        ("works", "Works", "Works, standing idle"),
        ("plan", "A plan", "Proposed"),
        ("rail", "A – B", "Railway, in service"),
        ("yard", "Yard", "outline, not surveyed"),
        ("nobody", "Unknown record", ""),
    ],
)
def test_a_record_is_described_in_one_line(
    modules: Modules, record: str, name: str, detail: str
) -> None:
    told = modules.run("return shared.describe(index, id)", index=INDEX, id=record)
    assert told == {"name": name, "detail": detail}


@pytest.mark.parametrize(
    ("colour", "dark"),
    [
        ("#14181d", True),
        ("#fbfaf7", False),
        ("rgb(20, 24, 29)", True),
        ("rgb(251, 250, 247)", False),
    ],
)
def test_a_dark_page_is_known_by_its_colour(modules: Modules, colour: str, *, dark: bool) -> None:
    assert modules.run("return shared.isDark(colour)", colour=colour) is dark


def test_kilometres_have_thin_spaces(modules: Modules) -> None:
    assert modules.run("return dom.kilometres(1234567.5)") == "1\u2009234\u2009568\u2009km"


@pytest.mark.parametrize(
    ("title", "short", "name"),
    [
        ("A short one (of today)", "Short", "A short one"),
        ("A corridor with a name that has no room", "Corridor", "Corridor"),
        (
            "A corridor with a name that has no room",
            "ACN",
            "A corridor with a name that has no room",
        ),
    ],
)
def test_a_row_has_the_short_name_only_where_it_must(
    modules: Modules, title: str, short: str, name: str
) -> None:
    project = {"title": title, "short": short}
    assert modules.run("return panel_words.rowName(project)", project=project) == name


def test_a_row_says_how_much_is_drawn_and_whose_it_is(modules: Modules) -> None:
    alone = {"segments": 1, "states": {"operating": {"segments": 1, "km": 12.4}}}
    shared = {"segments": 3, "states": {}, "others": 2, "own_km": 7}
    told = modules.run(
        "return all.map((project) => panel_words.numbersOf(project, index.style.lifecycle))",
        all=[alone, shared],
        index=INDEX,
    )
    assert told == [
        "1 line drawn: in service 12\u2009km",
        "3 lines drawn. It runs over 2 lines of others, 7\u2009km of its own",
    ]


#: The scripts in another language, until the body is through: all tests share one page.
SPOKEN = """
  const said = (language, told, act) => {
    texts.useTexts({ language, texts: told });
    const { lang, dir } = document.documentElement;
    const result = act();
    texts.useTexts({ language: "en", texts: {} });
    return { lang, dir, result };
  };
"""


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("ur", "rtl"), ("ar", "rtl")]
)
def test_the_frame_follows_the_language_of_the_reader(
    modules: Modules, language: str, direction: str
) -> None:
    body = f"""{SPOKEN}
      return said(language, {{}}, () => ["search?q=a", "search"].map(texts.inLanguage))"""
    asked = [f"search?q=a&lang={language}", f"search?lang={language}"]
    assert modules.run(body, language=language) == {
        "lang": language,
        "dir": direction,
        "result": asked if language != "en" else ["search?q=a", "search"],
    }


def test_lists_and_plurals_are_those_of_the_language(modules: Modules) -> None:
    told = {
        ", ": "، ",
        "{most} and {last}": "{most} و{last}",
        "{n} line": {"one": "{n} линия", "few": "{n} линии", "many": "{n} линий", "other": "?"},
    }
    body = f"""{SPOKEN}
      return said("ru", told, () => [
        ...[[], [1], [1, 2, 3]].map(texts.listed), texts.withCommas(["a", "", 0, "b"]),
        ...[1, 3, 5, 21].map((n) => texts.sayMany("{{n}} line", "{{n}} lines", n)),
      ])"""
    assert modules.run(body, told=told)["result"] == [
        *("", "1", "1، 2 و3", "a، b"),
        *("1 линия", "3 линии", "5 линий", "21 линия"),
    ]


# What is loaded ---------------------------------------------------------------------------------

#: Two projects on one segment, and one more of the second.
LOADED = """
  const all = new entries.Entries(["a", "b"]);
  for (const [id, project, shown] of [["x", "b", true], ["y", "b", true], ["x", "a", false]]) {
    const key = entries.keyOf(id, project);
    all.put({ key, project, props: { id }, kind: "segment", shown });
    all.layers.set(project, [...(all.layers.get(project) ?? []), key]);
  }
  all.shapes.set("x", entries.boundsOf([[60, 30], [61, 31]]));
  all.shapes.set("y", entries.boundsOf([[61, 31], [64, 29]]));
"""


def test_what_is_visible_comes_project_by_project(modules: Modules) -> None:
    found = modules.run(
        f"""{LOADED}
      const visible = () => all.visible().map(({{ key }}) => key);
      const before = visible();
      all.get("x a").shown = true;
      return [before, visible(), all.projectsOf("x"), all.projectsOf("y")];""",
    )
    assert found == [["x b", "y b"], ["x a", "x b", "y b"], ["a", "b"], ["b"]]


def test_the_box_of_a_project_is_around_all_that_it_runs_over(modules: Modules) -> None:
    found = modules.run(
        f"""{LOADED}
      const box = all.bounds("b");
      return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth(),
        all.bounds("y").getWest(), all.bounds("nobody").isValid()];""",
    )
    assert found == [60, 29, 64, 31, 61, False]


#: What is asked for and what is said, of a view that shows one corridor and selects a line of
#: another, on a day whose history cannot be loaded.
SUPPLY = """
  const asked = [], said = [];
  let state = { date: "2020-01-01", layers: new Set(["plan"]), select: "rail" };
  const all = new entries.Entries(["main", "plan"]);
  const parts = {
    drawing: { entries: all, add: (id) => all.layers.set(id, []) },
    records: { layers: async (ids, take) => { asked.push(ids); for (const id of ids) take(id); } },
    dayStates: { load: async () => { throw new Error("no answer"); } },
  };
  const kept = new supply.Supply(index, parts, {
    state: () => state,
    announce: (words) => said.push(words),
    onNoHistory: () => { state = { ...state, date: null }; },
  });
"""


def test_the_home_of_what_is_selected_is_fetched_though_it_is_off(modules: Modules) -> None:
    asked = modules.run(
        f"{SUPPLY} return kept.needed().then(() => kept.needed()).then(() => asked);", index=INDEX
    )
    assert asked == [["plan"], ["main"], [], []]


def test_without_its_history_the_map_stays_with_today_and_says_so(modules: Modules) -> None:
    date, said = modules.run(
        f"{SUPPLY} return kept.needed().then(() => [state.date, said]);", index=INDEX
    )
    assert date is None
    assert len(said) == 1
    assert "(no answer), so the map shows today" in said[0]


# Signs and names --------------------------------------------------------------------------------


def test_of_two_signs_in_one_place_the_more_important_stays(modules: Modules) -> None:
    spots = [
        {"id": "b", "x": 0, "y": 0, "order": 2, "apart": 17},
        {"id": "a", "x": 10, "y": 10, "order": 1, "apart": 17},
        {"id": "c", "x": 40, "y": 0, "order": 3, "apart": 17},
        {"id": "asked", "x": 0, "y": 0, "order": 4, "apart": 7},
    ]
    assert modules.run("return [...crowding.thin(spots)]", spots=spots) == ["a", "c", "asked"]


def test_signs_are_thinned_as_if_each_were_held_against_each(modules: Modules) -> None:
    kept, wanted = modules.run("""
      let seed = 7;
      const next = (most) => (seed = (seed * 48271) % 2147483647) % most;
      const spots = Array.from({ length: 600 }, (_, at) => ({ id: `s${at}`, x: next(500) - 250,
        y: next(500) - 250, order: next(9), apart: next(3) ? 17 : 7 }));
      const near = (one, other) => {
        const apart = Math.min(one.apart, other.apart);
        return Math.abs(one.x - other.x) < apart && Math.abs(one.y - other.y) < apart;
      };
      const wanted = [];
      const inOrder = (one, other) => one.order - other.order || (one.id < other.id ? -1 : 1);
      for (const spot of [...spots].sort(inOrder)) {
        if (!wanted.some((other) => near(spot, other))) wanted.push(spot);
      }
      return [[...crowding.thin(spots)], wanted.map(({ id }) => id)];""")
    assert kept == wanted
    assert 100 < len(kept) < 600


def test_a_long_list_makes_the_rows_that_are_on_and_the_others_when_asked(
    modules: Modules,
) -> None:
    body = """
      const ids = Array.from({ length: 60 }, (_, at) => `p${at}`);
      let told = 0;
      const make = (id) => dom.element("p", { id });
      const list = new row_list.RowList(ids, make, () => { told += 1; });
      const host = dom.element("div", {}, ...list.rows(new Set(["p40"])));
      const seen = () => [host.querySelectorAll("p").length, host.lastChild.textContent];
      const found = [seen(), Boolean(host.querySelector("#p40"))];
      list.follow(new Set(["p50", "p40"]));
      found.push(seen(), [...host.querySelectorAll("p")].at(-1).id);
      list.follow(new Set(ids)); // all of them at once are too many
      found.push(seen());
      host.querySelector("button").click();
      const order = [...host.children].map(({ id }) => id);
      return [...found, order.join() === ids.join(), told];"""
    assert modules.run(body) == [
        *([15, "Show 45 more"], True),
        *([16, "Show 44 more"], "p50"),
        [16, "Show 44 more"],
        *(True, 2),
    ]


def test_bigger_towns_come_first(modules: Modules) -> None:
    orders = modules.run(
        "return [0, 4, 9].map((rank) => crowding.importance({ kind: 'city', rank }))"
    )
    assert orders == sorted(orders)


def test_the_map_takes_more_names_the_nearer_it_is(modules: Modules) -> None:
    found = modules.run("return [4, 5.5, 6.5, 7.5].map(label_room.mostOwn)")
    assert found == [25, 40, 70, 200]


def test_a_name_keeps_off_other_names_and_off_lines(modules: Modules) -> None:
    found = modules.run("""
      const boxes = label_room.boxesAround(11, { x: 200, y: 100 }, [60, 15]);
      const along = [[[206, 100], [400, 100]]]; // a line to the east
      const grid = new label_room.LineGrid(along, { x: 0, y: 0 }, 800, 600);
      const cover = (box) => grid.covered(box);
      const room = (box) => new label_room.TakenRoom([box]);
      const free = label_room.freeBox(boxes, [], cover, 800);
      const beside = label_room.freeBox(boxes, [room(free)], cover, 800);
      const none = label_room.freeBox(boxes, [room([0, 0, 800, 600])], cover, 800);
      return [boxes.indexOf(free), boxes.indexOf(beside), none];""")
    assert found[0] == 1  # west of the place, for the east is taken by the line
    assert found[1] > 1
    assert found[2] is None


def test_a_line_outside_the_map_takes_no_room(modules: Modules) -> None:
    found = modules.run("""
      const grid = new label_room.LineGrid([[[-50, -50], [-10, 700]], [[0, 8], [90, 8]]],
        { x: 0, y: 0 }, 800, 600);
      return [grid.covered([0, 0, 800, 600]), grid.covered([0, 100, 800, 600])];""")
    assert found[0] > 10
    assert found[1] == 0


# The look of lines ------------------------------------------------------------------------------

LOOK = {
    "pattern": {"dash": [8, 6], "hollow": False, "opacity": 0.9},
    "colour": "blue",
    "paper": "white",
    "mark": "gold",
    "width": 4,
    "grow": 1,
    "thin": 1,
    "soft": 1,
    "dim": 1,
    "tick": None,
    "isSelected": False,
    "isTight": False,
    "isPlan": False,
}


def styled(modules: Modules, **changes: object) -> dict:
    return modules.run("return line_style.strandStyle(look)", look={**LOOK, **changes})


def test_a_line_in_service_is_solid_on_paper(modules: Modules) -> None:
    style = styled(modules)
    assert style["main"] == {"color": "blue", "weight": 4, "opacity": 0.9, "dashArray": "8 6"}
    assert style["casing"]["color"] == "white"
    assert (style["ticks"], style["bed"]) == (None, None)


def test_a_closed_line_is_an_outline_with_open_gaps(modules: Modules) -> None:
    style = styled(modules, pattern={"dash": [3, 3], "hollow": True, "opacity": 1}, isPlan=True)
    assert style["main"]["color"] == "white"
    assert style["casing"]["color"] == "blue"
    assert (style["casing"]["dashArray"], style["casing"]["lineCap"]) == ("3 3", "butt")
    assert style["bed"] is None


def test_the_selected_has_a_rim_of_its_own(modules: Modules) -> None:
    style = styled(modules, isSelected=True)
    assert (style["casing"]["color"], style["casing"]["weight"]) == ("gold", 10)


def test_a_plan_over_a_line_in_service_shows_the_line_below(modules: Modules) -> None:
    assert styled(modules, isPlan=True)["bed"]["weight"] == pytest.approx(1.2)


def test_ticks_are_narrow_where_lines_lie_side_by_side(modules: Modules) -> None:
    wide, tight = (
        styled(modules, tick=[1.5, 17], isTight=is_tight)["ticks"] for is_tight in (False, True)
    )
    assert (wide["weight"], tight["weight"]) == (9, 7)
    assert wide["dashArray"] == "1.5 17"


# The ground, near and far -----------------------------------------------------------------------


def test_a_view_touches_the_squares_that_it_should(modules: Modules) -> None:
    karachi = {"west": 66.5, "south": 24.2, "east": 68.1, "north": 25.4}
    body = "return near_squares.squaresIn(area)"
    assert modules.run(body, area=karachi) == ["65-20", "65-25"]


#: A map that stands where it is told, two squares of which the second cannot be fetched, and what
#: the squares and the canvas did.
SQUARES = """
const asked = [], drawn = [], told = [];
let zoom = 5, view = [66, 22, 68, 24];
const sides = ["West", "South", "East", "North"];
const bounds = () =>
    Object.fromEntries(sides.map((side, at) => [`get${side}`, () => view[at]]));
let move = () => {};
const map = { getZoom: () => zoom, getBounds: bounds, on: (_, hear) => { move = hear; } };
const urls = { "65-20": "sound", "65-25": "broken" };
const fetched = async (url) => {
    asked.push(url);
    if (url === "broken") throw new Error("no connection");
    return { box: [65, 20, 70, 25], shapes: {}, towns: { features: [] } };
};
const canvas = { putNear: ({ box }) => drawn.push(box) };
const near = new near_squares.NearSquares(map, canvas, urls, fetched);
near.onTowns = (towns) => told.push(towns);
near.follow();
const settle = () => new Promise((resolve) => setTimeout(resolve));
"""


def test_a_square_is_fetched_once_and_only_when_it_is_looked_at(modules: Modules) -> None:
    body = f"""return (async () => {{ {SQUARES}
        const far = asked.length;
        zoom = 8; move(); await settle();
        move(); await settle();
        return [far, asked, drawn, told.length]; }})()"""
    assert modules.run(body) == [0, ["sound"], [[65, 20, 70, 25]], 1]


def test_a_square_that_fails_takes_nothing_away_and_is_asked_for_again(modules: Modules) -> None:
    body = f"""return (async () => {{ {SQUARES}
        zoom = 8; view = [66, 22, 68, 26]; move(); await settle();
        move(); await settle();
        return [asked, drawn.length]; }})()"""
    assert modules.run(body) == [["sound", "broken", "broken"], 1]


def test_what_is_disputed_is_said_above_or_below_a_name_that_stands_there(
    modules: Modules,
) -> None:
    body = """
        const boxes = label_room.boxesUpAndDown({ x: 300, y: 100 }, [200, 15]);
        const taken = [new label_room.TakenRoom([[250, 90, 290, 110]])];
        return [boxes[0], label_room.freeBox(boxes, taken, () => 0, 800)];"""
    usual, moved = modules.run(body)
    assert usual == [200, 92.5, 400, 107.5]
    assert moved == [200, 58.5, 400, 73.5]


def test_what_is_not_drawn_of_a_readers_layer_is_told(modules: Modules) -> None:
    body = """
        const whole = { here: 5, drawn: 5, pieces: [] };
        const thin = { here: 9000, drawn: 8000, pieces: [] };
        const failed = { here: 0, drawn: 0, pieces: [], fault: "failed" };
        const gone = { ...failed, fault: "gone" };
        const { whatIsMissing } = own_squares;
        return [[whole, whole], [thin, thin], [thin, failed], [failed, gone]].map((squares) =>
          whatIsMissing(squares, 12000));"""
    whole, thin, failed, gone = modules.run(body)
    assert whole == ""
    # Some lie in both squares, so there are no more than the layer has.
    assert thin == "10\u2009000 of 12\u2009000 features here are drawn, nearer all of them"
    assert failed == "Part of your layer could not be fetched; move the map to try again"
    assert gone == "The server has this layer no more; give the file again"


def test_the_relief_steps_back_before_it_blurs(modules: Modules) -> None:
    body = "return [5, 7.5, 8.75, 10, 14].map(basemap.reliefShare)"
    assert modules.run(body) == [1, 1, 0.5, 0, 0]


def test_fine_shapes_take_the_place_of_coarse_ones_in_their_square(modules: Modules) -> None:
    # Sea everywhere, coarse; in one square the fine one knows better, and it is land.
    body = """
        document.body.innerHTML = "";
        const stage = document.createElement("div");
        Object.assign(stage.style, { width: "400px", height: "400px" });
        document.body.append(stage);
        const map = L.map(stage, { fadeAnimation: false, zoomAnimation: false });
        map.setView([22.5, 70], 7);
        const layer = new canvas_layer.CanvasLayer({ padding: 0 }).addTo(map);
        const ring = [600, 180, 200, 0, 0, 120, -200, 0, 0, -120];
        layer.put("sea", { per_degree: 10, features: [{ properties: {}, lines: [ring] }] });
        layer.show({ sea: () => ({ fill: "rgb(0, 0, 255)" }) });
        const look = () => {
            layer._redraw();
            const ratio = layer._container.width / 400;
            const blue = (x) => layer._ctx.getImageData(x * ratio, 200 * ratio, 1, 1).data[2];
            return [blue(100), blue(300)];
        };
        const before = look();
        const towns = { features: [] };
        layer.putNear({ box: [65, 20, 70, 25], per_degree: 10, shapes: { sea: [] }, towns });
        const near = look();
        map.setView([22.5, 70], 5);
        return [before, near, look()];"""
    assert modules.run(body) == [[255, 255], [0, 255], [255, 255]]
