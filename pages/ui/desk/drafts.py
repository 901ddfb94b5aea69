"""From findings to records: which are worth one, what they are, and the form for them."""

from dataclasses import replace

import streamlit as st

from geo.pipeline.contributions.ground import Ground
from geo.records.texts import say
from geo.views.proposals.from_text import Recorded, TextFinding, findings_proposal
from geo.views.proposals.own_words import OwnWords
from pages.ui.address import fragment, held, let_go, put
from pages.ui.desk.checking import CheckedText, kept_text
from pages.ui.drafting.proposal_form import ProposalForm, ground_or_word
from pages.ui.drafting.saving import show_workspace

#: Where the drafts stand on the page.
RECORDS = "records"
_FORM = ProposalForm("desk-draft")
_OF, _PICKED, _OPEN = "desk-draft-of", "desk-findings", "desk-draft-open"


def offer_drafts(checked: CheckedText) -> None:
    """The choice of findings to record, and the form of their drafts."""
    if held(_OF) != checked.read.text:
        _begin_anew()
        put(_OF, checked.read.text)
    with st.container(key="desk-drafts"):
        _drafts()


def _begin_anew() -> None:
    _FORM.begin_anew()
    put(_PICKED, [])
    let_go(_OPEN)


@fragment
def _drafts() -> None:
    checked = kept_text()
    if checked is None:
        return
    if _FORM.is_saved:
        _begin_anew()
    st.subheader(say("From findings to records"), anchor=RECORDS)
    if st.toggle(say("Draft a source, an article and records of what is new"), key=_OPEN):
        ground = ground_or_word()
        if ground is not None:
            chosen = _choose(checked, ground)
            known = findings_proposal(checked.origin, checked.read, chosen, ground)
            _FORM.draw(known, ground, OwnWords(checked.read.text).issues)
    show_workspace()


def _choose(checked: CheckedText, ground: Ground) -> list[TextFinding]:
    """Which findings are to be recorded, and as what."""
    findings = checked.findings()
    picked = st.multiselect(
        say("Findings to record"),
        list(findings),
        format_func=checked.label,
        placeholder=say("Choose sentences; those with something new stand first"),
        key=_PICKED,
    )
    row = st.container(horizontal=True)
    chosen = []
    for number in picked:
        found = findings[number]
        suggested = found.suggested(ground, checked.origin.day)
        recorded = row.selectbox(
            say("Sentence {n} as", n=number + 1),
            list(Recorded),
            index=list(Recorded).index(suggested),
            format_func=lambda word: word.label,
            key=f"desk-as-{number}",
        )
        chosen.append(replace(found, recorded=recorded))
    return chosen
