"""A feature of the reader's layer as a proposal: which one, and the form for it."""

from collections.abc import Sequence

import streamlit as st

from geo.records.texts import say
from geo.views.proposals.from_feature import ProposalError, proposal_of
from geo.views.verdicts.own_layer import OwnLayer
from pages.ui import cache
from pages.ui.address import fragment, held, put
from pages.ui.drafting.proposal_form import ProposalForm, ground_or_word
from pages.ui.drafting.saving import show_workspace
from pages.ui.html import as_written, render
from pages.ui.own.own_layer import ReadFile, kept_file

_OF, _PICKED = "proposal-of", "proposal-feature"
_FORM = ProposalForm("proposal")


def offer_proposals(kept: ReadFile, rows: Sequence[int]) -> None:
    """The choice of a feature to propose, of those in these rows of the layer, and its form."""
    known = held(_OF)
    if not isinstance(known, tuple) or known[0] != kept.key:
        _FORM.begin_anew()
    # The key, and not the layer: nothing may hold that once its reader takes the file away.
    put(_OF, (kept.key, tuple(rows)))
    _proposals()


@fragment
def _proposals() -> None:
    known, kept = held(_OF), kept_file()
    if not isinstance(known, tuple) or kept is None or kept.own is None:
        return
    own, (_, rows) = kept.own, known
    if _FORM.is_saved:
        put(_PICKED, None)
        _FORM.begin_anew()
    st.subheader(say("Propose a feature for the atlas"))
    named = dict(zip(rows, own.rows(cache.atlas(), rows), strict=True))
    if held(_PICKED) not in named:
        put(_PICKED, None)
    picked = st.selectbox(
        say("Feature to propose"),
        rows,
        index=None,
        format_func=lambda row: f"{named[row].number} · {named[row].label}",
        placeholder=say("Choose the feature that is worth a record"),
        key=_PICKED,
        on_change=_FORM.begin_anew,
    )
    if picked is not None:
        st.html(render("propose", part="explains", text=named[picked].lead))
        _proposal(own, picked)
    show_workspace()


def _proposal(own: OwnLayer, picked: int) -> None:
    ground = ground_or_word()
    if ground is None:
        return
    properties = own.layer.frame.iloc[picked].to_dict()
    try:
        (verdict,) = own.verdicts([picked])
        known = proposal_of(verdict, properties, ground, cache.judge().country_at)
    except ProposalError as error:
        st.info(as_written(str(error)))
        return
    _FORM.draw(known, ground)
