"""Figures of a sentence held against the published ones of what it is about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from geo.analysis.claims import is_series, ruled_out, shortest_km
from geo.analysis.trap_signs import plain_words, says
from geo.analysis.words.denied import is_denied
from geo.atlas import Atlas
from geo.records.dates import sort_key, when
from geo.records.model import Claim, Site
from geo.records.phrases import amount, listed
from geo.records.texts import say
from geo.records.vocab import Confidence, Extent, Quantity
from geo.search.mentions.mention import Figure, Mention, MentionKind, Unit
from geo.views.components import Fact, Footnotes, doubt_word
from geo.views.text_check.deeds import Deed, deeds_in
from geo.views.text_check.measures import (
    OF_A_PART,
    PARTS,
    WORDS_OF,
    in_quantity,
    is_counted,
    is_of_a_part,
    likeness,
    measures,
    same_number_other_unit,
)
from geo.views.text_check.subjects import Topic, claims_about
from geo.views.text_check.verdict import Finding, SentenceVerdict
from geo.views.text_check.ways import named_pair

_MOST_NAMED = 3
_A_COUNT = Figure(1, 1, Unit.COUNT)
#: Units of which a figure that the atlas does not have is news; others are too common for it.
_NEWSWORTHY = frozenset(
    {
        *(Unit.KM, Unit.TONNES, Unit.ACRES, Unit.PERCENT, Unit.PEOPLE, Unit.CONTAINERS),
        *(Unit.TRUCKS, Unit.TRAINS, Unit.USD, Unit.EUR, Unit.PKR, Unit.RUB, Unit.AFN, Unit.UZS),
        *(Unit.KZT, Unit.CNY),
    }
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A figure of a text with the published ones that say the same, and all of the subject.

    `pair` are the two places between which the sentence tells of a way, if it does.
    """

    topic: Topic
    mention: Mention
    figure: Figure
    same: tuple[Claim, ...]
    claims: tuple[Claim, ...]
    pair: tuple[Site, Site] | None


def figure_findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """What the atlas says to each figure of a sentence whose subject it knows."""
    pair = named_pair(topic)
    claims = [claim for claim in claims_about(atlas, topic) if _may_mean(topic, pair, claim)]
    for mention in topic.of(MentionKind.FIGURE):
        start = topic.start
        if mention.figure is None or is_denied(
            topic.text, mention.start - start, mention.end - start
        ):
            continue
        words = plain_words(topic.words(mention))
        rivals = tuple(claim for claim in claims if is_counted(words, claim.quantity))
        same = _same(topic, mention.figure, rivals)
        compared = _Compared(topic, mention, mention.figure, same, rivals, pair)
        found = _finding(atlas, compared, notes)
        if found:
            yield found


def _same(topic: Topic, figure: Figure, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Published figures that say the same: exact ones only, if there are any."""
    alike = [(claim, likeness(figure, claim)) for claim in claims]
    hits = [(claim, found) for claim, found in alike if found and not found.gap]
    exact = [claim for claim, found in hits if found.is_exact]
    same = exact or [claim for claim, _ in hits]
    here = {site.id for site in topic.places}
    between = [
        claim
        for claim in same
        if claim.between_ids and {claim.between_ids[0], claim.between_ids[-1]} <= here
    ]
    return tuple(between or same)


def _may_mean(topic: Topic, pair: tuple[Site, Site] | None, claim: Claim) -> bool:
    """Whether a figure of a sentence may be about what this claim is about.

    A length between two places that the sentence names is about no other two.
    """
    is_length = claim.quantity is Quantity.LENGTH_KM
    if is_length and claim.extent is Extent.WHOLE and says(topic.plain, OF_A_PART):
        return False
    if is_length and pair and claim.between_ids:
        return {site.id for site in pair} == {claim.between_ids[0], claim.between_ids[-1]}
    if claim.quantity is Quantity.STAFF:
        # Those who were sent away are not those who stayed.
        return (Deed.DISMISSED in deeds_in(plain_words(claim.scope))) == (
            Deed.DISMISSED in deeds_in(topic.plain)
        )
    if claim.quantity is Quantity.LENGTH_SAVED_KM:
        return says(topic.plain, WORDS_OF[Quantity.LENGTH_SAVED_KM])
    return True


def _finding(atlas: Atlas, compared: _Compared, notes: Footnotes) -> Finding | None:
    if compared.same:
        return _agreeing(atlas, compared, notes)
    mistaken = [
        claim for claim in compared.claims if same_number_other_unit(compared.figure, claim)
    ]
    if mistaken:
        said = say("The same number is in print in another unit: {figure}.", figure=_told(mistaken))
        return _made(compared, SentenceVerdict.DIFFERS, said, mistaken, notes)
    rivals = _rivals(atlas, compared)
    if rivals and not _is_of_a_part(compared.figure, rivals):
        return _differing(compared, rivals, notes)
    return _new(compared, notes)


def _is_of_a_part(figure: Figure, rivals: Sequence[Claim]) -> bool:
    """Whether a figure lies so far below all that is in print that it rather is of a part."""
    told = in_quantity(figure, rivals[0].quantity)
    least = min(claim.low or 0.0 for claim in rivals)
    return told is not None and is_of_a_part(told[1], least)


def _agreeing(atlas: Atlas, compared: _Compared, notes: Footnotes) -> Finding:
    """The figure is in print; whether it is believed, and what others have, is told too."""
    same = compared.same
    first = min(same, key=lambda claim: (claim.date is None, sort_key(claim.date)))
    reasons = [reason for claim in same if (reason := ruled_out(atlas, claim))]
    is_ruled_out = bool(reasons) and len(reasons) == len(same)
    if is_ruled_out and not any(map(partial(_may_join_its_ends, atlas), same)):
        said = say(
            "{figure} is in print, and it cannot be. {why}", figure=_told(same), why=reasons[0]
        )
        return _made(compared, SentenceVerdict.RULED_OUT, said, same, notes)
    parts = [say("In print: {figure}.", figure=_told_with_scope(same))]
    doubtful = is_ruled_out or all(claim.confidence is Confidence.DOUBTFUL for claim in same)
    if doubtful:
        parts.append(say("The atlas holds it doubtful."))
        parts += [reasons[0]] if is_ruled_out else [first.note] if first.note else []
    others = _others(atlas, compared, first.quantity)
    if others:
        parts.append(say("Others have {figures}.", figures=_told(others)))
    said = " ".join(parts)
    made = _made(compared, SentenceVerdict.AGREES, said, (*same, *others), notes)
    return replace(made, since=first.date or "", who=first.who, is_doubtful=doubtful)


def _may_join_its_ends(atlas: Atlas, claim: Claim) -> bool:
    """Whether a length may at least be one between its two ends, whatever lies between them."""
    ends = [atlas.find_site(name) for name in (claim.between_ids[0], claim.between_ids[-1])]
    highest = claim.high or claim.low or 0.0
    return highest >= shortest_km([site for site in ends if site])


def _others(atlas: Atlas, compared: _Compared, quantity: Quantity) -> list[Claim]:
    """What else is in print for the whole of the same subject, where figures can disagree."""
    same = {claim.id for claim in compared.same}
    owners = {claim.subject_id for claim in compared.same if claim.extent is Extent.WHOLE}
    if is_series(quantity) or not owners:
        return []
    others = [
        claim
        for claim in compared.claims
        if claim.quantity is quantity
        and claim.subject_id in owners
        and claim.id not in same
        and _is_believed(atlas, claim)
    ]
    return _apart(others)


def _is_believed(atlas: Atlas, claim: Claim) -> bool:
    return (
        claim.low is not None
        and claim.extent is Extent.WHOLE
        and claim.confidence is not Confidence.DOUBTFUL
        and not ruled_out(atlas, claim)
    )


def _apart(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each value, smallest first."""
    by_value = {(claim.low, claim.high): claim for claim in claims}
    return sorted(by_value.values(), key=lambda claim: claim.low or 0.0)


def _rivals(atlas: Atlas, compared: _Compared) -> list[Claim]:
    """Published figures that the one of the text contradicts, if it surely is about the same.

    That needs a word for what is measured, and none for a part of it; a length between two places
    is held against lengths between these two alone.
    """
    topic, figure = compared.topic, compared.figure
    if says(topic.plain, PARTS):
        return []
    lengths = [found for found in topic.mentions if found.figure and found.figure.unit is Unit.KM]
    if figure.unit is Unit.KM and len(lengths) > 1:
        return []
    if figure.unit is Unit.KM and compared.pair:
        ends = {site.id for site in compared.pair}
        return _apart(
            claim
            for claim in compared.claims
            if claim.quantity is Quantity.LENGTH_KM
            and claim.between_ids
            and {claim.between_ids[0], claim.between_ids[-1]} == ends
            and claim.confidence is not Confidence.DOUBTFUL
            and not ruled_out(atlas, claim)
        )
    if not topic.is_sure or len(topic.projects) != 1:
        return []
    if figure.unit is Unit.KM and len(topic.places) > 1:
        return []
    wanted = {quantity for quantity in measures(figure) if _is_named(topic, quantity)}
    owner = topic.projects[0].id
    found = [
        claim
        for claim in compared.claims
        if claim.quantity in wanted
        and not is_series(claim.quantity)
        and claim.subject_id == owner
        and _is_believed(atlas, claim)
    ]
    return _apart(found) if len({claim.quantity for claim in found}) == 1 else []


def _is_named(topic: Topic, quantity: Quantity) -> bool:
    """Whether a sentence has a word for what is measured; what is counted has it in the figure."""
    if quantity in WORDS_OF:
        return says(topic.plain, WORDS_OF[quantity])
    return Unit.COUNT in {found.figure.unit for found in topic.mentions if found.figure} and (
        quantity in measures(_A_COUNT)
    )


def _differing(compared: _Compared, rivals: Sequence[Claim], notes: Footnotes) -> Finding:
    """From whom a figure differs, and by how much; between two that are in print it is only new."""
    gaps = [(found.gap, claim) for claim in rivals if (found := likeness(compared.figure, claim))]
    if any(gap > 0 for gap, _ in gaps) and any(gap < 0 for gap, _ in gaps):
        said = say(
            "Nobody has exactly this; it lies between figures in print: {figures}.",
            figures=_told(rivals),
        )
        return _made(compared, SentenceVerdict.NEW, said, rivals, notes)
    gap, nearest = min(gaps, key=lambda pair: abs(pair[0]))
    told = in_quantity(compared.figure, nearest.quantity) or (0.0, 0.0)
    base = max(abs(nearest.low or 0.0), 1e-9)
    by = amount(nearest.quantity, round(abs(gap), _digits(told[0])), None)
    share = f"{100 * abs(gap) / base:.0f}"
    more = say("{by} more ({share} %) than the nearest", by=by, share=share)
    less = say("{by} less ({share} %) than the nearest", by=by, share=share)
    said = say(
        "In print: {figures}. The text has {more}.",
        figures=_told(rivals),
        more=more if gap > 0 else less,
    )
    return _made(compared, SentenceVerdict.DIFFERS, said, rivals, notes)


def _digits(value: float) -> int:
    return 0 if abs(value) >= 10 else 2  # noqa: PLR2004 - two digits of small numbers


def _new(compared: _Compared, notes: Footnotes) -> Finding | None:
    """A figure of a known subject that the atlas does not have, with the newest that it has."""
    topic = compared.topic
    if not topic.is_sure or not topic.projects or compared.figure.unit not in _NEWSWORTHY:
        return None
    known = [claim for claim in compared.claims if claim.quantity in measures(compared.figure)]
    name = listed(project.short for project in topic.projects)
    said = say("The atlas has no such figure of {project}.", project=name)
    newest = max(known, key=lambda claim: sort_key(claim.date), default=None)
    if newest and is_series(newest.quantity):
        said = f"{said} {say('The newest that it has: {figure}.', figure=_told([newest]))}"
        return _made(compared, SentenceVerdict.NEW, said, [newest], notes)
    return _made(compared, SentenceVerdict.NEW, said, [], notes)


def _told(claims: Sequence[Claim]) -> str:
    """The values of figures: each once, the smallest and the largest where there are many."""
    values = list(dict.fromkeys(_value(claim) for claim in claims))
    if len(values) > _MOST_NAMED:
        ends = sorted(claims, key=lambda claim: claim.low or 0.0)
        return say("{low} to {high}", low=_value(ends[0]), high=_value(ends[-1]))
    return listed(values)


def _told_with_scope(claims: Sequence[Claim]) -> str:
    """The same, and what it covers where that is not the whole of the subject."""
    scopes = {claim.scope for claim in claims if claim.extent is not Extent.WHOLE}
    if len(scopes) != 1 or any(claim.extent is Extent.WHOLE for claim in claims):
        return _told(claims)
    return say("{figure} ({scope})", figure=_told(claims), scope=scopes.pop())


def _value(claim: Claim) -> str:
    return claim.text or amount(claim.quantity, claim.low or 0.0, claim.high)


def _fact(claim: Claim, notes: Footnotes) -> Fact:
    """A published figure as a line: what it covers and who says so, and the value."""
    who = f"{claim.who}, {when(claim.date)}" if claim.date else claim.who
    label = f"{claim.scope}; {who}"
    return Fact(label, _value(claim), notes(claim.source_ids), doubt_word(claim.confidence))


def _made(
    compared: _Compared,
    verdict: SentenceVerdict,
    said: str,
    claims: Sequence[Claim],
    notes: Footnotes,
) -> Finding:
    facts = tuple(_fact(claim, notes) for claim in claims)
    mention = compared.mention
    return Finding(
        verdict,
        said,
        mention.start,
        mention.end,
        facts=facts,
        record_ids=tuple(claim.id for claim in claims),
        notes=tuple(sorted({note for fact in facts for note in fact.notes})),
    )
