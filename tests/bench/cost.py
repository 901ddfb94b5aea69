"""CPU time and memory of a server process: psutil if it is there, else /proc, else nothing."""

import importlib
import importlib.util
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def _psutil() -> Any:
    found = importlib.util.find_spec("psutil")
    return importlib.import_module("psutil") if found else None


def cpu_ms(pid: int) -> float | None:
    """User and system time so far, in ms."""
    psutil = _psutil()
    if psutil:
        times = psutil.Process(pid).cpu_times()
        return float(times.user + times.system) * 1000
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float | None:
    """Resident memory now, in MB."""
    psutil = _psutil()
    if psutil:
        return float(psutil.Process(pid).memory_info().rss) / 1e6
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1.024e-3 for line in lines if line.startswith("VmRSS"))


def family_memory_mb(pid: int) -> float:
    """Resident memory now, in MB, of a process and of those that it started."""
    pids, found = [pid], 0.0
    for known in pids:
        with suppress(OSError, StopIteration):  # one that has just ended
            found += memory_mb(known) or 0
        pids += _started_by(known)
    return found


def _started_by(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # likewise
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[1]) == pid:
                found.append(int(stat.parent.name))
    return found
