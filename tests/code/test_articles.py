"""Articles: what their sentences speak of, what answered them, the library, the reader."""

from geo.analysis.aftermath import AnswerKind, aftermath
from geo.analysis.said import said_of, told_article
from geo.atlas import Atlas
from geo.records.loaded import Loaded
from geo.records.model import Article, BorderStatus, Claim, Event, Names, Person, Source
from geo.views.articles.library import Library, LibraryOrder, LibraryQuery
from geo.views.articles.mention_panels import mention_panel
from geo.views.articles.reader import reader_page
from geo.views.panels import panel
from pages.ui.html import render
from tests.builders import PROJECT, site

CALLED = ("src-a",)
TOLD = """
On [[2024-05-02|2 May 2024]] [[per-khan|Khan]] signed [[evt-paper|a paper]] on [[line|the line]] at
[[site-post]].[^src-a] It is [[clm-a|600 km]] long, **he said**.

- It was thought of in [[1890|1890]].
- Nobody else knows [[site-gone|Gone]].
"""


def source(name: str, date: str | None, kind: str = "news") -> Source:
    return Source(
        id=f"src-{name}", title=name, publisher=name.upper(), kind=kind, date_published=date,
        date_accessed="2026-01-01", licence_theirs="x", licence_ours="x", status="live",
        url=f"https://{name}.example/",
    )  # fmt: skip


def event(name: str, date: str, rung: str | None = None, **more: object) -> Event:
    fields = {"project_ids": ("line",), "source_ids": CALLED, "title": name.title(), **more}
    steps = {"rung": rung, "rung_for": ("line",)} if rung else {}
    return Event(id=f"evt-{name}", date=date, **steps, **fields)


def claim(name: str, low: float, source_id: str = "src-b", **more: object) -> Claim:
    fields = {"scope": "all of it", "who": name, "source_ids": (source_id,), **more}
    return Claim(id=f"clm-{name}", subject_id="line", quantity="length-km", low=low, **fields)


PROMISE = {
    "promise": "a contract", "promised_for": "2024-12", "kept": "kept",
    "kept_event_id": "evt-contract", "promise_for": ("line",),
}  # fmt: skip
ATLAS = Atlas(
    Loaded(
        sources=(source("a", "2024-05-03"), source("b", None), source("c", "2025", "official")),
        sites=(site("post", 70, 34, kind="border-crossing"),),
        projects=(PROJECT,),
        people=(Person(id="per-khan", names=Names(en="Khan"), office="Aide", source_ids=CALLED),),
        events=(
            event("words", "2023", "statement"),
            event("paper", "2024-05-02", "memorandum", **PROMISE),
            event("contract", "2024-11-30", "contract"),
            event("more-words", "2025-01-01", "statement"),
            event("other", "2025-02-01"),
        ),
        claims=(
            claim("a", 600, "src-a"),
            claim("b", 600),
            claim("c", 640),
            claim("d", 700, extent="part"),
            claim("e", 650, confidence="doubtful"),
        ),
        border_statuses=(
            BorderStatus(
                id="bst-a", site_id="site-post", from_date="2025-10-12", freight="closed",
                people="closed", source_ids=CALLED,
            ),
        ),
        articles=(
            Article(id="art-a", source_id="src-a", title="A paper", about_ids=("line",), body=TOLD),
            Article(id="art-b", source_id="src-b", title="Undated", body="[[line]], 640 km."),
            Article(
                id="art-c", source_id="src-c", title="Long",
                body="They met. The [[line|line]] of [[clm-c|640 km]] is long; so is the road.",
            ),
        ),
    )
)  # fmt: skip


def test_sentences_of_a_record_come_with_the_most_telling_first() -> None:
    said = [(found.article.id, found.sentence.number) for found in said_of(ATLAS, "line")]
    assert said == [("art-a", 1), ("art-c", 1), ("art-a", 0), ("art-b", 0)]
    (only,) = said_of(ATLAS, "per-khan")
    assert only.sentence.text.startswith("On 2 May 2024 Khan signed a paper on the line at Post.")
    assert said_of(ATLAS, "site-gone") == ()


def test_only_what_the_data_links_answers_a_sentence() -> None:
    first, second, *points = aftermath(ATLAS, told_article(ATLAS, "art-a"))
    promise, step, post = first.next
    assert promise.kind is AnswerKind.PROMISE
    assert promise.settled
    assert (promise.event.id, promise.settled.id) == ("evt-paper", "evt-contract")
    assert (step.kind, step.event.id) == (AnswerKind.STEP, "evt-contract")
    assert (post.kind, post.status.id) == (AnswerKind.POST, "bst-a")
    (differing,) = second.others
    assert [other.id for other in differing.others] == ["clm-c", "clm-e"]
    assert not any(point.next or point.others for point in points)


def test_an_article_without_a_date_has_no_afterwards() -> None:
    (only,) = aftermath(ATLAS, told_article(ATLAS, "art-b"))
    assert only.next == ()


def test_the_library_is_narrowed_by_words_and_facets_and_put_in_order() -> None:
    library = Library(ATLAS)

    def found(words: str = "", order: LibraryOrder = LibraryOrder.NEWEST, **facets: str) -> str:
        return " ".join(library.find(LibraryQuery(words, facets, order)))

    assert found() == "art-c art-a art-b"
    assert found(order=LibraryOrder.WEIGHT) == "art-b art-a art-c"
    assert found(place="site-post") == found(person="per-khan") == "art-a"
    assert found(project="line", kind="official") == found(year="2025") == "art-c"
    assert found(publisher="B") == "art-b"
    assert found("signed paper") == "art-a"
    assert found("nothing of the kind") == ""
    options = {facet.name: facet.options for facet in library.facets()}
    assert options["project"] == {"line": "Line (3)"}
    assert options["year"] == {"2025": "2025 (1)", "2024": "2024 (1)"}


def test_a_card_says_what_rests_on_its_source() -> None:
    library = Library(ATLAS)
    (card,) = library.cards(["art-a"])
    assert (card.publisher, card.date, card.language) == ("A", "3 May 2024", "English")
    assert [link.id for link in (*card.projects, *card.places)] == ["line", "site-post"]
    assert (card.supports.figures, card.supports.events, card.supports.posts) == (1, 5, 1)
    html = render("articles", cards=library.cards(["art-a"], "paper"))
    assert "<mark>paper</mark>" in html
    assert 'href="?id=art-a"' in html


def test_the_reader_links_records_and_days_and_leaves_the_rest_as_words() -> None:
    page = reader_page(ATLAS, "art-a", 1)
    paragraph, points = page.blocks
    ((first, second),) = paragraph.paragraphs
    links = {run.text: (run.kind, run.id, run.lit) for run in first.runs if run.kind == "mention"}
    assert links["Khan"] == ("mention", "per-khan", ())
    assert links["a paper"] == ("mention", "evt-paper", ("line",))
    assert links["Post"] == ("mention", "site-post", ("site-post",))
    assert next(run.query for run in first.runs if run.kind == "date") == "date=2024-05-02"
    assert [run.kind for run in second.runs if run.text == "he said"] == ["strong"]
    assert points.is_list
    (old,), (gone,) = points.paragraphs
    assert [run.query for run in old.runs if run.kind == "date"] == [""]
    assert [run.kind for run in gone.runs] == ["text"] * len(gone.runs)
    html = " ".join(render("reader", page=page).split())
    assert 'id="s1" aria-current="true"' in html
    assert "What happened next" in html
    assert "Outcome: kept" in html


def test_whatever_is_named_has_details() -> None:
    khan, paper, length = (
        mention_panel(ATLAS, name) for name in ("per-khan", "evt-paper", "clm-a")
    )
    assert (khan.kind, khan.name, khan.said.sentences) == ("Person or organisation", "Khan", 1)
    assert {fact.label: fact.value for fact in paper.facts}["Promised for December 2024"]
    (figures,) = length.figures
    assert len(figures.rows) == len(ATLAS.claims)
    assert mention_panel(ATLAS, "line") == panel(ATLAS, "line")


def test_a_panel_shows_articles_and_their_very_sentences() -> None:
    post = panel(ATLAS, "site-post")
    assert [(story.id, story.runs) for story in post.stories] == [("art-a", ())]
    html = render("panel", panel=post)
    assert "Said of this place" in html
    assert 'href="articles?id=art-a&amp;sentence=0"' in html
    assert 'href="https://a.example/"' in html
    assert 'href="articles?place=site-post"' in html
