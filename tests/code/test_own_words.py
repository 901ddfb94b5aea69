"""Our own sentences do not repeat the text that they are about."""

import pytest

from geo.pipeline.contributions.drafts import Draft
from geo.views.proposals.own_words import LONGEST_RUN, OwnWords

TEXT = (
    "The first train left Karachi on Monday at nine in the morning, said the minister, "
    "and it reached Kohat after two days."
)
RUN = "first train left Karachi on Monday at nine in the morning, said"


@pytest.mark.parametrize(
    ("ours", "is_copy"),
    [
        (f"We read that the {RUN} he.", True),
        (RUN.upper().replace(" ", "\n"), True),
        (RUN.replace("Karachi", "[[site-karachi|Karachi]]"), True),
        (RUN.rpartition(" ")[0], False),
        (RUN.replace("Monday", "Tuesday"), False),
        ("", False),
    ],
)
def test_twelve_words_in_a_row_are_a_copy(ours: str, *, is_copy: bool) -> None:
    draft = Draft("articles", {"id": "art-a", "title": "A train", "body": ours})
    (issue,) = list(OwnWords(TEXT).issues([draft])) or [None]
    assert bool(issue) == is_copy
    if issue:
        assert (issue.record, issue.field) == ("art-a", "body")
        assert f"repeats {LONGEST_RUN} words" in issue.sentence()


def test_a_title_is_printed_as_it_stands() -> None:
    texts = OwnWords(TEXT)
    assert list(texts.issues([Draft("sources", {"id": "src-a", "title": TEXT})])) == []
    event = Draft("events", {"id": "evt-a", "title": TEXT})
    assert [issue.field for issue in texts.issues([event])] == ["title"]


def test_a_short_text_can_hardly_be_copied() -> None:
    assert OwnWords("A train left Karachi.").copied("A train left Karachi.") == ""
