"""A PostgreSQL with PostGIS of our own, for tests: a private cluster on a free port.

Where the programs are missing nothing of it is collected, and `WHY_NOT` says so in one line.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port

#: The account that owns the cluster where tests run as root, whom `initdb` refuses.
_OWNER = "postgres"
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off")


def _programs() -> Path | None:
    """The newest folder of the server's programs that has PostGIS beside it."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        control = Path("/usr/share/postgresql") / folder.parent.name / "extension/postgis.control"
        if (folder / "initdb").exists() and control.exists():
            return folder
    return None


def _why_not() -> str:
    if _programs() is None:
        return "there is no PostgreSQL with PostGIS here (Debian: postgresql-postgis)"
    if os.geteuid() == 0 and not (_has_owner() and shutil.which("runuser")):
        return f"tests run as root, and there is no account {_OWNER} to run PostgreSQL"
    return ""


def _has_owner() -> bool:
    try:
        pwd.getpwnam(_OWNER)
    except KeyError:
        return False
    return True


#: Why nothing can be tested with a database here; empty where it can.
WHY_NOT = _why_not()


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database, until the block ends."""
    programs, port = _programs(), free_port()
    assert programs, WHY_NOT
    # Not below the folders of pytest, which only their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgres-"))
    data, log = folder / "data", folder / "log"
    as_owner: tuple[str, ...] = ()
    if os.geteuid() == 0:
        shutil.chown(folder, _OWNER)
        as_owner = ("runuser", "-u", _OWNER, "--")
    options = " ".join(f"-c {option}" for option in _FAST)
    start = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {options}"
    try:
        _run(*as_owner, programs / "initdb", "-D", data, "-U", "atlas", "-A", "trust", "--no-sync")
        _run(*as_owner, programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", start, "start")
        yield f"postgresql://atlas@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _run(*as_owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    # The server itself would keep a pipe open for as long as it runs.
    done = subprocess.run(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr.fileno(),
        check=False,
        cwd="/",
        timeout=60,
    )
    assert done.returncode == 0, command
