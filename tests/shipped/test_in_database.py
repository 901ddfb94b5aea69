"""Every record of the shipped data in a database and back; not collected without PostGIS."""

from sqlalchemy import text

from geo.__main__ import main
from geo.reading.homes.home import home_at
from geo.reading.homes.postgis import engine_of
from geo.reading.load import load
from tests.code.test_homes import same
from tests.conftest import ROOT

DATA = ROOT / "data"


def test_all_records_make_the_journey(postgres: str) -> None:
    with engine_of(postgres).begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS atlas CASCADE"))
    assert main(["push", postgres]) == 0
    data = home_at(postgres, DATA).read()
    same(data.loaded, load(DATA))
    lines = "SELECT count(*) FROM atlas.segments WHERE ST_Length(line::geography) > 1000"
    with engine_of(postgres).begin() as connection:
        assert connection.execute(text(lines)).scalar() == len(data.loaded.segments)
    relief = "basemap/relief.webp"
    assert (data.folder / relief).read_bytes() == (DATA / relief).read_bytes()
