"""The report on the page: counts as a filter, sentences with verdicts, and the map beside."""

import json
from collections.abc import Callable
from functools import partial

import streamlit as st

from geo.mapview.folium_map import SmallMap
from geo.records.dates import today
from geo.records.errors import UnknownId
from geo.records.texts import language, say, say_many
from geo.views.articles.mention_panels import mention_panel
from geo.views.desk.desk_page import (
    FROM_RIGHT,
    SIGNS,
    desk_view,
    map_of,
    record_href,
    verdict_counts,
)
from geo.views.text_check.as_json import Json, claim_reviews, report_json
from geo.views.text_check.verdict import SentenceVerdict
from pages.ui import cache
from pages.ui.address import fragment, held
from pages.ui.desk.checking import CheckedText, answer, kept_text
from pages.ui.desk.drafts import RECORDS
from pages.ui.html import as_written, render
from pages.ui.map_panel import run_mark, small_map

_ONLY = "desk-only"
_WORTH = {SentenceVerdict.NEW, SentenceVerdict.DIFFERS}
_MAP_HEIGHT = 430
_ASKED_IN_SIGHT = 4


def show_result(checked: CheckedText) -> None:
    """What has to be asked, the text with its verdicts, and what it names on the map."""
    _ask(checked)
    text, side = st.columns([1, 0.85], gap="medium")
    with text:
        _sentences()
    with side:
        _beside()


def _ask(checked: CheckedText) -> None:
    """Where words stand for several records: which of them is meant."""
    if not checked.questions:
        return
    open_ones = [part for part in checked.questions if part.key not in checked.answers]
    label = say("Which one is meant? {n} names stand for several places", n=len(checked.questions))
    with st.expander(label, expanded=0 < len(open_ones) <= _ASKED_IN_SIGHT):
        row = st.container(horizontal=True)
        for number, question in enumerate(checked.questions):
            key = f"desk-which-{number}-{question.key}"
            names = list(question.choices)
            meant = checked.answers.get(question.key, names[0])
            row.selectbox(
                say("Which {name}?", name=as_written(question.words)),
                names,
                index=names.index(meant),
                format_func=question.choices.__getitem__,
                key=key,
                on_change=answer,
                args=(checked.read.text, question, key),
            )


@fragment
def _sentences() -> None:
    checked = kept_text()
    if checked is None:
        return
    atlas = cache.atlas()
    counts = verdict_counts(checked.report)
    st.pills(
        say("Sentences by verdict"),
        [count.verdict.value for count in counts],
        selection_mode="multi",
        format_func={count.verdict.value: count.label for count in counts}.__getitem__,
        key=_ONLY,
    )
    worth = sum(part.count for part in counts if part.verdict in _WORTH)
    if worth:
        told = say_many(
            "{n} sentence may be worth a record", "{n} sentences may be worth a record", worth
        )
        st.markdown(f"[{told}](#{RECORDS})")
    only = held(_ONLY)
    view = desk_view(atlas, checked.read, checked.report, only if isinstance(only, list) else ())
    direction = "rtl" if language() in FROM_RIGHT else "ltr"
    words = {"language": language(), "direction": direction, "signs": SIGNS}
    st.html(render("desk", view=view, href=partial(record_href, atlas), **words))
    _offer_files(checked)


@fragment
def _beside() -> None:
    """The map, and below it the details of what was chosen last; a choice reruns only this."""
    checked = kept_text()
    if checked is None:
        return
    shown = map_of(cache.atlas(), checked.report)
    with st.container(key="reading"):
        drawn = SmallMap(layers=shown.projects, named=shown.places)
        chosen = small_map(drawn, height=_MAP_HEIGHT)
        with st.container(key="details-reading"):
            record_id = chosen.get("select", "") if chosen else ""
            st.html(_details(record_id) + run_mark())


def _details(record_id: str) -> str:
    try:
        found = mention_panel(cache.atlas(), record_id)
    except UnknownId:
        return render("reader_hint")
    return render("panel", panel=found, is_beside=True)


def _offer_files(checked: CheckedText) -> None:
    """The report as files; they belong to the session, as the text does."""
    home = (st.context.url or "").removesuffix("desk")
    files = (
        ("JSON", "json", lambda: report_json(checked.report)),
        (
            "ClaimReview",
            "jsonld",
            lambda: claim_reviews(checked.report, home, today(), checked.origin.page),
        ),
    )
    with st.container(horizontal=True):
        for name, ending, made in files:
            st.download_button(
                say("Report as {format}", format=name),
                data=partial(_as_text, made),
                file_name=f"corridor-atlas-report.{ending}",
                mime="application/ld+json" if ending == "jsonld" else "application/json",
                on_click="ignore",
            )


def _as_text(made: Callable[[], Json]) -> str:
    return json.dumps(made(), ensure_ascii=False, indent=1)
