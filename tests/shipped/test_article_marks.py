"""Marks that a program puts into articles: what is sure, and nothing twice."""

import pytest

from geo.atlas import Atlas
from geo.search.mentions.recognise import Recogniser
from geo.views.articles.marking import marked_body

ARTICLE = "art-kashmir-english-2025-call"


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("On 17 July 2025 in Kabul.", "On [[2025-07-17|17 July 2025]] in [[site-kabul|Kabul]]."),
        ("Since 2021 in [[site-kabul|Kabul]].", "Since [[2021]] in [[site-kabul|Kabul]]."),
        (
            "It is 573 km.[^src-kun-2021-rzd]",
            "It is [[clm-uap-length-573-tashkent|573 km]].[^src-kun-2021-rzd]",
        ),
        ("It is 574 km.[^src-kun-2021-rzd]", "It is 574 km.[^src-kun-2021-rzd]"),
        ("Kab[^src-a]ul and [[uap-railway|a line to Kabul]]", None),
        ("It closed on 2 May.", "It closed on [[2025-05-02|2 May]]."),
        ("It is closed today. On Monday it opens.", None),
        ("Nobody said anything.", None),
    ],
)
def test_what_is_sure_is_marked(shipped_atlas: Atlas, body: str, marked: str | None) -> None:
    article = next(found for found in shipped_atlas.articles if found.id == ARTICLE)
    recogniser = Recogniser(shipped_atlas, None)
    once = marked_body(article.model_copy(update={"body": body}), shipped_atlas, recogniser)
    assert once == (marked or body)
    again = article.model_copy(update={"body": once})
    assert marked_body(again, shipped_atlas, recogniser) == once
