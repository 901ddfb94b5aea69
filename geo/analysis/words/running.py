"""Words for what runs, goes on or works again: trains, goods and mills, in all languages.

The forms of a verb are made here, so that a list names verbs and not phrases.
"""

from collections.abc import Iterable, Iterator

#: English verbs of trains and lines: what stands before the ending, and what it makes in the past.
_MOVES = {
    "run": "ran",
    "roll": "rolled",
    "go": "went",
    "move": "moved",
    "travel": "travelled",
    "pull": "pulled",
    "haul": "hauled",
    "carr|y": "carried",
    "climb": "climbed",
    "arrive": "arrived",
    "depart": "departed",
    "leave": "left",
    "serve": "served",
    "shuttle": "shuttled",
    "steam": "steamed",
    "pl|y": "plied",
    "unload": "unloaded",
    "deliver": "delivered",
    "handle": "handled",
    "bring": "brought",
    "tak|e": "taken",
    "transport": "transported",
}
#: Urdu verbs of moving without an object, and with one: the stem, to which endings are put.
_URDU_MOVES = ("چل", "دوڑ", "پہنچ", "گزر", "اتر", "روانہ ہو", "آ جا", "لے جا", "لے آ")
_URDU_CARRIES = ("پہنچا", "لا", "لے جا", "چلا", "منگوا")
_URDU_SENDS = ("بھیج", "اتار", "لاد", "اٹھا", "استعمال کر", "منتقل کر", "فراہم کر", "روانہ کر")
_URDU_JOINS = ("جوڑ", "ملا", "منسلک کر")
_ENGLISH_STATES = (
    "ends in|ends at|end in|end at|by train from|railway station|rail station|train service|"
    "rail service|was extended|were extended|has been extended|extends to|stretches to|"
    "has been bridged|was bridged|is bridged|was welcomed|in daily use|is in use|are in use|"
    "already connected|already linked|already joined|"
    "has been laid|have been laid|were laid|on the rails|regular service|regular trains"
)
_RUSSIAN_MOVES = (
    "прибывает|прибывают|прибыл*|приходит|приходят|доходит|доходят|дошел|дошла|дошли|"
    "доставляют*|доставляет*|привоз*|подвоз*|возит|возят|везет|везут|перевозит*|перевозят*|"
    "вывозят*|вывозит*|разгружа*|выгружа*|погрузил*|поднимается|поднимаются|отправляет*|"
    "отправляют*|связывает|связывают|связал*|соединяет|соединяют|соединил*|"
    "замкнул*|сомкнул*|ликвидирован|ликвидировали|принимает поезд*|принимают поезд*|"
    "принял* первый|вокзал*|стоят поезда|"
    "эксплуатиру*|ходят|ходит|ездит|ездят|курсиру*|следует|следуют|идет движение|движение открыт*|"
    "открыл* движение|движение .. началось|началось .. движение|пущен*|пустил*|уже имеет|"
    "тянется до|достигл*|достига*|идут|пересекают"
)


def _english(verbs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """All forms of verbs but the infinitive, which stands after `to` and `will` as well."""
    for written, past in verbs:
        stem, _, end = written.partition("|")
        base = stem + end
        third = f"{stem}ies" if end == "y" else f"{base}es" if base == "go" else f"{base}s"
        yield from (base, third, past, f"is {past}", _ing(stem, end))


def _ing(stem: str, end: str) -> str:
    if stem == "run":
        return "running"
    return f"{(stem + end).removesuffix('e')}ing"


def _passive(stems: str) -> str:
    """Russian words for what has been done, none of which is the noun `восстановление`."""
    return "|".join(f"{stem}{end}" for stem in stems.split() for end in ("", "а", "о", "ы"))


def _urdu(stem: str) -> Iterator[str]:
    """The habit, the going on, the beginning and the past of a verb without an object."""
    yield from (f"{stem}{ending}" for ending in ("تی", "تا", "تے", "تیں"))
    yield from (f"{stem} {ending}" for ending in ("رہی", "رہا", "رہے", "چکی", "چکا", "چکے"))
    yield from (f"{stem} {ending}" for ending in ("پڑی", "پڑا", "پڑے", "گئی", "گیا", "گئے", "گئیں"))
    yield from (f"{stem}نے {ending}" for ending in ("لگی", "لگا", "لگے", "لگیں"))


def _urdu_passive(stem: str) -> Iterator[str]:
    """The same of a verb with an object, and what is done to it."""
    yield from (f"{stem}{ending}" for ending in ("تی", "تا", "تے"))
    yield from (f"{stem} {ending}" for ending in ("رہی", "رہا", "رہے", "دی", "دیا", "دیے", "دئیے"))
    ends = ("یا", "ئی", "ئے") if stem[-1] in "اآ" else ("ا", "ی", "ے")
    if stem.endswith("کر"):
        stem, ends = stem.removesuffix("ر"), ("یا", "ی", "یے")
    for ending in ends:
        done = f"{stem}{ending}"
        yield from (f"{done} جا {aux}" for aux in ("رہا", "رہی", "رہے", "چکا", "چکی", "چکے"))
        yield from (f"{done} {aux}" for aux in ("جاتا", "جاتی", "جاتے", "گیا", "گئی", "گئے"))
        yield from (f"{done} جانے {aux}" for aux in ("لگا", "لگی", "لگے"))


def _all_urdu() -> Iterator[str]:
    for stem in _URDU_MOVES:
        yield from _urdu(stem)
    for stem in (*_URDU_CARRIES, *_URDU_SENDS, *_URDU_JOINS):
        yield from _urdu_passive(stem)
    for noun in ("ٹرین*", "گاڑی", "گاڑیاں", "ریل"):
        yield from (f"{noun} .. {verb}" for verb in ("جاتی", "آتی", "جا رہی", "آ رہی", "جاتے"))
    for joined in ("جڑ", "مل", "بچھ", "کھل"):
        yield from (f"{joined}{rest}" for rest in ("ی ہوئی", "ا ہوا", "ے ہوئے", "ی ہے", "ا ہے"))
        yield from (f"{joined} {rest}" for rest in ("گئی", "گیا", "گئے", "چکی", "چکا", "چکے"))
    yield from (
        "سروس جاری",
        "سروس موجود",
        "سروس ہے",
        "خلا پر",
        "سفر کا آغاز",
        "سفر مکمل",
        "استقبال کیا",
        "ٹریفک جاری",
        "مربوط",
        "سروس شروع",
    )


#: What a train or a line does that is in use.
MOVES = "|".join(
    (
        *_english(_MOVES.items()),
        _ENGLISH_STATES,
        _RUSSIAN_MOVES,
        _passive("доведен связан соединен состыкован протянут пущен открыт введен"),
        *_all_urdu(),
    )
)
#: What has come back to life, or is told as working.
REVIVED = (
    f"{_passive('восстановлен возрожден возобновлен модернизирован реконструирован налажен')}|"
    f"{_passive('отремонтирован реанимирован запущен перезапущен')}|"
    "restored|revived|resumed|restarted|relit|reopened|reactivated|rebuilt|refurbished|overhauled|"
    "modernised|modernized|renovated|reborn|resurrected|back to life|to life again|"
    "back in business|"
    "back at work|back on its feet|back in production|back in operation|back in service|"
    "back into operation|back on stream|back online|is back|are back|is alive|come alive|"
    "sprung back|up and running|working again|running again|producing again|again producing|"
    "steel again|again making|in full swing|at full capacity|at full blast|fully functional|"
    "fully operational|returned to work|returned to production|returned to operation|"
    "returned to service|went back to work|gone back to work|is running|are running|is working|"
    "are working|is operating|are operating|is operational|are operational|remains operational|"
    "in operation|is functional|is functioning|functions again|operates at|works at|hums|humming|"
    "roaring|thriving|glowing|glow|smoking|smokes|smoke rises|smoke is rising|are lit|is lit|"
    "are burning|burn|"
    "восстановил*|возродил*|возобновил*|"
    "запустил*|"
    "перезапустил*|заработал*|работает|работают|функциониру*|действует|действуют|действующ*|ожил*|"
    "вернул* к жизни|вернул* в строй|вернулся в строй|вышел на|вышла на|снова в строю|"
    "вновь в строю|на ходу|на полную мощность|полным ходом|дымит|дымят|горят|поставлен* на ноги|"
    "подняли на ноги|"
    "зажгл*|разожг*|задут*|снова работ*|вновь работ*|опять работ*|наладил*|"
    "فعال|چالو|رواں دواں|روشن|دھواں|پہیہ چل|پہیہ پھر|دوبارہ شروع ہو|دوبارہ شروع کر|"
    "دوبارہ چل پڑی|دوبارہ چل رہی|بحال ہو گئی|بحال ہو گیا|بحال ہوئی|بحال ہے|بحال ہو چکی|"
    "بحال ہو چکا|بحال کر دی|بحال کر دیا|بحال کر لی|بحال کی جا چکی|بحالی مکمل|زندہ ہو گئی|"
    "پیروں پر کھڑ*|پاؤں پر کھڑ*|"
    "کام کر رہی|کام کر رہا|کام شروع کر دیا|کام ہو رہا|کھل گئی|کھل گیا|چل رہی|چل رہا|چل پڑی|"
    "چل پڑا|چلنے لگی|چلنے لگا|جدید بنا دی|جدید بنا دیا"
)
#: What a steelworks does that makes steel.
_STEEL = "steel|coils|iron|slabs|billets|tonnes|tons"
_MADE = (
    "producing|produces|produce|makes|making|turns out|turning out|turned out|pours|pouring|"
    "smelts|smelting|casts|casting|rolls|rolling|rolls out|supplies|supplying|ships|shipping|"
    "delivers|sells|churns out|churning out"
)
_STEEL_IS_MADE = (
    "steel .. flows|steel .. flowing|steel is flowing|steel flows|steel is pouring|"
    "steel is being made|steel is made|production is in full|is in production|is producing|"
    "are producing|production has begun|production goes on|flowing from|flows from|"
    "выплавля*|плавит|плавят|снова плав*|вновь плав*|льет|льют|варит|варят|выпускает|"
    "выпускают|производит|производят|выдает|выдают|выдал*|дает сталь|дает металл|дает прокат|"
    "поставляет|поставляют|отгружает|отгружают|пошла сталь|сталь пошла|прокатывает|"
    "идет сталь|сталь идет|"
    "پیداوار بحال|پیداواری عمل|پیداوار کر رہی|پیداوار شروع|پیداوار جاری|پیداوار کا آغاز|"
    "پیداوار دوبارہ|پیداوار دے|پیدا کر رہی|پیدا کر رہا|پیدا کرتی|بنا رہی|بنا رہا|بناتی|"
    "بن رہا|تیار کر رہی|تیار کر رہا|تیار کرتی|تیار ہو رہا|تیار ہو رہی|تیار کیا جا رہا|"
    "ڈھال رہی|پگھلا رہی"
)
MAKES_STEEL = "|".join(
    (
        *(f"{verb} .. {what}" for verb in _MADE.split("|") for what in _STEEL.split("|")),
        *(f"{verb} {what}" for verb in _MADE.split("|") for what in _STEEL.split("|")),
        _STEEL_IS_MADE,
    )
)
#: Trains themselves: where they are named with both ends of a line, it is told as being in use.
BY_TRAIN = (
    "train|trains|by rail|railcar*|locomotive*|"
    "поезд|поезда|поездов|поезде|поездом|поездами|составы|по рельсам|"
    "ٹرین|ٹرینیں|ٹرینوں|ریل گاڑی|ریل گاڑیاں|مال گاڑی|مال گاڑیاں|ریل پر|ریل کے ذریعے"
)
#: What is only spoken of, or goes another way.
TALK = (
    "discuss*|talk|talks|agree|agreed|agrees|agreement*|study|studies|survey*|idea|project|"
    "projects|"
    "proposal*|urge|urges|urged|interest*|consider*|negotiat*|tender*|contract*|invest*|design*|"
    "loan|dream*|lack*|missing|instead|lorry|lorries|truck|trucks|by road|memorandum|trial|test|"
    "18*|"
    "19*|trains end|train ends|ends at|used to|until|"
    "обсуд*|обсужд*|переговор*|соглашени*|проект*|изуч*|тэо|предлож*|интерес*|рассматр*|грузовик*|"
    "фур*|автодорог*|меморандум*|пробн*|раньше|"
    "غور|مذاکرات|بات چیت|معاہد*|منصوب*|فزیبلٹی|سروے|تجویز|دلچسپی|ٹرک*|سڑک*|تبادلہ خیال|آزمائشی|پہلے"
)
