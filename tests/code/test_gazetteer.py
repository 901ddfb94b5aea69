"""A gazetteer that is missing or damaged is told; it is read only when somebody searches."""

import subprocess
import sys
from pathlib import Path

import pytest

from geo.records.errors import DataError
from geo.records.model import LonLat
from geo.search.gazetteer import distance_km, read_towns
from tests.conftest import ROOT


def test_a_folder_without_a_gazetteer_has_no_towns(tmp_path: Path) -> None:
    assert read_towns(tmp_path) == ()


def test_a_damaged_gazetteer_is_named(tmp_path: Path) -> None:
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / "places.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(DataError, match=r"gazetteer/places\.parquet: it cannot be read") as caught:
        read_towns(tmp_path)
    assert caught.value.issues[0].rule == "gazetteer_unread"


def test_a_gazetteer_without_its_columns_is_named(tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    (tmp_path / "gazetteer").mkdir()
    pq.write_table(pa.table({"name": ["Quetta"]}), tmp_path / "gazetteer" / "places.parquet")
    with pytest.raises(DataError, match="it cannot be read"):
        read_towns(tmp_path)


def test_importing_the_search_reads_no_parquet() -> None:
    script = "import sys, geo.search.search; sys.exit('pyarrow.parquet' in sys.modules)"
    command = [sys.executable, "-c", script]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_distance_of_neighbours() -> None:
    peshawar, torkham = LonLat(71.5785, 34.008), LonLat(71.094, 34.124)
    assert distance_km(peshawar, torkham) == pytest.approx(46.5, abs=1)
    assert distance_km(peshawar, peshawar) == 0
