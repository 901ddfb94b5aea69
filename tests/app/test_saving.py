"""Who saves in the workspace: whoever signed in, else whom the proxy names, else nobody known."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from geo.pipeline.contributions.settings import WorkspaceSettingError, workspace_settings
from pages.ui.drafting import saving, signing


class Secrets(dict):
    def load_if_toml_exists(self) -> bool:
        return bool(self)


def as_if(
    monkeypatch: pytest.MonkeyPatch,
    secrets: Mapping[str, object] = {},
    file: Path | None = None,
    **user: object,
) -> None:
    known = SimpleNamespace(**user, get=user.get)
    headers = {"X-Forwarded-User": "ann", "X-Other": "eve"}
    context = SimpleNamespace(headers=headers)
    files = [str(file)] if file else []
    parts = {"user": known, "context": context, "secrets": Secrets(secrets)}
    made = SimpleNamespace(**parts, get_option={"secrets.files": files}.__getitem__)
    for module in (saving, signing):
        monkeypatch.setattr(module, "st", made)


def test_who_signed_in_comes_before_whom_the_proxy_names(monkeypatch: pytest.MonkeyPatch) -> None:
    as_if(monkeypatch)
    assert saving.who_asks() == "unknown"
    monkeypatch.setenv("ATLAS_USER_HEADER", "X-Forwarded-User")
    assert saving.who_asks() == "ann"
    as_if(monkeypatch, is_logged_in=True, email="bob@herald.example", name="Bob")
    assert saving.who_asks() == "bob@herald.example"


def test_where_people_can_sign_in_they_must(monkeypatch: pytest.MonkeyPatch) -> None:
    as_if(monkeypatch)
    assert not saving.must_sign_in()
    as_if(monkeypatch, {"auth": {}}, is_logged_in=False)
    assert saving.must_sign_in()
    as_if(monkeypatch, {"auth": {}}, is_logged_in=True)
    assert not saving.must_sign_in()


def test_secrets_that_cannot_be_read_leave_nothing_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    as_if(monkeypatch, file=tmp_path / "secrets.toml", is_logged_in=False)
    assert not saving.must_sign_in()
    (tmp_path / "secrets.toml").write_text("[auth", encoding="utf-8")
    as_if(monkeypatch, file=tmp_path / "secrets.toml", is_logged_in=False)
    assert saving.must_sign_in()


def test_settings_are_checked(tmp_path: Path) -> None:
    assert workspace_settings({}).workspace is None
    known = workspace_settings({"ATLAS_WORKSPACE": str(tmp_path), "ATLAS_USER_HEADER": "X-User"})
    assert known.workspace is not None
    assert (known.workspace.folder, known.user_header) == (tmp_path, "X-User")
    for wrong, told in (
        ({"ATLAS_WORKSPACE": str(tmp_path / "no")}, "a folder that is there"),
        ({"ATLAS_USER_HEADER": "X User:"}, "the name of a header"),
    ):
        with pytest.raises(WorkspaceSettingError, match=told):
            workspace_settings(wrong)
