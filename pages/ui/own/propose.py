"""A feature of the reader's layer as a proposal: a form checked as it is filled, a patch."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from geo.pipeline.contributions.drafts import Draft, with_drafts
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.records.errors import GeoError, Issue
from geo.records.texts import say, say_many
from geo.views.proposals.from_feature import ProposalError, proposal_of
from geo.views.proposals.proposal import Filled, Proposal, Section, drafts_of, edited
from geo.views.verdicts.own_layer import OwnLayer
from pages.ui import cache
from pages.ui.address import fragment, held, put
from pages.ui.html import render
from pages.ui.own.record_form import draw_form, forget_form, read_form
from pages.ui.own.saving import offer_saving, show_workspace

_FORM, _OWN, _PICKED, _ADDED = "proposal", "proposal-of", "proposal-feature", "proposal-added"
_DONE = "proposal-saved"


def offer_proposals(own: OwnLayer, rows: Sequence[int]) -> None:
    """The choice of a feature to propose, of those in these rows of the layer, and its form."""
    known = held(_OWN)
    if not isinstance(known, tuple) or known[0] is not own:
        _begin_anew()
    put(_OWN, (own, tuple(rows)))
    _proposals()


@fragment
def _proposals() -> None:
    known = held(_OWN)
    if not isinstance(known, tuple):
        return
    own, rows = known
    if held(_DONE):
        put(_PICKED, None)
        _begin_anew()
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
        on_change=_begin_anew,
    )
    if picked is not None:
        st.html(render("propose", part="explains", text=named[picked].lead))
        _proposal(own, picked)
    show_workspace()


def _begin_anew() -> None:
    forget_form(_FORM)
    put(_ADDED, ())
    put(_DONE, None)


def _proposal(own: OwnLayer, picked: int) -> None:
    try:
        with st.spinner(say("Reading the data that it is checked against…")):
            ground = cache.ground()
    except GeoError as error:
        st.info(str(error))
        return
    properties = own.layer.frame.iloc[picked].to_dict()
    try:
        (verdict,) = own.verdicts([picked])
        known = proposal_of(verdict, properties, ground, cache.judge().country_at)
    except ProposalError as error:
        st.info(str(error))
        return
    proposal = Proposal(known.label, (*known.sections, *_added(ground)))
    filled = {section.key: read_form(_FORM, section) for section in proposal.sections}
    drafts = drafts_of(proposal, filled, ground)
    whole = tuple(draft for found in drafts.values() for draft in found)
    issues = ground.issues(whole)
    for section in proposal.sections:
        _section(section, filled[section.key], drafts[section.key], ground, issues)
    _rest(issues, {draft.id for draft in whole}, ground)
    _offer(whole, ground, issues)


def _section(
    section: Section,
    filled: Filled,
    drafts: tuple[Draft, ...],
    ground: Ground,
    issues: Iterable[Issue],
) -> None:
    with st.container(border=True):
        st.markdown(f"#### {section.title}" if section.old is None else f"#### `{section.key}`")
        if places := _places(drafts):
            st.html(render("propose", part="where", places=places))
        names = {draft.id for draft in drafts}
        mine = [issue for issue in issues if issue.record in names]
        draw_form(_FORM, section, filled, ground, mine)


def _places(drafts: Iterable[Draft]) -> list[tuple[str, str]]:
    """The file and the id of each draft, where it has both."""
    found = []
    for draft in drafts:
        try:
            found.append((draft.path, draft.id))
        except GeoError:
            continue  # what is wrong with the id stands beside it
    return found


def _rest(issues: Iterable[Issue], ours: set[str], ground: Ground) -> None:
    """Problems of records that are there already, which can be taken into the proposal."""
    rest = [issue for issue in issues if issue.record not in ours]
    if not rest:
        return
    st.html(render("propose", part="problems", issues=rest, named=True))
    for name in dict.fromkeys(issue.record for issue in rest):
        if name in ground.records:
            st.button(say("Edit {record} too", record=name), on_click=_add, args=(name,))


def _add(record_id: str) -> None:
    put(_ADDED, (*_added_ids(), record_id))


def _added_ids() -> tuple[str, ...]:
    added = held(_ADDED, ())
    return added if isinstance(added, tuple) else ()


def _added(ground: Ground) -> tuple[Section, ...]:
    found = (edited(ground, name) for name in _added_ids())
    return tuple(section for section in found if section)


def _offer(drafts: tuple[Draft, ...], ground: Ground, issues: tuple[Issue, ...]) -> None:
    """What can be done with it: the patch, and the workspace where there is one."""
    if issues:
        told = say_many(
            "{n} problem is left; it stands beside its field.",
            "{n} problems are left; each stands beside its field.",
            len(issues),
        )
        st.info(told)
    else:
        st.success(say("The rules of the atlas find nothing wrong with it."))
    patch = "" if issues else patch_of(with_drafts(drafts, ground.read), ground.read)
    with st.container(horizontal=True):
        st.download_button(
            say("Download as a patch"),
            data=patch,
            file_name=f"{_file_name(drafts)}.patch",
            mime="text/x-patch",
            on_click="ignore",
            disabled=bool(issues),
        )
        offer_saving(drafts, _DONE, is_sound=not issues)
    st.caption(
        say("Put it into a copy of the project with `git apply`, then run `python -m geo check`.")
    )


def _file_name(drafts: tuple[Draft, ...]) -> str:
    ids: Mapping[str, str] = {draft.kind: draft.id for draft in drafts}
    return ids.get("projects") or ids.get("segments") or ids.get("sites") or "corridor-atlas"
