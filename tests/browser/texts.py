"""What a page says that neither the catalogue nor the data have said.

The atlas speaks `xx`, a language of brackets in which every text is 40 % longer. What stands
outside brackets has to be a name or a text of the data, a number or a mark.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from geo.analysis.said import told_articles
from geo.atlas import Atlas
from geo.records.kinds import KINDS
from tests.browser.server import ROOT

#: Every text of the page in its order, and what stands in attributes of ours; Streamlit speaks
#: for itself in its own controls.
GATHER = """() => {
  const foreign = "script, style, noscript, code, [translate=no], [data-testid=stToolbar],"
    + "[data-testid=stStatusWidget], [data-testid=InputInstructions],"
    + "[data-testid=stFileUploaderDropzoneInstructions],"
    + "[data-testid=stMainMenu], [data-testid=stTooltipContent], [data-testid=stSkipToContent],"
    + "[aria-live], [role=status], [id^=react-aria]";
  const ours = ".stHtml, #atlas-bar, .atlas, .small-map";
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.closest(foreign) && node.data.trim()) found.push(node.data.trim());
  }
  for (const node of document.querySelectorAll("[title], [aria-label], [placeholder], [alt]")) {
    if (!node.closest(ours) || node.closest(foreign)) continue;
    for (const name of ["title", "aria-label", "placeholder", "alt"]) {
      if (node.getAttribute(name)) found.push(node.getAttribute(name));
    }
  }
  return found;
}"""
_SAID = re.compile(r"⟦[^⟦⟧]*⟧")
#: Marks at which a line falls into pieces that may come from different records.
_BETWEEN = re.compile(r"[:;,·–→()“”]|\s—\s|\.\s")
_FREE = {"m", "mm", "km", "km/h", "h", "Mt", "US$", "CSV", "TEU", "EPSG", "t"}
#: Fields that hold a name: a word alone is told by the data only if it is part of one of them.
_NAMES = re.compile(
    r"name|title|role|office|publisher|short|people|sponsor|also|person|licence|by|id\b|ids\b"
)


def strings(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a record with the field that it stands in."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, f"{field}.{name}")
            yield field, str(name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, field)


@dataclass(frozen=True)
class Told:
    """What the data says: all of it as one text, each text by itself, the words of all names."""

    prose: str
    texts: frozenset[str]
    names: frozenset[str]

    def says(self, piece: str) -> bool:
        """Whether the data holds the piece: as a text, as a name, or three words of prose."""
        if piece in self.texts or all(map(self._is_name, piece.split())):
            return True
        return piece.count(" ") > 1 and f" {piece} " in self.prose

    def _is_name(self, word: str) -> bool:
        # A role begins with a capital where it begins a line.
        small = word[:1].lower() + word[1:]
        is_free = word in _FREE or not re.search(r"[^\W\d_]", word)
        return is_free or bool({word, small} & self.names)


def told_by(atlas: Atlas) -> Told:
    """All that the records and the base map say."""
    records = [record.model_dump() for kind in KINDS for record in atlas.of(kind.model)]
    base = [json.loads(path.read_bytes()) for path in ROOT.glob("data/basemap/*.geojson")]
    found = [*strings(records), *((".name", text) for _, text in strings(base))]
    sentences = [sentence for told in told_articles(atlas).values() for sentence in told.sentences]
    pieces = [run.text for sentence in sentences for run in sentence.runs if not run.source]
    names = (text for field, text in found if _NAMES.search(field))
    return Told(
        f" {plain(' '.join((*(text for _, text in found), *(said.text for said in sentences))))} ",
        frozenset(map(plain, [*(text for _, text in found), *pieces])),
        frozenset(word for text in names for word in plain(text).split()),
    )


def plain(text: str) -> str:
    """The text with every blank and mark of punctuation as one blank."""
    return " ".join(re.sub(r"[^\w'’\-&]+", " ", text).split())


def outside(texts: list[str], told: Told) -> list[str]:
    """What no catalogue and no record has said."""
    left = "\n".join(text for text in texts if not text.endswith("…"))  # cut by a drawing
    while (shorter := _SAID.sub("\n", left)) != left:
        left = shorter
    lines = {line for line in left.split("\n") if not told.says(plain(line))}
    pieces = (plain(piece) for line in lines for piece in _BETWEEN.split(line))
    return sorted({piece for piece in pieces if piece and not told.says(piece)})


def gathered(page: Page) -> list[str]:
    """All texts of the page and of the maps in it."""
    return [text for frame in page.frames for text in frame.evaluate(GATHER)]
