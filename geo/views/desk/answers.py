"""What a reader answered where words stand for several records: which of them is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.records.model import Segment, Site
from geo.records.phrases import listed
from geo.records.vocab import country_name
from geo.search.mentions.mention import Mention, ReadText

#: Words of the text, in small letters, to the id of the record that they mean.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """Words that may mean several records: the words, where they stand, and the names by id."""

    words: str
    key: str
    count: int
    choices: Mapping[str, str]


def answered(read: ReadText, answers: Answers) -> ReadText:
    """The text with each mention that was asked about meaning what was answered."""
    if not answers:
        return read
    sentences = tuple(
        replace(part, mentions=tuple(_answered(read, found, answers) for found in part.mentions))
        for part in read.sentences
    )
    return replace(read, sentences=sentences)


def questions(atlas: Atlas, read: ReadText) -> tuple[Question, ...]:
    """What has to be asked of a text as it was read, each thing once, in the order of the text."""
    found: dict[str, list[Mention]] = {}
    for part in read.sentences:
        for mention in part.mentions:
            if len(_alike(atlas, mention)) > 1:
                found.setdefault(_key(read, mention), []).append(mention)
    return tuple(
        Question(
            read.text[mentions[0].start : mentions[0].end],
            key,
            len(mentions),
            {name: _called(atlas, name) for name in _alike(atlas, mentions[0])},
        )
        for key, mentions in found.items()
    )


def _alike(atlas: Atlas, mention: Mention) -> tuple[str, ...]:
    """The records of the same kind as the likeliest: a plant and its project are not two things."""
    records = [record for name in mention.record_ids if (record := atlas.find(name))]
    return tuple(record.id for record in records if type(record) is type(records[0]))


def _answered(read: ReadText, mention: Mention, answers: Answers) -> Mention:
    meant = answers.get(_key(read, mention))
    if meant is None or meant not in mention.record_ids:
        return mention
    return replace(mention, record_ids=(meant,))


def _key(read: ReadText, mention: Mention) -> str:
    return " ".join(read.text[mention.start : mention.end].casefold().split())


def _called(atlas: Atlas, record_id: str) -> str:
    record = atlas.find(record_id)
    if isinstance(record, Segment):
        return record.label or record.id
    if isinstance(record, Site):
        countries = listed(map(country_name, record.countries))
        return f"{record.names.en} ({record.kind.label}, {countries})"
    names = getattr(record, "names", None)
    office = getattr(record, "office", "")
    name = str(names.en if names else record_id)
    return f"{name} ({office})" if office else name
