"""The fixed words of the atlas, each with its meaning.

Records may use these words and no others, so that the map, the legend, the tables and the
exports can never disagree about what a word says.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A fixed word that carries its own explanation.

    `label` is what readers see, in a few words; `meaning` is one sentence.
    """

    label: str
    meaning: str

    def __new__(cls, value: str, meaning: str, label: str = "") -> Self:
        """Make the word `value`; without a `label` it is shown as it is written."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.label = label or value.replace("-", " ").capitalize()
        return word


class UnitWord(Word):
    """A fixed word for something that is counted in a unit; its meaning is its label."""

    unit: str

    def __new__(cls, value: str, unit: str, meaning: str) -> Self:
        """Make the word `value`; attach its `unit` (which may be empty) and its `meaning`."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.label = meaning.rstrip(".")
        word.unit = unit
        return word


class Rung(Word):
    """One step of the ladder of commitment, lowest first."""

    state_reached: str

    def __new__(cls, value: str, meaning: str, reaches: str) -> Self:
        """Make the step `value`; `reaches` names the state that a line has come to with it."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.label = value.replace("-", " ").capitalize()
        word.state_reached = reaches
        return word

    @property
    def reaches(self) -> "Lifecycle":
        """The state that a line has come to with this step, until something is built."""
        return Lifecycle[self.state_reached]

    STATEMENT = "statement", "Somebody in office said so.", "PROPOSED"
    MEMORANDUM = "memorandum", "A non-binding paper was signed.", "AGREED"
    PROTOCOL = "protocol", "A signed record of what the parties mean to do.", "AGREED"
    FRAMEWORK = (
        "framework-agreement",
        "An agreement between governments on how to go on.",
        "AGREED",
    )
    RATIFICATION = (
        "ratification",
        "A parliament or head of state approved the agreement.",
        "AGREED",
    )
    STUDY = "study", "A feasibility study was ordered, started or delivered.", "FEASIBILITY"
    FINANCE = "finance", "Money was committed by a lender or a budget.", "AGREED"
    CONTRACT = "contract", "A builder or supplier was bound by contract.", "DESIGN"
    WORKS = "works", "Physical works began.", "CONSTRUCTION"
    SERVICE = "service", "It went into service.", "CONSTRUCTION"


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
        meaning: str,
        label: str,
        phase: Phase,
        elsewhere: tuple[str, str],
        proves: Rung | None,
    ) -> Self:
        """Make the word `value` with all that it answers."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.label = label
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
        "In service: traffic runs or the plant produces.",
        "In service",
        Phase.SERVICE,
        ("operating", "present"),
        Rung.SERVICE,
    )
    DEGRADED = (
        "degraded",
        "In service with limits: slow, often interrupted or rarely used.",
        "In service with limits",
        Phase.SERVICE,
        ("operating", "present"),
        Rung.SERVICE,
    )
    REHABILITATION = (
        "rehabilitation",
        "In service or closed while being rebuilt.",
        "Being rebuilt",
        Phase.SERVICE,
        ("operating", "present"),
        Rung.WORKS,
    )
    CONSTRUCTION = (
        "construction",
        "Physical works have begun; a ceremony alone is not works.",
        "Under construction",
        Phase.WORKS,
        ("construction", "construction"),
        Rung.WORKS,
    )
    DESIGN = (
        "design",
        "A design or survey contract is being carried out; nothing is built.",
        "In design",
        Phase.PAPER,
        ("pre-construction", "proposed"),
        Rung.STUDY,
    )
    FEASIBILITY = (
        "feasibility",
        "A feasibility study is agreed or under way; nothing is built.",
        "Feasibility study",
        Phase.PAPER,
        ("pre-construction", "proposed"),
        Rung.STUDY,
    )
    AGREED = (
        "agreed",
        "Governments have signed that they want it; nothing is built.",
        "Agreed on paper",
        Phase.PAPER,
        ("announced", "proposed"),
        Rung.MEMORANDUM,
    )
    PROPOSED = (
        "proposed",
        "Somebody has proposed it; nothing is signed or built.",
        "Proposed",
        Phase.PAPER,
        ("announced", "proposed"),
        Rung.STATEMENT,
    )
    SUPERSEDED = (
        "superseded",
        "Given up for another plan; shown because texts still describe it.",
        "Superseded",
        Phase.DROPPED,
        ("cancelled", "not mapped"),
        None,
    )
    DORMANT = (
        "dormant",
        "Track or service exists on paper or on the ground, no traffic runs.",
        "Built but no traffic",
        Phase.STANDSTILL,
        ("mothballed", "disused"),
        None,
    )
    IDLE = (
        "idle",
        "Built, standing still, not formally closed.",
        "Standing idle",
        Phase.STANDSTILL,
        ("mothballed", "disused"),
        None,
    )
    CLOSED = (
        "closed",
        "Closed, by order or for good; the note says which.",
        "Closed",
        Phase.STANDSTILL,
        ("retired", "abandoned"),
        Rung.SERVICE,
    )


class Basis(Word):
    """How a state is known."""

    STATED = "stated", "A source says so in words."
    INFERRED = "inferred", "We conclude it from what sources say or no longer say."


class Factor(UnitWord):
    """What the planning of a route has to assume; `unit` is what its numbers count."""

    RAIL_SPEED = "rail-speed", "km/h", "Freight on a railway in service."
    RAIL_SLOW = "rail-slow", "km/h", "Freight on a railway in service with limits."
    ROAD_SPEED = "road-speed", "km/h", "A truck on a road in service."
    ROAD_SLOW = (
        "road-slow",
        "km/h",
        "A truck on a road in service with limits.",
    )
    SEA_SPEED = "sea-speed", "km/h", "A container ship or ferry under way."
    RAIL_COST = "rail-cost", "US$ per TEU and km", "Carriage of a container by rail."
    ROAD_COST = "road-cost", "US$ per TEU and km", "Carriage of a container by truck."
    SEA_COST = "sea-cost", "US$ per TEU and km", "Carriage of a container by ship."
    GAUGE_HOURS = "gauge-hours", "h", "Wait where the track gauge changes."
    GAUGE_COST = "gauge-cost", "US$ per TEU", "Moving a container to the other track gauge."
    MODE_HOURS = "mode-hours", "h", "Wait where a container moves between truck and train."
    MODE_COST = "mode-cost", "US$ per TEU", "Moving a container between truck and train."
    PORT_HOURS = "port-hours", "h", "Wait in a port, for each ship that is boarded or left."
    PORT_COST = (
        "port-cost",
        "US$ per TEU",
        "Handling in a port, for each ship that is boarded or left.",
    )
    FRONTIER_HOURS = "frontier-hours", "h", "Wait at a border, both sides together."
    FRONTIER_COST = "frontier-cost", "US$ per TEU", "Fees at a border, both sides together."


class Mode(Word):
    """What moves on a segment.

    Each word answers for itself how routes are planned over it, so that a new one is added here
    and to the look of the map, with its factors in `Factor` and `assumptions.csv`.
    """

    #: What one segment is called within a sentence.
    noun: str
    #: Speed on a sound line, speed on one in service with limits, price of a kilometre; empty for
    #: what routes are not planned over.
    factors: tuple[Factor, ...]

    def __new__(cls, value: str, meaning: str, noun: str, factors: tuple[Factor, ...]) -> Self:
        """Make the word `value` with all that it answers."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.label = meaning.rstrip(".")
        word.noun = noun
        word.factors = factors
        return word

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

    RAIL = "rail", "Railway.", "railway", (Factor.RAIL_SPEED, Factor.RAIL_SLOW, Factor.RAIL_COST)
    ROAD = "road", "Road.", "road", (Factor.ROAD_SPEED, Factor.ROAD_SLOW, Factor.ROAD_COST)
    SEA = (
        "sea",
        "Ship or ferry.",
        "route by ship",
        (Factor.SEA_SPEED, Factor.SEA_SPEED, Factor.SEA_COST),
    )
    CONVEYOR = "conveyor", "Conveyor belt inside a plant.", "conveyor belt", ()


class GaugeBasis(Word):
    """How sure a track gauge or the place of a gauge change is."""

    BUILT = "built", "The track lies, its gauge is a fact."
    DECIDED = "decided", "A government has decided on it; no track lies."
    PLANNED = "planned", "A plan named it; no track lies."
    ASSUMED = "assumed", "Nobody has said; it is what the connecting line has."
    READING = "our-reading", "Our conclusion from what the lines on both sides have or would have."


#: Track gauges of the region, in millimetres.
GAUGES_MM = frozenset({762, 1000, 1067, 1435, 1520, 1676})


class GeometryBasis(Word):
    """Where a drawn line or outline comes from."""

    SURVEYED = "surveyed", "Drawn from a published survey or official alignment."
    OSM = "osm", "Drawn from OpenStreetMap data of the real track or road."
    SCHEMATIC = "schematic", "Drawn by us from place to place; not the real alignment."
    ENDPOINTS_ONLY = (
        "endpoints-only",
        "Only the two ends are known; the line between them is straight.",
    )


class Accuracy(Word):
    """How exact a point is."""

    EXACT = "exact", "Within about 500 m of the thing itself."
    APPROXIMATE = "approximate", "Near; the likely error is given in kilometres."


class Confidence(Word):
    """How well a fact is backed."""

    SOURCED = "sourced", "Read in the source that is named."
    GENERAL = "general", "Widely known, not yet tied to a document that we read."
    DOUBTFUL = "doubtful", "Uncertain: treat it as a lead, not as a fact."


class Outcome(Word):
    """What became of a promise that named a date."""

    KEPT = "kept", "It was done by the date that was named."
    MISSED = "missed", "The date went by and it was not done."
    OPEN = "open", "The date lies after the newest news of its project."
    UNKNOWN = "unknown", "The date has come, and no source that we found says what became of it."


class SiteKind(Word):
    """What a place is in the network."""

    STEEL_PLANT = "steel-plant", "Steelworks."
    JETTY = "jetty", "Berth of a plant."
    PORT = "port", "Sea or lake port."
    DRY_PORT = "dry-port", "Inland terminal for customs and transfer."
    BORDER_CROSSING = "border-crossing", "Border crossing point or border railhead."
    JUNCTION = "junction", "Where lines or roads divide."
    RAIL_STATION = "rail-station", "Railway station or terminal."
    PASS = "pass", "Mountain pass or tunnel."
    CITY = "city", "City or town."
    COMPANY_TOWN = "company-town", "Township of a plant."


class PlaceLayer(Word):
    """Places that a reader can show on the map whatever corridors are on."""

    BORDER = "border", "Border posts, with the last state that is known of them."
    BREAKS = "breaks", "Places where the track gauge changes, or would by plan."
    PORTS = "ports", "Sea and lake ports and dry ports."


class Access(Word):
    """Whether a border post lets something through."""

    OPEN = "open", "Open in both directions."
    PARTIAL = "partial", "Open with limits, which are named."
    CLOSED = "closed", "Closed."
    UNKNOWN = "unknown", "No source found for this date."


class Limit(Word):
    """What a border post that is partly open still lets through."""

    TIMES = "times", "Some days, hours or numbers only."
    GOODS = "goods", "Some goods only."
    RELIEF = "relief", "Relief goods only; trade is closed."
    BILATERAL = "bilateral", "For the two neighbours only, no transit of third countries."
    IN = "in", "One way only, into the country of the post."
    OUT = "out", "One way only, out of the country of the post."
    DIRECTION = "direction", "One way only; the note says which, or for whom."
    RAIL = "rail", "By rail only."
    ROAD = "road", "By road only."
    PERSONS = "persons", "Some people only, such as those with a visa or on their way home."


class Quantity(UnitWord):
    """What a claim measures; `unit` stands after its number, a currency before it."""

    LENGTH_KM = "length-km", "km", "Length of a line."
    LENGTH_SAVED_KM = "length-saved-km", "km", "Distance that one alignment saves over another."
    COST_USD_BN = "cost-usd-bn", "US$ bn", "Cost in billions of US dollars."
    COST_USD_M = "cost-usd-m", "US$ m", "Cost in millions of US dollars."
    COST_EUR_BN = "cost-eur-bn", "EUR bn", "Cost in billions of euros."
    COST_AFN_M = "cost-afn-m", "AFN m", "Cost in millions of afghanis."
    CAPACITY_MTPA = "capacity-mtpa", "Mt/y", "Freight a year, million tonnes."
    TRAFFIC_MT = (
        "traffic-mt",
        "Mt",
        "Freight carried in the year named by the scope, million tonnes.",
    )
    TRAFFIC_T_DAY = "traffic-t-day", "t/day", "Freight on a usual day, tonnes."
    FLOW_LORRIES_DAY = "flow-lorries-day", "lorries/day", "Lorries on a usual day."
    STEEL_MTPA = "steel-mtpa", "Mt/y", "Crude steel capacity, million tonnes a year."
    IRON_MTPA = "iron-mtpa", "Mt/y", "Iron capacity, million tonnes a year."
    BERTH_MTPA = "berth-mtpa", "Mt/y", "Cargo a berth can handle, million tonnes a year."
    ORE_MT = "ore-mt", "Mt", "Ore in the ground, million tonnes."
    AREA_ACRES = "area-acres", "acres", "Land in acres."
    DURATION_YEARS = "duration-years", "years", "Time to build, study or rebuild."
    TRANSIT_DAYS = "transit-days", "days", "Travel time of a shipment."
    DELAY_HOURS = "delay-hours", "h", "Extra time, hours."
    EXTRA_COST_PERCENT = "extra-cost-percent", "%", "Extra cost, per cent."
    LOAD_TEU = "load-teu", "TEU", "Containers on one train, twenty-foot equivalent units."
    LOAD_T = "load-t", "t", "Heaviest train that a line lets through, tonnes."
    STATIONS = "stations", "stations", "Stations of a line."
    BRIDGES = "bridges", "bridges", "Bridges of a line."
    TUNNELS = "tunnels", "tunnels", "Tunnels of a line."
    STRUCTURES = "structures", "structures", "Bridges, culverts and the like, counted together."
    PROGRESS_PERCENT = "progress-percent", "%", "Share that is done, per cent."
    STAFF = "staff", "people", "People employed."
    MONEY_PKR_BN = "money-pkr-bn", "PKR bn", "Billions of Pakistani rupees."
    FOUNDING = "founding", "", "A date that some text gives as the beginning."
    OPENING = "opening", "", "A date that some text gives as the opening."
    STATUS_WORD = "status-word", "", "The word that a text or database uses for the state."


class Extent(Word):
    """How much of its subject a claim covers."""

    WHOLE = "whole", "The whole of the subject."
    PART = "part", "A part of the subject."
    WIDER = "wider", "More than the subject, or something beside it."


class CostBasis(Word):
    """How a speed, a wait or a price of the planning of routes is known."""

    MEASURED = "measured", "Measured on real shipments and published."
    PUBLISHED = "published", "Published as a figure or an estimate, without a measurement."
    OUR_GUESS = "our-guess", "Our guess; nobody's figure was read."


class Direction(Word):
    """Which way the cargo goes at a border post, seen from the country of the figure."""

    OUT = "out", "Out of the country."
    IN = "in", "Into the country."
    BOTH = "both", "Both ways together, or not told apart."


class Performance(UnitWord):
    """What the monitoring of corridors measures; `unit` stands after its number."""

    BORDER_HOURS = "border-hours", "h", "Hours at one border post, waiting included."
    BORDER_COST = "border-cost", "US$", "Dollars paid at one border post."
    CORRIDOR_COST = "corridor-cost", "US$", "Dollars for 500 km with 20 tonnes."
    SPEED_WITH_DELAY = "speed-with-delay", "km/h", "Speed with all delays, borders among them."
    SPEED_MOVING = "speed-moving", "km/h", "Speed while moving."
    GAUGE_COST = "gauge-change-cost", "US$", "Dollars for a change of track gauge."


class SourceKind(Word):
    """What sort of document a source is."""

    NEWS = "news", "Newspaper, agency or broadcaster."
    OFFICIAL = "official", "Government, company or international organisation."
    TRADE_PRESS = "trade-press", "Railway, shipping or steel press."
    ANALYSIS = "analysis", "Research, opinion or expert blog."
    DATABASE = "database", "Data set."
    GENERAL = "general", "Common knowledge without a document of its own."


class SourceStatus(Word):
    """Whether a source can still be read."""

    LIVE = "live", "Readable at its address when last checked."
    STORED_COPY = "stored-copy", "Read in a stored copy; the live page was not checked."
    DEAD = "dead", "Gone; the archive address is given where there is one."


#: ISO 3166-1 alpha-2 code -> English short name, for the countries that sites lie in.
COUNTRIES: dict[str, str] = {
    "AF": "Afghanistan",
    "AZ": "Azerbaijan",
    "BY": "Belarus",
    "CN": "China",
    "GE": "Georgia",
    "IN": "India",
    "IR": "Iran",
    "KG": "Kyrgyzstan",
    "KZ": "Kazakhstan",
    "PK": "Pakistan",
    "RU": "Russia",
    "TJ": "Tajikistan",
    "TM": "Turkmenistan",
    "TR": "Türkiye",
    "UZ": "Uzbekistan",
}

#: Countries of the Eurasian Economic Union that sites lie in: no customs post stands between them.
#: General knowledge; the union has had a common customs territory since 2010, with Kyrgyzstan since
#: 2015.
CUSTOMS_UNION = frozenset({"BY", "KG", "KZ", "RU"})

#: BCP 47 tag -> English name, for the languages that names and sources are written in.
LANGUAGES: dict[str, str] = {
    "en": "English",
    "ur": "Urdu",
    "ru": "Russian",
    "fa": "Persian",
    "ps": "Pashto",
    "uz": "Uzbek",
    "tg": "Tajik",
    "tk": "Turkmen",
    "kk": "Kazakh",
    "ky": "Kyrgyz",
    "zh": "Chinese",
    "ug": "Uyghur",
    "az": "Azerbaijani",
    "tr": "Turkish",
    "be": "Belarusian",
    "hi": "Hindi",
}
