"""An e-mail to its text: the plain part, or the page that stands for it; nothing attached."""

import email
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from geo.reading.texts.decoding import MOST_BYTES, text_of
from geo.reading.texts.foreign import RawText, check_length
from geo.reading.texts.forms.pages import read_page
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.texts import say, say_many

_MOST_PARTS = 100
_PLAIN, _PAGE = "text/plain", "text/html"


def read_letter(data: bytes, notes: Notes, limits: TextLimits) -> RawText:
    """The text of an e-mail, with its subject as title and the day on which it was sent.

    Raises UploadError if it has no text of its own.
    """
    try:
        return _read(email.message_from_bytes(data), notes, limits)
    except (MessageError, LookupError, ValueError):
        raise UploadError(say("the e-mail is damaged"), say("Paste the text itself")) from None


def _read(message: Message, notes: Notes, limits: TextLimits) -> RawText:
    leaves = []
    for part in message.walk():
        if not part.is_multipart():
            leaves.append(part)
        if len(leaves) > _MOST_PARTS:
            raise UploadError(
                say("the e-mail has more than {most} parts", most=_MOST_PARTS),
                say("Paste the text itself"),
            )
    body = _body_of(leaves)
    if not body:
        raise UploadError(
            say("the e-mail has no text of its own"), say("Send what is attached as a file")
        )
    _note_attached(leaves, notes)
    raw = body.get_payload(decode=True)
    raw = raw if isinstance(raw, bytes) else b""
    charset = str(body.get_content_charset() or "")
    if body.get_content_type() == _PAGE:
        text = read_page(raw, notes, limits, charset).text
    else:
        check_length(len(raw) / MOST_BYTES, limits)
        text = text_of(raw, notes, charset)
    return RawText(text, _subject(message), _day(message))


def _body_of(leaves: list[Message]) -> Message | None:
    own = [part for part in leaves if not _is_attached(part)]
    for kind in (_PLAIN, _PAGE):
        for part in own:
            if part.get_content_type() == kind and part.get_payload(decode=True):
                return part
    return None


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _note_attached(leaves: list[Message], notes: Notes) -> None:
    count = sum(_is_attached(part) for part in leaves)
    if count:
        told = say_many("An attachment was not read.", "{n} attachments were not read.", count)
        notes.add(NoteKind.LEFT_OUT, told)


def _subject(message: Message) -> str:
    try:
        return str(make_header(decode_header(str(message.get("Subject", "")))))
    except (HeaderParseError, LookupError, ValueError):
        return ""


def _day(message: Message) -> str:
    """The day in the time zone of who sent it, or nothing."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
