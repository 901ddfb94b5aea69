"""The text that is to be checked: pasted, from a file or from the web, and where it comes from."""

from dataclasses import dataclass

import streamlit as st

from geo.reading.texts.foreign import ForeignText
from geo.reading.texts.kinds import TEXT_ENDINGS
from geo.reading.texts.limits import fetch_limits, text_limits
from geo.records.dates import checked
from geo.records.errors import GeoError
from geo.records.texts import say
from geo.records.vocab import LONGEST_ADDRESS, LONGEST_PUBLISHER, LONGEST_TITLE
from geo.views.proposals.from_text import TextOrigin
from pages.ui.address import held, put
from pages.ui.html import as_written, render

#: The browser knows the fields by these, too, and keeps what stands in them: `bar/writing.js`.
_FIELDS = tuple(f"desk-{name}" for name in ("text", "title", "publisher", "day", "url"))
_TEXT, _TITLE, _PUBLISHER, _DAY, _URL = _FIELDS
_FILE, _FETCH, _SENT = "desk-file-read", "desk-fetch", "desk-sent"
_TOLD, _GIVEN = "desk-told", "desk-given"
_HEIGHT = 220


@dataclass(frozen=True)
class GivenText:
    """A text as its reader gave it, and where it comes from as far as that was said."""

    text: str
    origin: TextOrigin


@dataclass(frozen=True)
class _Told:
    """What is told of the file or page that was read last; `of_file` if a file was at fault."""

    notes: tuple[str, ...] = ()
    fault: str = ""
    of_file: bool = False


def ask_for_text() -> GivenText | None:
    """The widgets, and the text that was sent to be checked last, if any was."""
    is_taken = bool(held(_SENT))
    if is_taken:
        put(_SENT, None)
        put(_GIVEN, _taken())
    given = held(_GIVEN)
    is_given = isinstance(given, GivenText)
    if isinstance(given, GivenText):
        _write_again(given)
    with st.expander(say("Another text") if is_given else say("The text"), expanded=not is_given):
        _ask_for_file()
        _fetch_if_asked()
        _say_what_came()
        is_sent = _ask_for_words()
    if is_sent and not is_taken:
        # The first run after the server was started again knows the button and no callback of it.
        put(_SENT, is_sent)
        st.rerun()
    return given if isinstance(given, GivenText) else None


def _write_again(given: GivenText) -> None:
    """Fields that were not drawn for a while, as on another page, have forgotten what they held."""
    origin = given.origin
    told = (given.text, origin.title, origin.publisher, origin.day, origin.url)
    for key, text in zip(_FIELDS, told, strict=True):
        if held(key) is None:
            put(key, text)


def _ask_for_file() -> None:
    most = text_limits().file_mb
    file = st.file_uploader(
        say("A file, up to {most} MB: text, web page, PDF, Word or e-mail", most=most),
        type=[ending.removeprefix(".") for ending in TEXT_ENDINGS],
        max_upload_size=most,
        key="desk-file",
    )
    # Late: what reads files of strangers is needed by few.
    from geo.reading.texts.reader import expect_text, read_text_file  # noqa: PLC0415

    if file is None:
        expect_text()
    if held(_FILE) == (file.file_id if file else None):
        return
    # What was told was told of another file.
    put(_TOLD, None)
    put(_FILE, file.file_id if file else None)
    if file is None:
        return
    with st.spinner(say("Reading {file}…", file=as_written(file.name))):
        try:
            _take(read_text_file(file.getvalue(), file.name))
        except GeoError as error:
            put(_TOLD, _Told(fault=str(error), of_file=True))


def _fetch_if_asked() -> None:
    """Ask the web for a page: only after the reader's click, and only once for it."""
    if not held(_FETCH):
        return
    put(_FETCH, None)
    url = str(held(_URL) or "").strip()
    from geo.reading.texts.reader import fetch_text  # noqa: PLC0415 - as above

    with st.spinner(say("Fetching the page…")):
        try:
            _take(fetch_text(url))
        except GeoError as error:
            put(_TOLD, _Told(fault=str(error)))


def _take(found: ForeignText) -> None:
    """Put what was read into the fields, where the reader sees and corrects it."""
    put(_TEXT, found.text)
    for key, text in ((_TITLE, found.title), (_DAY, found.day)):
        if text:
            put(key, text)
    put(_TOLD, _Told(notes=tuple(note.text for note in found.notes)))


def _say_what_came() -> None:
    told = held(_TOLD)
    if not isinstance(told, _Told):
        return
    if told.fault:
        # A file that is too large never comes here; its fault then hides that of one before it.
        key = "desk-fault-of-file" if told.of_file else "desk-fault"
        st.container(key=key).error(as_written(told.fault))
    elif told.notes:
        st.html(render("desk_told", notes=told.notes))


def _ask_for_words() -> bool:
    """The form: whether it was sent just now. It is taken in a run before anything is drawn."""
    with st.form("desk-form", border=False):
        st.text_area(
            say("Text to check"),
            height=_HEIGHT,
            max_chars=text_limits().letters,
            key=_TEXT,
            placeholder=say("Paste the text here"),
        )
        row = st.container(horizontal=True, vertical_alignment="bottom", key="desk-origin")
        row.text_input(say("Title, if it has any"), max_chars=LONGEST_TITLE, key=_TITLE)
        row.text_input(say("Publisher"), max_chars=LONGEST_PUBLISHER, key=_PUBLISHER)
        row.text_input(say("Day"), placeholder="2026-11-28", max_chars=10, key=_DAY)
        row.text_input(say("Address"), placeholder="https://…", max_chars=LONGEST_ADDRESS, key=_URL)
        buttons = st.container(horizontal=True)
        is_sent = buttons.form_submit_button(
            say("Check the text"), on_click=put, args=(_SENT, True)
        )
        if fetch_limits().is_on:
            buttons.form_submit_button(
                say("Fetch the page at the address"), on_click=put, args=(_FETCH, True)
            )
    return is_sent


def _taken() -> GivenText | None:
    """What stands in the form, if it can be checked."""
    text, title, publisher, day, url = (str(held(key) or "").strip() for key in _FIELDS)
    if not text:
        put(_TOLD, _Told(fault=say("There is no text to check. Paste one, or give a file.")))
        return None
    try:
        day = checked(day) if day else ""
    except ValueError as error:
        # The error is the half of a sentence that follows the value.
        put(_TOLD, _Told(fault=f"'{day}' {error}."))
        return None
    put(_TOLD, None)
    return GivenText(text, TextOrigin(title, publisher, day, url))
