"""The index that the search of an edition asks in the browser: names, texts and towns."""

from collections.abc import Iterable, Sequence
from typing import Any

from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import Claim, Names, Site
from geo.records.phrases import with_commas
from geo.records.vocab import COUNTRIES
from geo.search.answers import Found
from geo.search.documents import Entry, all_entries, claim_title
from geo.search.gazetteer import Town
from geo.search.people import country_id, country_names, everybody
from geo.search.romanize import script_language, spelling_tables
from geo.search.words import EMPTY_WORDS

Json = dict[str, Any]
#: Language and name of each.
_Named = Sequence[tuple[str, str]]


def search_index(atlas: Atlas, towns: Iterable[Town]) -> Json:
    """All that `finder.js` needs; the towns stand by their population, the largest first."""
    by_size = sorted(towns, key=lambda town: (-town.population, town.geoname_id))
    named = _names_of(atlas)
    return {
        **spelling_tables(),
        "empty": sorted(EMPTY_WORDS),
        "many": {kind.value: kind.many for kind in Found},
        "entries": [
            _entry(atlas, entry, named.get(entry.record_id, ())) for entry in all_entries(atlas)
        ],
        "towns": [_town(town) for town in by_size],
    }


def _names_of(atlas: Atlas) -> dict[str, _Named]:
    """The names of what is called something; of other records only words are looked for."""
    found: dict[str, _Named] = {project.id: _spelled(project.names) for project in atlas.projects}
    found |= {site.id: _spelled(site.names) for site in atlas.sites}
    found |= {project.id: [("en", project.short), *found[project.id]] for project in atlas.projects}
    found |= {segment.id: [("en", segment.label)] for segment in atlas.segments if segment.label}
    found |= {somebody.id: tuple(somebody.names) for somebody in everybody(atlas)}
    found |= {
        country_id(code): [(script_language(name), name) for name in country_names(code)]
        for code in COUNTRIES
    }
    return found


def _spelled(names: Names) -> list[tuple[str, str]]:
    also = [(script_language(name), name) for name in names.also]
    return [("en", names.en), *names.local(), *also]


def _entry(atlas: Atlas, entry: Entry, names: _Named) -> Json:
    record = atlas.find(entry.record_id)
    title = claim_title(atlas, record) if isinstance(record, Claim) else entry.title
    kind = record.kind.label if isinstance(record, Site) else entry.found.label
    date = when(entry.date) if entry.date else ""
    _, *texts = entry.document.texts
    told: Json = {
        "found": entry.found.value,
        "id": entry.record_id,
        "shown": entry.shown_id,
        "title": title,
        "where": with_commas(filter(None, (entry.where, date))),
        "kind": kind,
        "link": entry.link,
        "names": [list(pair) for pair in names],
        "texts": texts,
        # Names in other scripts stand in the first text of a document.
        "also": f"{entry.document.texts[0]} {entry.document.also}",
        "weight": round(entry.document.weight, 2),
    }
    return told | ({"at": [entry.at.lon, entry.at.lat]} if entry.at else {})


def _town(town: Town) -> Json:
    also = [(script_language(name), name) for name in town.also]
    told: Json = {
        "id": town.geoname_id,
        "where": town.where,
        "kind": town.kind,
        "at": [town.at.lon, town.at.lat],
        "names": [list(pair) for pair in (*town.names, *also)],
    }
    if town.local:
        told["local"] = dict(zip(("language", "name"), town.local, strict=True))
    return told
