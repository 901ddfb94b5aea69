"""Sentences of plain texts and of articles with marks."""

import pytest

from geo.records.sentences import article_sentences, plain_text, sentence_spans


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Dar rang. It is 4.8 bn.", ["Mr. Dar rang.", "It is 4.8 bn."]),
        ("В июле 2025 г. в Карачи. Потом", ["В июле 2025 г. в Карачи.", "Потом"]),
        ("Подписано в 2025 г. Срок истёк.", ["Подписано в 2025 г.", "Срок истёк."]),
        ("یہ پہلا جملہ ہے۔ یہ دوسرا ہے۔", ["یہ پہلا جملہ ہے۔", "یہ دوسرا ہے۔"]),
        ("A title\n\nA text", ["A title", "A text"]),
        ("H. A. Khan spoke.", ["H. A. Khan spoke."]),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == said


BODY = """
Dar rang [[per-b|Muttaqi]] on [[2025-06-01|1 June]].[^src-a] It worked[^src-b].

Now [[site-a]].
"""


def test_sentences_of_an_article_keep_what_their_words_name() -> None:
    first, second, third = article_sentences(BODY, {"site-a": "Chaman"}.__getitem__)
    assert first.text == "Dar rang Muttaqi on 1 June."
    assert first.refs == ("per-b", "2025-06-01")
    assert [run.source for run in first.runs if run.source] == ["src-a"]
    assert [run.source for run in second.runs if run.source] == ["src-b"]
    assert (third.number, third.paragraph, third.text) == (2, 1, "Now Chaman.")


def test_an_article_is_read_without_its_marks() -> None:
    assert plain_text("[[site-a|Here]] it is.[^src-a]", str) == "Here it is."


def test_points_and_words_of_weight_are_told_without_their_signs() -> None:
    body = "**Steel.** It is [[site-a|cold]].\n\nCare:\n\n- One thing.\n- Two\n  things."
    found = article_sentences(body, str)
    assert [sentence.text for sentence in found] == [
        *("Steel.", "It is cold.", "Care:", "One thing.", "Two things.")
    ]
    assert [sentence.paragraph for sentence in found] == [0, 0, 1, 2, 3]
    assert [sentence.is_point for sentence in found] == [False, False, False, True, True]
    assert [run.is_strong for run in found[0].runs] == [True]
    assert not any(run.is_strong for run in found[1].runs)
