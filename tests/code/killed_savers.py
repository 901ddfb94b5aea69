"""Savers that are killed while they save: `python -m tests.code.killed_savers FOLDER KILLS`.

A process of its own, with little in it, so that a saver is forked and killed in milliseconds.
Prints what was lost and what was half done, as JSON.
"""

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from geo.pipeline.contributions.workspace import Edit, Read, SavedChange, Workspace

FILES = ("sources.csv", "projects.yaml")
LINES = 4000
LONGEST_S = 0.03


def edit(number: int, read: Read) -> Edit:
    """Both files say the number on every line; whoever read another one before is out of step."""
    before = {name: (read(name) or "").partition("\n")[0] for name in FILES}
    assert len(set(before.values())) == 1, before
    return Edit(
        dict.fromkeys(FILES, f"{number}\n" * LINES),
        tuple(SavedChange(name, "sources", name, None, {"number": number}) for name in FILES),
    )


def save_for_ever(workspace: Workspace, acks: int) -> None:
    while True:
        number = len(workspace.history()) // len(FILES) + 1
        workspace.save("somebody", lambda read, number=number: edit(number, read))
        os.write(acks, f"{number}\n".encode())


def killed(workspace: Workspace, after: float) -> int:
    """The last number that a saver said it had saved before it was killed; 0 if it said none."""
    heard, acks = os.pipe()
    child = os.fork()
    if not child:
        save_for_ever(workspace, acks)
    os.close(acks)
    end, told = time.monotonic() + after, b""
    while (left := end - time.monotonic()) > 0:
        if select.select([heard], [], [], left)[0]:
            told += os.read(heard, 1 << 16)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(heard, 1 << 16):
        told += more
    os.close(heard)
    return int(told.split()[-1]) if told else 0


def main(folder: Path, kills: int) -> None:
    workspace, chance = Workspace(folder), random.Random(9)  # noqa: S311 - the same on every run
    found = {"lost": 0, "half": 0, "amid": 0, "saves": 0}
    for _ in range(kills):
        said = killed(workspace, chance.uniform(0, LONGEST_S))
        found["amid"] += any(folder.glob(".*.half")) or (folder / "pending.json").exists()
        workspace.version()
        lines = workspace.history()
        last = lines[-1].save if lines else 0
        found["lost"] += last < said or len(lines) != len(FILES) * last
        texts = {workspace.read(name) for name in FILES}
        found["half"] += texts != {f"{last}\n" * LINES}
        found["saves"] = last
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
