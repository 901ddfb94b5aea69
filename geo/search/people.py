"""People, organisations and countries: what has names and no point of its own on the map."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from geo.atlas import Atlas
from geo.records.model import Event, Person, Site
from geo.records.vocab import COUNTRIES
from geo.search.romanize import fold, script_language

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


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or an organisation: names as (language, name), office, and the events that name it.

    The events are the newest first. `record` is missing where only events know the name.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    office: str
    events: tuple[Event, ...]
    record: Person | None = None

    @property
    def name(self) -> str:
        """The name to show."""
        return self.names[0][1]


def everybody(atlas: Atlas) -> Iterator[Somebody]:
    """All people and organisations of an atlas, those with a record first."""
    named: dict[str, list[Event]] = {}
    shown: dict[str, str] = {}
    for event in sorted(atlas.events, key=lambda event: event.date, reverse=True):
        for name in event.people:
            named.setdefault(fold(name), []).append(event)
            shown.setdefault(fold(name), name)
    for person in atlas.people:
        names = [("en", person.names.en), *person.names.local()]
        names += [(script_language(name), name) for name in person.names.also]
        events = {event.id: event for _, name in names for event in named.pop(fold(name), ())}
        yield Somebody(person.id, tuple(names), person.office, tuple(events.values()), person)
    for key, events_of in named.items():
        own = f"named-{'-'.join(key.split())}"
        yield Somebody(own, (("en", shown[key]),), "", tuple(events_of))


def record_to_show(atlas: Atlas, somebody: Somebody) -> str:
    """The id of what the map can select for somebody: of the newest event, or of a project."""
    owners = (owner for event in somebody.events for owner in (*event.project_ids, *event.site_ids))
    own = somebody.record.project_ids if somebody.record else ()
    return next((owner for owner in (*owners, *own) if atlas.find(owner)), somebody.id)


def country_id(code: str) -> str:
    """The id of a country as a hit; no record has one like it."""
    return f"{_PREFIX}{code.lower()}"


def country_of(owner: str) -> str | None:
    """The code of the country that an id stands for, or None if it is something else."""
    code = owner.removeprefix(_PREFIX).upper()
    return code if owner.startswith(_PREFIX) and code in COUNTRIES else None


def country_names(code: str) -> Iterator[str]:
    """Every name of a country, the English one of the atlas first; of an unknown one its code."""
    yield COUNTRIES.get(code, code)
    yield from _ALSO.get(code, "").split()


def middle_place(atlas: Atlas, code: str) -> Site | None:
    """The place of ours that lies nearest to the middle of those in a country, if it has any."""
    inside = [site for site in atlas.sites if site.countries == (code,)]
    if not inside:
        return None
    lon, lat = median(site.at.lon for site in inside), median(site.at.lat for site in inside)
    return min(inside, key=lambda site: (site.at.lon - lon) ** 2 + (site.at.lat - lat) ** 2)
