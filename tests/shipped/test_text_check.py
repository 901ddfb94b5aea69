"""What the atlas says to sentences of texts, right and wrong, in three languages."""

import json
from pathlib import Path

import pytest
import yaml

from geo.atlas import Atlas
from geo.records.dates import Day
from geo.search.mentions.recognise import Recogniser
from geo.search.search import NameIndex
from geo.views.text_check.as_json import claim_reviews, report_json
from geo.views.text_check.report import check_text, report_on
from geo.views.text_check.verdict import Finding, SentenceVerdict
from tests.shipped.marked_text import marked_text

V = SentenceVerdict
UAP = "[[uap-railway|The UAP railway]]"
PSM = "[[pakistan-steel-mills|Pakistan Steel Mills]]"


def findings(atlas: Atlas, text: str, day: str = "", language: str = "en") -> list[Finding]:
    """All findings on the last sentence of a marked text."""
    report = report_on(atlas, marked_text(text, language, day))
    return list(report.sentences[-1].findings)


def verdicts(atlas: Atlas, text: str, day: str = "", language: str = "en") -> set[str]:
    return {finding.verdict for finding in findings(atlas, text, day, language)}


#: A sentence, the day of its text, and the verdicts on it; none means that nothing is said.
FIGURES = [
    (f"{UAP} is [[647 km|647 km]] long.", {V.AGREES}),
    (f"{UAP} is [[~650 km|about 650 km]] long.", {V.AGREES}),
    (f"{UAP} is [[900 km|900 km]] long.", {V.DIFFERS}),
    (f"{UAP} costs [[4600000000/7000000000 USD|4.6 to 7 billion dollars]].", {V.AGREES}),
    (f"{UAP} will cost [[12000000000 USD|$12 billion]].", {V.DIFFERS}),
    (f"{UAP} will cost [[4800000000 USD|$4.8 billion]].", {V.NEW}),
    (f"{UAP} got a loan of [[12000000000 USD|$12 billion]].", {V.NEW}),
    (f"The first section of {UAP} is [[300 km|300 km]] long.", {V.NEW}),
    (f"{PSM} owes [[345000000000 PKR|345 billion rupees]].", {V.AGREES}),
    (f"{PSM} owes [[345000000000 USD|345 billion dollars]].", {V.DIFFERS}),
    (f"{PSM} had [[14753 people|14,753 people]].", {V.AGREES}),
    (f"{PSM} made [[1100000 t a year|1.1 million tonnes]] of steel.", {V.AGREES}),
    ("Bananas cost [[3 USD|3 dollars]].", set()),
    (
        "[[site-tashkent|Tashkent]]–[[site-peshawar|Peshawar]] is a railway of [[573 km|573 km]].",
        {V.TRAP, V.RULED_OUT},
    ),
    (
        "A road of [[90 km|90 km]] joins [[site-khaf|Khaf]] and [[site-herat|Herat]].",
        {V.RULED_OUT, V.DIFFERS},
    ),
    (
        "The line from [[site-hairatan|Hairatan]] to [[site-mazar-rail|Mazar]] is [[75 km|75 km]].",
        {V.AGREES},
    ),
    (
        "A train from [[site-lahore|Lahore]] to [[site-karachi|Karachi]] stood after [[30 km|30]].",
        set(),
    ),
    (f"{PSM} gave [[157 acres|157 acres]] of land to the navy.", {V.NEW}),
    (f"Russia is ready to invest [[500000000 USD|$500 million]] in {UAP}.", {V.NEW}),
    (
        "The first [[20 km|20 km]] of a road [[site-khaf|Khaf]]–[[site-herat|Herat]] opened.",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_figures_are_held_against_published_ones(
    shipped_atlas: Atlas, text: str, wanted: set[str]
) -> None:
    assert verdicts(shipped_atlas, text, "2025-12-15") == wanted


EVENTS = [
    (f"The framework agreement on {UAP} was signed on [[2025-07-17|17 July 2025]].", {V.KNOWN}),
    (f"The framework agreement on {UAP} was signed on [[2025-05-03|3 May 2025]].", {V.DIFFERS}),
    (f"A new protocol on {UAP} was signed on [[2025-12-01|1 December 2025]].", {V.DIFFERS}),
    (
        f"The framework agreement on {UAP} was signed on [[2026-03-01|1 March 2026]].",
        {V.RULED_OUT, V.DIFFERS},
    ),
    (f"The framework agreement on {UAP} will be signed on [[2026-03-01|1 March 2026]].", set()),
    (f"{PSM} stopped on [[2015-06-10|10 June 2015]].", {V.KNOWN}),
    (
        "[[islamabad-tehran-istanbul-train|The train]] left on [[2025-12-31|31 December 2025]].",
        {V.TRAP, V.DIFFERS},
    ),
    ("[[hairatan-mazar-railway|The Mazar line]] opened in [[2005|2005]].", {V.RULED_OUT}),
    # The first works that were read of are not their beginning.
    ("[[chabahar-zahedan-railway|The line]] was opened in [[2022|2022]].", {V.KNOWN}),
    ("[[site-kharlachi|Kharlachi]] reopened on [[2025-05-09|9 May 2025]].", {V.KNOWN}),
    # People one way only: a post that is shut to freight is not called open.
    ("[[site-torkham|Torkham]] reopened on [[2025-11-01|1 November 2025]].", {V.NEW}),
    ("A conference met in [[site-kabul|Kabul]] on [[2025-07-17|17 July 2025]].", set()),
]


@pytest.mark.parametrize(("text", "wanted"), EVENTS)
def test_events_are_known_or_on_another_day(
    shipped_atlas: Atlas, text: str, wanted: set[str]
) -> None:
    assert verdicts(shipped_atlas, text, "2026-02-01") == wanted


STATES = [
    ("[[china-kyrgyzstan-uzbekistan-railway|The line]] is under construction.", {V.AGREES}),
    (f"{UAP} is under construction.", {V.TRAP, V.DIFFERS}),
    (f"{UAP} is not under construction.", set()),
    ("[[site-torkham|Torkham]] was shut to trade on [[2025-10-20|20 October]].", {V.AGREES}),
    (
        "[[site-torkham|Torkham]] was open to trade on [[2025-11-20|20 November]].",
        {V.TRAP, V.DIFFERS},
    ),
    ("[[site-torkham|Torkham]] will be open to trade on [[2025-11-20|20 November]].", set()),
    # What is opened or shut, or at work, beside the post and the line.
    ("Troops opened fire on lorries at [[site-torkham|Torkham]] on [[2025-11-20|Friday]].", set()),
    ("A market for goods opened at [[site-torkham|Torkham]] on [[2025-11-20|Friday]].", set()),
    ("The road to [[site-torkham|Torkham]] was closed to goods on [[2025-06-20|Friday]].", set()),
    ("Traders want [[site-torkham|Torkham]] opened to goods.", set()),
    ("[[site-torkham|Torkham]] was opened to relief goods on [[2025-12-10|Friday]].", set()),
    (f"A committee on {UAP} is working on its route.", set()),
    (f"{UAP} carries great hopes.", set()),
    # Some day of the month is what a month says, and people one way only is half the truth.
    ("[[site-torkham|Torkham]] was shut to trade in [[2025-03|March 2025]].", {V.AGREES}),
    ("[[site-torkham|Torkham]] was open to trade in [[2025-09|September 2025]].", {V.AGREES}),
    ("[[site-torkham|Torkham]] was open to people on [[2025-11-20|Friday]].", {V.NEW}),
    ("[[site-torkham|Torkham]] was shut to people on [[2025-11-20|Friday]].", {V.NEW}),
    # Agreed is its renewal: the line itself is in use.
    ("[[main-line-1|ML-1]] is in operation.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), STATES)
def test_states_are_held_against_the_day(shipped_atlas: Atlas, text: str, wanted: set[str]) -> None:
    assert verdicts(shipped_atlas, text, "2026-03-25") == wanted


KHAF = "[[khaf-herat-railway|Khaf–Herat]]"
SHUT = "[[site-torkham|Torkham]] {words} closed on [[2025-10-12|12 October 2025]]{end}."
#: What is denied, or said of a part or of others, is neither known nor agreed to.
DENIED = [
    (f"Russia did not sign a protocol on {PSM} on [[2025-07-11|11 July 2025]].", set()),
    (f"Russia, not China, signed a protocol on {PSM} on [[2025-07-11|11 July]].", {V.KNOWN}),
    (f"Russia cancelled the protocol on {PSM} on [[2025-07-11|11 July 2025]].", set()),
    (SHUT.format(words="was never", end=""), set()),
    (SHUT.format(words="wasn't", end=""), set()),
    (f"False reports: {SHUT.format(words='was', end=', which is wrong')}", set()),
    (SHUT.format(words="was", end=" and has not reopened"), {V.KNOWN}),
    (f"{KHAF} is not [[225 km|225 km]] long.", set()),
    (f"The length of [[225 km|225 km]] for {KHAF} is wrong.", set()),
    (f"The Iranian part of {KHAF} is [[225 km|225 km]] long.", {V.NEW}),
    (f"The Iranian part of {KHAF} is [[78 km|78 km]] long.", {V.AGREES}),
    (f"{PSM} has [[4544 people|4,544 employees]].", {V.NEW}),
    (f"{PSM} dismissed [[4544 people|4,544 employees]].", {V.AGREES}),
    (f"It is a myth that {PSM} was completed in [[1973|1973]].", set()),
    (f"It is wrong that {KHAF} opened in [[2001|2001]].", set()),
]


@pytest.mark.parametrize(("text", "wanted"), DENIED)
def test_what_is_denied_is_neither_known_nor_agreed_to(
    shipped_atlas: Atlas, text: str, wanted: set[str]
) -> None:
    assert verdicts(shipped_atlas, text, "2026-02-01") == wanted


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        ("That is wrong.", True),
        ("Both governments denied this.", True),
        ("The bridge was painted.", False),
        ("Reports on [[site-gwadar|Gwadar]] are wrong, this paper says.", False),
    ],
)
def test_what_the_next_sentence_takes_back_has_no_rating(
    shipped_atlas: Atlas, after: str, *, wanted: bool
) -> None:
    text = f"{PSM} has been restored. {after}"
    report = report_on(shipped_atlas, marked_text(text, "en", "2026-01-10"))
    traps = [found for found in report.sentences[0].findings if found.verdict is V.TRAP]
    assert [(found.is_taken_back, found.rating) for found in traps] == [
        (wanted, 0 if wanted else 1)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", f"{KHAF}: длина не [[225 km|225 км]]."),
        ("ru", f"Россия не подписала протокол по {PSM} [[2025-07-11|11 июля 2025 года]]."),
        ("ur", f"{KHAF} [[225 km|225 کلومیٹر]] نہیں ہے۔"),
        ("ur", "[[site-torkham|طورخم]] [[2025-10-12|12 اکتوبر]] کو بند نہیں ہوا۔"),
    ],
)
def test_denials_of_three_languages(shipped_atlas: Atlas, language: str, text: str) -> None:
    assert not verdicts(shipped_atlas, text, "2026-02-01", language)


def test_a_subject_is_carried_on_to_the_next_sentence(shipped_atlas: Atlas) -> None:
    assert verdicts(shipped_atlas, f"{UAP} is planned. It is [[900 km|900 km]] long.") == {
        V.DIFFERS
    }
    assert verdicts(shipped_atlas, f"{UAP} is planned. Bread costs [[900 USD|$900]].") == set()


def test_a_trap_is_told_with_what_is_right(shipped_atlas: Atlas) -> None:
    found = findings(shipped_atlas, f"{PSM} was built in [[1973|1973]].")[0]
    assert (found.verdict, found.rating) == (V.TRAP, 1)
    assert "foundation stone" in found.right.lower()
    assert found.notes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "[[pakistan-steel-mills|Завод в Карачи]] построен в [[1973|1973 году]]."),
        ("ur", "[[pakistan-steel-mills|پاکستان اسٹیل ملز]] [[1973|۱۹۷۳]] میں تعمیر کی گئی۔"),
    ],
)
def test_traps_speak_three_languages(shipped_atlas: Atlas, language: str, text: str) -> None:
    assert V.TRAP in verdicts(shipped_atlas, text, "2025-12-15", language)


TEXT = f"Secret words of nobody. {PSM} was built in [[1973|1973]]. {UAP} is [[647 km|647 km]] long."


def test_json_quotes_only_sentences_of_which_something_is_known(shipped_atlas: Atlas) -> None:
    report = report_on(shipped_atlas, marked_text(TEXT, day="2025-12-15"))
    told = json.loads(json.dumps(report_json(report)))
    assert [sentence["verdict"] for sentence in told["sentences"]] == ["nothing", "trap", "agrees"]
    assert "Secret" not in json.dumps(told)
    numbers = {number for s in told["sentences"] for f in s["findings"] for number in f["sources"]}
    assert numbers <= {source["number"] for source in told["sources"]}


def test_claim_reviews_are_of_rated_sentences(shipped_atlas: Atlas) -> None:
    report = report_on(shipped_atlas, marked_text(TEXT, day="2025-12-15"))
    reviews = claim_reviews(report, "https://atlas.example/", Day(2026, 1, 1))["@graph"]
    rated = [(review["@type"], review["reviewRating"]["ratingValue"]) for review in reviews]
    assert rated == [("ClaimReview", 1), ("ClaimReview", 5)]
    assert "Secret" not in json.dumps(reviews)
    assert reviews[0]["url"] == "https://atlas.example/desk#s1"
    assert reviews[0]["itemReviewed"]["datePublished"] == "2025-12-15"


HAIRATAN = "[[hairatan-mazar-railway|The Hairatan–Mazar railway]]"
KHAF = "[[khaf-herat-railway|The Khaf–Herat railway]]"
AQINA = "[[site-aqina|Aqina]] to [[site-andkhoy|Andkhoy]]"
QUETTA = "[[site-quetta|Quetta]] to [[site-chaman|Chaman]]"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{HAIRATAN} has a gauge of [[1520 mm|1,520 mm]].", {V.AGREES}),
        (f"{HAIRATAN} has a gauge of [[1435 mm|1,435 mm]].", {V.TRAP, V.DIFFERS}),
        (f"{HAIRATAN} is not of [[1435 mm|1,435 mm]].", set()),
        (f"{HAIRATAN} was planned with [[1676 mm|1,676 mm]].", set()),
        (f"{KHAF} is of standard gauge.", {V.AGREES}),
        (f"{KHAF} is of Russian gauge.", {V.DIFFERS}),
        (f"The railway from {QUETTA} has [[1435 mm|1435 mm]].", {V.DIFFERS}),
        (f"The road from {QUETTA} has holes of [[1435 mm|1435 mm]].", set()),
        (f"The railway from {AQINA} was opened in [[2019|2019]].", {V.DIFFERS}),
        (f"The railway from {AQINA} is to be opened in [[2027|2027]].", set()),
    ],
)
def test_gauges_and_openings_are_held_against_the_lines(
    shipped_atlas: Atlas, text: str, wanted: set[str]
) -> None:
    assert verdicts(shipped_atlas, text, "2026-01-10") == wanted


def test_what_the_atlas_has_in_other_words_is_known_and_nothing_like_it(
    shipped_atlas: Atlas,
) -> None:
    reader = Recogniser(shipped_atlas, NameIndex(shipped_atlas))
    path = Path(__file__).parents[1] / "data/theme_sentences.yaml"
    sentences = yaml.safe_load(path.read_text(encoding="utf-8"))
    before = {
        "en": "Pakistan will spend more on railways, its minister said.",
        "ru": "Пакистан увеличит расходы на железные дороги.",
        "ur": "پاکستان ریلوے پر خرچ بڑھائے گا۔",
    }

    def on_last(text: str) -> set[str]:
        report = check_text(shipped_atlas, reader, text, "2026-02-20")
        return {finding.verdict for finding in report.sentences[-1].findings}

    known = [on_last(text) for text in sentences["known"]]
    assert known == [{V.KNOWN}] * len(known)
    unrelated = [
        (text, found)
        for text in sentences["unrelated"]
        if (found := on_last(f"{before[reader.read(text).language]} {text}"))
    ]
    assert unrelated == []
