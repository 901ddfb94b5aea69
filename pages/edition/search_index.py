"""The index that the search of an edition asks in the browser: names, texts and towns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import Claim, Site
from geo.records.phrases import with_commas
from geo.records.vocab import COUNTRIES
from geo.search.answers import Found
from geo.search.documents import Entry, all_entries, claim_title
from geo.search.gazetteer import Town
from geo.search.people import country_id, country_names, everybody
from geo.search.romanize import script_language, spelling_tables
from geo.search.search import NameIndex
from geo.search.words import EMPTY_WORDS

Json = dict[str, Any]
#: Language and name of each.
_Named = Sequence[tuple[str, str]]


def search_index(atlas: Atlas, index: NameIndex) -> Json:
    """All that `finder.js` needs; the towns stand by their population, the largest first."""
    by_size = sorted(index.towns(), key=lambda town: (-town.population, town.geoname_id))
    named = _names_of(atlas, index)
    return {
        **spelling_tables(),
        "empty": sorted(EMPTY_WORDS),
        "many": {kind.value: kind.many for kind in Found},
        "entries": [
            _entry(atlas, entry, named.get(entry.record_id, ())) for entry in all_entries(atlas)
        ],
        "towns": [_town(town, named[town.id]) for town in by_size],
    }


def _names_of(atlas: Atlas, index: NameIndex) -> Mapping[str, _Named]:
    """The names of what is called something; of other records only words are looked for."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for owner, name, language in index.names():
        found[owner].append((language or script_language(name), name))
    for somebody in everybody(atlas):
        found[somebody.id] += somebody.names
    for code in COUNTRIES:
        found[country_id(code)] += [(script_language(name), name) for name in country_names(code)]
    # A town may lend a place the names that it has already.
    return {owner: tuple(dict.fromkeys(names)) for owner, names in found.items()}


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


def _town(town: Town, names: _Named) -> Json:
    told: Json = {
        "id": town.geoname_id,
        "where": town.where,
        "kind": town.kind,
        "at": [town.at.lon, town.at.lat],
        "names": [list(pair) for pair in names],
    }
    if town.local:
        told["local"] = dict(zip(("language", "name"), town.local, strict=True))
    return told
