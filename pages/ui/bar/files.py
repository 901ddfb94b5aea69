"""Script and style of the bar on every page: search, sharing, the menu, a way to the content.

They share with the map what both need; each is one file with a hash in its name, so that a reader
fetches it once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.mapview.assets import SEARCH_STYLE, WEB, Assets
from geo.mapview.script_bundle import joined_script
from geo.records.texts import script_texts

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PageBar:
    """The files, their names below `/atlas/`, and the script as text."""

    assets: Assets
    script: str
    style: str
    text: str

    def texts(self) -> Mapping[str, str | Mapping[str, str]]:
        """What the script says in the language of the reader, by the English text."""
        return {
            text: said
            for text, said in script_texts().items()
            if json.dumps(text, ensure_ascii=False) in self.text
        }


def build_bar(variables: str) -> PageBar:
    """Join the files; `variables` is CSS that the style rests on."""
    assets = Assets()
    text = joined_script(_FOLDER, "bar.js", WEB)
    sheets = [WEB / SEARCH_STYLE, _FOLDER / "bar.css"]
    style = variables + "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    script = assets.add("bar.js", text.encode())
    return PageBar(assets, script, assets.add("bar.css", style.encode()), text)
