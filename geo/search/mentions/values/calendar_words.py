"""Words of dates in English, Russian, Urdu and Persian, as pieces of patterns for plain texts."""

import re

from geo.search.mentions.plain import plain, plain_pattern

#: After this, `may` is a verb.
_NO_VERB = (
    r"(?![ \n](?:be|have|not|also|take|need|well|cost|still|yet|only|now|come|go|lead|see)\b)"
)
MONTH_WORDS = (
    "january|jan|январ[ьяею]|جنوری|ژانویه",
    "february|feb|феврал[ьяею]|فروری|فوریه",
    "march|mar|март[аеу]?|مارچ|مارس",
    "april|apr|апрел[ьяею]|اپریل|آوریل|آپریل",
    "may" + _NO_VERB + "|ма[йяею]|مئی",
    "june|jun|июн[ьяею]|جون|ژوئن",
    "july|jul|июл[ьяею]|جولائی|ژوئیه|جولای",
    "august|aug|август[аеу]?|اگست|اوت|آگست",
    "september|sept?|сентябр[ьяею]|ستمبر|سپتامبر",
    "october|oct|октябр[ьяею]|اکتوبر|اکتبر",
    "november|nov|ноябр[ьяею]|نومبر|نوامبر",
    "december|dec|декабр[ьяею]|دسمبر|دسامبر",
)
MONTH = "(?:" + "|".join(f"(?:{words})" for words in MONTH_WORDS) + r")\.?(?![^\W\d])"
ONE_MONTH = tuple(re.compile(plain_pattern(f"(?:{words})")) for words in MONTH_WORDS)
WEEKDAYS = (
    "monday|понедельник[ау]?|پیر|سوموار",
    "tuesday|вторник[ау]?|منگل",
    "wednesday|сред[ауы]|بدھ",
    "thursday|четверг[ау]?|جمعرات",
    "friday|пятниц[ауы]|جمعہ|جمعے",
    "saturday|суббот[ауы]|ہفتہ|ہفتے",
    "sunday|воскресень[ея]|اتوار",
)
ONE_WEEKDAY = tuple(re.compile(plain_pattern(f"(?:{words})")) for words in WEEKDAYS)
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
#: Without the word for Saturday that means a week as well.
URDU_WEEKDAYS = ("پیر", "سوموار", "منگل", "بدھ", "جمعرات", "جمعہ", "جمعے", "اتوار")
WEEKDAY_EN_RU = "(?:" + "|".join("|".join(names.split("|")[:2]) for names in WEEKDAYS) + ")"
S = r"[ \n\u00ad]{1,3}"
OPT = r"[ \n\u00ad]{0,3}"
YEAR = r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d]|[.,]\d)"
Y = r"(?:1[89]|20)\d\d(?![\d]|[.,]\d{3})"
DAY = r"(?:(?<![\d.,])(?:3[01]|[12]\d|0?[1-9])|(?<!\w)(?:یکم|первого)(?= ))"
#: The word for `year` after its number, as Russian and Urdu write it.
OF_YEAR = (
    r"(?:-(?:й|го|му|м|е)(?!\w))?"
    rf"(?:{OPT}(?:гг?\.|год(?:а|у|ом|ах|ы|ов)?(?!\w)|г(?!\w)|ء|ع(?!\w)))?"
)
DAYS_TO = rf"{OPT}(?:-|to|and|по|и|до|سے|اور|و|تا){OPT}"
NEXT = (
    "next|coming|следующ(?:ем|ей|ий|его|им|ую)|будущ(?:ем|ей|им|ий|его)|ближайш(?:ий|ую|ее)|آئندہ"
    "|اگلے|آنے والے"
)
LAST = "last|past|previous|прошл(?:ом|ой|ый|ого|ую|ым)|минувш(?:ем|ей|ий|ую|им)|گزشتہ|گذشتہ|پچھلے"
THIS = (
    "this|current|нынешн(?:ем|еи|его|ии)|эт(?:ом|ой|ого|от|у|им)|текущ(?:ем|ей|ий|его|ую)"
    "|رواں|اسی|اس|موجودہ|امسال"
)
WHICH = f"(?:(?P<next>{NEXT})|(?P<last>{LAST})|(?P<this>{THIS}))"

SEASONS = tuple(
    plain_pattern(names)
    for names in (
        "winter|موسم سرما|зим(?:ои|е|у|ы|а)|سردیوں",
        "spring|موسم بہار|весн(?:ои|е|у|ы|а)|بهار",
        "summer|موسم گرما|лет(?:ом|у|а|о)|گرمیوں",
        "autumn|fall|موسم خزاں|осен(?:ью|и|ь)|خزاں",
    )
)


COUNTED = {
    1: plain_pattern("first|1|i(?!i|v)|перв|پہل"),
    2: plain_pattern("second|2|ii(?!i)|втор|دوسر"),
    3: plain_pattern("third|3|iii|трет|تیسر"),
    4: plain_pattern("fourth|4|iv|четверт|چوتھ"),
}


SMALL = {
    plain(word): value
    for value, words in enumerate(
        (
            "a an",
            "two два две دو",
            "three три تین",
            "four четыре چار",
            "five пять پانچ",
            "six шесть چھ",
            "seven семь سات",
            "eight восемь آٹھ",
            "nine девять نو",
            "ten десять دس",
        ),
        1,
    )
    for word in words.split()
}


FUTURE = re.compile(
    plain_pattern(
        r"(?<!\w)(?:will|shall|due|scheduled|planned|is to|are to|будет|будут|планиру\w+"
        r"|намечен\w*|состоится)(?!\w)"
    )
)
FUTURE_URDU = re.compile(plain_pattern(r"(?:گا|گے|گی)(?!\w)"))


SEASON = "(?:" + "|".join(SEASONS) + ")"
D = rf"(?P<d>{DAY})(?:{DAYS_TO}(?P<e>{DAY}))?"
#: What a year may not be followed by: then it is a number of things.
THINGS = (
    rf"(?!{OPT}(?:-|%|(?:mm|km|kms|metres|meters|million|billion|bn|mln|lakh|crore|tonnes?|tons?"
    rf"|people"
    r"|workers|employees|jobs|acres|hectares|dollars|rupees|containers|trucks|trains|families"
    r"|per cent"
    r"|мм|км|млн|млрд|тыс|тонн\w*|т|м|га|акров|человек|рублеи|долл\w*|рабочих|контеинер\w*|вагон\w*"
    r"|کلومیٹر|ملی|ارب|کروڑ|لاکھ|ٹن|ایکڑ|ڈالر|روپے|فیصد|افراد|ملازمین|میٹر|کنٹینر\w*|ٹرک\w*|میلی"
    r"|کیلومتر)(?!\w)))"
)
