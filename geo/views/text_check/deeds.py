"""What a sentence says was done: signed, opened, shut, met; in three languages.

The entries are those of a sign of a trap, see `geo.analysis.trap_signs`. English ones also tell
what an event of the atlas is about.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from geo.analysis.trap_signs import plain_words, says
from geo.records.model import Event
from geo.records.vocab import Rung


class Deed(StrEnum):
    """Something that people do with projects, of the kind that is reported."""

    PROTOCOL = "protocol"
    MEMORANDUM = "memorandum"
    FRAMEWORK = "framework"
    CONTRACT = "contract"
    LOAN = "loan"
    RATIFIED = "ratified"
    STUDY = "study"
    OPENED = "opened"
    REOPENED = "reopened"
    SHUT = "shut"
    STOPPED = "stopped"
    WORKS = "works"
    STONE = "stone"
    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    TRAIN = "train"
    LORRY = "lorry"
    PUT_OFF = "put-off"
    DISMISSED = "dismissed"
    LAND = "land"
    SIGNED = "signed"
    GAUGE = "gauge"
    CLASH = "clash"


#: Deeds of which a project has few, so that another day for one is another statement of it.
FEW = frozenset(
    {
        Deed.PROTOCOL,
        Deed.MEMORANDUM,
        Deed.FRAMEWORK,
        Deed.RATIFIED,
        Deed.STONE,
        Deed.OPENED,
        Deed.CALL,
        Deed.STOPPED,
        Deed.GAUGE,
    }
)
#: Deeds that make a border post a subject by itself.
AT_POSTS = frozenset({Deed.OPENED, Deed.REOPENED, Deed.SHUT})
#: Papers of which a project has one, if it has any: another day for it is a contradiction.
ONCE: Mapping[Deed, Rung] = {
    Deed.FRAMEWORK: Rung.FRAMEWORK,
    Deed.PROTOCOL: Rung.PROTOCOL,
    Deed.RATIFIED: Rung.RATIFICATION,
}
#: Deeds that say too little alone to tell which event is meant.
LOOSE = frozenset(
    {
        Deed.MEETING,
        Deed.VISIT,
        Deed.STUDY,
        Deed.TRAIN,
        Deed.LORRY,
        Deed.LAND,
        Deed.SIGNED,
    }
)
#: Deeds that say that something else was not done.
UNDONE = frozenset({Deed.PUT_OFF})

_WORDS: Mapping[Deed, str] = {
    Deed.PROTOCOL: "protocol|протокол*|پروٹوکول",
    Deed.MEMORANDUM: "memorandum|memoranda|mou|mous|minutes|меморандум*|مفاہمتی|مفاہمت کی یادداشت",
    Deed.FRAMEWORK: "framework agreement|framework deal|framework pact|рамочн*|فریم ورک معاہد*",
    Deed.CONTRACT: "contract|contracts|контракт*|ٹھیکہ|ٹھیکے|کنٹریکٹ",
    Deed.LOAN: "loan|loans|lend|lends|lent|financing|grant|credit line|кредит*|заем|займ*|грант*|"
    "قرض*|گرانٹ",
    Deed.RATIFIED: "ratif*|decree|approves the|ратифи*|указ|указом|توثیق",
    Deed.STUDY: "study|studies|survey*|feasibility|тэо|обоснован*|изыскан*|فزیبلٹی|مطالعہ|سروے",
    Deed.OPENED: "opened|opens|open to|inaugurat*|launch*|commissioned|put into service|runs again|"
    "entered service|begin to run|reaches|reached|runs to|starts running|first train|first freight|"
    "открыт|открыта|открыто|открыли|открыл|введен*|запущен*|запустил*|"
    "افتتاح|کھول دیا|کھول دی|کھل گئی|کھل گیا",
    Deed.REOPENED: "reopen*|opened again|again open*|run again|вновь открыт*|снова открыт*|"
    "возобнов*|دوبارہ کھول*|دوبارہ کھل*|بحال",
    Deed.SHUT: "shut|shuts|closed|closes|close|closure|закрыт*|закрыл*|بند",
    Deed.STOPPED: "stopped|stops|halted|ceased|came to a halt|остановил*|остановлен*|прекратил*|"
    "رک گئی|بند ہو گئی|بند ہوئی",
    Deed.WORKS: "works .. begin|works .. start|start works|starts works|works began|work began|"
    "construction began|construction has begun|ground-breaking|groundbreaking|broke ground|"
    "works begin|started construction|construction started|begin works|begins to build|"
    "нача* строительств*|строительство нача*|تعمیر شروع|تعمیر کا آغاز",
    Deed.STONE: "foundation stone|cornerstone|foundation was laid|камень|камн*|заложен*|سنگ بنیاد",
    Deed.CALL: "phone|telephone|telephonic*|phoned|call|телефон*|созвон*|فون|ٹیلی فون*|ٹیلیفون*",
    Deed.MEETING: "met|meet|meets|meeting|talks|session|conference|held talks|receives|"
    "встрет*|встреч*|переговор*|заседани*|конференци*|ملاقات|مذاکرات|اجلاس|کانفرنس",
    Deed.VISIT: "visit|visits|visited|trip|визит*|посетил*|поездк*|دورہ|دورے",
    Deed.TRAIN: "train|trains|поезд*|состав|ٹرین|ریل گاڑی",
    Deed.LORRY: "truck|trucks|lorry|lorries|convoy|грузовик*|фур*|ٹرک|ٹرکوں",
    Deed.PUT_OFF: "postpone*|put off|puts off|delayed|called off|does not leave|misses|"
    "did not leave|did not run|отлож*|перенес*|ملتوی|مؤخر",
    Deed.DISMISSED: "dismiss*|laid off|lay off|lay-off*|layoff*|laying off|sacked|"
    "уволи*|увольн*|برطرف|نکال دیا",
    Deed.LAND: "land acqui*|acquire land|buy land|land for|выкуп*|изъят*|زمین کی خریداری|اراضی",
    Deed.SIGNED: "sign|signs|signed|signing|signature|подписа*|دستخط*",
    Deed.GAUGE: "gauge|1520|1435|1676|коле*|گیج",
    Deed.CLASH: "clash*|fighting|strikes|skirmish*|бои|боев*|столкновени*|удар*|جھڑپ*|لڑائی|حملے",
}
_OF_RUNG: Mapping[Rung, Deed] = {
    Rung.PROTOCOL: Deed.PROTOCOL,
    Rung.MEMORANDUM: Deed.MEMORANDUM,
    Rung.FRAMEWORK: Deed.FRAMEWORK,
    Rung.RATIFICATION: Deed.RATIFIED,
    Rung.STUDY: Deed.STUDY,
    Rung.FINANCE: Deed.LOAN,
    Rung.CONTRACT: Deed.CONTRACT,
    Rung.WORKS: Deed.WORKS,
    Rung.SERVICE: Deed.OPENED,
}


def deeds_in(words: str) -> frozenset[Deed]:
    """What a sentence in plain words says was done."""
    return frozenset(deed for deed, entry in _WORDS.items() if says(words, entry))


@lru_cache(maxsize=4096)
def deeds_of(event: Event) -> tuple[frozenset[Deed], frozenset[Deed]]:
    """What an event is about: by its title and its step, and by its text as well."""
    title = deeds_in(plain_words(event.title))
    step = _OF_RUNG.get(event.rung) if event.rung else None
    rung = frozenset({step} if step else ())
    text = deeds_in(plain_words(f"{event.text or ''} {event.document or ''}"))
    return title | rung, title | rung | text
