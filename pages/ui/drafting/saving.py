"""The workspace on the page: who saves, what was saved, and the last change undone."""

import streamlit as st

from geo.pipeline.contributions.drafts import Draft, edit_of, undone
from geo.pipeline.contributions.settings import workspace_settings
from geo.pipeline.contributions.workspace import UNKNOWN, Workspace, last_save
from geo.records.errors import GeoError
from geo.records.texts import say
from pages.ui.address import held, put
from pages.ui.drafting.signing import has_identity_provider
from pages.ui.html import render

_TOLD = "workspace-told"
_SHOWN = 8
#: What an identity provider calls somebody, the plainest first.
_NAMES = ("email", "preferred_username", "name", "sub")


def who_asks() -> str:
    """Whoever signed in, else whom the proxy names in the header of the settings, else unknown."""
    if getattr(st.user, "is_logged_in", False):
        known = (st.user.get(name) for name in _NAMES)
        return str(next(filter(None, known), UNKNOWN))
    header = workspace_settings().user_header
    return (st.context.headers.get(header) if header else None) or UNKNOWN


def must_sign_in() -> bool:
    """Whether the operator set an identity provider and nobody signed in yet."""
    return has_identity_provider() and not getattr(st.user, "is_logged_in", False)


def offer_saving(drafts: tuple[Draft, ...], done: str, *, is_sound: bool) -> None:
    """The button that saves drafts in the workspace, if there is any; its number goes to `done`."""
    workspace = workspace_settings().workspace
    if workspace is None:
        return
    if must_sign_in():
        st.button(say("Sign in to save"), on_click=st.login)
        return
    st.button(
        say("Save in the workspace"),
        on_click=_save,
        args=(workspace, drafts, done),
        disabled=not is_sound,
    )


def show_workspace() -> None:
    """What was saved last, and a button that undoes it; nothing where there is no workspace."""
    workspace = workspace_settings().workspace
    told = held(_TOLD)
    if isinstance(told, tuple):
        put(_TOLD, None)
        (st.success if told[0] else st.error)(told[1])
    if workspace is None or must_sign_in():
        return
    lines = workspace.history()
    if not lines:
        return
    st.subheader(say("Saved in the workspace"))
    st.html(render("propose", part="saved", lines=lines[: -_SHOWN - 1 : -1]))
    if last_save(lines):
        st.button(say("Undo the last change"), on_click=_undo, args=(workspace,))


def _save(workspace: Workspace, drafts: tuple[Draft, ...], done: str) -> None:
    who = who_asks()
    try:
        number = workspace.save(who, lambda read: edit_of(drafts, read))
    except (GeoError, OSError) as error:
        put(_TOLD, (False, str(error)))
        return
    put(done, number)
    put(_TOLD, (True, say("Saved as change {number} by {who}.", number=number, who=who)))


def _undo(workspace: Workspace) -> None:
    try:
        number = workspace.undo(who_asks(), undone)
    except (GeoError, OSError) as error:
        put(_TOLD, (False, str(error)))
        return
    put(_TOLD, (True, say("Change {number} was undone.", number=number)))
