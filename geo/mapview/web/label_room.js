// Where a name may stand: beside its place, clear of other names, and off the lines. Pure sums.

const GAP = 3; // pixels between names
const ROW = 2 ** 20; // more squares than fit beside each other
const SQUARE = 64; // pixels of the squares in which taken room is noted
const CELL = 8; // pixels of the grid in which lines are noted
const MOST_STEPS = 4000; // cells along one edge of a line

/**
 * How many names of the projects' own places the map takes at a zoom.
 *
 * @param {number} zoom
 */
export function mostOwn(zoom) {
  if (zoom < 5.5) return 25;
  if (zoom < 6.5) return 40;
  return zoom < 7.5 ? 70 : 200;
}

/**
 * Where a name may stand around its place, the best spot first; `near` is how many pixels beside
 * it, and 0 is on it.
 *
 * @param {number} near
 * @param {Leaflet.Pixel} place
 * @param {Point} size
 * @returns {Box[]}
 */
export function boxesAround(near, { x, y }, [width, height]) {
  // The order is that of preference: on a level with its place a name is read as belonging to it.
  // On the diagonals the corner of a box faces the sign, so the box may come nearer.
  const middle = y - height / 2;
  if (near === 0) return [[x - width / 2, middle, x + width / 2, middle + height]];
  const [right, left] = [x + near * 0.7, x - near * 0.7 - width];
  const [above, below] = [y - near * 0.6 - height, y + near * 0.6];
  const spots = [
    [x + near, middle],
    [x - near - width, middle],
    [right, above],
    [right, below],
    [left, above],
    [left, below],
    [x - width / 2, y - near - height],
    [x - width / 2, y + near],
  ];
  return spots.map(([west, north]) => [west, north, west + width, north + height]);
}

/**
 * Where the long name of a land may stand: on its middle, or else some lines above or below, and
 * a little to the side.
 *
 * @param {Leaflet.Pixel} place
 * @param {Point} size
 * @returns {Box[]}
 */
export function boxesUpAndDown({ x, y }, size) {
  const lines = [0, -1, 1, -2, 2, -3, 3];
  return [0, 24, -24, 48, -48].flatMap((aside) =>
    lines.flatMap((line) => {
      const spot = { x: x + aside, y: y + line * (size[1] + 2) };
      return boxesAround(0, spot, size);
    }),
  );
}

/**
 * @param {Box} box
 * @param {Box} other
 */
function collide(box, other) {
  return (
    box[0] - GAP < other[2] &&
    box[2] + GAP > other[0] &&
    box[1] - 1 < other[3] &&
    box[3] + 1 > other[1]
  );
}

/**
 * Room that is taken, noted by squares: to hold each box against each other would be their number
 * multiplied.
 */
export class TakenRoom {
  /** @param {Box[]} [boxes] */
  constructor(boxes = []) {
    /** @type {Map<number, Box[]>} */
    this.squares = new Map();
    for (const box of boxes) this.add(box);
  }

  /** @param {Box} box */
  add(box) {
    for (const square of squaresOf(box, 0)) {
      const here = this.squares.get(square);
      if (here) here.push(box);
      else this.squares.set(square, [box]);
    }
  }

  /**
   * Whether a box would cover any of it.
   *
   * @param {Box} box
   */
  meets(box) {
    const near = squaresOf(box, GAP);
    return near.some((square) => this.squares.get(square)?.some((other) => collide(box, other)));
  }
}

/**
 * The squares that a box with some pixels around it touches.
 *
 * @param {Box} box
 * @param {number} around
 */
function squaresOf([left, top, right, bottom], around) {
  const found = [];
  const [first, last] = [left - around, right + around].map((x) => Math.floor(x / SQUARE));
  const [highest, lowest] = [top - around, bottom + around].map((y) => Math.floor(y / SQUARE));
  for (let row = highest; row <= lowest; row += 1) {
    for (let column = first; column <= last; column += 1) found.push(row * ROW + column);
  }
  return found;
}

/**
 * The first box that covers no other and the least of the lines, or null.
 *
 * @param {Box[]} boxes
 * @param {TakenRoom[]} taken
 * @param {(box: Box) => number} cover
 * @param {number} width
 */
export function freeBox(boxes, taken, cover, width) {
  /** @type {Box | null} */
  let best = null;
  let least = Infinity;
  for (const box of boxes) {
    if (box[0] < 0 || box[2] > width) continue; // half a word is none
    if (taken.some((room) => room.meets(box))) continue;
    const covered = cover(box);
    if (covered < least) [best, least] = [box, covered];
    if (least === 0) break; // none that follows can be better
  }
  return best;
}

/**
 * Notes in a grid where lines run, and tells how much of them a box would cover. Every stretch is
 * looked at once; to hold each box against each stretch would be their number multiplied.
 */
export class LineGrid {
  /**
   * @param {Point[][]} courses
   * @param {Leaflet.Pixel} shift
   * @param {number} width
   * @param {number} height
   */
  constructor(courses, shift, width, height) {
    this.width = width;
    this.height = height;
    // One cell more than fits, for what lies on the very edge.
    this.across = Math.ceil(width / CELL) + 1;
    this.down = Math.ceil(height / CELL) + 1;
    this.cells = new Uint8Array(this.across * this.down);
    for (const course of courses) {
      for (let at = 1; at < course.length; at += 1) this.edge(course[at - 1], course[at], shift);
    }
  }

  /**
   * @param {Point} from
   * @param {Point} to
   * @param {Leaflet.Pixel} shift
   */
  edge(from, to, shift) {
    const [x, y] = [from[0] + shift.x, from[1] + shift.y];
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    if (isOff(x, x + dx, this.width) || isOff(y, y + dy, this.height)) return;
    const cells = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / CELL) || 1;
    // Lines are not cut at the edge of the map: a stretch that crosses it may be many maps long.
    const steps = Math.min(MOST_STEPS, cells);
    for (let step = 0; step <= steps; step += 1) {
      this.note(x + (dx * step) / steps, y + (dy * step) / steps);
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  note(x, y) {
    const column = Math.floor(x / CELL);
    const row = Math.floor(y / CELL);
    const isInside = column >= 0 && row >= 0 && column < this.across && row < this.down;
    if (isInside) this.cells[row * this.across + column] = 1;
  }

  /**
   * How many cells with a line in them a box would cover.
   *
   * @param {Box} box
   */
  covered([left, top, right, bottom]) {
    const [first, highest] = [left, top].map((pixel) => Math.max(0, Math.floor(pixel / CELL)));
    const last = Math.min(this.across - 1, Math.floor(right / CELL));
    const lowest = Math.min(this.down - 1, Math.floor(bottom / CELL));
    let sum = 0;
    for (let row = highest; row <= lowest; row += 1) {
      for (let column = first; column <= last; column += 1) {
        sum += this.cells[row * this.across + column];
      }
    }
    return sum;
  }
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} size
 */
function isOff(from, to, size) {
  return Math.max(from, to) < 0 || Math.min(from, to) > size;
}
