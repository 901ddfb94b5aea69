"""The fixture that keeps tests off the network keeps its word."""

import socket

import pytest

from tests.conftest import NetworkUseError


@pytest.mark.parametrize("how", ["connect", "connect_ex"])
def test_another_machine_cannot_be_reached(how: str) -> None:
    with socket.socket() as one, pytest.raises(NetworkUseError, match=r"192\.0\.2\.1"):
        getattr(one, how)(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as one:
        one.connect(server.getsockname())
        assert one.getpeername() == server.getsockname()
