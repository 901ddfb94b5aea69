"""What all tests share: two atlases, and no network."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from geo.atlas import Atlas
from geo.network.transport_network import Network
from geo.records.dates import Day
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from tests import nginx
from tests.postgres import WHY_NOT, cluster

ROOT = Path(__file__).parents[1]
GOOD = Path(__file__).parent / "data" / "good"
#: The question that the form begins with, on a day on which the news is dense.
DEFAULT = RouteQuery("site-karachi-port", "site-tashkent", day=Day(2026, 3, 31))
LOCAL = {"localhost", "127.0.0.1", "::1"}

# What a server keeps for its next start has tests of its own.
os.environ["ATLAS_CACHE"] = "off"
# The same examples on every run, however slow the machine.
settings.register_profile("atlas", derandomize=True, deadline=None)
settings.load_profile("atlas")


#: What needs a PostgreSQL with PostGIS.
WITH_DATABASE = ["code/test_postgis.py", "shipped/test_in_database.py"]
#: What needs an nginx.
WITH_NGINX = ["code/test_replicas.py"]
collect_ignore = [*(WITH_DATABASE if WHY_NOT else ()), *(WITH_NGINX if nginx.WHY_NOT else ())]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was not tested, if anything was not."""
    if WHY_NOT:
        files = " and ".join(f"tests/{name}" for name in WITH_DATABASE)
        terminalreporter.write_line(f"Not tested: data in a database ({files}), for {WHY_NOT}.")
    if nginx.WHY_NOT:
        terminalreporter.write_line(f"Not tested: servers behind nginx, for {nginx.WHY_NOT}.")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a database of our own; whoever takes it empties it first."""
    with cluster() as address:
        yield address


class NetworkUseError(AssertionError):
    """A test tried to reach something outside this machine."""


@pytest.fixture
def good_folder(tmp_path: Path) -> Path:
    """A copy of the smallest sound atlas, to be damaged at will."""
    return Path(shutil.copytree(GOOD, tmp_path / "atlas"))


@pytest.fixture(scope="session")
def good_atlas() -> Atlas:
    return open_atlas(GOOD)


@pytest.fixture(scope="session")
def shipped_atlas() -> Atlas:
    """The data that is published; its problems are for `test_shipped_data` to name."""
    return open_atlas(ROOT / "data", strict=False)


@pytest.fixture(scope="session")
def shipped_router(shipped_atlas: Atlas) -> Router:
    return Router(shipped_atlas)


@pytest.fixture(scope="session")
def shipped_network(shipped_router: Router) -> Network:
    return shipped_router.network


def _only_local(connect: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and str(address[0]) not in LOCAL:
            raise NetworkUseError(f"a test tried to connect to {address}")
        return connect(self, address)

    return checked


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets reach this machine only."""
    monkeypatch.setattr(socket.socket, "connect", _only_local(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", _only_local(socket.socket.connect_ex))
