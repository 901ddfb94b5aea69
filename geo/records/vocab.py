"""The fixed words of the atlas, each with its meaning.

Records may use these words and no others, so that the map, the legend, the tables and the
exports can never disagree about what a word says.
"""

from enum import StrEnum
from typing import Self, TypeVar

from geo.records.texts import mark, say

_W = TypeVar("_W", bound="Word")
#: The reference system of every layer and shape: longitude, latitude in degrees.
DEGREES = "EPSG:4326"
#: Letters of a title, of who published something, and of an address of the web; what has more is
#: none of them, but a text that was put into the wrong field.
LONGEST_TITLE, LONGEST_PUBLISHER, LONGEST_ADDRESS = 300, 120, 2000


class Word(StrEnum):
    """A fixed word that carries its own explanation.

    The word itself is for files, links and programs. Readers see `label`, a few words, and
    `meaning`, one sentence; both are said in the language of the reader.
    """

    english_label: str
    english_meaning: str

    def __new__(cls, value: str, label: str, meaning: str = "") -> Self:
        """Make the word `value`; without a `meaning` its label is its meaning."""
        return _made(cls, value, label, meaning)

    @property
    def label(self) -> str:
        """What readers see in its place, everywhere the same."""
        return say(self.english_label)

    @property
    def meaning(self) -> str:
        """What it means, in one sentence."""
        if self.english_meaning:
            return say(self.english_meaning)
        return say("{label}.", label=self.label)


def _made(words: type[_W], value: str, label: str, meaning: str = "") -> _W:
    word = str.__new__(words, value)
    word._value_ = value
    word.english_label, word.english_meaning = label, meaning
    return word


class UnitWord(Word):
    """A fixed word for something that is counted in a unit; its meaning is its label."""

    english_unit: str

    def __new__(cls, value: str, unit: str, label: str) -> Self:
        """Make the word `value`; attach its `unit` (which may be empty) and its label."""
        word = _made(cls, value, label)
        word.english_unit = unit
        return word

    @property
    def unit(self) -> str:
        """What its numbers count, in the language of the reader; may be empty."""
        return say(self.english_unit)


class Rung(Word):
    """One step of the ladder of commitment, lowest first."""

    state_reached: str

    def __new__(cls, value: str, label: str, meaning: str, reaches: str) -> Self:
        """Make the step `value`; `reaches` names the state that a line has come to with it."""
        word = _made(cls, value, label, meaning)
        word.state_reached = reaches
        return word

    @property
    def reaches(self) -> "Lifecycle":
        """The state that a line has come to with this step, until something is built."""
        return Lifecycle[self.state_reached]

    STATEMENT = ("statement", mark("Statement"), mark("Somebody in office said so."), "PROPOSED")
    MEMORANDUM = (
        "memorandum",
        mark("Memorandum"),
        mark("A non-binding paper was signed."),
        "AGREED",
    )
    PROTOCOL = (
        "protocol",
        mark("Protocol"),
        mark("A signed record of what the parties mean to do."),
        "AGREED",
    )
    FRAMEWORK = (
        "framework-agreement",
        mark("Framework agreement"),
        mark("An agreement between governments on how to go on."),
        "AGREED",
    )
    RATIFICATION = (
        "ratification",
        mark("Ratification"),
        mark("A parliament or head of state approved the agreement."),
        "AGREED",
    )
    STUDY = (
        "study",
        mark("Study"),
        mark("A feasibility study was ordered, started or delivered."),
        "FEASIBILITY",
    )
    FINANCE = (
        "finance",
        mark("Finance"),
        mark("Money was committed by a lender or a budget."),
        "AGREED",
    )
    CONTRACT = (
        "contract",
        mark("Contract"),
        mark("A builder or supplier was bound by contract."),
        "DESIGN",
    )
    WORKS = ("works", mark("Works"), mark("Physical works began."), "CONSTRUCTION")
    SERVICE = ("service", mark("Service"), mark("It went into service."), "CONSTRUCTION")


class Phase(StrEnum):
    """What a state of a line means for whoever wants to use it."""

    PAPER = "paper"
    WORKS = "works"
    SERVICE = "service"
    STANDSTILL = "standstill"
    DROPPED = "dropped"


class Lifecycle(Word):
    """Physical state of a segment, a site or a project; money and politics are events.

    Each word answers for itself whether it carries traffic, stands, or is only on paper, so that
    a new word is added here and to the look of the map, and nowhere else. States on the way to
    service stand in the order in which a project climbs them, the last one first.
    """

    phase: Phase
    #: The words of Global Energy Monitor and of OpenStreetMap (its lifecycle prefix, or "present").
    elsewhere: tuple[str, str]
    #: The highest step of commitment that the state proves, if any.
    proves: Rung | None

    def __new__(  # noqa: PLR0917 - each word gives all its answers in one line
        cls,
        value: str,
        label: str,
        meaning: str,
        phase: Phase,
        elsewhere: tuple[str, str],
        proves: Rung | None,
    ) -> Self:
        """Make the word `value` with all that it answers."""
        word = _made(cls, value, label, meaning)
        word.phase = phase
        word.elsewhere = elsewhere
        word.proves = proves
        return word

    @property
    def is_in_service(self) -> bool:
        """Whether traffic runs."""
        return self.phase is Phase.SERVICE

    @property
    def is_limited(self) -> bool:
        """Whether traffic runs, but slower or less often than on a sound line."""
        return self is Lifecycle.DEGRADED

    @property
    def is_on_paper(self) -> bool:
        """Whether it is only talked of, agreed or drawn."""
        return self.phase is Phase.PAPER

    @property
    def is_under_works(self) -> bool:
        """Whether it is being built for the first time."""
        return self.phase is Phase.WORKS

    @property
    def is_planned(self) -> bool:
        """Whether it may come into service for the first time: on paper or under works."""
        return self.is_on_paper or self.is_under_works

    @property
    def is_standing_still(self) -> bool:
        """Whether it was built and carries nothing."""
        return self.phase is Phase.STANDSTILL

    @property
    def is_built(self) -> bool:
        """Whether something stands on the ground, in whatever condition."""
        return self.is_in_service or self.is_standing_still

    @property
    def is_on_the_ground(self) -> bool:
        """Whether a real line can be drawn of it: it stands, or is being built."""
        return self.is_built or self.is_under_works

    @property
    def comes_after_service(self) -> bool:
        """Whether only something that had been in service before can come to it."""
        return self.is_built and self is not Lifecycle.OPERATING

    @property
    def rules_out(self) -> Rung | None:
        """The next physical step, which a source that states this state says was not taken."""
        if self.is_on_paper or self.phase is Phase.DROPPED:
            return Rung.WORKS
        return Rung.SERVICE if self.is_under_works else None

    @classmethod
    def climb(cls) -> "tuple[Lifecycle, ...]":
        """The states from a word to works, in the order in which a project climbs them."""
        return tuple(word for word in reversed(cls) if word.is_planned)

    OPERATING = (
        "operating",
        mark("In service"),
        mark("In service: traffic runs or the plant produces."),
        Phase.SERVICE,
        ("operating", "present"),
        Rung.SERVICE,
    )
    DEGRADED = (
        "degraded",
        mark("In service with limits"),
        mark("In service with limits: slow, often interrupted or rarely used."),
        Phase.SERVICE,
        ("operating", "present"),
        Rung.SERVICE,
    )
    REHABILITATION = (
        "rehabilitation",
        mark("Being rebuilt"),
        mark("In service or closed while being rebuilt."),
        Phase.SERVICE,
        ("operating", "present"),
        Rung.WORKS,
    )
    CONSTRUCTION = (
        "construction",
        mark("Under construction"),
        mark("Physical works have begun; a ceremony alone is not works."),
        Phase.WORKS,
        ("construction", "construction"),
        Rung.WORKS,
    )
    DESIGN = (
        "design",
        mark("In design"),
        mark("A design or survey contract is being carried out; nothing is built."),
        Phase.PAPER,
        ("pre-construction", "proposed"),
        Rung.STUDY,
    )
    FEASIBILITY = (
        "feasibility",
        mark("Feasibility study"),
        mark("A feasibility study is agreed or under way; nothing is built."),
        Phase.PAPER,
        ("pre-construction", "proposed"),
        Rung.STUDY,
    )
    AGREED = (
        "agreed",
        mark("Agreed on paper"),
        mark("Governments have signed that they want it; nothing is built."),
        Phase.PAPER,
        ("announced", "proposed"),
        Rung.MEMORANDUM,
    )
    PROPOSED = (
        "proposed",
        mark("Proposed"),
        mark("Somebody has proposed it; nothing is signed or built."),
        Phase.PAPER,
        ("announced", "proposed"),
        Rung.STATEMENT,
    )
    SUPERSEDED = (
        "superseded",
        mark("Superseded"),
        mark("Given up for another plan; shown because texts still describe it."),
        Phase.DROPPED,
        ("cancelled", "not mapped"),
        None,
    )
    DORMANT = (
        "dormant",
        mark("Built but no traffic"),
        mark("Track or service exists on paper or on the ground, no traffic runs."),
        Phase.STANDSTILL,
        ("mothballed", "disused"),
        None,
    )
    IDLE = (
        "idle",
        mark("Standing idle"),
        mark("Built, standing still, not formally closed."),
        Phase.STANDSTILL,
        ("mothballed", "disused"),
        None,
    )
    CLOSED = (
        "closed",
        mark("Closed"),
        mark("Closed, by order or for good; the note says which."),
        Phase.STANDSTILL,
        ("retired", "abandoned"),
        Rung.SERVICE,
    )


class Basis(Word):
    """How a state is known."""

    STATED = ("stated", mark("Stated"), mark("A source says so in words."))
    INFERRED = (
        "inferred",
        mark("Inferred"),
        mark("We conclude it from what sources say or no longer say."),
    )


class Factor(UnitWord):
    """What the planning of a route has to assume; `unit` is what its numbers count."""

    RAIL_SPEED = ("rail-speed", mark("km/h"), mark("Freight on a railway in service"))
    RAIL_SLOW = ("rail-slow", mark("km/h"), mark("Freight on a railway in service with limits"))
    ROAD_SPEED = ("road-speed", mark("km/h"), mark("A truck on a road in service"))
    ROAD_SLOW = ("road-slow", mark("km/h"), mark("A truck on a road in service with limits"))
    SEA_SPEED = ("sea-speed", mark("km/h"), mark("A container ship or ferry under way"))
    RAIL_COST = ("rail-cost", mark("US$ per TEU and km"), mark("Carriage of a container by rail"))
    ROAD_COST = ("road-cost", mark("US$ per TEU and km"), mark("Carriage of a container by truck"))
    SEA_COST = ("sea-cost", mark("US$ per TEU and km"), mark("Carriage of a container by ship"))
    GAUGE_HOURS = ("gauge-hours", mark("h"), mark("Wait where the track gauge changes"))
    GAUGE_COST = (
        "gauge-cost",
        mark("US$ per TEU"),
        mark("Moving a container to the other track gauge"),
    )
    MODE_HOURS = (
        "mode-hours",
        mark("h"),
        mark("Wait where a container moves between truck and train"),
    )
    MODE_COST = (
        "mode-cost",
        mark("US$ per TEU"),
        mark("Moving a container between truck and train"),
    )
    PORT_HOURS = (
        "port-hours",
        mark("h"),
        mark("Wait in a port, for each ship that is boarded or left"),
    )
    PORT_COST = (
        "port-cost",
        mark("US$ per TEU"),
        mark("Handling in a port, for each ship that is boarded or left"),
    )
    FRONTIER_HOURS = ("frontier-hours", mark("h"), mark("Wait at a border, both sides together"))
    FRONTIER_COST = (
        "frontier-cost",
        mark("US$ per TEU"),
        mark("Fees at a border, both sides together"),
    )


class Mode(Word):
    """What moves on a segment.

    Each word answers for itself how routes are planned over it, so that a new one is added here
    and to the look of the map, with its factors in `Factor` and `assumptions.csv`.
    """

    english_noun: str
    #: Speed on a sound line, speed on one in service with limits, price of a kilometre; empty for
    #: what routes are not planned over.
    factors: tuple[Factor, ...]

    def __new__(cls, value: str, label: str, noun: str, factors: tuple[Factor, ...]) -> Self:
        """Make the word `value` with all that it answers."""
        word = _made(cls, value, label)
        word.english_noun = noun
        word.factors = factors
        return word

    @property
    def noun(self) -> str:
        """What one segment is called within a sentence."""
        return say(self.english_noun)

    @property
    def is_routable(self) -> bool:
        """Whether routes are planned over it."""
        return bool(self.factors)

    @property
    def has_gauge(self) -> bool:
        """Whether it runs on tracks, whose gauges must agree."""
        return self is Mode.RAIL

    @property
    def is_by_water(self) -> bool:
        """Whether it goes by ship, from port to port, past the border posts on land."""
        return self is Mode.SEA

    @property
    def takes_containers(self) -> bool:
        """Whether a container can change between it and the other modes."""
        return self in {Mode.RAIL, Mode.ROAD, Mode.SEA}

    RAIL = (
        "rail",
        mark("Railway"),
        mark("railway"),
        (Factor.RAIL_SPEED, Factor.RAIL_SLOW, Factor.RAIL_COST),
    )
    ROAD = (
        "road",
        mark("Road"),
        mark("road"),
        (Factor.ROAD_SPEED, Factor.ROAD_SLOW, Factor.ROAD_COST),
    )
    SEA = (
        "sea",
        mark("Ship or ferry"),
        mark("route by ship"),
        (Factor.SEA_SPEED, Factor.SEA_SPEED, Factor.SEA_COST),
    )
    CONVEYOR = ("conveyor", mark("Conveyor belt inside a plant"), mark("conveyor belt"), ())


class GaugeBasis(Word):
    """How sure a track gauge or the place of a gauge change is."""

    BUILT = ("built", mark("Built"), mark("The track lies, its gauge is a fact."))
    DECIDED = ("decided", mark("Decided"), mark("A government has decided on it; no track lies."))
    PLANNED = ("planned", mark("Planned"), mark("A plan named it; no track lies."))
    ASSUMED = (
        "assumed",
        mark("Assumed"),
        mark("Nobody has said; it is what the connecting line has."),
    )
    READING = (
        "our-reading",
        mark("Our conclusion"),
        mark("It follows from what the lines on both sides have or would have."),
    )


#: Track gauges of the region, in millimetres.
GAUGES_MM = frozenset({762, 1000, 1067, 1435, 1520, 1676})


class GeometryBasis(Word):
    """Where a drawn line or outline comes from."""

    SURVEYED = (
        "surveyed",
        mark("Drawn from a survey"),
        mark("Drawn from a published survey or official alignment."),
    )
    OSM = (
        "osm",
        mark("Drawn from OpenStreetMap"),
        mark("Drawn from OpenStreetMap data of the real track or road."),
    )
    SCHEMATIC = (
        "schematic",
        mark("Schematic, from place to place"),
        mark("Drawn by us from place to place; not the real alignment."),
    )
    ENDPOINTS_ONLY = (
        "endpoints-only",
        mark("Straight line; alignment not published"),
        mark("Only the two ends are known; the line between them is straight."),
    )


class Accuracy(Word):
    """How exact a point is."""

    EXACT = ("exact", mark("Exact"), mark("Within about 500 m of the thing itself."))
    APPROXIMATE = (
        "approximate",
        mark("Approximate"),
        mark("Near; the likely error is given in kilometres."),
    )


class Confidence(Word):
    """How well a fact is backed."""

    SOURCED = ("sourced", mark("Sourced"), mark("Read in the source that is named."))
    GENERAL = (
        "general",
        mark("General"),
        mark("Widely known, not yet tied to a document that we read."),
    )
    DOUBTFUL = ("doubtful", mark("Doubtful"), mark("Uncertain: treat it as a lead, not as a fact."))


class Outcome(Word):
    """What became of a promise that named a date."""

    KEPT = ("kept", mark("Kept"), mark("It was done by the date that was named."))
    MISSED = ("missed", mark("Missed"), mark("The date went by and it was not done."))
    OPEN = ("open", mark("Open"), mark("The date lies after the newest news of its project."))
    UNKNOWN = (
        "unknown",
        mark("Not known"),
        mark("The date has come, and no source that we found says what became of it."),
    )


class SiteKind(Word):
    """What a place is in the network."""

    STEEL_PLANT = ("steel-plant", mark("Steelworks"))
    JETTY = ("jetty", mark("Berth"), mark("Berth of a plant."))
    PORT = ("port", mark("Port"), mark("Sea or lake port."))
    DRY_PORT = ("dry-port", mark("Dry port"), mark("Inland terminal for customs and transfer."))
    BORDER_CROSSING = (
        "border-crossing",
        mark("Border post"),
        mark("Border crossing point or border railhead."),
    )
    JUNCTION = ("junction", mark("Junction"), mark("Where lines or roads divide."))
    RAIL_STATION = ("rail-station", mark("Railway station"), mark("Railway station or terminal."))
    PASS = ("pass", mark("Pass or tunnel"), mark("Mountain pass or tunnel."))
    CITY = ("city", mark("City or town"))
    COMPANY_TOWN = ("company-town", mark("Plant township"), mark("Township of a plant."))


class PlaceLayer(Word):
    """Places that a reader can show on the map whatever corridors are on."""

    BORDER = (
        "border",
        mark("Border posts"),
        mark("Border posts, with the last state that is known of them."),
    )
    BREAKS = (
        "breaks",
        mark("Gauge changes"),
        mark("Places where the track gauge changes, or would by plan."),
    )
    PORTS = ("ports", mark("Ports and dry ports"), mark("Sea and lake ports and dry ports."))


class Access(Word):
    """Whether a border post lets something through."""

    OPEN = ("open", mark("Open"), mark("Open in both directions."))
    PARTIAL = ("partial", mark("Open with limits"), mark("Open with limits, which are named."))
    CLOSED = ("closed", mark("Closed"))
    UNKNOWN = ("unknown", mark("Not known"), mark("No source found for this date."))


class Limit(Word):
    """What a border post that is partly open still lets through."""

    TIMES = ("times", mark("Some days, hours or numbers only"))
    GOODS = ("goods", mark("Some goods only"))
    RELIEF = ("relief", mark("Relief goods only; trade is closed"))
    BILATERAL = ("bilateral", mark("For the two neighbours only, no transit of third countries"))
    IN = ("in", mark("One way only, into the country of the post"))
    OUT = ("out", mark("One way only, out of the country of the post"))
    DIRECTION = ("direction", mark("One way only; the note says which, or for whom"))
    RAIL = ("rail", mark("By rail only"))
    ROAD = ("road", mark("By road only"))
    PERSONS = ("persons", mark("Some people only, such as those with a visa or on their way home"))


class Quantity(UnitWord):
    """What a claim measures; `unit` stands after its number, a currency before it."""

    LENGTH_KM = ("length-km", mark("km"), mark("Length of a line"))
    LENGTH_SAVED_KM = (
        "length-saved-km",
        mark("km"),
        mark("Distance that one alignment saves over another"),
    )
    COST_USD_BN = ("cost-usd-bn", mark("US$ bn"), mark("Cost in billions of US dollars"))
    COST_USD_M = ("cost-usd-m", mark("US$ m"), mark("Cost in millions of US dollars"))
    COST_EUR_BN = ("cost-eur-bn", mark("EUR bn"), mark("Cost in billions of euros"))
    COST_AFN_M = ("cost-afn-m", mark("AFN m"), mark("Cost in millions of afghanis"))
    CAPACITY_MTPA = ("capacity-mtpa", mark("Mt/y"), mark("Freight a year, million tonnes"))
    TRAFFIC_MT = (
        "traffic-mt",
        mark("Mt"),
        mark("Freight carried in the year named by the scope, million tonnes"),
    )
    TRAFFIC_T_DAY = ("traffic-t-day", mark("t/day"), mark("Freight on a usual day, tonnes"))
    FLOW_LORRIES_DAY = ("flow-lorries-day", mark("lorries/day"), mark("Lorries on a usual day"))
    STEEL_MTPA = ("steel-mtpa", mark("Mt/y"), mark("Crude steel capacity, million tonnes a year"))
    IRON_MTPA = ("iron-mtpa", mark("Mt/y"), mark("Iron capacity, million tonnes a year"))
    BERTH_MTPA = (
        "berth-mtpa",
        mark("Mt/y"),
        mark("Cargo a berth can handle, million tonnes a year"),
    )
    ORE_MT = ("ore-mt", mark("Mt"), mark("Ore in the ground, million tonnes"))
    AREA_ACRES = ("area-acres", mark("acres"), mark("Land in acres"))
    DURATION_YEARS = ("duration-years", mark("years"), mark("Time to build, study or rebuild"))
    TRANSIT_DAYS = ("transit-days", mark("days"), mark("Travel time of a shipment"))
    DELAY_HOURS = ("delay-hours", mark("h"), mark("Extra time, hours"))
    EXTRA_COST_PERCENT = ("extra-cost-percent", mark("%"), mark("Extra cost, per cent"))
    LOAD_TEU = (
        "load-teu",
        mark("TEU"),
        mark("Containers on one train, twenty-foot equivalent units"),
    )
    LOAD_T = ("load-t", mark("t"), mark("Heaviest train that a line lets through, tonnes"))
    STATIONS = ("stations", mark("stations"), mark("Stations of a line"))
    BRIDGES = ("bridges", mark("bridges"), mark("Bridges of a line"))
    TUNNELS = ("tunnels", mark("tunnels"), mark("Tunnels of a line"))
    STRUCTURES = (
        "structures",
        mark("structures"),
        mark("Bridges, culverts and the like, counted together"),
    )
    PROGRESS_PERCENT = ("progress-percent", mark("%"), mark("Share that is done, per cent"))
    STAFF = ("staff", mark("people"), mark("People employed"))
    MONEY_PKR_BN = ("money-pkr-bn", mark("PKR bn"), mark("Billions of Pakistani rupees"))
    FOUNDING = ("founding", "", mark("A date that some text gives as the beginning"))
    OPENING = ("opening", "", mark("A date that some text gives as the opening"))
    STATUS_WORD = ("status-word", "", mark("The word that a text or database uses for the state"))


class Extent(Word):
    """How much of its subject a claim covers."""

    WHOLE = ("whole", mark("The whole of the subject"))
    PART = ("part", mark("A part of the subject"))
    WIDER = (
        "wider",
        mark("More than the subject"),
        mark("More than the subject, or something beside it."),
    )


class CostBasis(Word):
    """How a speed, a wait or a price of the planning of routes is known."""

    MEASURED = ("measured", mark("Measured"), mark("Measured on real shipments and published."))
    PUBLISHED = (
        "published",
        mark("Published"),
        mark("Published as a figure or an estimate, without a measurement."),
    )
    OUR_GUESS = ("our-guess", mark("Our guess"), mark("Our guess; nobody's figure was read."))


class Direction(Word):
    """Which way the cargo goes at a border post, seen from the country of the figure."""

    OUT = ("out", mark("Out of the country"))
    IN = ("in", mark("Into the country"))
    BOTH = ("both", mark("Both ways"), mark("Both ways together, or not told apart."))


class Performance(UnitWord):
    """What the monitoring of corridors measures; `unit` stands after its number."""

    BORDER_HOURS = ("border-hours", mark("h"), mark("Hours at one border post, waiting included"))
    BORDER_COST = ("border-cost", mark("US$"), mark("Dollars paid at one border post"))
    CORRIDOR_COST = ("corridor-cost", mark("US$"), mark("Dollars for 500 km with 20 tonnes"))
    SPEED_WITH_DELAY = (
        "speed-with-delay",
        mark("km/h"),
        mark("Speed with all delays, borders among them"),
    )
    SPEED_MOVING = ("speed-moving", mark("km/h"), mark("Speed while moving"))
    GAUGE_COST = ("gauge-change-cost", mark("US$"), mark("Dollars for a change of track gauge"))


class SourceKind(Word):
    """What sort of document a source is."""

    NEWS = ("news", mark("News"), mark("Newspaper, agency or broadcaster."))
    OFFICIAL = (
        "official",
        mark("Official"),
        mark("Government, company or international organisation."),
    )
    TRADE_PRESS = ("trade-press", mark("Trade press"), mark("Railway, shipping or steel press."))
    ANALYSIS = ("analysis", mark("Analysis"), mark("Research, opinion or expert blog."))
    DATABASE = ("database", mark("Data set"))
    GENERAL = (
        "general",
        mark("Common knowledge"),
        mark("Common knowledge without a document of its own."),
    )


class SourceStatus(Word):
    """Whether a source can still be read."""

    LIVE = ("live", mark("Live"), mark("Readable at its address when last checked."))
    STORED_COPY = (
        "stored-copy",
        mark("Stored copy"),
        mark("Read in a stored copy; the live page was not checked."),
    )
    DEAD = ("dead", mark("Dead"), mark("Gone; the archive address is given where there is one."))


#: ISO 3166-1 alpha-2 code -> English short name, for the countries that sites lie in; readers get
#: them from `country_name`.
COUNTRIES: dict[str, str] = {
    "AF": mark("Afghanistan"),
    "AZ": mark("Azerbaijan"),
    "BY": mark("Belarus"),
    "CN": mark("China"),
    "GE": mark("Georgia"),
    "IN": mark("India"),
    "IR": mark("Iran"),
    "KG": mark("Kyrgyzstan"),
    "KZ": mark("Kazakhstan"),
    "PK": mark("Pakistan"),
    "RU": mark("Russia"),
    "TJ": mark("Tajikistan"),
    "TM": mark("Turkmenistan"),
    "TR": mark("Türkiye"),
    "UZ": mark("Uzbekistan"),
}

#: Countries of the Eurasian Economic Union that sites lie in: no customs post stands between them.
#: General knowledge; the union has had a common customs territory since 2010, with Kyrgyzstan since
#: 2015.
CUSTOMS_UNION = frozenset({"BY", "KG", "KZ", "RU"})

#: BCP 47 tag -> English name, for the languages that names and sources are written in; readers
#: get them from `language_name`.
LANGUAGES: dict[str, str] = {
    "en": mark("English"),
    "ur": mark("Urdu"),
    "ru": mark("Russian"),
    "fa": mark("Persian"),
    "ps": mark("Pashto"),
    "uz": mark("Uzbek"),
    "tg": mark("Tajik"),
    "tk": mark("Turkmen"),
    "kk": mark("Kazakh"),
    "ky": mark("Kyrgyz"),
    "zh": mark("Chinese"),
    "ug": mark("Uyghur"),
    "az": mark("Azerbaijani"),
    "tr": mark("Turkish"),
    "be": mark("Belarusian"),
    "hi": mark("Hindi"),
}


def country_name(code: str) -> str:
    """The name of a country in the language of the reader; an unknown code stays as it is."""
    return say(COUNTRIES[code]) if code in COUNTRIES else code


def language_name(tag: str) -> str:
    """The name of a language in the language of the reader; an unknown tag stays as it is."""
    return say(LANGUAGES[tag]) if tag in LANGUAGES else tag
