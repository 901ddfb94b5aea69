"""Questions for a way: from one place to another, in English, Russian, Urdu and Persian."""

import re
from collections.abc import Iterator

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:(?:route|way|road|railway|train)\s+)?from\s+(.+?)\s+to\s+(.+)",
        r"(?:(?:маршрут|путь|дорога|поезд)\s+)?(?:из|от|с)\s+(.+?)\s+(?:в|во|до|на)\s+(.+)",
        r"(.+?)\s+سے\s+(.+?)(?:\s+(?:تک|کو|کا\s+راستہ|کا))?",
        r"از\s+(.+?)\s+(?:به|تا)\s+(.+)",
        r"从(.+?)[到至](.+)",
        r"(.+?)\s+to\s+(.+)",
        r"(.+?)\s*(?:→|->|—|–|\s-\s)\s*(.+)",
    )
)
#: Endings of Russian names after a preposition, and what may stand there in the register.
_CASES = (
    (("а", "у", "е", "ом"), ("",)),
    (("ы", "и", "у", "е"), ("а",)),
    (("и", "ю", "е"), ("я", "ь")),
    (("а", "у"), ("о",)),
    (("я",), ("й", "ь")),
)
_LONGEST_CASE = 4


def parts_of_route(text: str) -> Iterator[tuple[str, str]]:
    """The two ends that a text may name, the likeliest reading first; the reader decides.

    >>> next(parts_of_route("from Lahore to Tashkent"))
    ('Lahore', 'Tashkent')
    """
    for form in _FORMS:
        if found := form.fullmatch(" ".join(text.split()).rstrip("?.!؟")):
            yield found[1].strip(), found[2].strip()


def base_forms(name: str) -> Iterator[str]:
    """A name, and what it may be called in the nominative if it is Russian: `Лахора`, `Лахор`."""
    yield name
    if len(name) > _LONGEST_CASE and "а" <= name[-1].lower() <= "я":
        for endings, bases in _CASES:
            for ending in endings:
                if name.lower().endswith(ending):
                    yield from (name[: -len(ending)] + base for base in bases)
