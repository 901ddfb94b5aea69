"""What every page fetches of ours: its style, and the bar of search, sharing, menu and content.

They share with the map what both need; each is one file with a hash in its name, so that a reader
fetches it once, and not with every start as what goes over the websocket.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.mapview.assets import SEARCH_STYLE, WEB, Assets
from geo.mapview.script_bundle import joined_script
from geo.records.texts import script_texts

_FOLDER = Path(__file__).parent
_PAGES = _FOLDER.parent
_PAGE_SHEETS = ("style.css", "print.css")


@dataclass(frozen=True, slots=True)
class PageBar:
    """The files, their names below `/atlas/`, and all scripts as one text.

    `charts` makes pictures of charts; it is fetched when a reader first asks for one.
    """

    assets: Assets
    script: str
    charts: str
    style: str
    page_style: str
    text: str

    def texts(self) -> Mapping[str, str | Mapping[str, str]]:
        """What the scripts say in the language of the reader, by the English text."""
        return {
            text: said
            for text, said in script_texts().items()
            if json.dumps(text, ensure_ascii=False) in self.text
        }


def build_bar(variables: str, theme: str = "") -> PageBar:
    """Join the files; the style of the bar rests on the CSS of `variables`, pages' on `theme`."""
    assets = Assets()
    bar, charts = (joined_script(_FOLDER, name, WEB) for name in ("bar.js", "charts.js"))
    sheets = [WEB / SEARCH_STYLE, _FOLDER / "bar.css"]
    style = variables + "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    scripts = assets.add("bar.js", bar.encode()), assets.add("charts.js", charts.encode())
    pages = theme + "".join((_PAGES / name).read_text(encoding="utf-8") for name in _PAGE_SHEETS)
    served = assets.add("bar.css", style.encode()), assets.add("pages.css", pages.encode())
    return PageBar(assets, *scripts, *served, bar + charts)
