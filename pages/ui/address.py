"""Widgets whose value stands in the address, so that every state of a page is a link.

The only place that touches Streamlit's session: what a widget holds is what the address says.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypedDict

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.records.texts import ENGLISH, say, use_language
from geo.views.addresses import LANGUAGE, PageAddress

_YEAR = re.compile("[0-9]{4}")


class Bound(TypedDict):
    """What binds a widget of Streamlit to a parameter of the address."""

    key: str
    bind: Literal["query-params"]


def bound(page: PageAddress, name: str) -> Bound:
    """The arguments of a widget that reads and writes `?name=`; raises KeyError if it has none."""
    return {"key": page[name].name, "bind": "query-params"}


def held(key: str, default: object = None) -> object:
    """What the widget with this key holds, or something else that was put there."""
    return st.session_state.get(key, default)


def put(key: str, value: object) -> None:
    """Let the widget with this key hold a value from the next time it is drawn."""
    st.session_state[key] = value


def let_go(start: str) -> None:
    """Let every widget whose key begins so begin anew."""
    for key in [str(key) for key in st.session_state if str(key).startswith(start)]:
        del st.session_state[key]


def asked_for(page: PageAddress, name: str) -> str | None:
    """What the address says of a parameter."""
    return st.query_params.get(page[name].name)


def write(page: PageAddress, name: str, value: str) -> None:
    """Say a value in the address."""
    st.query_params[page[name].name] = value


#: Draws a widget: its key, the ids, what gives each id its label.
_Draw = Callable[[str, list[str], Callable[[str], str]], str | None]


def select_box(
    label: str,
    place: DeltaGenerator | None = None,
    on_change: Callable[..., None] | None = None,
    args: tuple[object, ...] = (),
) -> _Draw:
    """A select box for `pick_one`, in a place of the page or where the page has come to."""
    draw = place.selectbox if place else st.selectbox
    return lambda key, ids, label_of: draw(
        label, ids, format_func=label_of, key=key, on_change=on_change, args=args
    )


def pick_one(
    page: PageAddress,
    name: str,
    options: Mapping[str, str],
    draw: _Draw,
    unknown: str = "",
) -> str:
    """What is chosen of `options` (id to label) in a widget that `?name=` follows and leads.

    `draw` gets the key of the widget, the ids and what gives each its label. Ids stand in the
    address, so that a link means the same in every language; the first is left out. An id that
    does not exist is told by the sentence `unknown`, or by one that fits every choice.
    """
    ids = list(options)
    start = next(iter(_asked_ids(page, name, options, unknown)), ids[0])
    _follow(name, start)
    picked = draw(name, ids, options.__getitem__) or ids[0]
    if picked != start:
        _say_ids(name, [] if picked == ids[0] else [picked])
    put(_seen(name), picked)
    return picked


def pick_many(
    page: PageAddress,
    name: str,
    options: Mapping[str, str],
    draw: Callable[[str, list[str], Callable[[str], str]], list[str]],
    usual: Sequence[str] = (),
) -> list[str]:
    """The same for a widget that takes any number of them, at first the usual ones.

    Those that are usual do not stand in the address.
    """
    asked = _asked_ids(page, name, options) or list(usual)
    _follow(name, asked)
    picked = draw(name, list(options), options.__getitem__)
    if picked != asked:
        _say_ids(name, [] if set(picked) == set(usual) else picked)
    put(_seen(name), picked)
    return picked


def pick_span(
    page: PageAddress,
    name: str,
    ends: tuple[int, int],
    draw: Callable[[str], tuple[int, int]],
) -> tuple[int, int]:
    """The same for a slider of two years, at first at its ends, which the address leaves out."""
    first, last = ends
    texts = st.query_params.get_all(page[name].name)
    years = [int(text) for text in texts if _YEAR.fullmatch(text)]
    is_span = len(texts) == len(years) == len(ends) and first <= years[0] <= years[1] <= last
    start = (years[0], years[1]) if is_span else ends
    if texts and not is_span:
        told = say(
            "The link asks for years that cannot be; the years from {first} to {last} are shown.",
            first=first,
            last=last,
        )
        st.info(told)
        _say_ids(name, [])
    _follow(name, start)
    picked = draw(name)
    if picked != start:
        _say_ids(name, [] if picked == ends else [str(year) for year in picked])
    put(_seen(name), picked)
    return picked


def _asked_ids(
    page: PageAddress, name: str, options: Mapping[str, str], unknown: str = ""
) -> list[str]:
    """The ids that the address asks for; links of old give labels in their place."""
    by_label = {label: option for option, label in options.items()}
    given = st.query_params.get_all(page[name].name)
    found = [text if text in options else by_label.get(text, "") for text in given]
    known = list(dict.fromkeys(filter(None, found)))
    if not all(found):
        usual = say("The link asks for a choice that this page does not have; it was left out.")
        st.info(unknown or usual)
        _say_ids(name, known)
    return known


def _follow(name: str, asked: object) -> None:
    """A link, or Back, brings another value than the widget wrote: the widget follows it."""
    if held(_seen(name)) != asked or held(name) is None:
        put(name, asked)


def _say_ids(name: str, ids: list[str]) -> None:
    if ids:
        st.query_params[name] = ids
    else:
        st.query_params.pop(name, None)


def _seen(name: str) -> str:
    return f"{name} as written"


def choose_language() -> None:
    """Speak the language of the link, else that of before in this session, else the browser's."""
    asked = st.query_params.get(LANGUAGE)
    if asked:
        put(LANGUAGE, asked)
    use_language(str(asked or held(LANGUAGE) or st.context.locale or ENGLISH))


def fragment(part: Callable[[], None]) -> Callable[[], None]:
    """`st.fragment` that speaks the reader's language also when it runs alone."""

    @st.fragment
    def spoken() -> None:
        choose_language()
        part()

    return spoken


def question() -> dict[str, str]:
    """All that the address says, but for the language."""
    return {name: text for name, text in st.query_params.items() if name != LANGUAGE}


def write_question(values: Mapping[str, str]) -> None:
    """Say these values in the address and no others."""
    spoken = st.query_params.get(LANGUAGE)
    st.query_params.from_dict({**values, **({LANGUAGE: spoken} if spoken else {})})


def forget(page: PageAddress, name: str) -> None:
    """Take a choice out of the address: its widget begins anew."""
    st.query_params.pop(page[name].name, None)
    for key in (name, _seen(name)):
        st.session_state.pop(key, None)
