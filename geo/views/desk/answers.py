"""What a reader answered where words stand for several records: which of them is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.records.model import Segment
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
            if len(mention.record_ids) > 1:
                found.setdefault(_key(read, mention), []).append(mention)
    return tuple(
        Question(
            read.text[mentions[0].start : mentions[0].end],
            key,
            len(mentions),
            {name: _called(atlas, name) for name in mentions[0].record_ids},
        )
        for key, mentions in found.items()
    )


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
    names = getattr(record, "names", None)
    name = names.en if names else getattr(record, "title", record_id)
    kind = getattr(record, "kind", None)
    label = getattr(kind, "label", "")
    return f"{name} ({label})" if label else str(name)
