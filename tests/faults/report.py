"""The parts of the faults, and their tables in RESULTS.md."""

import json
import random
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path

from geo.reading.homes.placing import put
from tests.conftest import GOOD
from tests.faults.kills import (
    as_nobody,
    fill,
    kill_often,
    open_folder,
    refused,
    small_disk,
    small_files,
)
from tests.faults.rights import without_rights
from tests.faults.running import followed, running_damages
from tests.faults.served import served_damages
from tests.faults.twice import write_together
from tests.faults.writes import WRITES, WriteKind, push_kind
from tests.fuzz.small_atlas import small_atlas
from tests.postgres import WHY_NOT, cluster

RESULTS = Path(__file__).with_name("RESULTS.md")
_HEAD = """# Faults on purpose: what was tried, and what came of it

Written by `python -m tests.faults`; a cheap sample of each part runs in `make test`.
"""

#: Files that are put in their place together, in one step.
_AT_ONCE = ("publish an edition", "save in the workspace", "undo in the workspace")
#: What has a name of its own each time.
_OWN_NAMES = ("first copy into a workspace", "backup", "restore", "cache of packages")
_SECONDS = 6.0  # of two writers of each kind
_SAMPLE = 3  # damages of a running folder, in `make test`
#: A row of a table: what was tried, and whether all is well.
Row = dict[str, object]


def killed(options: Namespace) -> Iterator[Row]:
    """Every kind of write, killed by SIGKILL at random moments."""
    with ExitStack() as stack:
        kinds = [*WRITES]
        if not WHY_NOT and not options.json:
            kinds.append(push_kind(stack.enter_context(cluster())))
        for kind in kinds:
            folder = stack.enter_context(open_folder())
            chance = random.Random(f"{options.seed} {kind.name}")  # noqa: S311
            found = asdict(kill_often(kind, folder, options.kills, chance))
            is_whole = not (kind.name in _AT_ONCE and found["mixed"])
            is_well = is_whole and not (found["lost"] or found["half"] or found["left"])
            yield {"write": kind.name, "by": f"`{kind.code}`", **found, "well": is_well}


def stopped(options: Namespace) -> Iterator[Row]:
    """Every kind of write, stopped by a key: it clears away what it had begun."""
    for kind in WRITES:
        with open_folder() as folder:
            chance = random.Random(f"{options.seed} {kind.name}")  # noqa: S311
            count = max(1, options.kills // 5)
            found = asdict(kill_often(kind, folder, count, chance, signal.SIGINT))
            found["not cleared away"] = found.pop("amid")
            is_well = not (found["lost"] or found["half"] or found["not cleared away"])
            yield {"write": kind.name, **found, "well": is_well}


def twice(options: Namespace) -> Iterator[Row]:
    """Two writers of the same place at once, and a reader."""
    seconds = _SECONDS if not options.json else _SECONDS / 20
    for kind in WRITES:
        if kind.name in _OWN_NAMES:  # what is written has a name of its own each time
            continue
        with open_folder() as folder:
            found = asdict(write_together(kind, folder, seconds))
            is_well = not (found["half"] or found["raised"])
            yield {"write": kind.name, **found, "well": is_well}


def server(options: Namespace) -> Iterator[Row]:
    """A few damages through a real server."""
    if options.json:
        return
    with open_folder() as folder:
        for what, came, is_well in served_damages(folder):
            yield {"damage": what, "came of it": came, "well": is_well}


def rights(options: Namespace) -> Iterator[Row]:
    """A checkout that cannot be written to, and a user without rights."""
    if options.json:
        return
    with open_folder() as folder:
        for what, came, is_well in without_rights(folder):
            yield {"tried": what, "came of it": came, "well": is_well}


def refusals(options: Namespace) -> Iterator[Row]:
    """Every kind of write on a full disk, with a limit of the size of files, without rights."""
    for kind in WRITES:
        row: Row = {"write": kind.name}
        hardships: dict[str, Callable[[], None]] = {
            "small files": small_files,
            "no rights": as_nobody,
        }
        outcomes = {name: _refused(kind, how) for name, how in hardships.items()}
        if not options.json:
            outcomes = {"full disk": _on_full_disk(kind), **outcomes}
        row |= outcomes
        yield {**row, "well": all(said.startswith("told") for said in outcomes.values())}


def _refused(kind: WriteKind, how: Callable[[], None]) -> str:
    with open_folder() as folder:
        return _outcome(kind, folder, how)


def _outcome(kind: WriteKind, folder: Path, how: Callable[[], None]) -> str:
    kind.begin(folder)
    kind.write(folder, 1)
    found = refused(kind, folder, how)
    if not found.is_told:
        return found.said
    return "told, old stands" if found.is_kept else "told, OLD GONE"


def _on_full_disk(kind: WriteKind) -> str:
    with small_disk() as folder:
        return _outcome(kind, folder, partial(fill, folder)) if folder else "told: no disk made"


def running(options: Namespace) -> Iterator[Row]:
    """Damages of a folder that is shown; of a whole small atlas, or a sample of a smaller one."""
    with open_folder() as work:
        sound, damages = GOOD, running_damages(is_whole=False)
        if options.json:
            chosen = random.Random(f"{options.seed} running").sample(damages, _SAMPLE)  # noqa: S311
            damages = tuple(chosen)
        else:
            sound, damages = small_atlas(work / "sound"), running_damages(is_whole=True)
        for found in followed(sound, work, damages):
            is_well = found.is_kept and found.is_told and found.is_taken_up
            yield {**asdict(found), "well": is_well}


#: Name of a part -> its heading and what gives its rows.
PARTS: dict[str, tuple[str, Callable[[Namespace], Iterator[Row]]]] = {
    "kills": ("Killed while writing", killed),
    "stops": ("Stopped by a key (SIGINT)", stopped),
    "twice": ("Two at once", twice),
    "server": ("Data damaged under a real server", server),
    "rights": ("A checkout that is read-only, a user without rights", rights),
    "refusals": ("Disks that are full or not ours", refusals),
    "running": ("Data damaged while they are shown", running),
}


def run(options: Namespace) -> int:
    """Run the parts that are asked for; 1 if anything is not well."""
    is_well = True
    for name in options.parts or PARTS:
        heading, rows_of = PARTS[name]
        rows = []
        for row in rows_of(options):
            rows.append(row)
            is_well = is_well and bool(row["well"])
            sys.stdout.write(json.dumps(row) + "\n")
            sys.stdout.flush()
        if not options.json:
            _write(heading, _table(rows))
    return 0 if is_well else 1


def _table(rows: list[Row]) -> str:
    if not rows:
        return "Nothing was tried."
    names = [name for name in rows[0] if name != "well"]
    lines = [names, ["---"] * len(names), *([str(row[name]) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _write(heading: str, body: str) -> None:
    """Put a part in its place among the others."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else _HEAD
    head, *parts = text.split("\n## ")
    known = {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}
    known[heading] = f"\n{body}\n"
    order = [name for name, _ in PARTS.values() if name in known]
    whole = [head.rstrip() + "\n", *(f"{name}\n{known[name].rstrip()}\n" for name in order)]
    put(RESULTS, "\n## ".join(whole))
