"""Texts of strangers: plain letters come out, or one sentence, in time and within the memory."""

import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from geo.reading import processes
from geo.reading.processes import ANSWER, EndedError, answer_from
from geo.reading.texts.child import text_in
from geo.reading.texts.foreign import ForeignText
from geo.reading.texts.limits import TextLimits, text_limits
from geo.reading.texts.reader import expect_text, pasted_text, read_text_file
from geo.reading.uploads.limits import LimitError
from geo.reading.uploads.told import NoteKind, UploadError

LIMITS = TextLimits()
RUSSIAN = "Протокол о дороге подписан в Кабуле, и это на год раньше срока."
URDU = "پاکستان اور ازبکستان نے ریلوے کے منصوبے پر دستخط کیے ہیں۔"
ENGLISH = "A protocol on the railway was signed in Kabul, and the mill is to be rebuilt."


def read(data: bytes, name: str, charset: str = "", limits: TextLimits = LIMITS) -> ForeignText:
    """Read within this process: a process of its own takes a while to start."""
    return ForeignText.of(text_in(data, name, limits, charset))


def page(body: str, head: str = "") -> bytes:
    start = f"<!DOCTYPE html><html lang='en'><head><title>The title</title>{head}</head>"
    return f"{start}<body><nav><a href='/'>Home</a></nav><article>{body}</article></body>".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (RUSSIAN, "ru"), (URDU, "ur")], ids=["en", "ru", "ur"]
)
def test_letters_come_out_whatever_their_encoding(text: str, language: str, encoding: str) -> None:
    got = read(text.encode(encoding), "news.txt")
    assert (got.text, got.language) == (text, language)
    assert [note.kind for note in got.notes] == [NoteKind.READ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN.upper(), "cp1251"),
        (URDU.replace("ے", "ى"), "cp1256"),
    ],
)
def test_an_old_encoding_is_a_guess_that_is_told(text: str, encoding: str) -> None:
    text = text.encode(encoding, "ignore").decode(encoding)
    got = read(text.encode(encoding), "news.txt")
    assert got.text == text
    assert got.notes[-1].kind is NoteKind.DOUBT


def test_what_nobody_sees_is_taken_out_and_told() -> None:
    got = read("The Kha\u200bf \u202etareH line\u00a0of\r\nthe pla\ufeffn".encode(), "a.txt")
    assert got.text == "The Khaf tareH line of\nthe plan"
    assert "3 characters that nobody sees" in got.notes[-1].text


def test_a_pasted_text_is_cleaned_alike() -> None:
    got = pasted_text(f"{URDU}\u202e")
    assert (got.text, got.language, len(got.notes)) == (URDU, "ur", 1)
    assert pasted_text(URDU[::-1]).notes[-1].kind is NoteKind.DOUBT
    with pytest.raises(UploadError, match="there is no text in it"):
        pasted_text(" ")


def test_an_article_is_taken_out_of_its_page() -> None:
    day = "<meta property='article:published_time' content='2025-07-11T10:00:00Z'>"
    got = read(page(f"<h1>The title</h1><p>{ENGLISH}</p><p>{ENGLISH} Again.</p>", day), "a.html")
    assert ENGLISH in got.text
    assert "Home" not in got.text
    assert (got.title, got.day, got.language) == ("The title", "2025-07-11", "en")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", ""),
        ("<meta name='date' content='2099-01-01'>", ""),
        ('<script type="application/ld+json">{"datePublished": "2025-07-11T05:00Z"}</script>',
         "2025-07-11"),
        ("<time datetime='2025-07-11'></time><time datetime='2025-07-12'></time>", ""),
        ("<meta itemprop=datePublished content='2025-02-30'>", ""),
    ],
)  # fmt: skip
def test_a_day_is_what_a_page_says_of_itself_and_no_guess(head: str, day: str) -> None:
    body = f"<p>Published 5 May 2024. {ENGLISH}</p><p>{ENGLISH} Again.</p><p>© 3 March 2023</p>"
    assert read(page(body, head), "a.html").day == day


def test_a_table_of_a_page_is_read_in_rows() -> None:
    rows = "<tr><th>Item</th><th>Km</th></tr><tr><td>Length</td><td>573 km</td></tr>"
    got = read(page(f"<p>{ENGLISH * 3}</p><table>{rows}</table>"), "a.html")
    assert got.text.split("\n\n")[1:] == ["Item Km", "Length 573 km"]


def test_a_child_reads_and_its_parent_is_told() -> None:
    got = read_text_file(page(f"<p>{ENGLISH}</p><p><b>{ENGLISH}</b> Again.</p>"), "a.txt")
    assert got.text.count("mill") == 2
    assert got.notes[0].text == "a.txt ends in .txt, but it is a web page and was read as that."


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name of a file -> what is in it, and what is said of it."""
    links = "".join(f"<a href='/{at}'>{at}</a> " for at in range(300_000))
    return {
        "long.txt": (b"a b. " * 2_000_000, "more than 300 000 letters"),
        "deep.html": (page("<div>" * 200_000), "more than 200 levels deep"),
        "links.html": (page(links), "the most is 2 MB"),
        "links2.html": (page(links[:1_900_000]), "more than 20 000 elements"),
        "paragraphs.html": (page(f"<p>{ENGLISH * 10}</p>" * 10_000), "the most is 2 MB"),
        "empty.txt": (b" \n", "the file is empty"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(99), "it is a picture"),
        "blind.txt": ("\u200b\u202e\n".encode() * 9, "no text in it"),
        "bytes.txt": (bytes(range(256)) * 40, "no text of any kind"),
    }


@pytest.mark.parametrize("name", hostile())
def test_what_would_do_harm_is_answered_with_a_sentence(name: str) -> None:
    data, said = hostile()[name]
    start = time.process_time()
    with pytest.raises(UploadError) as caught:
        read_text_file(data, name)
    assert said in str(caught.value).replace("\u2009", " ")
    assert str(caught.value).startswith(f"{name}: ")
    assert time.process_time() - start < 1, "the parent does not work on it"


def test_a_child_has_no_more_memory_and_time_than_it_may() -> None:
    assert LIMITS.memory_mb == 300
    with pytest.raises(UploadError, match=r"a\.txt: .* more time or memory"):
        read_text_file(b"a b. " * 10**6, "a.txt", limits=TextLimits(memory_mb=30))


def test_half_an_answer_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledReader(subprocess.Popen):
        def communicate(self, *_: object, **__: object) -> tuple[bytes, bytes]:
            (tmp_path / ANSWER).write_text('{"text": "A proto')
            self.kill()
            return b"", b""

    monkeypatch.setattr(subprocess, "Popen", KilledReader)
    with pytest.raises(EndedError) as caught:
        answer_from("geo.reading.texts.child", tmp_path, {}, 1)
    assert caught.value.asked_too_much


def test_a_process_that_waits_is_asked_first_and_only_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):
        def __init__(self, *given: Any, **named: Any) -> None:
            started.append(self)
            super().__init__(*given, **named)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    monkeypatch.setattr(processes, "_READY", {})
    expect_text()
    expect_text()
    assert len(started) == 1, "it waits already"
    assert read_text_file(b"A mill.", "a.txt").text == "A mill."
    assert len(started) == 1
    assert started[0].poll() == 0
    expect_text()
    started[1].kill()
    started[1].wait()
    assert read_text_file(b"A mill.", "a.txt").text == "A mill."
    assert len(started) == 3, "what has ended is not asked"


def test_limits_are_set_by_the_operator(tmp_path: Path) -> None:
    assert text_limits({"ATLAS_TEXT_LETTERS": "40"}).letters == 40
    with pytest.raises(LimitError, match="ATLAS_TEXT_SECONDS"):
        text_limits({"ATLAS_TEXT_SECONDS": "soon"})
    (tmp_path / "a.txt").write_text(ENGLISH)
    with pytest.raises(UploadError, match="more than 40 letters"):
        read_text_file(tmp_path / "a.txt", "a.txt", limits=TextLimits(letters=40))
    with pytest.raises(UploadError, match="no such file"):
        read_text_file(tmp_path, "b.txt")
