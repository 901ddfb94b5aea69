"""What an operator sets for contributions, in the environment of the server."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.pipeline.contributions.workspace import Workspace
from geo.records.errors import GeoError

_FOLDER, _HEADER = "ATLAS_WORKSPACE", "ATLAS_USER_HEADER"
_TOKEN = re.compile(r"[A-Za-z0-9-]{1,64}")


class WorkspaceSettingError(GeoError):
    """A setting of the workspace is none that can be used."""


@dataclass(frozen=True)
class WorkspaceSettings:
    """The workspace, if there is one, and the header in which a proxy names who asks."""

    workspace: Workspace | None = None
    user_header: str = ""


def workspace_settings(environment: Mapping[str, str] = os.environ) -> WorkspaceSettings:
    """The settings that hold here; raises WorkspaceSettingError for one that cannot be used."""
    header = environment.get(_HEADER, "")
    if header and not _TOKEN.fullmatch(header):
        raise WorkspaceSettingError(
            f"{_HEADER} is '{header}'; it has to be the name of a header, as X-Forwarded-User."
        )
    place = environment.get(_FOLDER, "")
    if not place:
        return WorkspaceSettings(None, header)
    folder = Path(place)
    if not folder.is_dir():
        raise WorkspaceSettingError(f"{_FOLDER} is '{place}'; it has to be a folder that is there.")
    if not os.access(folder, os.W_OK):
        raise WorkspaceSettingError(f"{_FOLDER} is '{place}'; the server may not write there.")
    return WorkspaceSettings(Workspace(folder), header)
