"""The files of the map, built: one index, one GeoJSON per project, the base map, other railways.

The index holds names, states and counts of everything that can be drawn or found; the geometry
of a project is fetched when its layer is switched on, or all together when many are.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.analysis.border_posts import state_today
from geo.analysis.line_names import line_name
from geo.analysis.place_kinds import place_layers
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.mapview.assets import Assets
from geo.mapview.fonts import font_faces, font_files
from geo.mapview.ground_files import (
    NEAR,
    GroundFiles,
    far_files,
    lines_file,
    near_files,
    network_file,
)
from geo.mapview.history import build_history
from geo.mapview.map_files import CONTEXT, Payload
from geo.mapview.parallel_lanes import Lanes, course_of, lanes_of, rounded_position
from geo.mapview.place_layers import Towns, read_towns, town_rank
from geo.mapview.style import project_colours, read_style
from geo.mapview.theme import frame_variables
from geo.records.as_of import default_day, first_day
from geo.records.model import Area, Project, Segment, Site
from geo.records.texts import language, script_texts
from geo.records.vocab import SiteKind
from geo.views.addresses import DATA, MAP, TIMELINE, described

#: From so many layers on the map fetches one file with all of them, as `records.js` says.
_MANY = 10

Json = dict[str, Any]


def build_payload(atlas: Atlas, folder: Path) -> Payload:
    """Build all files for the browser from an atlas and its data folder.

    Raises DataError if the look of the map cannot be read.
    """
    assets = Assets()
    style = read_style(folder)
    ground = GroundFiles(folder)
    towns = read_towns(ground)
    drawn = [project for project in atlas.projects if project.layer]
    members = {member for umbrella in atlas.projects for member in umbrella.member_ids}
    lanes = lanes_of({project.id: atlas.segments_of(project.id) for project in drawn})
    layers = {project.id: _project_features(atlas, project, lanes) for project in drawn}
    index = {
        "projects": {
            project.id: {
                **_project_entry(atlas, project, colour, is_member=project.id in members),
                "file": assets.add_json(f"{project.id}.geojson", layers[project.id]),
            }
            for project, colour in zip(drawn, project_colours(drawn, style).values(), strict=True)
        },
        "sites": {site.id: _site_entry(atlas, site, towns) for site in atlas.sites},
        "features": {
            **{segment.id: _line_entry(atlas, segment) for segment in atlas.segments},
            **{area.id: _area_entry(area) for area in atlas.areas},
        },
        "articles": [article.id for article in atlas.articles],
        "aliases": dict(atlas.aliases),
        "together": assets.add_json("together.json", _together(layers)),
        "history": assets.add_json("history.json", build_history(atlas)),
        "days": [first_day().isoformat(), default_day(atlas).isoformat()],
        "counts": _counts(atlas, style),
        "defaults": first_layers(drawn, style),
        "addresses": described(MAP, TIMELINE, DATA),
        "language": language(),
        "texts": script_texts(),
        "style": {key: style[key] for key in style if key not in {"projects", "first", "spare"}},
        "basemap": far_files(ground, assets),
        "squares": near_files(ground, assets),
        "network": network_file(atlas, assets),
        "context": {
            word: file
            for word, name in CONTEXT.items()
            if (file := lines_file(ground, name, assets)) is not None
        },
    }
    fonts = {name: assets.add(name, body) for name, body in font_files().items()}
    # The style sheet stands in a folder of its own below the one with the fonts.
    faces = font_faces({name: f"../{served}" for name, served in fonts.items()})
    scripts = assets.add_scripts(faces + frame_variables(style))
    return Payload(
        assets,
        scripts,
        assets.add_json("index.json", index),
        fonts,
        tuple(_first_lines(index)),
        tuple(_first_ground(index)),
        ground.issues,
    )


def _first_lines(index: Json) -> list[str]:
    if len(index["defaults"]) >= _MANY:
        return [index["together"]]
    return [index["projects"][project_id]["file"] for project_id in index["defaults"]]


def _first_ground(index: Json) -> list[str]:
    far = [name for name in index["basemap"].values() if not name.startswith(NEAR)]
    return sorted(far, key=lambda name: (name.endswith(".webp"), name))


def first_layers(drawn: Sequence[Project], style: Json) -> list[str]:
    """Layers that are on for a reader without a link; all of them where none of the named is."""
    ids = [project.id for project in drawn]
    return [project_id for project_id in ids if project_id in style["first"]] or ids


def _counts(atlas: Atlas, style: Json) -> Json:
    segments = atlas.segments
    states = {
        word: sum(segment.lifecycle == word for segment in segments) for word in style["lifecycle"]
    }
    modes = {word: sum(segment.mode == word for segment in segments) for word in style["mode"]}
    layers = [layer.value for site in atlas.sites for layer in place_layers(site)]
    places = {word: layers.count(word) for word in style["places"]}
    return {
        name: {word: count for word, count in counts.items() if count}
        for name, counts in (("states", states), ("modes", modes), ("places", places))
    }


def _project_entry(atlas: Atlas, project: Project, colour: Json, *, is_member: bool) -> Json:
    segments = atlas.segments_of(project.id)
    own = [segment for segment in segments if segment.project_id == project.id]
    states: dict[str, dict[str, float]] = {}
    for segment in segments:
        of_state = states.setdefault(segment.lifecycle.value, {"segments": 0, "km": 0.0})
        of_state["segments"] += 1
        of_state["km"] = round(of_state["km"] + drawn_km(segment), 1)
    entry: Json = {
        "title": project.names.en,
        "short": project.short,
        "group": project.group,
        "state": project.lifecycle.value,
        "segments": len(segments),
        "states": states,
        "drawn": _drawn_states(project, segments),
        "member": is_member,
        "colour": colour,
    }
    if len(own) < len(segments):
        entry["others"] = len(segments) - len(own)
        entry["own_km"] = round(sum(map(drawn_km, own)), 1)
    return entry


def _drawn_states(project: Project, segments: Sequence[Segment]) -> list[str]:
    """The states in which a project is drawn, the longest first; its own where none is drawn.

    A plan over a line of others that runs is drawn as a plan, as `standing.js` does.
    """
    km: dict[str, float] = {}
    for segment in segments:
        is_plan = segment.project_id != project.id and not project.lifecycle.is_in_service
        drawn = project if is_plan and segment.lifecycle.is_in_service else segment
        word = drawn.lifecycle.value
        km[word] = km.get(word, 0.0) + drawn_km(segment)
    return sorted(km, key=lambda word: -km[word]) or [project.lifecycle.value]


def _site_entry(atlas: Atlas, site: Site, towns: Towns) -> Json:
    entry: Json = {
        "name": site.names.en,
        "kind": site.kind.value,
        "lon": site.at.lon,
        "lat": site.at.lat,
        "projects": [project.id for project in atlas.projects_of_site(site.id)],
    }
    if site.kind is SiteKind.BORDER_CROSSING or atlas.border_status_of(site.id):
        state = state_today(atlas, site.id)
        entry |= {"access": state.access.value, "told": state.sentence()}
    if site.lifecycle:
        entry["state"] = site.lifecycle.value
    if site.location_error_km:
        entry["error_km"] = site.location_error_km
    if site.breaks_gauge_mm:
        entry["breaks"] = list(site.breaks_gauge_mm)
    if layers := place_layers(site):
        entry["layers"] = [layer.value for layer in layers]
    if (rank := town_rank(site, towns)) is not None:
        entry["rank"] = rank
    return entry


def _line_entry(atlas: Atlas, segment: Segment) -> Json:
    return {
        "name": line_name(atlas, segment),
        "project": segment.project_id,
        "state": segment.lifecycle.value,
        "mode": segment.mode.value,
    }


def _area_entry(area: Area) -> Json:
    return {"name": area.names.en, "project": area.project_id}


def _project_features(atlas: Atlas, project: Project, lanes: Mapping[str, Lanes]) -> Json:
    """All segments that the project runs over, those of others too, and its outlines."""
    features = [
        _line_feature(segment, lanes[segment.id]) for segment in atlas.segments_of(project.id)
    ]
    features += [_area_feature(area) for area in atlas.areas_of(project.id)]
    return {"type": "FeatureCollection", "features": features}


def _together(layers: Mapping[str, Json]) -> Json:
    """All layers in one file, for who asks for many; what several share stands in it once."""
    features = {
        feature["id"]: feature for layer in layers.values() for feature in layer["features"]
    }
    ids = {name: [feature["id"] for feature in layer["features"]] for name, layer in layers.items()}
    return {"features": features, "layers": ids}


def _line_feature(segment: Segment, lanes: Lanes) -> Json:
    properties: Json = {
        "state": segment.lifecycle.value,
        "mode": segment.mode.value,
        "basis": segment.geometry_basis.value,
    }
    if segment.gauges_mm:
        properties["gauges"] = list(segment.gauges_mm)
    if lanes.track_id != segment.id:
        properties["track"] = lanes.track_id
    if lanes.is_turned:
        properties["turned"] = True
    return _feature(segment.id, "LineString", list(course_of(segment)), properties)


def _area_feature(area: Area) -> Json:
    ring = [rounded_position(point) for point in area.ring]
    return _feature(area.id, "Polygon", [ring], {"basis": area.geometry_basis.value})


def _feature(record_id: str, kind: str, coordinates: list[Any], properties: Json) -> Json:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": record_id, "geometry": geometry, "properties": properties}
