"""How a figure of a text is held against a published one: units, rounding, ranges."""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from geo.analysis.trap_signs import says
from geo.records.model import Claim
from geo.records.vocab import Quantity
from geo.search.mentions.mention import Figure, Unit

_MONTHS_A_YEAR = 12
#: How far off, of the figure itself, a rounded figure and one called rough may be.
_ROUNDED, _ROUGH = 0.011, 0.05
_SAME = 1e-6

#: What a unit of a text may measure, and how many of it make one of the quantity.
_QUANTITIES: Mapping[Unit, Mapping[Quantity, float]] = {
    Unit.KM: {Quantity.LENGTH_KM: 1, Quantity.LENGTH_SAVED_KM: 1},
    Unit.USD: {Quantity.COST_USD_BN: 1e9, Quantity.COST_USD_M: 1e6},
    Unit.EUR: {Quantity.COST_EUR_BN: 1e9},
    Unit.AFN: {Quantity.COST_AFN_M: 1e6},
    Unit.PKR: {Quantity.MONEY_PKR_BN: 1e9},
    Unit.TONNES: {
        Quantity.STEEL_MTPA: 1e6,
        Quantity.IRON_MTPA: 1e6,
        Quantity.BERTH_MTPA: 1e6,
        Quantity.CAPACITY_MTPA: 1e6,
        Quantity.TRAFFIC_MT: 1e6,
        Quantity.ORE_MT: 1e6,
        Quantity.TRAFFIC_T_DAY: 1,
        Quantity.LOAD_T: 1,
    },
    Unit.ACRES: {Quantity.AREA_ACRES: 1},
    Unit.YEARS: {Quantity.DURATION_YEARS: 1},
    Unit.MONTHS: {Quantity.DURATION_YEARS: _MONTHS_A_YEAR},
    Unit.DAYS: {Quantity.TRANSIT_DAYS: 1},
    Unit.HOURS: {Quantity.DELAY_HOURS: 1},
    Unit.PERCENT: {Quantity.PROGRESS_PERCENT: 1, Quantity.EXTRA_COST_PERCENT: 1},
    Unit.PEOPLE: {Quantity.STAFF: 1},
    Unit.CONTAINERS: {Quantity.LOAD_TEU: 1},
    Unit.TRUCKS: {Quantity.FLOW_LORRIES_DAY: 1},
    Unit.COUNT: {
        Quantity.BRIDGES: 1,
        Quantity.TUNNELS: 1,
        Quantity.STATIONS: 1,
        Quantity.STRUCTURES: 1,
    },
}
#: Things that are counted, by words of the figure itself.
_COUNTED: Mapping[Quantity, str] = {
    Quantity.BRIDGES: "bridge*|мост*|پل|پلوں",
    Quantity.TUNNELS: "tunnel*|тоннел*|туннел*|سرنگ*",
    Quantity.STATIONS: "station*|станци*|اسٹیشن*",
    Quantity.STRUCTURES: "structure*|сооружени*",
}
#: Quantities that are counted a year or a day; a figure with another `per` is another thing.
_PER = {
    Quantity.STEEL_MTPA: "year",
    Quantity.IRON_MTPA: "year",
    Quantity.BERTH_MTPA: "year",
    Quantity.CAPACITY_MTPA: "year",
    Quantity.TRAFFIC_T_DAY: "day",
    Quantity.FLOW_LORRIES_DAY: "day",
}
MONEY = frozenset(
    {
        *(Unit.USD, Unit.EUR, Unit.PKR, Unit.RUB, Unit.AFN, Unit.UZS, Unit.KZT, Unit.CNY),
    }
)
#: Words that say what is measured, in the entries of a sign; without one of them a figure of that
#: quantity is not called different, for it may be about something else.
WORDS_OF: Mapping[Quantity, str] = {
    Quantity.LENGTH_KM: "long|length|km rail*|kilomet* rail*|km line|kilomet* line|km track|"
    "km route|kilomet* route|km road|km link|km project|kilomet* project|km corridor|span*|"
    "протяж*|длин*|км дорог*|طویل|لمبی|لمبا|لمبائی|طوالت|کلومیٹر ریل*",
    Quantity.COST_USD_BN: "cost*|worth|price*|budget|estimate*|invest*|project|billion railway|"
    "стоимост*|стоит|оцен*|обойдет*|смет*|инвест*|لاگت|مالیت|تخمین*|خرچ",
    Quantity.STEEL_MTPA: "steel|capacity|сталь|стали|мощност*|اسٹیل|صلاحیت",
    Quantity.CAPACITY_MTPA: "capacity|carry|handle|freight|cargo|goods|volume*|throughput|"
    "мощност*|пропускн*|груз*|перевоз*|صلاحیت|مال|سامان|کارگو",
    Quantity.AREA_ACRES: "estate|land|acres|территори*|زمین*|اراضی|رقب*",
    Quantity.LENGTH_SAVED_KM: "short*|sav*|reduc*|less|сокра*|коро*|مختصر|کم|بچت",
}
#: Words that say that a figure is about a part, or about something beside the subject.
PARTS = (
    "section*|first|phase*|stage*|of which|of the|out of|so far|remaining|part|parts|"
    "stretch|inside|within|laid|bought|acquired|completed|per cent of|away|north of|south of|"
    "east of|west of|branch|share|tranche|loan|grant|initial*|annual*|million a year|trade|"
    "export*|import*|from which|another|other|more|further|additional|each|"
    "produced|output|произвел*|выпустил*|"
    "участ*|перв*|этап*|част*|из них|внутри|уложен*|выкуп*|еще|осталь*|кредит*|грант*|заем|торгов*|"
    "экспорт*|импорт*|حصہ|حصے|مرحل*|پہلے|پہلا|پہلی|اندر|مزید|قرض*|گرانٹ|تجارت"
)
#: Things beside the subject that may be open, shut or at work while it is not.
BESIDE = (
    "stone|study|studies|office*|committee*|working group|talks|meeting*|conference|session|fair|"
    "exhibition|embassy|consulate|account|website|school*|hospital*|clinic*|market*|bazaar*|"
    "shop*|hotel*|airspace|open* fire|opening fire|fire was opened|door*|jetty|"
    "камен*|тэо|офис*|комитет*|переговор*|заседани*|выставк*|школ*|больниц*|магазин*|рынок|рынк*|"
    "открыл* огонь|открыт* огонь|огонь открыт*|воздушн*|"
    "سنگ|دفتر*|کمیٹی|اجلاس|مذاکرات|نمائش|اسکول*|اسپتال*|ہسپتال*|بازار*|دکان*|"
    "فائر کھول*|فضائی"
)
#: A figure below so much of the whole is hardly told of the whole.
_LEAST_SHARE = 1 / 3
#: A length told of a part: the one of the whole does not say the same.
OF_A_PART = (
    "part .. is|section .. is|stretch .. is|portion .. is|tunnel .. is|bridge .. is|"
    "part .. measures|section .. measures|"
    "часть .. составля*|участок .. составля*|часть .. имеет|участок .. имеет|"
    "части .. составля*|участка .. составля*"
)


def is_of_a_part(value: float, whole: float) -> bool:
    """Whether a figure is so far below the whole that a sentence rather tells it of a part."""
    return value < whole * _LEAST_SHARE


def is_counted(words: str, quantity: Quantity) -> bool:
    """Whether the words of a figure, in plain words, name what a quantity counts, if anything."""
    return quantity not in _COUNTED or says(words, _COUNTED[quantity])


class Likeness(NamedTuple):
    """How a published figure stands to one of a text: `gap` in the unit of the quantity.

    `gap` is 0 where both say the same, else that between the nearest ends, with its sign: positive
    where the text has more. `is_exact` is false where only rounding makes them the same.
    """

    gap: float
    is_exact: bool


def in_quantity(figure: Figure, quantity: Quantity) -> tuple[float, float] | None:
    """A figure of a text in the unit of a quantity; None where it measures something else."""
    unit = _QUANTITIES.get(figure.unit, {}).get(quantity)
    if unit is None:
        return None
    wanted = _PER.get(quantity, "")
    if figure.per and figure.per != wanted and quantity is not Quantity.TRAFFIC_MT:
        return None
    if wanted == "day" and figure.per != "day":
        return None
    return figure.low / unit, figure.high / unit


def ends_of(claim: Claim) -> tuple[float, float] | None:
    """The lower and upper end of a published figure; None where it is told in words."""
    if claim.low is None:
        return None
    return claim.low, claim.low if claim.high is None else claim.high


def likeness(figure: Figure, claim: Claim) -> Likeness | None:
    """How a published figure stands to that of a text; None where they measure different things."""
    told, printed = in_quantity(figure, claim.quantity), ends_of(claim)
    if told is None or printed is None:
        return None
    low, high = told
    if printed[0] - _slack(printed[0]) <= low and high <= printed[1] + _slack(printed[1]):
        return Likeness(0.0, is_exact=True)
    about = figure.is_about
    room = max(_room(low, is_about=about), _room(high, is_about=about))
    # What is printed may be rounded too: 737.5 is told as 737.
    room = max(room, *(_room(end, is_about=False) for end in printed))
    if low - room <= printed[1] and printed[0] <= high + room:
        return Likeness(0.0, is_exact=False)
    gap = low - printed[1] if low > printed[1] else high - printed[0]
    return Likeness(gap, is_exact=False)


def _slack(value: float) -> float:
    return abs(value) * _SAME


def _room(value: float, *, is_about: bool) -> float:
    """How far a printed figure may lie from a rounded one: half of its last digit, within limits.

    573 may be told as 570, or as about 600; but 640 is not 600, even if only said to be about it.
    """
    if not value:
        return 0.0
    place = _last_digit(value)
    most = abs(value) * (_ROUGH if is_about else _ROUNDED)
    # Decimals are often cut off: 532.53 is told as 532.
    step = 10.0**place if place == 0 else 10.0**place / 2
    return min(step, most)


def _last_digit(value: float) -> int:
    """The power of ten of the last digit that is not 0: 570 gives 1, 4.8 gives -1."""
    power = math.floor(math.log10(abs(value)))
    for place in range(power, power - 6, -1):
        if math.isclose(value, round(value, -place), rel_tol=_SAME):
            return place
    return power - 6


def same_number_other_unit(figure: Figure, claim: Claim) -> bool:
    """Whether a text has the number of a published figure with another currency, or % for km."""
    printed = ends_of(claim)
    if printed is None or in_quantity(figure, claim.quantity) is not None:
        return False
    return any(
        math.isclose(figure.low / scale, printed[0], rel_tol=_SAME)
        and math.isclose(figure.high / scale, printed[1], rel_tol=_SAME)
        for scale in _mistaken_scales(figure.unit, claim.quantity)
    )


def _mistaken_scales(unit: Unit, quantity: Quantity) -> Iterator[float]:
    if unit is Unit.PERCENT and quantity is Quantity.LENGTH_KM:
        yield 1.0
    if unit not in MONEY:
        return
    for other in MONEY - {unit}:
        if quantity in _QUANTITIES.get(other, {}):
            yield _QUANTITIES[other][quantity]


def measures(figure: Figure) -> tuple[Quantity, ...]:
    """What a figure may measure."""
    known = _QUANTITIES.get(figure.unit, {})
    return tuple(quantity for quantity in known if in_quantity(figure, quantity) is not None)
