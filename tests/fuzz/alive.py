"""What of a made file would run, or load something, where somebody opens it: by its own grammar.

Looked for is what only a payload of `strings` would bring; what our own pages need is none of it.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import lxml.html

_FOREIGN = "hurt.example"
#: Attributes that lead or load.
_LEADS = {"href", "src", "action", "formaction", "data", "srcset", "poster", "background", "cite"}
_RUNS = re.compile(r"(javascript|vbscript):|data:text/html|data:image/svg", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]+")
#: Elements of payloads that no page of ours has.
_STRANGE = {"base", "object", "embed", "frameset", "marquee", "plaintext", "xmp", "portal", "math"}
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[\d.,\u2009 ]+([eE][+-]?\d+)?%?|[-\u2212]")
_EVALUATED = re.compile(r"(?<!\d)1337(?![\d}%])")


def live_markup(html: str) -> list[str]:
    """Elements and attributes of a page that would run or load something of a payload."""
    if not html.strip():
        return []
    return [said for node in lxml.html.fromstring(html).iter() for said in _of_node(node)]


def _of_node(node: lxml.html.HtmlElement) -> Iterator[str]:
    if not isinstance(node.tag, str):
        return
    tag = node.tag.lower()
    if tag in _STRANGE or (tag == "meta" and node.get("http-equiv", "").lower() == "refresh"):
        yield f"<{tag}>"
    if tag == "script" and re.match(r"\s*(parent\.)?hurt", node.text or ""):
        yield f"<script>{(node.text or '')[:40]}"
    if tag == "style" and "hurt" in (node.text or ""):
        yield "<style> of a payload"
    for name, value in node.attrib.items():
        if _is_alive(tag, name, value):
            yield f"<{tag} {name}={value[:60]}>"


def _is_alive(tag: str, name: str, value: str) -> bool:
    """Whether an attribute runs something, or loads what is not ours."""
    short = name.lower().rpartition("}")[2].rpartition(":")[2]
    if short.startswith("on"):
        return "hurt" in value
    if short in _LEADS and _RUNS.match(_BLANKS.sub("", value)):
        return True
    # A link that a reader clicks may lead to any page of the web; nothing else may.
    loads = tag != "a" and short in {*_LEADS, "style"}
    return short == "srcdoc" or (loads and _is_foreign(value))


def _is_foreign(value: str) -> bool:
    return re.match(rf"(https?:)?//{_FOREIGN}|.*url\(.*{_FOREIGN}", value.strip()) is not None


def live_xml(text: bytes) -> list[str]:
    """What would run of an XML file; texts in it are looked at as pages, as readers show them."""
    if b"<!DOCTYPE" in text[:2000] or b"<!ENTITY" in text:
        return ["a document type"]
    found = []
    for node in ET.fromstring(text).iter():  # noqa: S314 - our own, without entities
        tag = node.tag.rpartition("}")[2]
        if tag == "script":
            found.append("<script>")
        found += [
            f"<{tag} {name}={value[:60]}>"
            for name, value in node.attrib.items()
            if _is_alive(tag, name, value)
        ]
        is_page = tag in {"description", "summary", "content", "text"}
        if is_page and "<" in (node.text or ""):
            found += live_markup(node.text or "")
    return found


def live_csv(text: str) -> list[str]:
    """Cells that a spreadsheet would take for a formula."""
    csv.field_size_limit(10_000_000)
    cells = (cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)
    return [cell[:60] for cell in cells if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)]


def live_workbook(data: bytes) -> list[str]:
    """Formulas, links and what leads out of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = [name for name in names if "external" in name.lower() or "macro" in name.lower()]
        for name in names:
            text = archive.read(name)
            if name.endswith(".rels") and b'TargetMode="External"' in text:
                found.append(name)
            if re.match(r"xl/worksheets/sheet\d+\.xml", name):
                found += [name for _ in re.finditer(rb"<f[ >/]|<hyperlink", text)]
    return found


def live_in(body: bytes, media_type: str) -> list[str]:
    """What would run in an answer of this type; raises ValueError if it is not of that type."""
    kind = media_type.partition(";")[0].strip()
    if kind == "text/html":
        text = body.decode("utf-8")
        return [*live_markup(text), *_EVALUATED.findall(text)]
    if kind.endswith("+xml") or kind == "text/xml":
        return live_xml(body)
    if kind.endswith("json"):
        json.loads(body, parse_constant=_no_number)
    elif kind == "text/csv":
        return live_csv(body.decode("utf-8-sig"))
    elif "spreadsheetml" in kind:
        return live_workbook(body)
    elif kind == "application/vnd.google-earth.kmz":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return [said for name in archive.namelist() for said in live_xml(archive.read(name))]
    return []


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no JSON")
