// The same data on plain Leaflet, without Streamlit, names, legend or search: the floor for the bench.

const L = window.L;
const get = async (name) => (await fetch(`atlas/${name}`)).json();
const index = await get("index.json");
const map = L.map("map", { minZoom: 3, maxZoom: 10, attributionControl: false });
const lines = []; // {layer, project, state}
const on = { layers: new Set(index.defaults), states: new Set(Object.keys(index.counts.states)) };
const loaded = new Set();

async function load(project) {
  if (loaded.has(project)) return;
  loaded.add(project);
  const style = { color: index.projects[project].colour.light };
  L.geoJSON(await get(index.projects[project].file), {
    style: ({ geometry, properties }) => ({
      ...style,
      weight: geometry.type === "Polygon" ? 1.6 : 3,
      className: `${geometry.type === "Polygon" ? "area" : "segment"} project-${project} state-${properties.state}`,
    }),
    onEachFeature: ({ id, properties }, layer) => {
      layer.on("click", () => show(id));
      layer.on("add", () => { layer.getElement().dataset.id = id; });
      lines.push({ layer, project, state: properties.state });
    },
  });
}

async function draw() {
  await Promise.all([...on.layers].map(load));
  for (const { layer, project, state } of lines) {
    const wanted = on.layers.has(project) && (!state || on.states.has(state));
    if (wanted !== map.hasLayer(layer)) wanted ? layer.addTo(map) : layer.remove();
  }
}

function show(id) {
  const article = document.querySelector("article.details");
  article.dataset.record = id;
  article.querySelector("h2").textContent = index.features[id].name;
}

function box(name, value, set) {
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", checked: set.has(value) });
  input.dataset[name] = value;
  input.addEventListener("change", () => {
    input.checked ? set.add(value) : set.delete(value);
    draw();
  });
  const label = document.createElement("label");
  label.append(input, value);
  document.querySelector(".panel").append(label);
}

async function base() {
  const canvas = L.canvas();
  const names = ["sea", "lakes", "rivers", "boundaries", "kashmir"];
  const parts = await Promise.all(names.map((name) => get(index.basemap[name])));
  const style = { color: "#6b5e52", weight: 1, fillColor: "#b9d3e0" };
  for (const part of parts) L.geoJSON(part, { renderer: canvas, interactive: false, style }).addTo(map);
}

function sites() {
  for (const { lat, lon, projects } of Object.values(index.sites)) {
    if (projects.some((id) => on.layers.has(id))) L.circleMarker([lat, lon], { radius: 4 }).addTo(map);
  }
}

map.fitBounds([[23.5, 37], [57, 79]], { animate: false });
const relief = L.imageOverlay(`atlas/${index.basemap.relief}`, [[18, 20], [62, 95]], { className: "relief" });
relief.addTo(map);
Object.keys(index.projects).forEach((id) => box("layer", id, on.layers));
[...on.states].forEach((state) => box("filter", state, on.states));
window.atlas = { map, index };
await draw();
sites();
document.documentElement.dataset.ready = "true";
await base();
document.documentElement.dataset.ready = "full";
