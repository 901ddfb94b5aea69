"""`python -m geo article mark`: names, dates and figures in our articles become links.

What the recogniser is sure of is marked. A curator reads the change and corrects it by hand: a
mention becomes a link only by somebody's word. Marks that stand already are left as they are.
"""

import re
from calendar import month_name
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from geo.analysis.line_names import name_by_id
from geo.atlas import Atlas
from geo.reading.homes.placing import put
from geo.records.errors import UnknownId
from geo.records.model import Article, Claim
from geo.records.sentences import DATE_REF, MARK
from geo.search.mentions.mention import Mention, MentionKind
from geo.search.mentions.recognise import Recogniser
from geo.views.text_check.measures import likeness

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED = re.compile(r"\d|" + "|".join(month_name[1:]))
#: What a link can lead to; countries are no records.
_RECORDS = frozenset(
    {
        *(MentionKind.PLACE, MentionKind.LINE, MentionKind.PROJECT),
        *(MentionKind.PERSON, MentionKind.ORGANISATION),
    }
)


def mark_articles(folder: Path, atlas: Atlas, ids: Iterable[str] = ()) -> int:
    """Mark the articles of these ids, or all, in the files of a data folder; how many changed.

    Raises UnknownId, before anything is written, for an id of no article.
    """
    # Towns that no record knows have no link: the recogniser needs no gazetteer.
    recogniser, wanted = Recogniser(atlas, None), set(ids)
    known = [article.id for article in atlas.articles]
    for article_id in sorted(wanted.difference(known)):
        raise UnknownId(article_id, get_close_matches(article_id, known))
    changed = 0
    for article in atlas.articles:
        if wanted and article.id not in wanted:
            continue
        body = marked_body(article, atlas, recogniser)
        if body != article.body:
            path = folder / atlas.file_of(article.id)
            text = path.read_text(encoding="utf-8")
            put(path, text.replace(article.body, body))
            changed += 1
    return changed


def marked_body(article: Article, atlas: Atlas, recogniser: Recogniser) -> str:
    """The body of an article with a mark around everything that it surely names."""
    source = atlas.find_source(article.source_id)
    text, origin = _read(article.body, atlas)
    published = (source.date_published or "") if source else ""
    # Without the very day nobody knows what "yesterday" means.
    found = recogniser.read(text, published if _DAY.fullmatch(published) else "")
    claims = _claims_told(article, atlas)
    body = article.body
    for sentence in reversed(found.sentences):
        for mention in reversed(sentence.mentions):
            words = text[mention.start : mention.end]
            at = origin[mention.start : mention.end]
            ref = _ref(mention, words, claims)
            # Words within a mark of somebody's hand, or around one, have been decided on.
            if ref and at == list(range(at[0], at[0] + len(at))):
                mark = f"[[{ref}]]" if words == ref else f"[[{ref}|{words}]]"
                body = body[: at[0]] + mark + body[at[-1] + 1 :]
    return body


def _read(body: str, atlas: Atlas) -> tuple[str, list[int]]:
    """The body as it is read, and for each letter where it stands; -1 within marks."""
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for found in MARK.finditer(body):
        pieces.append(body[at : found.start()])
        origin += range(at, found.start())
        if not found["source"]:
            words = found["words"] or name_by_id(atlas, found["ref"])
            pieces.append(words)
            origin += [-1] * len(words)
        at = found.end()
    pieces.append(body[at:])
    origin += range(at, len(body))
    return "".join(pieces), origin


def _claims_told(article: Article, atlas: Atlas) -> tuple[Claim, ...]:
    """Figures that rest on what the article cites, those of its own subjects and source first."""
    cited = {article.source_id, *(found["source"] for found in MARK.finditer(article.body))}
    claims = [claim for claim in atlas.claims if cited.intersection(claim.source_ids)]
    own = article.source_id
    return tuple(
        sorted(
            claims,
            key=lambda claim: (
                claim.subject_id not in article.about_ids,
                own not in claim.source_ids,
            ),
        )
    )


def _ref(mention: Mention, words: str, claims: Iterable[Claim]) -> str:
    """What a mention surely leads to; empty if that is nothing, or not sure."""
    if mention.kind in _RECORDS:
        return mention.record_ids[0] if len(mention.record_ids) == 1 else ""
    if mention.kind is MentionKind.DATE:
        # "Today" in words of ours is not the day of the source.
        is_dated = DATE_REF.fullmatch(mention.date) and _DATED.search(words)
        return mention.date if is_dated else ""
    figure = mention.figure
    same = (
        claim.id
        for claim in claims
        if figure and (found := likeness(figure, claim)) and not found.gap and found.is_exact
    )
    return next(same, "")
