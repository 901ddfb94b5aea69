// The legend on the map: drawn from the same styles as the map itself.

import { make } from "./dom.js";
import { said } from "./past.js";
import { lineSample, sign } from "./signs.js";

/** What the signs and patterns mean: only those that are on the map now. */
export function legend(index, drawing) {
  const shown = drawing.visible().filter((entry) => entry.kind === "segment");
  const sites = [...drawing.markers.keys()].map((id) => index.sites[id]);
  const used = (values) => new Set(values);
  const row = (mark, words) => make("li", {}, make("span", { class: "mark-cell" }, mark), words);
  const list = (title, rows) =>
    rows.length ? [make("h3", {}, title), make("ul", {}, ...rows)] : [];
  const in_order = (words, set) => Object.keys(words).filter((word) => set.has(word));
  const { lifecycle, mode, gauge, basis, site, access } = index.style;
  const ink = "currentColor";
  const solid = lifecycle.operating;
  const unrun = in_order(lifecycle, used(shown.map((entry) => drawing.unrun(entry)))).filter(
    (state) => !lifecycle[state].hollow,
  );
  const states = in_order(
    lifecycle,
    used(shown.map((entry) => drawing.unrun(entry) ?? drawing.now(entry).state)),
  ).map((state) =>
    row(lineSample({ colour: ink, pattern: lifecycle[state] }), lifecycle[state].legend),
  );
  if (unrun.length)
    states.push(
      row(
        lineSample({ colour: ink, pattern: lifecycle[unrun[0]], bed: true }),
        "With a thin solid line: the line runs, the service does not",
      ),
    );
  const modes = in_order(mode, used(shown.map((entry) => entry.props.mode))).map((one) =>
    row(lineSample({ colour: ink, pattern: solid, width: mode[one].width }), mode[one].legend),
  );
  const gauges =
    drawing.map.getZoom() >= 7
      ? in_order(gauge, used(shown.flatMap((entry) => (entry.props.gauges ?? []).map(String)))).map(
          (one) =>
            row(
              lineSample({ colour: ink, pattern: solid, width: 2, tick: gauge[one].tick }),
              gauge[one].legend,
            ),
        )
      : [];
  const kinds = in_order(site, used(sites.map((one) => one.kind)))
    .filter((kind) => kind !== "border-crossing")
    .map((kind) => row(sign(site[kind].sign, { size: 18 }), site[kind].legend));
  const posts = in_order(
    access,
    used(sites.filter((one) => one.kind === "border-crossing").map((one) => one.access)),
  ).map((one) => row(sign("border", { access: one, size: 18 }), access[one].legend));
  const breaks = sites.some((one) => one.breaks)
    ? [row(sign("", { breakOfGauge: true, size: 18 }), index.style["break-of-gauge"].legend)]
    : [];
  const known = in_order(basis, used(shown.map((entry) => entry.props.basis))).map((one) =>
    make("li", { class: "wide" }, basis[one].legend),
  );
  const rings =
    drawing.map.getZoom() >= 8 && sites.some((one) => one.error_km)
      ? [make("li", { class: "wide" }, "A dotted ring is the likely error of an estimated place")]
      : [];
  const undated = shown.some((entry) => drawing.now(entry).undated)
    ? [
        make(
          "li",
          { class: "wide" },
          "Pale: opening date not in the atlas; drawn however early the date is",
        ),
      ]
    : [];
  const plans = drawing.state?.date
    ? [make("li", { class: "wide" }, "A plan appears on the day of its first record")]
    : [];
  return [
    ...list(drawing.state?.date ? `As on ${said(drawing.state.date)}` : "", [...undated, ...plans]),
    ...list("State of a line", states),
    ...list("Kind of line", modes),
    ...list("Track gauge", gauges),
    ...list("Places", [...kinds, ...breaks]),
    ...list("Border posts, freight", posts),
    ...list("How well it is known", [...known, ...rings]),
  ];
}
