"""Scales, units and currencies of figures in English, Russian, Urdu and Persian, as patterns.

All are for plain texts, and each is matched at one place.
"""

import re

from geo.search.mentions.mention import Unit
from geo.search.mentions.plain import BLANK, plain_pattern

SP = f"{BLANK}{{0,3}}"
GAP = f"(?:{BLANK}{{0,3}}|-)"
WIDE = f"(?:{BLANK}{{0,3}}(?:an? )?|-)"
SCALES = {
    100: r"hundreds?|سو",
    1e3: r"thousands?|k|тыс\.?|тысяч[аиу]?|هزار",
    1e5: r"lakhs?|lacs?|لاکھ|لک|лакх(?:а|ов)?",
    1e6: r"millions?|mln\.?|mn|m|mio|млн\.?|миллион(?:а|ов|у|ы)?|ملین|میلیون",
    1e7: r"crores?|کروڑ|کرور|крор(?:а|ов)?",
    1e9: r"billions?|bln\.?|bn|b|млрд\.?|миллиард(?:а|ов|у|ы)?|ارب|بلین|میلیارد",
    1e11: r"کھرب",
    1e12: r"trillions?|tn|trn|трлн\.?|триллион(?:а|ов)?|ٹریلین|تریلیون",
}
SCALE = re.compile(
    plain_pattern(
        f"{WIDE}(?:"
        + "|".join(f"(?P<s{at}>{words})" for at, words in enumerate(SCALES.values()))
        + r")(?!\w)"
    )
)
SCALE_OF = dict(zip((f"s{at}" for at in range(len(SCALES))), SCALES, strict=True))
#: `m` and `b` are short for millions and billions only after a sign of money.
ONLY_MONEY = frozenset({"m", "b", "k"})
UNITS: dict[Unit, str] = {
    Unit.KMH: r"km/h|kmph|kph|kms? (?:per|an) hour|kilomet(?:re|er)s? (?:per|an) hour|км/ч|км в час"
    r"|کلومیٹر فی گھنٹہ",
    Unit.KM: r"km|kms|kilomet(?:re|er)s?|км|километр(?:а|ов|ам|ами|ах|у|ы)?|کلومیٹر|کلو میٹر"
    r"|کیلومتر|کلومیتر"
    r"|кілометр\w{0,3}",
    Unit.MM: r"mm|millimet(?:re|er)s?|мм|миллиметр(?:а|ов|ы)?|ملی ?میٹر|میلی ?متر|ایم ایم",
    Unit.M: r"m|met(?:re|er)s?|м|метр(?:а|ов|ы|ам)?|میٹر|متر",
    Unit.HA: r"ha|hectares?|га|гектар(?:а|ов|ы)?|ہیکٹر|هکتار",
    Unit.ACRES: r"acres?|акр(?:а|ов|ы|ах)?|ایکڑ",
    Unit.TONNES: r"(?:metric )?ton(?:ne)?s?|t|т|тонн(?:а|ы|у|ам)?|ٹن|میٹرک ٹن|تن|tpa|тонн",
    Unit.USD: r"(?:us |u\.s\. |american )?dollars?|usd|us\$|долл\.?(?: сша)?|доллар(?:а|ов|ам|ы"
    r"|ах|ами)?(?: сша)?"
    r"|\$|(?:امریکی )?ڈالرز?|دلار",
    Unit.EUR: r"euros?|eur|евро|یورو|€",
    Unit.PKR: r"(?:pakistani )?rupees?|pkr|(?:пакистанских )?рупи(?:и|я|ю|ям|ях)"
    r"|(?:پاکستانی )?روپے|(?:پاکستانی )?روپیہ|روپیه",
    Unit.RUB: r"(?:russian )?rou?bles?|rub|руб\.?|рубл(?:ь|я|еи|ям|ях)|₽|روبل",
    Unit.AFN: r"afghanis?|afn|афгани|افغانی",
    Unit.UZS: r"(?:uzbek )?(?:soums?|sums?)|uzs|сум(?:а|ов)?|ازبک سوم",
    Unit.KZT: r"tenge|kzt|тенге|ٹینگے",
    Unit.CNY: r"(?:chinese )?yuan|renminbi|rmb|cny|юан(?:ь|я|еи)|یوآن",
    Unit.PERCENT: r"%|per[ -]?cent|pct|pc|percentage points?|процент(?:а|ов|ам|ы|ах|ами)?|فیصد"
    r"|فی صد|درصد",
    Unit.YEARS: r"years?|yrs?|лет|года?|годами|سال|سالوں|برس|برسوں",
    Unit.MONTHS: r"months?|месяц(?:а|ев|ы|ам)?|мес\.|ماہ|مہینے|مہینوں",
    # A week is seven days.
    Unit.DAYS: r"days?|дн(?:я|еи|и|ям)|день|сут(?:ок|ки)|دن|دنوں|روز",
    Unit.HOURS: r"hours?|hrs?|час(?:а|ов|ы|ам)?|گھنٹے|گھنٹوں|گھنٹہ|ساعت",
    Unit.PEOPLE: r"(?:[a-z]{3,12} )?(?:people|persons?|workers|employees|jobs|passengers"
    r"|labourers|residents|families"
    r"|staff)|человек|люд(?:еи|и)|рабочих(?: мест)?|работников|сотрудник(?:а|ов)|пассажир(?:а|ов)"
    r"|افراد|ملازمین|مزدوروں|مزدور|ملازم|مسافر|مسافروں|لوگ|لوگوں",
    Unit.CONTAINERS: r"(?:[a-z]{2,12}[ -])?containers|teus?|контеинер(?:а|ов|ы)|کنٹینرز?|کنٹینروں",
    Unit.TRUCKS: r"(?:[a-z]{2,12} )?(?:trucks|lorries)|(?:грузовых |груженых )?(?:грузовик(?:а"
    r"|ов)|фур(?:ы)?|автомобил(?:я|еи))"
    r"|ٹرک|ٹرکوں|ٹرکس",
    Unit.TRAINS: r"(?:[a-z]{2,12} ){0,2}trains|(?:[а-я]{4,14}(?:ых|их) )?поезд(?:а|ов)"
    r"|(?:مال بردار )?ٹرین(?:یں|وں)?|مال گاڑیاں|مال گاڑیوں",
    Unit.COUNT: r"(?:[a-z]{2,12}[ -])?(?:stations|tunnels|bridges|structures|wagons|locomotives"
    r"|provinces|districts|countries|companies|sidings|crossings|viaducts|culverts|papers"
    r"|documents|agreements|memorandums|memoranda)"
    r"|(?:[а-я]{4,14}(?:ых|их) )?(?:станци(?:и|я)|тоннел(?:я|еи)|туннел(?:я|еи)|мост(?:а|ов)"
    r"|вагон(?:а|ов)"
    r"|локомотив(?:а|ов)|провинци(?:и|я|ях)|документ(?:а|ов)|соглашени(?:и|я))"
    r"|(?:اسٹیشن|سرنگیں|سرنگوں|پل|پلوں|بوگیاں|ویگنیں|اضلاع|صوبوں|معاہدے|معاہدوں|دستاویزات)",
}
UNIT_NAMES = {f"u{at}": unit for at, unit in enumerate(UNITS)}
UNIT = re.compile(
    f"{GAP}(?:"
    + "|".join(
        f"(?P<{key}>{plain_pattern(UNITS[unit])})(?<=[%$€₽])"
        f"|(?P<{key}w>{plain_pattern(UNITS[unit])})(?!\\w)"
        if any(sign in UNITS[unit] for sign in "%$€₽")
        else f"(?P<{key}w>{plain_pattern(UNITS[unit])})(?!\\w)"
        for key, unit in UNIT_NAMES.items()
    )
    + ")"
)
#: A week is seven days, a decade ten years.
LONG = re.compile(
    plain_pattern(
        rf"{GAP}(?:(?P<week>weeks?|недел(?:ь|и|ю|ям)|ہفتے|ہفتوں)"
        r"|(?P<decade>decades?|десятилети(?:я|и)|دہائیاں|دہائیوں))(?!\w)"
    )
)
LONG_UNITS = {"week": (Unit.DAYS, 7), "decade": (Unit.YEARS, 10)}
MONEY_BEFORE: dict[str, Unit | None] = {
    r"us ?\$|\$|usd|u\.s\. ?\$|ڈالر|долл\.": Unit.USD,
    "€|eur|euro": Unit.EUR,
    r"pkr|rs\.?|₨|rupees": Unit.PKR,
    "₽|rub": Unit.RUB,
    "afn|afs?\\.?": Unit.AFN,
    "uzs": Unit.UZS,
    "kzt|₸": Unit.KZT,
    "cny|rmb|cn¥|yuan": Unit.CNY,
    # Money of other countries has no unit here, and is not to be taken for ours.
    "£|gbp|inr|₹|¥|jpy|aed|sar|a\\$|c\\$|hk\\$|s\\$": None,
}
BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<b{at}>(?<![a-z$])(?:{words}))" for at, words in enumerate(MONEY_BEFORE))
    + r")[ \u00ad]{0,2}\Z"
)
BEFORE_UNITS = dict(enumerate(MONEY_BEFORE.values()))
MONEY = frozenset({Unit.USD, Unit.EUR, Unit.PKR, Unit.RUB, Unit.AFN, Unit.UZS, Unit.KZT, Unit.CNY})


def unit_of(found: re.Match[str]) -> Unit:
    """The unit that `UNIT` has found."""
    return UNIT_NAMES[str(found.lastgroup).removesuffix("w")]
