"""One word for one thing on the screen: the words of the glossary, and none beside them."""

import re

from geo.pipeline.texts import texts
from geo.records.glossary import words
from geo.records.vocab import Rung
from geo.views.freshness import AtlasFreshness
from pages.ui.html import render
from tests.code.test_architecture import MODULES, strings
from tests.conftest import ROOT
from tests.each import for_each

#: Words of former days, each with the one that stands in its place.
FORMER = {
    r"\brungs?\b": "step of commitment",
    r"\bsegments?\b": "line",
    r"\bbreaks? of gauge\b|\bchange of gauge\b": "gauge change",
    r"\bshuts?\b": "closed",
    r"\bfrontiers?\b": "border",
    r"\bways?\b": "route",
    r"\btake[n]? for built\b": "treat as built",
    r"\bwhat may be used\b|\bwhat matters\b|\bstraight hops\b|\bwarm water\b|\bruler\b": "",
    r"\bunder this roof\b|\bwhat it may become\b|^given up for another plan$": "",
}
#: Where a way is no route, and what is told of the frontier that one side does not recognise.
ELSE = re.compile(
    r"on (the|their|its) way|all the way|under ?way|by way of|\b(one|other|both|which) ways?\b"
    r"|frontier between Pakistan|part ways",
    re.IGNORECASE,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
SCREEN = [
    name
    for name in MODULES
    if name.startswith(
        ("geo.views", "geo.records.vocab", "geo.records.glossary", "geo.missing", "pages")
    )
]


def former(text: str) -> list[str]:
    plain = ELSE.sub("", text)
    return [word for word in FORMER if re.search(word, plain, re.IGNORECASE)]


@for_each("module", SCREEN)
def test_no_sentence_of_a_page_uses_a_former_word(module: str) -> None:
    # A word alone is a key of the program; what is read has a space in it or a capital first.
    read = [text for text in strings(module) if " " in text.strip() or text[:1].isupper()]
    assert [(text, former(text)) for text in read if former(text)] == []


def test_no_template_uses_a_former_word() -> None:
    pages = sorted((ROOT / "pages/templates").glob("*.html"))
    written = [(page.name, TAGS.sub("\n", page.read_text("utf-8"))) for page in pages]
    told = [(file, " ".join(message)) for file, message in texts() if isinstance(message, tuple)]
    told += [(file, message) for file, message in texts() if isinstance(message, str)]
    said = [(file, text) for file, text in told if file.startswith("pages/templates/")]
    assert said
    assert {name: former(text) for name, text in (*written, *said) if former(text)} == {}


def test_the_glossary_tells_each_word_in_one_sentence() -> None:
    assert {"line", "route", "border post", "gauge change", "state", "corridor"} <= set(words())
    newest = AtlasFreshness("today", "", "")
    told = {"glossary": words().items(), "lifecycles": (), "rungs": list(Rung), "scores": ()}
    page = render("about", newest=newest, **told)
    for word, meaning in words().items():
        assert word in page
        assert meaning in page
        assert meaning.count(".") == 1
        assert former(meaning) == []
