"""Nothing of the collected facts is lost: articles, events, people, border posts, promises.

The lists in tests/data/dossier/ were made when the facts were collected. A key there (B01 and so
on) is a line of that collection; our ids beside it are permanent.
"""

import csv
import re

from geo.atlas import Atlas
from tests.conftest import ROOT

LISTS = ROOT / "tests" / "data" / "dossier"


def listed(name: str) -> list[dict[str, str]]:
    with (LISTS / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


# Articles


def test_every_collected_article_is_told(shipped_atlas: Atlas) -> None:
    told = {article.id: article.source_id for article in shipped_atlas.articles}
    wanted = {row["article_id"]: row["source_id"] for row in listed("articles.csv")}
    assert wanted.items() <= told.items()


def test_the_list_of_articles_is_complete() -> None:
    keys = [row["key"] for row in listed("articles.csv")]
    main = [key for key in keys if re.fullmatch(r"B[0-9]+", key)]
    assert (len(set(main)), main[0], main[-1]) == (126, "B01", "B133")
    assert {"B55b", "B86b", "B94b", "B96b", "B98b", "B104b"} <= set(keys)


def test_every_article_has_its_source(shipped_atlas: Atlas) -> None:
    lost = [
        one.id for one in shipped_atlas.articles if not shipped_atlas.find_source(one.source_id)
    ]
    assert lost == []


def test_no_two_articles_tell_of_the_same_source(shipped_atlas: Atlas) -> None:
    told = [article.source_id for article in shipped_atlas.articles]
    assert len(told) == len(set(told))
