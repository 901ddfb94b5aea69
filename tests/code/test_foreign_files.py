"""PDF, Word documents and e-mails of strangers: what is seen of them comes out, or one sentence."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from geo.reading.texts.child import text_in
from geo.reading.texts.forms.turned import turned_share
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.told import UploadError

LIMITS = TextLimits()
URDU = "اس منصوبے کی لاگت پر دستخط کابل میں کیے گئے اور یہ ریلوے لائن خرلاچی تک جائے گی"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHOICE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read(data: bytes, name: str, limits: TextLimits = LIMITS) -> tuple[str, str]:
    """The text, and everything that was told of it."""
    got = text_in(data, name, limits)
    return got["text"], " ".join(note["text"] for note in got["notes"])


def pdf(*sheets: str, more: str = "") -> bytes:
    """A PDF with a page for each text: a letter after the other, as it stands on paper.

    Each letter has a code of its own, of which the font says what it means.
    """
    letters = sorted(set("".join(sheets)) - {"\n"})
    codes = {letter: code for code, letter in enumerate(letters, 1)}
    known = "\n".join(f"<{codes[char]:02x}> <{ord(char):04x}>" for char in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{known}\nendbfchar endcmap end end"
    )
    widths = " ".join(["500"] * len(letters))
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(sheets)))
    font, fonts = "/Type/Font/Subtype/TrueType/BaseFont/Arial", "/Font<</F 3 0 R>>"
    size = "/MediaBox[0 0 900 800]"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>",
        f"<<{font}/FirstChar 1/LastChar {len(letters)}/Widths[{widths}]/ToUnicode 4 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    for at, sheet in enumerate(sheets):
        shown = " T* ".join(
            f"<{''.join(f'{codes[char]:02x}' for char in line)}> Tj" for line in sheet.split("\n")
        )
        content = f"BT /F 10 Tf 12 TL 20 700 Td {shown} ET"
        parts += [
            f"<</Type/Page/Parent 2 0 R{size}/Contents {6 + 2 * at} 0 R/Resources<<{fonts}>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    body, places = "%PDF-1.7\n", []
    for at, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{at} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{more}>>\n"
    )
    return f"{body}{end}startxref\n{len(body)}\n%%EOF".encode("latin-1")


def docx(body: str, head: str = "", **others: str) -> bytes:
    document = f"{head}<w:document {WORD} {CHOICE}><w:body>{body}</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, text in others.items():
            archive.writestr(f"word/{name}.xml", text)
    return packed.getvalue()


def run(text: str, how: str = "") -> str:
    return f"<w:r><w:rPr>{how}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_lines_of_a_pdf_become_paragraphs() -> None:
    sheet = (
        "The railway\nPakistan and Uzbekistan signed a proto-\ncol in Kabul, and the line to "
        "Mazar-\ni-Sharif is to be 573 km long."
    )
    text, told = read(pdf(sheet, "", "Дорога дойдёт до Харлачи."), "a.pdf")
    assert text == (
        "The railway\n\nPakistan and Uzbekistan signed a protocol in Kabul, and the line to "
        "Mazar-i-Sharif is to be 573 km long.\n\nДорога дойдёт до Харлачи."
    )
    assert "1 of 3 pages hold no letters" in told


def test_a_pdf_that_turns_urdu_round_is_refused() -> None:
    # On paper the first letter stands at the right.
    assert read(pdf(URDU[::-1]), "a.pdf")[0] == URDU
    with pytest.raises(UploadError, match="reversed or torn, as with most PDFs in Urdu"):
        read(pdf(URDU), "a.pdf")
    assert turned_share(URDU) == 0
    assert turned_share(URDU[::-1]) == 1


def test_a_word_document_gives_what_is_seen_of_it() -> None:
    table = "".join(
        f"<w:tr><w:tc>{paragraph(run(name))}</w:tc><w:tc>{paragraph(run(text))}</w:tc></w:tr>"
        for name, text in (("Length", "573 km"), ("Cost", "$4.8bn"))
    )
    twice = f"<mc:AlternateContent><mc:Choice>{run('box')}</mc:Choice>"
    twice += f"<mc:Fallback>{run('box')}</mc:Fallback></mc:AlternateContent>"
    body = (
        paragraph(
            run("A proto"), "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", run("col.")
        )
        + paragraph(run("hidden", "<w:vanish/>"), run("Seen.", '<w:vanish w:val="0"/>'))
        + f"<w:tbl>{table}</w:tbl>"
        + paragraph(twice)
    )
    notes = f"<w:footnotes {WORD}>{paragraph(run('A footnote.'))}</w:footnotes>"
    text, told = read(docx(body, footnotes=notes), "a.docx")
    assert text == "A protocol.\n\nSeen.\n\nLength 573 km\nCost $4.8bn\nbox\n\nA footnote."
    assert "6 letters are hidden" in told


def test_an_email_gives_its_own_text_and_says_what_it_carries() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Subject"], message["Date"] = "Протокол", "Thu, 17 Jul 2025 23:30:00 +0500"
    message.set_content("Протокол подписан в Кабуле.", charset="koi8-r")
    message.add_alternative("<p>as a page</p>", subtype="html")
    message.add_attachment(b"secret words", maintype="text", subtype="plain", filename="a.txt")
    got = text_in(message.as_bytes(), "a.eml", LIMITS)
    assert (got["text"], got["title"], got["day"]) == (
        "Протокол подписан в Кабуле.",
        "Протокол",
        "2025-07-17",
    )
    assert "An attachment was not read" in got["notes"][-1]["text"]


def packed(name: str, data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return written.getvalue()


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
SOUND = pdf("Some words on a page.")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (SOUND.replace(b"/Type/Page/", b"/Type/Pxge/"), "a.pdf", "damaged or was cut off"),
        (b"PK\x03\x04" + bytes(60) + b"PK\x05\x06" + b"\xff" * 18, "a.docx", "was cut off"),
        (SOUND[:300], "a.pdf", "damaged or was cut off"),
        (b"%PDF-1.7\n" + bytes(5000), "a.pdf", "damaged or was cut off"),
        (
            pdf("Some words.", more="/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<00>/U<00>>>"),
            "a.pdf",
            "locked by a password",
        ),
        (pdf("", ""), "a.pdf", "pictures of its pages, but no letters"),
        (pdf(*["a"] * 301), "a.pdf", "it has 301 pages; the most that is read is 300"),
        (pdf("\ue001\ue002\ue003"), "a.pdf", "do not say which letters"),
        (docx(paragraph(run("a" * 19_000_000))), "a.docx", "more than 500 times its size"),
        (docx("a" * 10, ENTITIES), "a.docx", "document type declaration"),
        (docx("<w:p>"), "a.docx", "damaged or was cut off"),
        (docx(paragraph(run("words")))[:-30], "a.docx", "damaged or was cut off"),
        (packed("xl/workbook.xml", b"<a/>"), "a.docx", "an archive, but no Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx", "an old Office file"),
        (rb"{\rtf1 words}", "a.txt", "rich text"),
        (b"From: a\r\nTo: b\r\nDate: c\r\n\r\n", "a.eml", "no text of its own"),
        (b"Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
         + b"--b\nContent-Type: text/plain\n\na\n" * 200, "a.eml", "more than 100 parts"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UploadError, match=said):
        read(data, name)
