"""Two places between which a sentence tells of something: `from A to B`, `A–B`, `между A и B`."""

import re
from itertools import pairwise

from geo.analysis.trap_signs import plain_words
from geo.records.model import Site
from geo.search.mentions.mention import Mention, MentionKind
from geo.views.text_check.subjects import Topic

#: What stands between two names that are the ends of one way; `and` counts after `between` alone.
_TO = re.compile(
    r"-|to|till|until|up to|with|through to|до|в|на|к|и до|سے|تا|تک|سے لے کر|"
    r"(?:border |railway |city |station |port )*to(?: the)?(?: border| port| city)*(?: of)?"
)
#: Before the first name it says that the way began elsewhere, at a place that was not recognised.
_VIA = re.compile(r"\b(?:by|via|through|over|через|براستہ)$")
_AND = re.compile(r",|،|,? ?and|и|с|اور")
_BETWEEN = re.compile(
    r"\b(?:between|connect\w*|link\w*|join\w*|между|соедин\w+|связ\w+)\b|کے درمیان|ملا"
)


def named_pair(topic: Topic) -> tuple[Site, Site] | None:
    """The only two places between which a sentence tells of a way; None if that is not sure.

    A chain of places, A–B–C, gives its two ends. A place beside it makes it unsure.
    """
    runs = _chains(topic)
    sites = {site.id: site for site in topic.places}
    if len(runs) != 1 or len({mention.record_ids[0] for mention in runs[0]}) != len(sites):
        return None
    if _VIA.search(plain_words(topic.text[: runs[0][0].start - topic.start])):
        return None
    first, last = (sites.get(mention.record_ids[0]) for mention in (runs[0][0], runs[0][-1]))
    if first is None or last is None or first.id == last.id:
        return None
    return first, last


def named_chain(topic: Topic) -> tuple[Site, ...]:
    """All places of that way, in order; empty where there is none."""
    if named_pair(topic) is None:
        return ()
    sites = {site.id: site for site in topic.places}
    return tuple(sites[mention.record_ids[0]] for mention in _chains(topic)[0])


def _chains(topic: Topic) -> list[list[Mention]]:
    places = [mention for mention in topic.of(MentionKind.PLACE) if mention.record_ids]
    runs: list[list[Mention]] = []
    for before, after in pairwise(places):
        if not _joins(topic, before, after):
            continue
        if runs and runs[-1][-1] is before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    return runs


def _joins(topic: Topic, before: Mention, after: Mention) -> bool:
    between = plain_words(topic.text[before.end - topic.start : after.start - topic.start])
    if _TO.fullmatch(between):
        return True
    return bool(_AND.fullmatch(between) and _BETWEEN.search(topic.plain))
