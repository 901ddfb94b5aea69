// Corridors on one track are drawn side by side. Nothing here knows Leaflet or the page.
//
// Lines are cut into pieces: the longest stretches that the same lines run along from end to end,
// found by their edges, pairs of equal vertices. Where several visible corridors share a piece,
// each gets a slot in a stable order, and its offset from the track in pixels follows from that.

const ROUND = 1e5; // decimals in which two vertices are the same
const SHORT = 10; // pixels: pieces shorter than this follow their neighbour

/** Longitude and latitude in the pixels of zoom 0 (Web Mercator, 256 pixels around the world). */
export function world([lon, lat]) {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
  return [((lon + 180) / 360) * 256, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256];
}

/** Place of a slot in a bundle: 0 is the track itself, -1 one line further left. */
export function slotOffset(slot, count) {
  return slot - (count - 1) / 2;
}

/** Pixels from line to line in a bundle: room for each, but no broader than about five lines. */
export function spacing(width, count) {
  const wide = width + 1.5;
  return count <= 5 ? wide : Math.max(width * 0.7, (wide * 4) / (count - 1));
}

export class Tracks {
  constructor() {
    this.lines = new Map(); // id -> line
    this.nodes = new Map(); // rounded position -> number of the vertex
    this.stale = false;
    this.turn = 0;
  }

  /** Take one line; `order` is the place of its corridor in every bundle. */
  add(id, project, order, coordinates) {
    const nodes = [];
    const points = [];
    for (const position of coordinates) {
      const node = this.node(position);
      if (node === nodes.at(-1)) continue;
      nodes.push(node);
      points.push(world(position));
    }
    this.lines.set(id, { id, project, order, nodes, points, pieces: [], mark: "" });
    this.stale = true;
  }

  node([lon, lat]) {
    const key = Math.round((lon + 180) * ROUND) * 1e8 + Math.round((lat + 90) * ROUND);
    let node = this.nodes.get(key);
    if (node === undefined) this.nodes.set(key, (node = this.nodes.size));
    return node;
  }

  /** Cut all lines into pieces; needed again only when lines were added. */
  build() {
    this.stale = false;
    const users = new Map(); // edge -> lines
    const ends = new Set();
    for (const line of this.lines.values()) {
      ends.add(line.nodes[0]).add(line.nodes.at(-1));
      for (let at = 1; at < line.nodes.length; at += 1) {
        const key = edge(line.nodes[at - 1], line.nodes[at]);
        const known = users.get(key);
        if (!known) users.set(key, [line.id]);
        else if (!known.includes(line.id)) known.push(line.id);
      }
    }
    const pieces = new Map();
    for (const line of this.lines.values()) cut(line, users, ends, pieces);
  }

  /** Slots for the visible lines; returns the ids of those whose course on the screen changed. */
  arrange(visible) {
    if (this.stale) this.build();
    this.turn += 1;
    this.visible = [...visible].map((id) => this.lines.get(id)).filter((line) => line?.pieces.length);
    for (const line of this.visible) for (const { piece } of line.pieces) join(piece, line, this.turn);
    const links = this.links();
    orient(this.visible, links);
    const changed = new Set();
    for (const line of this.visible) {
      line.slots = line.pieces.map(({ piece, forward }) => slot(piece, line, forward));
      const mark = line.slots.map(({ side, count }) => `${side}/${count}`).join();
      if (mark === line.mark) continue;
      line.mark = mark;
      line.bare = null;
      changed.add(line.id);
    }
    this.relink(links, changed);
    return changed;
  }

  /** Where exactly two lines of one corridor meet, each continues the other. */
  links() {
    const met = new Map();
    for (const line of this.visible) {
      for (const isEnd of [false, true]) {
        const key = `${line.project} ${isEnd ? line.nodes.at(-1) : line.nodes[0]}`;
        met.set(key, [...(met.get(key) ?? []), { line, isEnd }]);
      }
    }
    return [...met.values()].filter((both) => both.length === 2 && both[0].line !== both[1].line);
  }

  /** Remember who continues whom; lines beside a changed one change their end too. */
  relink(links, changed) {
    const before = new Map(this.visible.map((line) => [line, line.next]));
    for (const line of this.visible) line.next = {};
    for (const [one, other] of links) {
      one.line.next[one.isEnd] = other;
      other.line.next[other.isEnd] = one;
    }
    const moved = new Set(changed);
    for (const line of this.visible) {
      for (const isEnd of [false, true]) {
        const next = line.next[isEnd];
        if (next?.line !== before.get(line)?.[isEnd]?.line || moved.has(next?.line.id)) changed.add(line.id);
      }
    }
  }

  /** The course of a line in world pixels at a zoom, beside the others of its bundles. */
  course(id, zoom, width) {
    const line = this.lines.get(id);
    const { points, offsets } = this.bare(line, zoom, width);
    const [before, after] = [false, true].map((isEnd) => this.beyond(line.next?.[isEnd], zoom, width, isEnd));
    return offsetChain(points, offsets, before, after);
  }

  /** The simplified track of a line and the offset of each of its edges, in its own direction. */
  bare(line, zoom, width) {
    if (line.bare?.zoom === zoom && line.bare.width === width) return line.bare;
    const slots = line.slots ?? line.pieces.map(() => ({ side: 0, count: 1 }));
    const parts = line.pieces.map(({ piece, forward }, at) => {
      const points = trace(piece, zoom, slots[at].count);
      const offset = slots[at].side * spacing(width, slots[at].count);
      return { points: forward ? points : [...points].reverse(), offset, length: length(points) };
    });
    settle(parts);
    const points = [parts[0].points[0]];
    const offsets = [];
    for (const part of parts) {
      for (const point of part.points.slice(1)) {
        points.push(point);
        offsets.push(part.offset);
      }
    }
    line.bare = { zoom, width, points, offsets };
    return line.bare;
  }

  /** The first edge of the line that continues at an end: the far point and its offset. */
  beyond(next, zoom, width, isEnd) {
    if (!next) return null;
    const { points, offsets } = this.bare(next.line, zoom, width);
    // Seen along the direction of the line that asks.
    const sign = next.isEnd === isEnd ? -1 : 1;
    return next.isEnd ? { point: points.at(-2), offset: sign * offsets.at(-1) } : { point: points[1], offset: sign * offsets[0] };
  }
}

function edge(one, other) {
  return Math.min(one, other) * 2 ** 26 + Math.max(one, other);
}

/** Cut one line where its company changes, and at the ends of any line in that company. */
function cut(line, users, ends, pieces) {
  const before = line.pieces.map(({ piece }) => piece.key).join();
  line.pieces = [];
  let start = 0;
  const company = (at) => users.get(edge(line.nodes[at - 1], line.nodes[at]));
  const same = (one, other) => one.length === other.length && one.every((id) => other.includes(id));
  for (let at = 1; at < line.nodes.length; at += 1) {
    const here = company(at);
    const last = at === line.nodes.length - 1;
    if (!last && same(here, company(at + 1)) && !(here.length > 1 && ends.has(line.nodes[at]))) continue;
    line.pieces.push(pieceOf(line, start, at, here, pieces));
    start = at;
  }
  if (line.pieces.map(({ piece }) => piece.key).join() !== before) Object.assign(line, { mark: "", bare: null });
}

function pieceOf(line, from, to, company, pieces) {
  const first = edge(line.nodes[from], line.nodes[from + 1]);
  const last = edge(line.nodes[to - 1], line.nodes[to]);
  const key = company.length > 1 ? `${Math.min(first, last)} ${Math.max(first, last)} ${to - from}` : `${line.id} ${from}`;
  let piece = pieces.get(key);
  if (!piece) {
    piece = { key, start: line.nodes[from], first, points: line.points.slice(from, to + 1), turn: 0, present: [], root: null, flip: 0, traces: new Map() };
    pieces.set(key, piece);
  }
  return { piece, forward: from + 1 === to ? piece.start === line.nodes[from] : piece.first === first };
}

/** Note that a corridor runs along the piece in this turn. */
function join(piece, line, turn) {
  if (piece.turn !== turn) Object.assign(piece, { turn, present: [], root: piece, flip: 0 });
  if (!piece.present.some(([, project]) => project === line.project)) {
    piece.present.push([line.order, line.project]);
    piece.present.sort(([one], [other]) => one - other);
  }
}

/** Give all pieces that lines run through one after the other a common direction. */
function orient(lines, links) {
  for (const { pieces } of lines) {
    for (let at = 1; at < pieces.length; at += 1) unite(pieces[at - 1], pieces[at], false);
  }
  for (const [one, other] of links) {
    const [mine, theirs] = [one, other].map(({ line, isEnd }) => (isEnd ? line.pieces.at(-1) : line.pieces[0]));
    unite(mine, theirs, one.isEnd === other.isEnd);
  }
  const leaning = new Map(); // root -> how far all of it runs to the east and south
  const seen = new Set();
  for (const { pieces } of lines) {
    for (const { piece } of pieces) {
      if (piece.present.length < 2 || seen.has(piece)) continue;
      seen.add(piece);
      const [root, flip] = find(piece);
      const [x1, y1] = piece.points[0];
      const [x2, y2] = piece.points.at(-1);
      leaning.set(root, (leaning.get(root) ?? 0) + (flip ? -1 : 1) * (x2 - x1 + 0.7 * (y2 - y1)));
    }
  }
  for (const [root, sum] of leaning) root.against = sum < 0;
}

function find(piece) {
  let [root, flip] = [piece, 0];
  while (root.root !== root) {
    flip ^= root.flip;
    root = root.root;
  }
  return [root, flip];
}

function unite(one, other, isTurned) {
  const [first, flipFirst] = find(one.piece);
  const [second, flipSecond] = find(other.piece);
  if (first === second) return;
  second.root = first;
  second.flip = flipFirst ^ flipSecond ^ (one.forward !== other.forward) ^ isTurned;
}

/** The slot of a line on one of its pieces: lines left of the track have negative sides. */
function slot(piece, line, forward) {
  const count = piece.present.length;
  if (count < 2) return { side: 0, count };
  const [root, flip] = find(piece);
  const place = slotOffset(piece.present.findIndex(([, project]) => project === line.project), count);
  const isAgainst = Boolean(flip) !== Boolean(root.against);
  return { side: place * (isAgainst === forward ? -1 : 1) || 0, count };
}

/** A piece in pixels, simplified for its zoom and for the number of lines beside one another. */
function trace(piece, zoom, count) {
  const tolerance = count < 2 ? 0.5 : Math.min(2.5, 0.6 + 0.4 * count);
  const key = `${zoom} ${tolerance}`;
  if (!piece.traces.has(key)) {
    if (piece.traces.size > 3) piece.traces.clear();
    const scale = 2 ** zoom;
    piece.traces.set(key, simplify(piece.points.map(([x, y]) => [x * scale, y * scale]), tolerance));
  }
  return piece.traces.get(key);
}

/** Pieces too short to be seen follow the longer one beside them, so that lines do not twitch. */
function settle(parts) {
  for (let at = 0; at < parts.length; at += 1) {
    if (parts[at].length >= SHORT) continue;
    const beside = [parts[at - 1], parts[at + 1]].filter(Boolean).sort((one, other) => other.length - one.length)[0];
    if (beside && beside.length > parts[at].length) parts[at].offset = beside.offset;
  }
}

function length(points) {
  let sum = 0;
  for (let at = 1; at < points.length; at += 1) sum += Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]);
  return sum;
}

/** Douglas and Peucker's way of leaving out points nearer than `tolerance` to the line. */
export function simplify(points, tolerance) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const open = [[0, points.length - 1]];
  while (open.length) {
    const [from, to] = open.pop();
    let [worst, at] = [tolerance * tolerance, -1];
    for (let here = from + 1; here < to; here += 1) {
      const far = apart(points[here], points[from], points[to]);
      if (far > worst) [worst, at] = [far, here];
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  return points.filter((_, at) => keep[at]);
}

/** Squared distance of a point from the stretch between two others. */
function apart([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const whole = dx * dx + dy * dy;
  const along = whole ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / whole)) : 0;
  return (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2;
}

/**
 * A line moved sideways edge by edge: `offsets[i]` pixels to the right of the edge after point i.
 * `before` and `after` are what continues it, `{point, offset}` or null, so that ends meet.
 */
export function offsetChain(points, offsets, before = null, after = null) {
  if (!before?.offset && !after?.offset && offsets.every((offset) => offset === 0)) return points;
  const edges = offsets.map((offset, at) => sideways(points[at], points[at + 1], offset));
  const first = before && sideways(before.point, points[0], before.offset);
  const last = after && sideways(points.at(-1), after.point, after.offset);
  const corners = points.map((point, at) => {
    if (at > 0 && at < edges.length) return joint(point, edges[at - 1], edges[at]);
    if (at === 0) return first ? joint(point, first, edges[0]).slice(-2) : [shifted(point, edges[0])];
    return last ? joint(point, edges.at(-1), last).slice(0, 2) : [shifted(point, edges.at(-1))];
  });
  unfold(corners, edges);
  return corners.flat();
}

/** On the inner side of a bend an edge may come to run backwards; it shrinks to a point. */
function unfold(corners, edges) {
  edges.forEach(({ ux, uy, offset }, at) => {
    const [from, to] = [corners[at].at(-1), corners[at + 1][0]];
    if (!offset || (to[0] - from[0]) * ux + (to[1] - from[1]) * uy >= 0) return;
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    corners[at][corners[at].length - 1] = middle;
    corners[at + 1][0] = middle;
  });
}

function sideways([x1, y1], [x2, y2], offset) {
  const long = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / long, (y2 - y1) / long];
  return { ux, uy, offset, long };
}

function shifted([x, y], { ux, uy, offset }, along = 0) {
  return [x - uy * offset + ux * along, y + ux * offset + uy * along];
}

/** The points around a corner: one, or last of the edge before, the middle, first of the next. */
function joint(point, one, other) {
  const cosine = one.ux * other.ux + one.uy * other.uy;
  const step = Math.abs(one.offset - other.offset);
  if (step > 0.01) {
    // From one lane into another: a slope, as steep as the room allows.
    const reach = Math.min(step * 1.5, one.long * 0.45, other.long * 0.45);
    const [from, to] = [shifted(point, one, -reach), shifted(point, other, reach)];
    return [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to];
  }
  if (!one.offset) return [point];
  if (cosine > -0.2) {
    const stretch = one.offset / (1 + cosine);
    return [[point[0] - (one.uy + other.uy) * stretch, point[1] + (one.ux + other.ux) * stretch]];
  }
  const [from, to] = [shifted(point, one), shifted(point, other)];
  return [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to];
}
