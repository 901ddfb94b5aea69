"""The picture of a map: as a file that needs nothing else, and what it is made with."""

import base64
import io
import re
from xml.etree import ElementTree as ET

from PIL import Image

from tests.browser.conftest import Visit
from tests.browser.modules import Modules

SVG = "{http://www.w3.org/2000/svg}"

#: What the page around a map does to get its picture.
ASK = """async (format) => {
  const answer = new Promise((done) => {
    const hear = ({ data }) => data?.atlas === "picture" && done(data);
    addEventListener("message", hear, { once: true });
  });
  const frame = document.querySelector("iframe[title*='st_folium']");
  frame.contentWindow.postMessage({ atlas: "picture", format }, location.origin);
  const { name, blob, problem } = await answer;
  if (problem) return { problem };
  const reader = new FileReader();
  const read = new Promise((done) => { reader.onload = () => done(reader.result); });
  reader.readAsDataURL(blob);
  return { name, file: (await read).split(",")[1] };
}"""


def asked(visit: Visit, file_format: str) -> tuple[str, bytes]:
    """Name and bytes of the picture that the map answers with."""
    answer = visit.page.evaluate(ASK, file_format)
    assert "problem" not in answer, answer
    return answer["name"], base64.b64decode(answer["file"])


def test_the_page_gets_a_picture_that_stands_alone(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.open("timeline?select=main-line-1&date=2024-03-01&layers=main-line-1,uap-railway")
    name, vector = asked(visit, "svg")
    assert name == "corridor-atlas-main-line-1.svg"
    text = vector.decode()
    root = ET.fromstring(text)  # noqa: S314 - our own, of this moment
    words = " ".join(node.text or "" for node in root.iter(f"{SVG}text"))
    for wanted in (
        "Main Line 1, Karachi–Peshawar",
        "As on 1 March 2024",
        "Uzbekistan–Afghanistan–Pakistan railway",
        "Karachi",
        "PAKISTAN",
        "Gauge change",
        " km",
        "Boundaries are not authoritative",
        "OpenStreetMap contributors",
    ):
        assert wanted in words, wanted
    assert "select=main-line-1" in words.replace(" ", "")  # a long address takes several lines
    # Nothing of the page is needed: no variable, no class, no file of the server.
    assert 'src: url("data:' in text
    assert 'url("http' not in text
    assert 'url("..' not in text
    assert "var(" not in text
    assert "class=" not in text
    assert {node.get("href", "").partition(",")[0] for node in root.iter(f"{SVG}image")} == {
        "data:image/jpeg;base64"
    }
    dashes = [node.get("stroke-dasharray") for node in root.iter(f"{SVG}path")]
    assert any(dashes)
    assert root.findall(f".//{SVG}filter")
    png_name, pixels = asked(visit, "png")
    assert png_name == "corridor-atlas-main-line-1.png"
    with Image.open(io.BytesIO(pixels)) as picture:
        ratio = [
            pixel / float(root.get(side))
            for pixel, side in zip(picture.size, ("width", "height"), strict=True)
        ]
        colours = picture.convert("RGB").resize((40, 40)).getcolors(1600)
    assert all(abs(one_side - 2) < 0.02 for one_side in ratio)
    assert colours is not None
    assert len(colours) > 100


def test_a_button_saves_the_picture(visit: Visit) -> None:
    frame = visit.open("?select=bcp-torkham")
    frame.get_by_label("Picture of the map").click()
    with visit.page.expect_download() as waiting:
        frame.get_by_role("button", name="SVG, to work on").click()
    assert waiting.value.suggested_filename.startswith("corridor-atlas-")
    assert not frame.locator(".picture-menu").evaluate("(menu) => menu.open")


def test_the_pen_draws_paths(modules: Modules) -> None:
    drawn = modules.run("""
      const pen = new svg_pen.SvgPen();
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.moveTo(1.26, 2);
      pen.lineTo(3, 4);
      pen.moveTo(9, 9);
      pen.strokeStyle = "red";
      pen.setLineDash([2, 1]);
      pen.stroke();
      pen.beginPath();
      pen.moveTo(5, 5);
      pen.stroke();
      return pen.paths.map((path) =>
        ["d", "stroke-dasharray"].map((name) => path.getAttribute(name)));
    """)
    assert drawn == [["M1.3 2L3 4", "2 1"]]


def test_computed_colours_and_filters_are_written_for_every_reader(modules: Modules) -> None:
    inks = modules.run("""
      return ["rgb(1, 2, 3)", "rgba(1, 2, 3, 0.5)", "color(srgb 1 0.5 0 / 0.92)"]
        .map((colour) => Object.values(copied_ink.inkOf(colour)));
    """)
    assert inks == [["rgb(1, 2, 3)", 1], ["rgb(1, 2, 3)", 0.5], ["rgb(255, 128, 0)", 0.92]]
    steps = modules.run("""
      const made = copied_ink.svgFilter("f", "saturate(0.75) brightness(104%)");
      return [[...made.children].map(({ tagName }) => tagName), copied_ink.svgFilter("f", "none")];
    """)
    assert steps == [["feColorMatrix", "feComponentTransfer"], None]


def test_boxes_keep_their_stripes_round_edges_and_turn(modules: Modules) -> None:
    drawn = modules.run("""
      const look = (css) => {
        const box = document.createElement("i");
        box.style = `position: absolute; left: 0; top: 0; width: 20px; height: 10px; ${css}`;
        document.body.append(box);
        const origin = new DOMRect(0, 0, 100, 100);
        const parts = copied_box.boxParts(box, getComputedStyle(box), origin);
        box.remove();
        return parts.map((part) => new XMLSerializer().serializeToString(part));
      };
      const dashes = "repeating-linear-gradient(to right, red 0 6px, transparent 6px 12px)";
      return {
        stripes: look(`background: ${dashes}`),
        hollow: look("background: linear-gradient(red, red) bottom / 100% 2px no-repeat"),
        round: look("border: 2px solid red; border-radius: 50%; box-sizing: border-box"),
        turned: look("background: red; transform: rotate(45deg)"),
      };
    """)
    assert [re.findall(r' (x|y|width|height)="([\d.]+)"', part) for part in drawn["stripes"]] == [
        [("x", "0"), ("y", "0"), ("width", "6"), ("height", "10")],
        [("x", "12"), ("y", "0"), ("width", "6"), ("height", "10")],
    ]
    assert 'y="8" width="20" height="2"' in drawn["hollow"][0]
    (ring,) = drawn["round"]
    assert 'rx="9"' in ring
    assert 'stroke-width="2"' in ring
    (turned,) = drawn["turned"]
    assert "rotate(45 10 5)" in turned
    assert 'width="20" height="10"' in turned


def test_lines_are_found_where_the_browser_breaks_them(modules: Modules) -> None:
    lines = modules.run("""
      const box = document.createElement("p");
      box.style = "width: 70px; font: 16px monospace; margin: 0";
      box.append("one two three–four");
      document.body.append(box);
      const found = copied_text.linesOf(box.firstChild).map(({ words }) => words);
      box.remove();
      return found;
    """)
    assert lines == ["one two", "three–", "four"]


def test_a_space_before_words_moves_them(modules: Modules) -> None:
    moved = modules.run("""
      const box = document.createElement("p");
      box.style = "font: 16px monospace; margin: 0";
      const bold = document.createElement("b");
      bold.append("573");
      box.append(bold, " Dawn");
      document.body.append(box);
      const [{ words, box: at }] = copied_text.linesOf(box.lastChild);
      const gap = at.left - bold.getBoundingClientRect().right;
      box.remove();
      return [words, gap > 5];
    """)
    assert moved == ["Dawn", True]
