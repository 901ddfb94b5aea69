"""Countries as readers call them, in the languages of the region, and where their places lie."""

from collections.abc import Iterator
from statistics import median

from geo.atlas import Atlas
from geo.records.model import Site
from geo.records.vocab import COUNTRIES

#: Names in Russian, Urdu, Persian, Chinese and English besides the one of the atlas.
_ALSO = {
    "AF": "Афганистан افغانستان 阿富汗",
    "AZ": "Азербайджан آذربائیجان آذربایجان 阿塞拜疆",
    "BY": "Белоруссия Беларусь بیلاروس بلاروس 白俄罗斯",
    "CN": "Китай КНР چین 中国 PRC",
    "GE": "Грузия جارجیا گرجستان 格鲁吉亚",
    "IN": "Индия بھارت هند هندوستان 印度 भारत",
    "IR": "Иран ایران 伊朗",
    "KG": "Киргизия Кыргызстан Киргизстан کرغزستان قرقیزستان 吉尔吉斯斯坦 Kirghizia",
    "KZ": "Казахстан قازقستان قزاقستان 哈萨克斯坦 Қазақстан",
    "PK": "Пакистан پاکستان 巴基斯坦 पाकिस्तान",
    "RU": "Россия РФ روس روسیه 俄罗斯 रूस",
    "TJ": "Таджикистан تاجکستان تاجیکستان 塔吉克斯坦 Тоҷикистон",
    "TM": "Туркмения Туркменистан ترکمانستان ترکمنستان 土库曼斯坦 Türkmenistan",
    "TR": "Турция ترکی ترکیہ ترکیه 土耳其 Turkey",
    "UZ": "Узбекистан ازبکستان 乌兹别克斯坦 O‘zbekiston",
}
_PREFIX = "country-"


def country_id(code: str) -> str:
    """The id of a country as a hit; no record has one like it."""
    return f"{_PREFIX}{code.lower()}"


def country_of(owner: str) -> str | None:
    """The code of the country that an id stands for, or None if it is something else."""
    code = owner.removeprefix(_PREFIX).upper()
    return code if owner.startswith(_PREFIX) and code in COUNTRIES else None


def country_names(code: str) -> Iterator[str]:
    """Every name of a country, the English one of the atlas first."""
    yield COUNTRIES[code]
    yield from _ALSO.get(code, "").split()


def middle_place(atlas: Atlas, code: str) -> Site | None:
    """The place of ours that lies nearest to the middle of those in a country, if it has any."""
    inside = [site for site in atlas.sites if site.countries == (code,)]
    if not inside:
        return None
    lon, lat = median(site.at.lon for site in inside), median(site.at.lat for site in inside)
    return min(inside, key=lambda site: (site.at.lon - lon) ** 2 + (site.at.lat - lat) ** 2)
