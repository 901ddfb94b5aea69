"""The library and the reader as Streamlit runs them: choices stand in the address."""

import pytest

from pages.ui import cache
from tests.app.test_pages import html, notices, run

pytestmark = pytest.mark.usefixtures("fresh")
SEED = "art-hindustan-times-2025-protocol"


def test_a_link_narrows_the_library_and_a_choice_changes_the_link() -> None:
    app = run("articles.py", place="site-tianjin", order="weight")
    cards = html(app).count('class="card"')
    assert 1 <= cards < len(cache.library())
    assert f'href="?id={SEED}"' in html(app)
    boxes = {box.label: box for box in app.selectbox}
    boxes["Place"].select("").run()
    assert "place" not in app.query_params
    assert app.query_params["order"] == "weight"


def test_words_find_articles_and_nothing_found_is_told() -> None:
    app = run("articles.py", q="barriers compulsory e-tags")
    assert html(app).count('class="card"') == 1
    assert "<mark>" in html(app)
    app = run("articles.py", q="qqqq zzzz")
    assert app.info[0].value.startswith("No article matches.")


def test_an_article_is_read_beside_the_details_of_what_the_link_chooses() -> None:
    text = html(run("articles.py", id=SEED, select="per-haroon-akhtar-khan"))
    assert f'data-article="{SEED}"' in text
    assert 'data-record="per-haroon-akhtar-khan"' in text
    assert text.count("<h1>") == 1


@pytest.mark.parametrize("sentence", ["-1", "99999", "9" * 5000, "٣"])
def test_a_sentence_that_is_not_there_is_left_out(sentence: str) -> None:
    app = run("articles.py", id=SEED, sentence=sentence)
    assert not app.exception
    assert f'data-article="{SEED}"' in html(app)


def test_an_article_that_is_not_there_is_told() -> None:
    app = run("articles.py", id="art-nowhere")
    assert notices(app)[0] == "The link asks for an article that the atlas does not have."
    assert "library" in html(app)
