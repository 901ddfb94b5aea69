"""All names by which records of an atlas are called in texts, of every kind."""

import re
from collections.abc import Iterable, Iterator

from geo.atlas import Atlas
from geo.records.model import Names
from geo.records.vocab import COUNTRIES, SiteKind
from geo.search.mentions.common import COUNTRY_WORDS, DOUBTFUL, NEVER, STEELWORKS
from geo.search.mentions.forms import russian_adjective
from geo.search.mentions.mention import MentionKind
from geo.search.mentions.names import Name
from geo.search.mentions.plain import plain
from geo.search.name_index import NameRow
from geo.search.people import Somebody, country_id, country_names, everybody

ORGANISATION = "Organisation"
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_PARTS = re.compile(r"\s*[—–/]\s*|\s+-\s+")
_ABBREVIATION = re.compile(r"[^\W\d_a-zа-я]{2,6}")
#: Languages of the gazetteer's names for a place of ours.
_LENT = frozenset({"en", "ur", "ru", "fa", "ps"})
_LENT_LEAST = 5  # letters of a spelling whose language is unknown
_PLAIN_WORDS = re.compile(r"[A-Z][a-z]+ (?!lines)[a-z]+")
_NO_NAMES = ("Road junction", "Junction", "Zero Point")
_IZAFE = re.compile(r"(?<=\w)[- ](?:i|e|ye)[- ](?=\w)")
_FIRST_NAMES_OF_MANY = frozenset(
    ["mohammad", "muhammad", "syed", "sardar", "mohammed", "khawaja", "rana", "lord"]
)
_LAST_NAMES_OF_MANY = frozenset(map(plain, ("khan", "хан", "خان")))


def all_names(atlas: Atlas, lent: Iterable[NameRow]) -> Iterator[Name]:
    """Every name of the atlas; `lent` are those that the gazetteer gives to its places."""
    yield from _places(atlas, lent)
    yield from _projects(atlas)
    yield from _works(atlas)
    yield from _labels(atlas)
    for somebody in everybody(atlas):
        yield from _somebody(somebody)
    for code in COUNTRIES:
        yield from _country(code)


def _places(atlas: Atlas, lent: Iterable[NameRow]) -> Iterator[Name]:
    for site in atlas.sites:
        if not site.names.en.startswith(_NO_NAMES):
            for name in _written(site.names):
                yield from _place(site.id, name)
    own = {site.id for site in atlas.sites}
    for owner, name, language in lent:
        is_known = language in _LENT or (not language and len(name) >= _LENT_LEAST)
        if owner in own and is_known and not is_adjective(name):
            yield from _place(owner, name)


def is_adjective(name: str) -> bool:
    """Whether a Russian name is an adjective of another: a region, a street or a station."""
    return plain(name).endswith(("ская", "скии", "ское"))


def _place(record_id: str, name: str) -> Iterator[Name]:
    kind = MentionKind.PLACE
    if plain(name) in NEVER:
        return
    doubt = plain(name) in DOUBTFUL
    upper = _is_abbreviation(name)
    yield Name(record_id, kind, name, is_upper=upper, needs_place=doubt)
    if _IZAFE.search(name):
        for between in ("i", "e", ""):
            other = _IZAFE.sub(f" {between} ".replace("  ", " "), name)
            yield Name(record_id, kind, other, needs_place=doubt)


def _projects(atlas: Atlas) -> Iterator[Name]:
    kind = MentionKind.PROJECT
    for project in atlas.projects:
        for name in _written(project.names, apart=False):
            is_upper = _is_abbreviation(name)
            # Common words, such as `pilot freight train`, are said of others as well.
            common = name.islower()
            yield Name(project.id, kind, name, is_upper=is_upper, is_lax=True, needs_place=common)
        # A short name of plain words says little by itself.
        if _PLAIN_WORDS.fullmatch(project.short):
            yield Name(project.id, kind, project.short, is_lax=True, needs_place=True)


def _works(atlas: Atlas) -> Iterator[Name]:
    """What means the only steelworks of an atlas, where its country is spoken of."""
    works = [site for site in atlas.sites if site.kind is SiteKind.STEEL_PLANT]
    if len(works) != 1:
        return
    called = plain(works[0].names.en)
    ids = [project.id for project in atlas.projects if plain(project.names.en) == called]
    for record_id in (*ids, works[0].id):
        for words in STEELWORKS:
            yield Name(record_id, MentionKind.PROJECT, words, is_lax=True, needs_place=True)


def _labels(atlas: Atlas) -> Iterator[Name]:
    """Numbers of roads."""
    for segment in atlas.segments:
        if segment.label and any(char.isdigit() for char in segment.label):
            yield Name(segment.id, MentionKind.LINE, segment.label)


def _somebody(somebody: Somebody) -> Iterator[Name]:
    is_organisation = somebody.office.startswith(ORGANISATION)
    kind = MentionKind.ORGANISATION if is_organisation else MentionKind.PERSON
    names = [name for _, name in somebody.names]
    if is_organisation:
        names += [*_known_for_short(somebody)]
    for name in names:
        yield Name(
            somebody.id, kind, name, is_upper=_is_abbreviation(name), is_half_lax=is_organisation
        )
        if not is_organisation:
            for shorter in _shorter(name):
                yield Name(somebody.id, kind, shorter)


def _known_for_short(somebody: Somebody) -> Iterator[str]:
    """Without the legal form."""
    name = somebody.name
    for form in (" LLC", " (Pvt) Ltd", " Corporation"):
        if name.endswith(form) and len(name.split()) > 2:  # noqa: PLR2004 - two words and the form
            yield name.removesuffix(form)


def _shorter(name: str) -> Iterator[str]:
    """A person's name without what is often left out."""
    parts = name.split()
    if len(parts) > 2:  # noqa: PLR2004 - first and last name
        yield f"{parts[0]} {parts[-1]}"
        if plain(parts[0]) in _FIRST_NAMES_OF_MANY:
            yield " ".join(parts[1:])
        if plain(parts[-1]) in _LAST_NAMES_OF_MANY:
            yield " ".join(parts[:-1])


def _country(code: str) -> Iterator[Name]:
    own = country_id(code)
    for name in country_names(code):
        yield Name(own, MentionKind.COUNTRY, name, is_upper=_is_abbreviation(name))
    stems, others = COUNTRY_WORDS.get(code, ("", ""))
    for stem in stems.split():
        for form in russian_adjective(stem):
            yield Name(own, MentionKind.COUNTRY, form, is_lax=True)
    for word in others.split():
        yield Name(own, MentionKind.COUNTRY, word)


def _is_abbreviation(name: str) -> bool:
    return _ABBREVIATION.fullmatch(name) is not None and name.isupper()


def _written(names: Names, *, apart: bool = True) -> Iterator[str]:
    """All spellings, also without what stands in brackets, and the parts of a name of two."""
    for name in (names.en, *(name for _, name in names.local()), *names.also):
        yield name
        bare = _IN_BRACKETS.sub("", name)
        if bare != name:
            yield bare
        if apart:
            parts = _PARTS.split(bare)
            if len(parts) > 1:
                yield from (part for part in parts if part)
