"""Whether answers leave at once; Streamlit binds its socket as it is done here."""

import socket

from pages.server.start.sockets import send_at_once

NODELAY = (socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_to_a_listener_do_not_wait_for_the_other_side() -> None:
    with socket.socket(socket.AF_INET) as listener, socket.socket(socket.AF_INET) as before:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert listener.getsockopt(*NODELAY) == 0
        assert send_at_once() >= 1
        before.connect(listener.getsockname())
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(*NODELAY) != 0


def test_other_open_files_are_left_alone() -> None:
    left, right = socket.socketpair()
    with left, right, socket.socket(socket.AF_INET) as idle:
        send_at_once()
        assert idle.getsockopt(*NODELAY) == 0
        left.send(b"a")
        assert right.recv(1) == b"a"
