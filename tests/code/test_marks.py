"""Marks in articles: their dates are days, and their words say what they name."""

import pytest

from geo.records.loaded import Loaded
from geo.records.model import Article, Claim, Names, Person
from geo.rules.context import Context
from geo.rules.texts.marks import dates_of_marks_are_in_the_calendar, marks_say_what_they_name
from tests.builders import PROJECT, site

CALLED = ("src-a",)
PLACE = site("karachi", 67.0, 24.8).model_copy(
    update={"names": Names(en="Karachi", ru="Карачи", also=("Kurrachee",))}
)
KHAN = Person(id="per-khan", names=Names(en="Haroon Akhtar Khan"), office="Aide", source_ids=CALLED)
PRICE = Claim(
    id="clm-price", subject_id="line", quantity="cost-usd-bn", low=4.6, high=4.8, scope="all",
    who="A", source_ids=CALLED,
)  # fmt: skip


def found(body: str) -> list[str]:
    article = Article(id="art-b", source_id="src-a", title="B", body=body)
    context = Context.of(
        Loaded(
            sites=(PLACE,), projects=(PROJECT,), people=(KHAN,), claims=(PRICE,),
            articles=(article,),
        )
    )  # fmt: skip
    rules = (dates_of_marks_are_in_the_calendar, marks_say_what_they_name)
    return [issue.rule for rule in rules for issue in rule(context)]


@pytest.mark.parametrize(
    "body",
    [
        "[[site-karachi|Karachi's]] port, [[site-karachi|порту Карачи]] and [[site-karachi]].",
        "Mr [[per-khan|Khan]] and [[per-khan|H. A. Khan]], once [[per-khan|HAK]].",
        "It is [[clm-price|US$4.6 billion]], or [[clm-price|4 800 million]].",
        "On [[2025-07-11|11 July 2025]], that [[2025-07-11|Friday]], in [[2025-07|July]].",
        "Years later, in 2025, on [[2025-03-02|2 March]]; in [[1973|1973]].",
        "No record has the id [[site-nowhere|Karachi]], which another rule tells.",
    ],
)
def test_words_that_say_what_they_name_are_passed(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("The post of [[site-karachi|Kharlachi]].", "mark_words"),
        ("[[per-khan|Abdul Aleem]] spoke.", "mark_words"),
        ("It costs [[clm-price|US$6.9 bn]].", "mark_words"),
        ("On [[2025-07-11|Saturday]] they met.", "mark_words"),
        ("In [[1985|1973]] it was built.", "mark_words"),
        ("On [[2025-02-30|30 February 2025]].", "mark_date"),
    ],
)
def test_words_that_say_something_else_are_told(body: str, rule: str) -> None:
    assert found(body) == [rule]
