"""A PDF to its text: lines joined to paragraphs again, and what came out spoilt is refused."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from geo.reading.texts.clock import library
from geo.reading.texts.foreign import RawText
from geo.reading.texts.forms.turned import LetterOrder, is_arabic, turned_share
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.phrases import number
from geo.records.texts import say

#: What the library puts in place of a hyphen at the end of a line, between two parts of a word.
_BROKEN = re.compile("(\\S*)[\ufffe\x02][ \t]*\n?[ \t]*(\\S*)")
_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n?")
#: Letters of a font that says nowhere what they are.
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MOST_MEANINGLESS = 0.02
_ENDS = re.compile(r"[.!?:…۔؟]['\"»”’)\]]*$")
#: A line shorter than this share of the longest ends its paragraph.
_SHORT_LINE = 0.7
#: With so many of its words in Arabic letters, a text that has them reversed is of no use.
_MOST_TURNED = 0.2
#: Titles that programs put there.
_NO_TITLE = re.compile(
    r"about:blank|untitled|microsoft \w+ - .*|.*\.(docx?|indd|pdf|html?)", re.IGNORECASE
)


def read_portable(data: bytes, notes: Notes, limits: TextLimits) -> RawText:
    """The text of a PDF; raises UploadError for one that is damaged, locked or without letters."""
    pdfium: Any = library("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise _unreadable(str(error)) from None
    if count > limits.sheets:
        raise UploadError(
            say("it has {count} pages; the most that is read is {most}",
                count=number(count), most=number(limits.sheets)),
            say("Send the pages that you want checked"),
        )  # fmt: skip
    order = LetterOrder()
    try:
        sheets = list(_sheets(document, order, limits))
    except pdfium.PdfiumError as error:
        raise _unreadable(str(error)) from None
    bare = sum(not sheet.strip() for sheet in sheets)
    if bare == count:
        raise UploadError(
            say("it has pictures of its pages, but no letters"),
            say("Have its text recognised by a program for that, or type what you want checked"),
        )
    if bare:
        told = say("{bare} of {count} pages hold no letters; pictures are not read.",
                   bare=bare, count=count)  # fmt: skip
        notes.add(NoteKind.LEFT_OUT, told)
    text = "\n\n".join(paragraphs_of(sheet) for sheet in sheets)
    _refuse_spoilt(text, order)
    title = str(document.get_metadata_dict().get("Title", ""))
    return RawText(text, "" if _NO_TITLE.fullmatch(title.strip()) else title)


def _sheets(pages: Iterable[Any], order: LetterOrder, limits: TextLimits) -> Iterator[str]:
    """The text of each page, as far as the limit of letters goes."""
    letters = 0
    for page in pages:
        sheet = page.get_textpage()
        text: str = sheet.get_text_bounded()
        if is_arabic(text):
            text = order.text_of(sheet)
        letters += len(text)
        yield text.replace("\r\n", "\n")
        if letters > limits.letters:
            return


def _unreadable(how: str) -> UploadError:
    if "password" in how.lower():
        return UploadError(
            say("it is locked by a password"), say("Save it without one, or paste the text itself")
        )
    return UploadError(say("the file is damaged or was cut off"), say("Send it again whole"))


def paragraphs_of(sheet: str) -> str:
    """The text of a page with the lines of each paragraph joined, words parted by hyphens whole."""
    lines = [line.strip() for line in _whole_words(sheet).split("\n")]
    longest = max(map(len, lines))
    joined = ""
    for line in lines:
        joined += line
        if not line or (len(line) < _SHORT_LINE * longest and _is_end(line)):
            joined += "\n\n"
        elif not (line.endswith("-") and line[-2:-1].isalpha()):
            joined += " "
    return joined.strip()


def _whole_words(sheet: str) -> str:
    return _BROKEN.sub(_joined, _SOFT_HYPHEN.sub("", sheet))


def _joined(found: re.Match[str]) -> str:
    """Both parts of a word; a hyphen stays in names, in figures, and where there is another."""
    before, after = found.groups()
    has_more = "-" in before or "-" in after
    is_whole = after[:1].islower() and before[-1:].isalpha() and not has_more
    return f"{before}{after}" if is_whole else f"{before}-{after}"


def _is_end(line: str) -> bool:
    """Whether a short line ends a paragraph, as a heading or a last line does."""
    return bool(_ENDS.search(line)) or line[-1:].isalpha()


def _refuse_spoilt(text: str, order: LetterOrder) -> None:
    """Raise UploadError for letters without meaning, or reversed."""
    if len(_MEANINGLESS.findall(text)) > _MOST_MEANINGLESS * len(text):
        raise UploadError(
            say("its fonts do not say which letters they show"),
            say("Open it, copy the text, and paste it here once it looks right"),
        )
    if order.is_turned or turned_share(text) > _MOST_TURNED:
        raise UploadError(
            say("its words in Arabic letters come out reversed or torn, as with most PDFs in Urdu"),
            say("Paste the text itself, from the web page or the document that it was made from"),
        )
