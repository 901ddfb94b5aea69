"""`python -m tests.fuzz [--seed N] [--count N] [--write FILE]`: damage by the thousand."""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.door import Sound, door_cases, without_scripts
from tests.fuzz.folders import FolderCase, all_cases
from tests.fuzz.small_atlas import small_atlas
from tests.fuzz.trial import check_folder, serve_folder, tried, warm


def main() -> int:
    """Run cases one after the other; prints each that fails and writes all to a file."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--count", type=int, default=0, help="so many cases by chance; all if 0")
    parser.add_argument("--write", type=Path, help="one JSON line a case")
    parser.add_argument("--only", default="", help="cases with this in their name")
    parser.add_argument("--part", default="0/1", help="of all cases every n-th, as 0/2 and 1/2")
    parser.add_argument("--whole", action="store_true", help="whole folders and every page")
    parser.add_argument("--sound", type=Path, help="a sound folder; the small atlas if left out")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="atlas-fuzz-"))
    begun = time.monotonic()
    sound = options.sound or small_atlas(work / "sound")
    cases = list(all_cases(sound, options.seed))
    cases = [case for case in cases if options.only in f"{case.file}: {case.damage}"]
    random.Random(options.seed).shuffle(cases)  # noqa: S311
    first, _, step = options.part.partition("/")
    cases = cases[int(first) :: int(step)][: options.count or None]
    warm()
    print(f"seed {options.seed}, {len(cases)} cases", flush=True)
    if options.whole:
        results = (trial_of(case, sound, work / "case") for case in cases)
    else:
        without_scripts()
        results = door_cases(Sound.of(sound), cases, work)
    failed = 0
    for found in results:
        failed += bool(found["faults"])
        if found["faults"] or not found["told"]:
            print(
                f"{found['file']}: {found['damage']}: {found['faults'] or 'not told'}", flush=True
            )
        if options.write:
            with options.write.open("a", encoding="utf-8") as out:
                out.write(json.dumps(found) + "\n")
    shutil.rmtree(work)
    print(f"{failed} of {len(cases)} fail; {time.monotonic() - begun:.0f} s")
    return int(failed > 0)


def trial_of(case: FolderCase, sound: Path, folder: Path) -> dict[str, object]:
    """One case, tried: its faults in the check and in the app, and what both took."""
    case.make(sound, folder)
    try:
        check = tried(check_folder(folder, case.file))
        app = tried(serve_folder(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "file": case.file,
        "damage": case.damage,
        "seed": case.seed,
        "faults": {**check.faults, **app.faults},
        "told": check.notes.get("named"),
        "first": check.notes.get("first"),
        "length": check.notes.get("length"),
        "seconds": check.seconds + app.seconds,
        "megabytes": max(check.megabytes, app.megabytes),
    }


if __name__ == "__main__":
    sys.exit(main())
