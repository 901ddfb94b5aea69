"""Guidance for single ways is read, and every slip is told with its place."""

from pathlib import Path

import pytest

from geo.reading.load import load
from geo.reading.network.routing_hints import ROUTES, GuideError, allowed_countries, read_guides
from geo.records.model import LonLat
from geo.records.vocab import Mode

HEADER = "id,via,countries,winding,rule,reason\n"


def write(folder: Path, text: str) -> Path:
    path = folder / ROUTES
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_row_is_read(tmp_path: Path) -> None:
    text = HEADER + "seg-a,site-b; 66.5 30.25,KZ;UZ,2,,Runs by B\n"
    guide = read_guides(write(tmp_path, text)).of("seg-a")
    assert guide.via == ("site-b", LonLat(66.5, 30.25))
    assert guide.countries == ("KZ", "UZ")
    assert guide.winding == 2.0
    assert guide.reason == "Runs by B"


def test_what_has_no_row_is_nothing_special(tmp_path: Path) -> None:
    guide = read_guides(tmp_path).of("seg-a")
    assert (guide.via, guide.countries, guide.winding, guide.rule) == (None, (), 1.6, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,via\n", "the header lacks countries, winding, rule, reason"),
        (HEADER + "seg-a,,,,,\n", "seg-a: a row needs a reason"),
        (HEADER + "seg-a,,,,maybe,why\n", "rule is 'maybe'; write one of hand"),
        (HEADER + "seg-a,66.5,,,,why\n", "routes.csv: seg-a: via has '66.5'; write ids"),
        (HEADER + "seg-a,6650 3025,,,,why\n", "routes.csv: seg-a: via has"),
        (HEADER + "seg-a,,,much,,why\n", "routes.csv: seg-a: winding is 'much'"),
        (HEADER + "seg-a,,,nan,,why\n", "routes.csv: seg-a: winding is 'nan'"),
        (HEADER + "seg-a,,,,,why\nseg-b\n", "routes.csv: seg-b: line 3 has 1 cells"),
        (HEADER + ",,,,,why\n", "routes.csv: line 2: a row needs an id"),
        (HEADER + 'seg-a,,,,,"why\n', "routes.csv: not CSV at line 2"),
        ("", "routes.csv: the file is empty"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(GuideError, match=said):
        read_guides(write(tmp_path, text))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER) / ROUTES
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GuideError, match="byte 0xFF in line 1 is not UTF-8"):
        read_guides(tmp_path)


def test_a_line_may_run_where_its_sites_are_and_where_a_curator_says(good_folder: Path) -> None:
    loaded = load(good_folder)
    sites = {site.id: site for site in loaded.sites}
    segment = loaded.segments[0]
    own = {code for end in (segment.from_id, segment.to_id) for code in sites[end].countries}
    guides = read_guides(write(good_folder, HEADER + f"{segment.id},,TM,,,A corner\n"))
    assert allowed_countries(segment, sites, guides.of("another")) == own
    assert allowed_countries(segment, sites, guides.of(segment.id)) == own | {"TM"}
    at_sea = segment.model_copy(update={"mode": Mode.SEA})
    assert "EG" in allowed_countries(at_sea, sites, guides.of("another"))
