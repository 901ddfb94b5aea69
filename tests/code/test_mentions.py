"""Figures, dates and forms of names in texts of three languages, without an atlas."""

import pytest

from geo.search.mentions.forms import forms_of
from geo.search.mentions.mention import Unit
from geo.search.mentions.plain import plain
from geo.search.mentions.values.moments import find_dates
from geo.search.mentions.values.quantities import find_figures


@pytest.mark.parametrize(
    ("text", "language", "low", "high", "unit"),
    [
        ("between $4.6bn and $4.8bn", "en", 4.6e9, 4.8e9, Unit.USD),
        ("from 4.6 to 4.8 billion dollars", "en", 4.6e9, 4.8e9, Unit.USD),
        ("a price of Rs 21.68 billion", "en", 21.68e9, 21.68e9, Unit.PKR),
        ("5 lakh crore rupees", "en", 5e12, 5e12, Unit.PKR),
        ("1,00,000 people", "en", 1e5, 1e5, Unit.PEOPLE),
        ("a 573-km line", "en", 573, 573, Unit.KM),
        ("a gauge of 1,435 mm", "en", 1435, 1435, Unit.MM),
        ("trains at 160 km/h", "en", 160, 160, Unit.KMH),
        ("trains at 160 km an hour", "en", 160, 160, Unit.KMH),
        ("10 to 20 per cent", "en", 10, 20, Unit.PERCENT),
        ("0.12 mln t", "en", 120_000, 120_000, Unit.TONNES),
        ("от 4,6 до 4,8 млрд долл.", "ru", 4.6e9, 4.8e9, Unit.USD),
        ("18\u202f660 акров", "ru", 18_660, 18_660, Unit.ACRES),
        ("1 млрд 200 млн рублей", "ru", 1.2e9, 1.2e9, Unit.RUB),
        ("500 млн афгани", "ru", 5e8, 5e8, Unit.AFN),
        ("۴٫۸ ارب ڈالر", "ur", 4.8e9, 4.8e9, Unit.USD),
        ("4.6 سے 4.8 ارب ڈالر", "ur", 4.6e9, 4.8e9, Unit.USD),
        ("۲ ارب ۵۰ کروڑ روپے", "ur", 2.5e9, 2.5e9, Unit.PKR),
        ("\u2068۵۷۳\u2069 کلومیٹر", "ur", 573, 573, Unit.KM),
    ],
)
def test_a_figure_has_its_value_and_unit(
    text: str, language: str, low: float, high: float, unit: Unit
) -> None:
    found = list(find_figures(plain(text), language))
    assert [(figure.low, figure.high, figure.unit) for _, _, figure in found] == [(low, high, unit)]


def test_a_figure_may_be_rough_and_by_the_year() -> None:
    text = plain("about 3.36 million tonnes of cargo a year")
    [(start, end, figure)] = find_figures(text, "en")
    assert text[start:end] == "3.36 million tonnes of cargo a year"
    assert (figure.per, figure.is_about) == ("year", True)


@pytest.mark.parametrize(
    "text", ["ML-1 and M-4", "75.5 km²", "in 2026 at noon", "£5bn", "version 3.2.1", "10:30"]
)
def test_what_is_no_figure_is_none(text: str) -> None:
    assert not list(find_figures(plain(text), "en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It closed on 5 May. So", "5 may"),
        ("On Jul. 11, 2025.", "jul. 11, 2025"),
        ("В 2025 г. Он", "2025 г."),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_date(text: str, words: str) -> None:
    letters = plain(text)
    [(start, end, _)] = find_dates(letters, "2025-07-12")
    assert letters[start:end] == words


def test_cut_from_and_to_are_two_figures() -> None:
    found = [figure.low for _, _, figure in find_figures(plain("cut from 35 to 5 days"), "en")]
    assert found == [35, 5]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 11 July 2025", "2025-07-11"),
        ("July 11, 2025", "2025-07-11"),
        ("1 to 3 July 2025", "2025-07-01/2025-07-03"),
        ("by the end of 2027", "2027"),
        ("the 1970s", "1970/1979"),
        ("the first half of 2026", "2026-01/2026-06"),
        ("yesterday", "2025-07-11"),
        ("on Tuesday", "2025-07-08"),
        ("last week", "2025-06-30/2025-07-06"),
        ("next year", "2026"),
        ("11 июля 2025 года", "2025-07-11"),
        ("в марте 2025 г.", "2025-03"),
        ("с 2025 по 2027 год", "2025/2027"),
        ("11.07.2025", "2025-07-11"),
        ("в прошлом году", "2024"),
        ("вчера", "2025-07-11"),
        ("۱۱ جولائی ۲۰۲۵", "2025-07-11"),
        ("سنہ 2027 تک", "2027"),
        ("گزشتہ روز", "2025-07-11"),
        ("منگل کو", "2025-07-08"),
        ("in December of last year", "2024-12"),
        ("в мае-июне 2025 года", "2025-05/2025-06"),
        ("к декабрю 2028 года", "2028-12"),
        ("گزشتہ سال دسمبر میں", "2024-12"),
        ("یکم اپریل 2026", "2026-04-01"),
    ],
)
def test_a_date_is_written_as_records_write_it(text: str, date: str) -> None:
    assert [made for _, _, made in find_dates(plain(text), "2025-07-12")] == [date]


@pytest.mark.parametrize(
    "text",
    [
        *("1435 mm", "it may be", "4,8", "2,025 km", "2000 workers", "1520 мм", "may"),
        *("on 31 February 2025", "on 30/02/2025", "31 июня 2025 года"),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert not list(find_dates(plain(text)))


def test_without_a_day_of_publication_nothing_is_reckoned() -> None:
    assert not list(find_dates(plain("yesterday, on 3 July, last year")))
    assert not list(find_dates(plain("yesterday, on 3 July, last year"), "2026-03"))


def test_a_plain_text_is_as_long_as_the_text() -> None:
    text = "İstanbul ﷽ ß ① Straße\u202e Пеша́вар ۱۲ ½ \ud800 🚂"
    assert len(plain(text)) == len(text)


def test_russian_names_have_their_cases() -> None:
    assert {"пешавара", "пешаваре", "пешаваром"} <= forms_of("пешавар")
    assert {"казани", "казанью"} <= forms_of("казань")
    assert forms_of("карачи") >= {"карачи"}
