"""A proposal on a page: its sections as forms, what the rules say of them, and its patch."""

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from geo.pipeline.contributions.drafts import Draft, with_drafts
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.records.errors import GeoError, Issue
from geo.records.texts import say, say_many
from geo.views.proposals.proposal import Filled, Proposal, Section, drafts_of, edited
from pages.ui import cache
from pages.ui.address import held, put
from pages.ui.drafting.record_form import draw_form, forget_form, read_form
from pages.ui.drafting.saving import offer_saving
from pages.ui.html import as_written, render

#: Problems that the rules of the data do not look for, found in drafts.
MoreIssues = Callable[[tuple[Draft, ...]], Iterable[Issue]]


def _none(_drafts: tuple[Draft, ...]) -> Iterable[Issue]:
    return ()


class ProposalForm:
    """The form of a proposal, known by a name within the session."""

    def __init__(self, name: str) -> None:
        """Give the form its name."""
        self._name, self._added, self._done = name, f"{name}-added", f"{name}-saved"

    @property
    def is_saved(self) -> bool:
        """Whether it was saved in the workspace since it began."""
        return bool(held(self._done))

    def begin_anew(self) -> None:
        """Forget all that stands in it."""
        forget_form(self._name)
        put(self._added, ())
        put(self._done, None)

    def draw(self, known: Proposal, ground: Ground, more: MoreIssues = _none) -> None:
        """Draw all sections and what can be done with them; `more` finds further problems."""
        sections = (*known.sections, *self._sections_added(ground))
        proposal = Proposal(known.label, sections)
        filled = {part.key: read_form(self._name, part) for part in sections}
        drafts = drafts_of(proposal, filled, ground)
        whole = tuple(draft for found in drafts.values() for draft in found)
        issues = tuple(sorted({*ground.issues(whole), *more(whole)}))
        for part in sections:
            self._section(part, filled[part.key], drafts[part.key], ground, issues)
        self._rest(issues, {draft.id for draft in whole}, ground)
        self._offer(whole, ground, issues)

    def _section(
        self,
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
            draw_form(self._name, section, filled, ground, mine)

    def _rest(self, issues: Iterable[Issue], ours: set[str], ground: Ground) -> None:
        """Problems of records that are there already, which can be taken into the proposal."""
        rest = [issue for issue in issues if issue.record not in ours]
        if not rest:
            return
        st.html(render("propose", part="problems", issues=rest, named=True))
        for name in dict.fromkeys(issue.record for issue in rest):
            if name in ground.records:
                words = say("Edit {record} too", record=name)
                st.button(words, on_click=self._add, args=(name,))

    def _add(self, record_id: str) -> None:
        put(self._added, (*self._ids_added(), record_id))

    def _ids_added(self) -> tuple[str, ...]:
        added = held(self._added, ())
        return added if isinstance(added, tuple) else ()

    def _sections_added(self, ground: Ground) -> tuple[Section, ...]:
        found = (edited(ground, name) for name in self._ids_added())
        return tuple(section for section in found if section)

    def _offer(self, drafts: tuple[Draft, ...], ground: Ground, issues: tuple[Issue, ...]) -> None:
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
            offer_saving(drafts, self._done, is_sound=not issues)
        st.caption(
            say(
                "Put it into a copy of the project with `git apply`, then run "
                "`python -m geo check`."
            )
        )


def ground_or_word() -> Ground | None:
    """What drafts are laid over; where there is none, the page says why and goes on."""
    try:
        with st.spinner(say("Reading the data that it is checked against…")):
            return cache.ground()
    except GeoError as error:
        st.info(as_written(str(error)))
        return None


def _places(drafts: Iterable[Draft]) -> list[tuple[str, str]]:
    """The file and the id of each draft, where it has both."""
    found = []
    for draft in drafts:
        try:
            found.append((draft.path, draft.id))
        except GeoError:
            continue  # what is wrong with the id stands beside it
    return found


def _file_name(drafts: tuple[Draft, ...]) -> str:
    ids: Mapping[str, str] = {draft.kind: draft.id for draft in drafts}
    kinds = ("projects", "segments", "sites", "articles", "sources")
    return next((ids[kind] for kind in kinds if kind in ids), "corridor-atlas")
