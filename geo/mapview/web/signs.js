// The small signs of the map. Paths are drawn on a 24 by 24 grid; colours come from atlas.css.

const NS = "http://www.w3.org/2000/svg";

const SHAPES = {
  plant: [["path", { d: "M3 20V10l5 3V10l5 3V5h3l1 8h3v7z" }]],
  jetty: [["path", { d: "M4 9h16v4H4zM7 13v6M12 13v6M17 13v6", class: "thin" }]],
  port: [
    ["path", { d: "M12 4v15M7 9h10M4 14c1 4 4 6 8 6s7-2 8-6", class: "thin" }],
    ["circle", { cx: 12, cy: 4.5, r: 2 }],
  ],
  dryport: [["path", { d: "M4 8h16v10H4zM9 8v10M15 8v10", class: "thin" }]],
  border: [["path", { d: "M12 3l8 9-8 9-8-9z" }]],
  junction: [["path", { d: "M12 21v-8M12 13L5 5M12 13l7-8", class: "thin" }]],
  station: [["rect", { x: 6, y: 6, width: 12, height: 12, rx: 2 }]],
  pass: [["path", { d: "M3 19l7-12 4 6 2-3 5 9z" }]],
  city: [["circle", { cx: 12, cy: 12, r: 5 }]],
  town: [["circle", { cx: 12, cy: 12, r: 4 }]],
};

// A border post is a full diamond if its state is known and a hollow one with a broken rim if it is
// not. Inside is what is known, or was: a cross is closed, a dash is open with limits.
const ACCESS = {
  open: [],
  "open with limits": [["path", { d: "M8 12h8", class: "mark" }]],
  closed: [["path", { d: "M8.5 8.5l7 7M15.5 8.5l-7 7", class: "mark" }]],
  "not known after closed": [["path", { d: "M9.6 9.6l4.8 4.8M14.4 9.6l-4.8 4.8", class: "mark" }]],
  "not known after open": [
    ["path", { d: "M9.8 9.6a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.7M12 16.3v.1", class: "mark" }],
  ],
  "never known": [["circle", { cx: 12, cy: 12, r: 2, class: "dot" }]],
};

const BREAK = [["path", { d: "M2 8h9M2 16h9M13 6h9M13 18h9", class: "thin" }]];

function element([name, attributes]) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

/** An SVG sign. `access` only matters to border posts; a break of gauge has a sign of its own. */
export function sign(name, { access = "", breakOfGauge = false, size = 22 } = {}) {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute(
    "class",
    `sign sign-${breakOfGauge ? "break" : name} ${access ? `access-${access.replaceAll(" ", "-")}` : ""}`,
  );
  const parts = breakOfGauge ? BREAK : [...SHAPES[name], ...(ACCESS[access] ?? [])];
  for (const part of parts) svg.append(element(part));
  return svg;
}

/** A sample of a line for toggles and legend: casing, stroke, pattern and `bed` as on the map. */
export function lineSample({
  colour,
  pattern,
  width = 3.5,
  tick = null,
  length = 44,
  bed = false,
}) {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("width", length);
  svg.setAttribute("height", 12);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "sample");
  const line = (stroke, strokeWidth, dash) => {
    const node = element([
      "line",
      { x1: 1, y1: 6, x2: length - 1, y2: 6, stroke, "stroke-width": strokeWidth },
    ]);
    if (dash?.length) node.setAttribute("stroke-dasharray", dash.join(" "));
    svg.append(node);
  };
  if (pattern.hollow) {
    line(colour, width + 2, pattern.dash);
    line("var(--paper)", width - 0.5);
  } else {
    line(colour, width, pattern.dash);
  }
  if (bed) line(colour, 1);
  if (tick) line(colour, 9, tick);
  svg.style.opacity = pattern.opacity;
  return svg;
}
