"""A text at the desk: what is asked, what can be recorded, and the patch that comes of it."""

import io
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from geo import __main__ as geo_command
from geo.atlas import Atlas
from geo.pipeline.contributions.ground import Ground
from geo.reading.load import load
from geo.reading.texts.foreign import ForeignText
from geo.records.vocab import Quantity
from geo.rules.open_atlas import checked_atlas
from geo.search.mentions.mention import (
    Figure,
    Mention,
    MentionKind,
    ReadSentence,
    ReadText,
    Unit,
)
from geo.views.desk import command
from geo.views.desk.answers import answered, questions
from geo.views.desk.desk_page import desk_view, map_of, unknown_names
from geo.views.proposals.from_text import Recorded, TextFinding, TextOrigin, findings_proposal
from geo.views.proposals.proposal import drafts_of
from geo.views.text_check.report import report_on
from tests.conftest import GOOD

DAY = "2024-06-01"
ORIGIN = TextOrigin("A bridge", "The Alfa Herald", DAY, "https://alfa.example/bridge")
WORDS = {
    "Line": (MentionKind.PROJECT, ("line",)),
    "Bravo": (MentionKind.PLACE, ("site-bravo", "site-alfa")),
    "Deltapur": (MentionKind.PLACE, ()),
    "May 2024": (MentionKind.DATE, "2024-05"),
    "2031": (MentionKind.DATE, "2031"),
}


def read(text: str, *figures: tuple[str, Figure]) -> ReadText:
    """A text of one sentence in which these words were found."""
    mentions = [
        Mention(text.index(words), text.index(words) + len(words), MentionKind.FIGURE, figure=what)
        for words, what in figures
    ]
    for words, (kind, what) in WORDS.items():
        if words in text:
            at = (text.index(words), text.index(words) + len(words))
            is_date = isinstance(what, str)
            mentions.append(Mention(*at, kind, date=what) if is_date else Mention(*at, kind, what))
    ordered = tuple(sorted(mentions, key=lambda mention: mention.start))
    return ReadText(text, "en", DAY, (ReadSentence(0, len(text), ordered),))


def finding(found: ReadText, **more: object) -> TextFinding:
    (sentence,) = found.sentences
    figures = (mention.figure for mention in sentence.mentions if mention.figure)
    return TextFinding(0, sentence.mentions, **{"figure": next(figures, None), **more})


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(GOOD, load(GOOD))


def values(found: TextFinding, text: ReadText, ground: Ground) -> dict[str, object]:
    """What stands in the section of a finding before anybody fills it."""
    section = findings_proposal(ORIGIN, text, [found], ground).sections[-1]
    return {
        "kind": section.kind,
        **{name: known for name, known in section.values.items() if known},
    }


def test_a_homonym_is_asked_and_the_answer_holds(good_atlas: Atlas) -> None:
    text = read("To Bravo and Deltapur.")
    (question,) = questions(good_atlas, text)
    assert (question.words, question.key, question.count) == ("Bravo", "bravo", 1)
    assert question.choices == {
        "site-bravo": "Bravo (Border post, Pakistan and Afghanistan)",
        "site-alfa": "Alfa (Railway station, Pakistan)",
    }
    known = answered(text, {"bravo": "site-alfa"})
    assert known.sentences[0].mentions[0].record_ids == ("site-alfa",)
    assert questions(good_atlas, known) == ()
    assert answered(text, {"bravo": "site-unknown"}) == text
    assert unknown_names(known) == ("Deltapur",)
    report = report_on(good_atlas, known)
    assert map_of(good_atlas, report).places == ("site-alfa",)
    (row,) = desk_view(good_atlas, known, report).sentences
    assert "".join(run.text for run in row.runs) == text.text
    assert [(run.kind, run.lights) for run in row.runs if run.kind] == [
        ("place", "site-alfa"),
        ("unknown", ""),
    ]
    assert desk_view(good_atlas, known, report, ["trap"]).sentences == ()


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(573, 573, Unit.KM), {"quantity": "length-km", "low": 573}),
        (Figure(4.6e9, 4.8e9, Unit.USD), {"quantity": "cost-usd-bn", "low": 4.6, "high": 4.8}),
        (Figure(2.5e7, 2.5e7, Unit.USD), {"quantity": "cost-usd-m", "low": 25}),
        (Figure(3e6, 3e6, Unit.TONNES, "year"), {"low": 3}),
        (Figure(40, 40, Unit.PERCENT), {"low": 40}),
    ],
    ids=lambda value: value.unit if isinstance(value, Figure) else "",
)
def test_a_figure_is_drafted_in_the_unit_of_its_measure(
    figure: Figure, expected: dict[str, object], ground: Ground
) -> None:
    text = read("The Line takes so much.", ("so much", figure))
    found = values(finding(text), text, ground)
    assert found == {
        "kind": "claims",
        "subject_id": "line",
        **expected,
        "date": DAY,
        "who": "The Alfa Herald",
        "confidence": "sourced",
    }


def test_a_figure_is_drafted_as_what_it_was_held_against(ground: Ground) -> None:
    figure = Figure(1.1e6, 1.5e6, Unit.TONNES, "year")
    text = read("It takes so much.", ("so much", figure))
    found = values(
        finding(text, measure=Quantity.STEEL_MTPA, about=("line", "src-no")), text, ground
    )
    assert (found["quantity"], found["low"], found["high"]) == ("steel-mtpa", 1.1, 1.5)
    assert found["subject_id"] == "line"
    other = values(finding(text, measure=Quantity.LENGTH_KM), text, ground)
    assert "quantity" not in other


def test_what_happened_what_is_promised_and_how_a_post_stands(ground: Ground) -> None:
    past = read("The Line was opened in May 2024.")
    assert values(finding(past), past, ground) == {
        "kind": "events",
        "date": "2024-05",
        "project_ids": ["line"],
        "confidence": "sourced",
    }
    promise = read("The Line is done in 2031.")
    found = values(finding(promise), promise, ground)
    assert (found["date"], found["promised_for"], found["kept"]) == (DAY, "2031", "open")
    post = read("Bravo shut in May 2024.")
    found = values(finding(post), post, ground)
    assert (found["kind"], found["site_id"]) == ("border_statuses", "site-bravo")
    assert found["from_date"] == "2024-05"
    told = values(finding(post, recorded=Recorded.EVENT, about=("line",)), post, ground)
    assert (told["project_ids"], told["site_ids"]) == (["line"], ["site-bravo"])


def test_no_sentence_of_the_text_is_drafted(ground: Ground) -> None:
    text = read("The Line to Bravo was opened in May 2024, they say in Deltapur.")
    proposal = findings_proposal(ORIGIN, text, [finding(text)], ground)
    drafts = drafts_of(proposal, proposal.filled(), ground)
    words = json.dumps([draft.values for made in drafts.values() for draft in made])
    assert "they say" not in words
    assert {draft.id for made in drafts.values() for draft in made} == {
        "src-the-alfa-herald-2024-a-bridge",
        "art-the-alfa-herald-2024-a-bridge",
        "evt-2024-05",
    }


@pytest.mark.parametrize(
    ("ending", "is_known", "left"),
    [
        ("", True, ""),
        ("/?utm_source=a&utm_medium=b#top", True, "/#top"),
        ("?fbclid=1&MC_CID=2&yclid=3&mc_eid=4&gclid=5", True, ""),
        ("?clid=7&page=2&ref=feed", False, "?page=2"),
        ("?reference=utm_source", False, "?reference=utm_source"),
        ("/b", False, "/b"),
    ],
)
def test_a_source_of_the_same_address_is_the_source(
    ground: Ground, ending: str, left: str, *, is_known: bool
) -> None:
    source = next(part for part in ground.loaded.sources if part.url)
    origin = TextOrigin(url=f"{source.url}{ending}")
    section = findings_proposal(origin, read("Bravo."), [], ground).sections[0]
    assert (section.chosen == source.id) is is_known
    assert section.values["url"] == f"{source.url}{left}"


TEXT = (
    "Alfa and Charlie.\n\n"
    "The Alfa–Charlie line will cost 3 billion dollars, they say, and more if it is late."
)
ANSWERS = (
    *("source.kind=news", "source.status=live", "source.licence_theirs=All rights reserved"),
    *("article.title=What the line costs", "article.body=Dearer than it was."),
    *("claim-2.subject_id=line", "claim-2.scope=The whole line"),
)


@pytest.fixture
def terminal(good_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text in it, beside the data; the text is read without a process."""
    monkeypatch.setattr(geo_command, "_DATA", good_folder)
    monkeypatch.chdir(good_folder.parent)
    Path("text.txt").write_text(TEXT, encoding="utf-8")

    def plain(data: bytes | Path, _name: str) -> ForeignText:
        return ForeignText((data if isinstance(data, bytes) else data.read_bytes()).decode())

    monkeypatch.setattr(command, "read_text_file", plain)
    return good_folder


def run(*arguments: str, settings: Iterable[str] = ()) -> int:
    told = [part for setting in settings for part in ("--set", setting)]
    return geo_command.main(["article", *arguments, *told])


def test_the_desk_in_a_terminal(
    terminal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert run("check", "-", "--json", "--day", DAY) == 0
    report = json.loads(capsys.readouterr().out)
    assert [part["verdict"] for part in report["sentences"]] == ["nothing", "new"]
    assert run("check", "text.txt") == 0
    assert "  2  + New  The Alfa–Charlie line will cost" in capsys.readouterr().out
    about = ("--day", DAY, "--publisher", "The Alfa Herald", "--title", "Costs", "--sentence", "2")
    assert run("new", "text.txt", *about) == 1
    out, problems = capsys.readouterr()
    assert out == ""
    assert "claim-2.scope: the field is missing" in problems
    copied = f"article.body={TEXT.partition('.')[2].strip()}"
    assert run("new", "text.txt", *about, "--json", settings=(copied,)) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["patch"] == ""
    assert [part["key"] for part in made["sections"]] == ["source", "article", "claim-2"]
    assert "article.body: it repeats 12 words" in " ".join(made["problems"])
    assert run("new", "text.txt", *about, "--out", "made.patch", settings=ANSWERS) == 0
    Path("checkout").mkdir()
    terminal.rename("checkout/data")
    for git in (["init", "-q"], ["apply", "../made.patch"]):
        subprocess.run(["git", *git], cwd="checkout", check=True)
    atlas = checked_atlas(load(Path("checkout/data")))
    assert atlas.issues == ()
    claim = next(claim for claim in atlas.claims if claim.quantity == "cost-usd-bn")
    assert (claim.id, claim.low, claim.who) == ("clm-line-cost-usd-bn-3", 3, "The Alfa Herald")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "nowhere.txt"), "nowhere.txt"),
        (("new", "text.txt", "--sentence", "9"), "'9' is no sentence of the text, which has 2"),
        (("new", "text.txt", "--sentence", "1=poem"), "'poem' is none of claim, event"),
        (("new", "text.txt", "--set", "poem.title=A"), "there is no section 'poem'"),
        (("check", "text.txt", "--day", "2026-13-40"), "--day '2026-13-40' is not in the calendar"),
        (("new", "text.txt", "--day", "yesterday"), "--day 'yesterday' is"),
        (("new", "text.txt", "--title", "a" * 5000), "aa…' has more than 300 letters. Say it in"),
        (("new", "text.txt", "--publisher", "a" * 5000), "aa…' has more than 120 letters"),
        (("mark", "art-nowhere"), "no record with the id 'art-nowhere'"),
    ],
)
@pytest.mark.usefixtures("terminal")
def test_what_cannot_be_done_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert run(*arguments) == 1
    assert told in capsys.readouterr().err
