// What the server sends to the map (`geo/mapview/payload.py` writes it), and the state of a view.
// Only for editors and `tsc --checkJs`; browsers never see this file.

type Theme = "light" | "dark";
type Point = [number, number];
type Box = [number, number, number, number];

interface Pattern {
  legend: string;
  dash: number[];
  hollow: boolean;
  opacity: number;
  running: boolean;
}

interface Style {
  lifecycle: Record<string, Pattern>;
  mode: Record<string, { legend: string; width: number }>;
  gauge: Record<string, { legend: string; tick: number[] }>;
  basis: Record<string, { legend: string; opacity: number }>;
  site: Record<string, { legend: string; sign: string; zoom: number }>;
  places: Record<string, { legend: string; sign: string }>;
  access: Record<string, { legend: string }>;
  "break-of-gauge": { legend: string };
  ways: Record<string, Record<Theme, string>>;
  theme: Record<string, Record<Theme, string>>;
}

interface Project {
  title: string;
  short: string;
  group: string;
  state: string;
  segments: number;
  states: Record<string, { segments: number; km: number }>;
  drawn: string[];
  member: boolean;
  colour: { light: string; dark: string; width?: number };
  file: string;
  others?: number;
  own_km?: number;
  absent?: boolean;
}

interface Site {
  name: string;
  kind: string;
  lon: number;
  lat: number;
  projects: string[];
  access?: string;
  told?: string;
  state?: string;
  error_km?: number;
  breaks?: number[];
  layers?: string[];
  rank?: number;
  absent?: boolean;
  later?: string;
}

interface LineOrArea {
  name: string;
  project: string;
  state?: string;
  mode?: string;
  absent?: boolean;
  undated?: boolean;
}

interface AtlasIndex {
  projects: Record<string, Project>;
  sites: Record<string, Site>;
  features: Record<string, LineOrArea>;
  articles: string[];
  aliases: Record<string, string>;
  history: string;
  together: string;
  days: [string, string];
  counts: Record<"states" | "modes" | "places", Record<string, number>>;
  defaults: string[];
  language: string;
  texts: Record<string, string | Record<string, string>>;
  addresses: Record<string, AddressParameter[]>;
  style: Style;
  basemap: Record<string, string>;
  squares: Record<string, string>;
  network: string;
  context: Record<string, string>;
}

/** What is said before the index is there; it comes with the page. */
interface FirstWords {
  loading: string;
  failed: string;
  again: string;
}

/** A name in the address of a page: `geo/views/addresses.py`. */
interface AddressParameter {
  name: string;
  kind: string;
  words: string[];
  low: number;
  high: number;
  longest: number;
  members: string;
  form: string;
}

/** From a day on (null: always), a state; of a post also the sentence about it. */
type Step = [string | null, string, string?];

interface AtlasHistory {
  projects: Record<string, Step[]>;
  segments: Record<string, Step[]>;
  sites: Record<string, Step[]>;
  posts: Record<string, Step[]>;
  /** The day from which a place has been of a corridor, where that is before its first day. */
  earlier: Record<string, Record<string, string>>;
  /** Day, its date in words, its title; oldest first. */
  events: DatedEvent[];
  axis: AxisOfTime;
}

type DatedEvent = [string, string, string];

/** Where days lie, as shares from 0 to 1: `geo/analysis/time_axis.py`. */
interface AxisOfTime {
  turns: [string, number][];
  years: [number, number, boolean][];
}

/** What a file says of a line (`mode` and what follows it) or of an outline. */
interface DrawnProperties {
  basis: string;
  mode?: string;
  gauges?: number[];
  track?: string;
  turned?: boolean;
}

interface DrawnFeature {
  id: string;
  properties: DrawnProperties;
  geometry:
    | { type: "LineString"; coordinates: Point[] }
    | { type: "Polygon"; coordinates: Point[][] };
}

/** The file of one project. */
interface ProjectLayer {
  features: DrawnFeature[];
}

/** A feature of the base map or of a route. */
interface Feature {
  id?: string;
  properties: Record<string, any>;
  geometry: { type: string; coordinates: any };
}

interface Features {
  features: Feature[];
}

/** Lines or rings that nobody clicks: positions in parts of a degree, each from the one before. */
interface GroundFeature {
  properties: Record<string, any>;
  lines: number[][];
}

/** A file of the base map. */
interface GroundFile {
  per_degree: number;
  features: GroundFeature[];
}

/** The fine shapes of a square of the earth, with its west, south, east and north edge. */
interface NearSquare {
  box: [number, number, number, number];
  per_degree: number;
  shapes: Record<string, GroundFeature[]>;
  towns: Features;
}

/** Where the parts of the ground are: of the first view, of the squares, and the network. */
interface Ground {
  far: Record<string, string>;
  squares: Record<string, string>;
  network?: string;
}

type SetName = "layers" | "states" | "modes" | "places" | "context";
type ViewSets = Record<SetName, Set<string>>;

interface Position {
  lat: number;
  lon: number;
  z: number;
}

/** What a map shows of the records: what is on, what is chosen, what stands out of the rest. */
interface Choice extends ViewSets {
  select: string | null;
  focus?: Set<string> | null;
}

/** What the reader sees: what is on, what is chosen, which day, and where. */
interface ViewState extends Choice, Position {
  date: string | null;
  /** The day since which the page tells what changed. */
  since: string | null;
  town: number | null;
  basemap: string;
  moved: boolean;
}

interface Defaults extends ViewSets {
  days: [string, string];
  all: Record<SetName, string[]>;
  /** What the address of the map may say, by name. */
  address: Record<string, AddressParameter>;
}

/** What can happen to the state of a view: `view_state.js`. */
type Action =
  | { type: "switch"; set: SetName; ids: string[]; isOn: boolean }
  | { type: "since"; since: string }
  | { type: "sets"; sets: Partial<ViewSets>; goal?: string }
  | { type: "select"; id: string | null }
  | { type: "open"; id: string; layer: string | null; date?: string | null }
  | { type: "day"; date: string | null }
  | { type: "town"; id: number | null }
  | { type: "ground"; basemap: string }
  | { type: "move"; at: Position }
  | { type: "settle"; at: Position }
  | { type: "everything"; defaults: Defaults }
  | { type: "address"; view: ViewState };

interface SearchHit {
  id: string;
  /** The id of the very thing that was found. */
  record?: string;
  name: string;
  matched: string;
  language: string;
  where: string;
  kind: string;
  /** What kind of record it is, as a fixed word. */
  found: string;
  /** The words that were found in a text: a run, and whether it is one of the words. */
  sentence?: [string, boolean][];
  /** A page that tells more, or that plans the way. */
  link?: string;
  km?: number;
  guess?: boolean;
  town?: { id: number; lat: number; lon: number; local?: { language: string; name: string } };
}

interface Described {
  name: string;
  detail: string;
}

/** A candidate for a name on the map. */
interface Name {
  at: Point;
  name: string;
  kind: string;
  near: number;
  rank?: number;
  capital?: boolean;
  isSelected?: boolean;
  isFirst?: boolean;
}
