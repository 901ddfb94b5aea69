// Lines moved sideways, in plain numbers. Nothing here knows Leaflet, projects or the page.

/** Longitude and latitude in the pixels of zoom 0 (Web Mercator, 256 pixels around the world). */
export function world([lon, lat]) {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
  return [
    ((lon + 180) / 360) * 256,
    (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256,
  ];
}

/** How long a line is, in the unit of its points. */
export function lengthOf(points) {
  let sum = 0;
  for (let at = 1; at < points.length; at += 1)
    sum += Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]);
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
 * A line moved `offset` pixels to its right.
 * `before` and `after` are what continues it, `{point, offset}` or null, so that ends meet.
 */
export function offsetLine(points, offset, before = null, after = null) {
  if (!offset && !before?.offset && !after?.offset) return points;
  const edges = points.slice(1).map((point, at) => sideways(points[at], point, offset));
  const first = before && sideways(before.point, points[0], before.offset);
  const last = after && sideways(points.at(-1), after.point, after.offset);
  const corners = points.map((point, at) => {
    if (at > 0 && at < edges.length) return joint(point, edges[at - 1], edges[at]);
    if (at === 0)
      return first ? joint(point, first, edges[0]).slice(-2) : [shifted(point, edges[0])];
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
function joint(point, before, after) {
  const cosine = before.ux * after.ux + before.uy * after.uy;
  const step = Math.abs(before.offset - after.offset);
  if (step > 0.01) {
    // From one lane into another: a slope, as steep as the room allows.
    const reach = Math.min(step * 1.5, before.long * 0.45, after.long * 0.45);
    const [from, to] = [shifted(point, before, -reach), shifted(point, after, reach)];
    return [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to];
  }
  if (!before.offset) return [point];
  const turn = before.ux * after.uy - before.uy * after.ux;
  if (cosine > -0.2) return [mitre(point, before, after, before.offset / (1 + cosine))];
  if (turn * before.offset > 0) {
    // Inside a hairpin: as far in as its sides are long, instead of a loop.
    const room = Math.min(before.long, after.long) / 2;
    return [
      mitre(
        point,
        before,
        after,
        Math.min(Math.abs(before.offset) / (1 + cosine), room / Math.abs(turn)) *
          Math.sign(before.offset),
      ),
    ];
  }
  const [from, to] = [shifted(point, before), shifted(point, after)];
  return [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to];
}

function mitre([x, y], before, after, stretch) {
  return [x - (before.uy + after.uy) * stretch, y + (before.ux + after.ux) * stretch];
}
