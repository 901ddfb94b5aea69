"""Verdicts in words and as rows: what is known, from which record and source, and how near."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.phrases import DASH, kilometres, listed, number, within_sentence
from geo.records.texts import mark, say, say_many
from geo.records.vocab import country_name
from geo.views.tables.export import TableRow
from geo.views.verdicts.crossings import POST_WITHIN_KM, CrossedFrontier, NeededBreak
from geo.views.verdicts.lengths import NetworkLength, PrintedLength
from geo.views.verdicts.repeats import ProjectShare, Repeats
from geo.views.verdicts.verdict import AreaVerdict, LineVerdict, PointVerdict, Verdict
from geo.views.verdicts.ways import FARTHEST

#: From this share on a line is the whole way of a project, and not a part of it.
_WHOLE = 0.75
#: Another project whose way is so nearly as like is told as well.
_AS_LIKE = 0.8
#: A segment is named where so much of the line runs within 5 km of it.
_WORTH_NAMING = 0.1
_MOST_NAMED = 6
#: Below this a tenth of a kilometre is told as well.
_SHORT_KM = 10.0
_KINDS = {
    LineVerdict: mark("line"),
    PointVerdict: mark("point"),
    AreaVerdict: mark("area"),
}


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict for a page: the feature, its lead, the sentences behind it, and its records.

    `links` are (id, name) of the records that it rests on; `source_ids` those of its figures.
    """

    layer: str
    number: int
    label: str
    kind: str
    lead: str
    sentences: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    source_ids: tuple[str, ...]


def verdict_row(atlas: Atlas, verdict: Verdict) -> VerdictRow:
    """A verdict in the language of the reader."""
    lead, *more = _sentences(atlas, verdict)
    return VerdictRow(
        layer=verdict.layer,
        number=verdict.number,
        label=verdict.label or say("record {number}", number=verdict.number),
        kind=say(_KINDS[type(verdict.found)]),
        lead=lead,
        sentences=tuple(more),
        links=tuple((name, _name(atlas, name)) for name in _record_ids(verdict)),
        source_ids=_source_ids(verdict),
    )


def table_row(atlas: Atlas, verdict: Verdict) -> TableRow:
    """A verdict as a row of the table for download, in km and shares from 0 to 1."""
    found = verdict.found
    row: dict[str, object] = {
        "layer": verdict.layer,
        "number": verdict.number,
        "label": verdict.label,
        "kind": say(_KINDS[type(found)]),
        "verdict": " ".join(_sentences(atlas, verdict)),
        "record_ids": _record_ids(verdict),
    }
    if isinstance(found, LineVerdict):
        row |= _line_columns(found)
    elif isinstance(found, PointVerdict):
        row["countries"] = (found.country,)
        row["site_id"], row["site_km"] = found.site or ("", "")
        row["segment_id"], row["segment_km"] = found.segment or ("", "")
    else:
        row["countries"], row["km2"] = found.countries, round(found.km2, 1)
    return {**row, "source_ids": _source_ids(verdict)}


def _line_columns(found: LineVerdict) -> dict[str, object]:
    best = next(iter(found.repeats.projects), None)
    network = found.network
    within = best.within if best else ("", "", "")
    return {
        "countries": found.countries,
        "km": round(found.km, 1),
        "network_km": round(network.km, 1) if network and network.km else "",
        "printed_km": tuple(_printed_km(length) for length in found.printed),
        "project_id": best.project_id if best else "",
        "within_1_km": _rounded(within[0]),
        "within_5_km": _rounded(within[1]),
        "within_20_km": _rounded(within[2]),
        "project_covered": _rounded(best.covered) if best else "",
        "existing_km": round(found.existing_km, 1),
        "frontiers": tuple("-".join(frontier.countries) for frontier in found.frontiers),
        "post_ids": tuple(frontier.post_id for frontier in found.frontiers if frontier.post_id),
        "breaks_of_gauge": tuple(
            f"{change.gauges_mm[0]}/{change.gauges_mm[1]}" for change in found.breaks
        ),
    }


def _rounded(share: float | str) -> float | str:
    return round(share, 3) if isinstance(share, float) else share


def _sentences(atlas: Atlas, verdict: Verdict) -> Iterator[str]:
    found = verdict.found
    if isinstance(found, LineVerdict):
        return _of_line(atlas, found)
    return _of_point(atlas, found) if isinstance(found, PointVerdict) else _of_area(atlas, found)


def _of_line(atlas: Atlas, found: LineVerdict) -> Iterator[str]:
    yield _project_sentence(atlas, found.repeats)
    yield from _others(atlas, found.repeats)
    yield say("It is {km} long on the ground as drawn.", km=_km(found.km))
    if found.network:
        yield _network_sentence(atlas, found.network)
    for length in found.printed:
        yield _printed_sentence(atlas, length)
    yield _existing_sentence(found)
    named = [share for share in found.repeats.segments if share.within[1] >= _WORTH_NAMING]
    named.sort(key=lambda share: -share.within[1])
    for share in named[:_MOST_NAMED]:
        yield say(
            "It runs along {line} ({state}): {shares}.",
            line=_name(atlas, share.segment_id),
            state=within_sentence(share.state.label),
            shares=_shares(share.within),
        )
    if len(named) > _MOST_NAMED:
        yield say_many("It runs along {n} more line.", "It runs along {n} more lines.",
                       len(named) - _MOST_NAMED)  # fmt: skip
    yield from (_frontier_sentence(atlas, frontier) for frontier in found.frontiers)
    if not found.frontiers and found.countries:
        yield say("It stays in {country}.", country=country_name(found.countries[0]))
    yield from (_break_sentence(change) for change in found.breaks)


def _project_sentence(atlas: Atlas, repeats: Repeats) -> str:
    best = next(iter(repeats.projects), None)
    if best is None:
        return say("It follows no project of the atlas.")
    return _follows(atlas, repeats, best)


def _follows(atlas: Atlas, repeats: Repeats, best: ProjectShare) -> str:
    project = atlas.project(best.project_id)
    words = {
        "project": project.names.en,
        "state": within_sentence(project.lifecycle.label),
        "shares": _shares(best.within),
        "part": _percent(best.covered),
    }
    if best.covered >= _WHOLE and repeats.reach < FARTHEST:
        return say("It follows {project} ({state}): {shares}.", **words)
    if best.covered >= _WHOLE:
        return say("It may be {project} ({state}), drawn coarsely: {shares}.", **words)
    return say("It follows {part} of {project} ({state}): {shares}.", **words)


def _others(atlas: Atlas, repeats: Repeats) -> Iterator[str]:
    """Projects that the same line may be, and those that merely run over it as well."""
    if repeats.beside:
        yield say(
            "It runs beside {project}, but not near enough to be called the same: {shares}.",
            project=_name(atlas, repeats.beside.project_id),
            shares=_shares(repeats.beside.within),
        )
    if not repeats.projects:
        return
    best, *others = repeats.projects
    like = [share for share in others if share.score >= _AS_LIKE * best.score]
    if like:
        yield say(
            "Nearly the same line is followed by {projects}.", projects=_projects(atlas, like)
        )
    rest = [share for share in others if share not in like]
    if rest:
        yield say("The same line is part of {projects}.", projects=_projects(atlas, rest))


def _projects(atlas: Atlas, shares: Sequence[ProjectShare]) -> str:
    names = [atlas.project(share.project_id).names.en for share in shares]
    return listed(names[:_MOST_NAMED], max(len(names) - _MOST_NAMED, 0))


def _shares(within: Sequence[float]) -> str:
    near, middle, far = map(_percent, within)
    return say(
        "{near} of this line lies within 1 km, {middle} within 5 km, {far} within 20 km",
        near=near, middle=middle, far=far,
    )  # fmt: skip


def _percent(share: float) -> str:
    return say("{number} %", number=number(share * 100))


def _km(km: float) -> str:
    return kilometres(km) if km >= _SHORT_KM else say("{number} km", number=number(km, 1))


def _network_sentence(atlas: Atlas, network: NetworkLength) -> str:
    ends = {
        "start": _name(atlas, network.from_id),
        "end": _name(atlas, network.to_id),
        "start_km": _km(network.off_km[0]),
        "end_km": _km(network.off_km[1]),
    }
    if network.km is None:
        return say(
            "Its ends lie {start_km} from {start} and {end_km} from {end}, which no line of the "
            "atlas joins.", **ends,
        )  # fmt: skip
    return say(
        "Along the network of the atlas it is {km} from {start} to {end}; its ends lie {start_km} "
        "and {end_km} from them.", km=_km(network.km), **ends,
    )  # fmt: skip


def _printed_km(length: PrintedLength) -> str:
    low, high = number(length.low), number(length.high)
    return low if low == high else f"{low}{DASH}{high}"


def _printed_sentence(atlas: Atlas, length: PrintedLength) -> str:
    sources = [atlas.find_source(source_id) for source_id in length.source_ids]
    return say(
        "In print: {km} km for {record} ({scope}; {sources}).",
        km=_printed_km(length),
        record=_name(atlas, length.record_id),
        scope=length.scope or say("scope not stated"),
        sources=listed(source.publisher for source in sources if source),
    )


def _existing_sentence(found: LineVerdict) -> str:
    states = [
        say("{km} {state}", km=_km(share * found.km), state=within_sentence(state.label))
        for state, share in sorted(found.repeats.by_state.items(), key=lambda pair: -pair[1])
    ]
    words = {
        "km": _km(found.existing_km),
        "reach": number(found.repeats.reach),
        "states": listed(states),
        "rest": _km((1 - sum(found.repeats.by_state.values())) * found.km),
    }
    if not states:
        return say("Nothing of the atlas runs along it within {reach} km.", **words)
    return say(
        "Along {km} of it something is built already, within {reach} km of it. By state: {states}; "
        "along {rest} nothing of the atlas runs.", **words,
    )  # fmt: skip


def _frontier_sentence(atlas: Atlas, frontier: CrossedFrontier) -> str:
    before, after = map(country_name, frontier.countries)
    if not frontier.post_id:
        return say(
            "It passes from {before} into {after} with no border post of the atlas within "
            "{reach} km.", before=before, after=after, reach=number(POST_WITHIN_KM),
        )  # fmt: skip
    return say(
        "It passes from {before} into {after}, {km} from the border post {post} (freight: "
        "{state}).",
        before=before,
        after=after,
        km=_km(frontier.post_km),
        post=_name(atlas, frontier.post_id),
        state=frontier.post_says,
    )


def _break_sentence(change: NeededBreak) -> str:
    here, there = change.gauges_mm
    before, after = map(country_name, change.countries)
    if before == after:
        return say(
            "Its {here} mm would meet the {there} mm of most railway recorded in {country}: "
            "a gauge change.",
            here=here, there=there, country=after,
        )  # fmt: skip
    return say(
        "As a railway it would need a gauge change: most railway recorded in {before} has "
        "{here} mm, in {after} {there} mm.",
        here=here, there=there, before=before, after=after,
    )  # fmt: skip


def _of_point(atlas: Atlas, found: PointVerdict) -> Iterator[str]:
    country = country_name(found.country) if found.country else say("no country (at sea)")
    if found.site:
        name, km = found.site
        yield say("The nearest place is {place}, {km} off, in or near {country}.",
                  place=_name(atlas, name), km=_km(km), country=country)  # fmt: skip
    else:
        yield say("It lies in {country}.", country=country)
    if found.segment:
        name, km = found.segment
        state = within_sentence(atlas.segment(name).lifecycle.label)
        yield say("The nearest line is {line} ({state}), {km} off.", line=_name(atlas, name),
                  state=state, km=_km(km))  # fmt: skip
    else:
        yield say("No line of the atlas is within 20 km.")
    for reach, projects in found.projects.items():
        if projects:
            names = [atlas.project(name).names.en for name in projects]
            more = max(len(names) - _MOST_NAMED, 0)
            yield say("Within {reach} km: {projects}.", reach=number(reach),
                      projects=listed(names[:_MOST_NAMED], more))  # fmt: skip


def _of_area(atlas: Atlas, found: AreaVerdict) -> Iterator[str]:
    places = [_name(atlas, name) for name in found.site_ids]
    if places:
        yield say_many("Inside lies {n} place: {places}.", "Inside lie {n} places: {places}.",
                       len(places), places=_cut(places))  # fmt: skip
    else:
        yield say("No place of the atlas lies inside.")
    countries = listed(map(country_name, found.countries)) or say("no country (at sea)")
    area = number(found.km2, 1)
    yield say("It has {area} km² in {countries}.", area=area, countries=countries)
    if found.km_by_state:
        states = [
            say("{km} {state}", km=_km(km), state=within_sentence(state.label))
            for state, km in sorted(found.km_by_state.items(), key=lambda pair: -pair[1])
        ]
        yield say("Lines inside: {states}.", states=listed(states))
    if found.km_by_project:
        ranked = sorted(found.km_by_project.items(), key=lambda pair: -pair[1])
        projects = _cut([f"{_name(atlas, name)} ({_km(km)})" for name, km in ranked])
        yield say("Projects inside: {projects}.", projects=projects)


def _cut(names: Sequence[str]) -> str:
    return listed(names[:_MOST_NAMED], max(len(names) - _MOST_NAMED, 0))


def _name(atlas: Atlas, record_id: str) -> str:
    if record_id.startswith("seg-"):
        return line_name(atlas, atlas.segment(record_id))
    record = atlas.record(record_id)
    return str(record.names.en) if hasattr(record, "names") else record_id


def _record_ids(verdict: Verdict) -> tuple[str, ...]:
    found = verdict.found
    if isinstance(found, LineVerdict):
        projects = [share.project_id for share in found.repeats.projects]
        named = [s.segment_id for s in found.repeats.segments if s.within[1] >= _WORTH_NAMING]
        posts = [frontier.post_id for frontier in found.frontiers if frontier.post_id]
        return tuple(dict.fromkeys((*projects, *named, *posts)))
    if isinstance(found, PointVerdict):
        near = [pair[0] for pair in (found.site, found.segment) if pair]
        return (*near, *found.projects[max(found.projects)])
    by_km: Mapping[str, float] = found.km_by_project
    return (*sorted(by_km, key=lambda name: -by_km[name]), *found.site_ids)


def _source_ids(verdict: Verdict) -> tuple[str, ...]:
    """The sources of printed lengths, which the sentences quote."""
    if not isinstance(verdict.found, LineVerdict):
        return ()
    cited = (source for length in verdict.found.printed for source in length.source_ids)
    return tuple(dict.fromkeys(cited))
