"""What people say of the corridors again and again, in any words: themes in all languages.

A sentence is on a theme where it says a word of every group of it. So are records of the atlas, by
their English words. Entries are those of a sign of a trap, see `geo.analysis.trap_signs`.
"""

from dataclasses import dataclass

from geo.analysis.trap_signs import says

_STEEL = (
    "steel*|blast furnace*|furnaces|psm|"
    "металлург*|сталелит*|меткомбинат*|домн*|стальн*|"
    "اسٹیل*|سٹیل*|فولاد*|ملز|بھٹیاں|بھٹیوں"
)
#: Any works, which are those of the atlas where a text names them or their place.
_WORKS = (
    "mill|mills|plant|works|furnace*|foundry|factory|complex|"
    "завод*|комбинат*|предприяти*|"
    "مل|ملز|پلانٹ|کارخان*|فیکٹری"
)
_AGAIN = (
    "restart*|reviv*|restor*|rehabilitat*|moderni*|resum*|reopen*|relaunch*|re-launch*|rebuild*|"
    "rebuilt|reconstruct*|overhaul*|back to life|back into|back on stream|bring .. back|"
    "brought back|working again|running again|producing again|work again|run again|produce again|"
    "operational again|made again|put .. back|new life|resurrect*|upgrad*|refurbish*|get going|"
    "восстан*|возрожд*|возрод*|возобнов*|модерниз*|реконструк*|реконструир*|запуст*|запуск*|"
    "перезапус*|реанимир*|вновь .. работ*|снова .. работ*|вновь работ*|снова работ*|"
    "вернуть .. строй|вернуть .. жизни|вдохнуть|обнов*|"
    "بحال*|دوبارہ چل*|دوبارہ شروع|دوبارہ چالو|دوبارہ فعال|پھر سے|ازسرنو|از سر نو|جدید*|فعال بنا*|"
    "فعال کر*|چالو کر*|زندہ"
)
_HUB = (
    "hub|hubs|crossroads|gateway|transit centre|transit center|transit country|transit state|"
    "transit point|linchpin|pivot|"
    "узел|узлом|узла|хаб|хаба|хабом|перекрестк*|перекресток|ворота|воротами|транзитн* стран*|"
    "транзитн* держав*|транзитн* центр*|транзитн* государств*|"
    "حب|ہب|مرکز|سنگم|گیٹ وے|گزرگاہ|دروازہ"
)
_TRANSIT = (
    "transit|trade|region|regional|connectivity|logistic*|corridor*|central asia*|transport*|"
    "commerce|landlocked|"
    "транзит*|торгов*|регион*|логист*|транспорт*|коридор*|центральн* ази*|центральноазиат*|"
    "ٹرانزٹ|تجارت*|خط*|علاقائی|راہداری|وسطی ایشیا*|نقل و حمل|رابط*"
)
_ROAD = (
    "motorway*|highway*|expressway*|toll*|road|roads|"
    "автомагистрал*|автострад*|автодорог*|шоссе|трасс*|дорог*|платн*|магистрал*|"
    "موٹروے*|موٹر وے*|موٹرویز|شاہراہ*|سڑک*|ٹول*"
)
_NO_BARRIER = (
    "barrier-free|barrier free|barrierless|without barriers|without any barriers|no barriers|"
    "free of barriers|remov* .. barriers|lift* .. barriers|barriers .. removed|barriers .. gone|"
    "barriers .. disappear|do away with .. barriers|barriers .. toll*|toll .. barriers|free-flow|"
    "free flow|open-road|open road|booths|booms|without stopping|toll reform*|toll gates|"
    "toll plazas|non-stop|stop at .. toll|"
    "шлагбаум*|безбарьер*|без барьер*|без шлагбаум*|барьер* .. уберут|убрать .. барьер*|"
    "без остановк*|пункт* оплаты|реформ* .. оплат*|свободн* поток*|"
    "رکاوٹ*|بیریئر*|بیرئیر*|بیریر*|رکے بغیر|ٹول اصلاحات|ٹول پلاز*|ٹول .. اصلاحات"
)
_WATCHED = (
    "e-tag*|m-tag*|etag*|electronic tag*|electronic toll*|cashless|camera*|digital*|surveillance|"
    "электронн* метк*|электронн* оплат*|электронн* тег*|транспондер*|камер*|цифров*|"
    "ای ٹیگ*|ایم ٹیگ*|الیکٹرانک ٹیگ*|الیکٹرانک ٹول|کیمر*|خودکار|ڈیجیٹل"
)
_WARM = (
    "warm water*|warm-water|warm sea*|warmer water*|warmer sea*|ice-free|"
    "тепл* мор*|тепл* вод*|тепл* океан*|незамерзающ*|"
    "گرم پانی*|گرم سمندر*|گرم ساحل*"
)
_LANDLOCKED = (
    "landlocked|without a coast|without coast|no coast|outlet to the sea|access to the sea|"
    "access to sea|access to .. sea|way to the sea|sea access|reach the sea|reach .. seaports|"
    "не име* выхода к мор*|выход* к мор*|без выхода|выход* к океан*|доступ* к мор*|"
    "خشکی میں گھر*|خشکی سے گھر*|لینڈ لاکڈ|سمندر تک رسائی|سمندر تک پہنچ*|بندرگاہوں تک رسائی|"
    "بندرگاہوں تک پہنچ*"
)
_SELLS = "privatis*|privatiz*|приватиз*|نجکاری*"
_NEW_WORKS = "new mill|new steel|new plant|нов* завод*|нов* комбинат*|نئی اسٹیل*|نئی مل|نیا کارخان*"
_COMMON = (
    "shared history|common history|joint history|lasting sign|lasting symbol|symbol of|monument|"
    "long partnership|old partnership|soviet help|soviet assistance|soviet era|"
    "общ* истори*|символ*|памятник*|советск* помощ*|при помощи ссср|"
    "مشترکہ تاریخ|علامت|نشانی|سوویت*"
)
_OTHER_BARRIERS = "trade barrier*|tariff*|non-tariff|crash barrier*|торгов* барьер*|تجارتی رکاوٹ*"

#: Countries of which the atlas does not tell: a sentence that names one is not about those before.
ELSEWHERE = (
    "german*|france|french|kenya*|hungar*|austria*|swiss|switzerland|britain|british|uk|america*|"
    "united states|usa|europe*|eu|japan*|korea*|"
    "dubai|emirat*|uae|saudi*|qatar*|kuwait*|singapore*|malaysia*|indonesia*|egypt*|africa*|brazil*|"
    "ukrain*|poland|polish|ital*|spain|spanish|sweden|swedish|norw*|finland|canada|canadian|mexic*|"
    "vietnam*|thailand|bangladesh*|nepal*|sri lanka*|mongolia*|armenia*|iraq*|syria*|israel*|"
    "герман*|франц*|британ*|англи*|сша|америк*|европ*|япон*|коре*|дубай|дубае|эмират*|оаэ|саудовск*|"
    "катар*|сингапур*|малайзи*|индонези*|егип*|африк*|бразил*|украин*|польш*|итал*|испан*|швеци*|"
    "норвег*|финлянд*|канад*|мексик*|вьетнам*|таиланд*|бангладеш*|непал*|монгол*|армени*|ирак*|"
    "сири*|израил*|чехи*|липецк*|"
    "جرمن*|فرانس*|برطان*|امریک*|یورپ*|جاپان*|کوریا*|دبئی|امارات|سعودی*|قطر|سنگاپور|ملائیشیا|"
    "انڈونیشیا|مصر*|افریق*|برازیل|یوکرین|اٹلی|سپین|کینیڈا|ویتنام|تھائی*|بنگلہ*|نیپال*|سری لنکا|"
    "منگولیا|آرمینیا|عراق*|شام|اسرائیل*"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that is said again and again.

    A sentence on it says a word of every entry of `words` and none of `without`. What is said may
    be that something is no longer so, where it is a lack by itself, such as that of barriers. Where
    the words may mean anything, a record has to be shared, not only a country.
    """

    words: tuple[str, ...]
    without: str = "=other-plant"
    is_a_lack: bool = False
    needs_record: bool = False

    def is_said(self, plain: str) -> bool:
        """Whether a sentence in plain words is on the theme."""
        return all(says(plain, entry) for entry in self.words) and not says(plain, self.without)


THEMES = (
    Theme((f"{_STEEL}|{_WORKS}", _AGAIN), needs_record=True),
    Theme(
        (_HUB, _TRANSIT), "energy hub|gas hub|air hub|aviation hub|sports hub|tech hub|financial"
    ),
    Theme((_ROAD, _NO_BARRIER), _OTHER_BARRIERS, is_a_lack=True),
    Theme((_ROAD, _WATCHED), f"{_OTHER_BARRIERS}|crash*|killed"),
    Theme((_WARM,), "fish*|swim*|tourist*|рыб*|турист*|مچھلی*|ماہی*"),
    Theme((_LANDLOCKED,)),
    Theme((f"{_STEEL}|{_WORKS}", _SELLS), needs_record=True),
    Theme((_NEW_WORKS,), needs_record=True),
    Theme((f"{_STEEL}|{_WORKS}", _COMMON), needs_record=True),
)
