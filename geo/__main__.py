"""`python -m geo check | stats | layer | push | publish | propose …`: what people run."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from geo.atlas import Atlas
from geo.geometry.measure import km_by_state
from geo.pipeline.check import problems
from geo.pipeline.difference import difference
from geo.pipeline.field_docs import with_field_tables
from geo.reading.homes.home import FolderHome, HomeError, database_home, home_at
from geo.reading.homes.placing import put
from geo.reading.load import load
from geo.reading.network.geometry_report import inspect_geometry, report_lines
from geo.records.as_of import PROJECT_SILENT_DAYS, as_of, silence
from geo.records.dates import today
from geo.records.errors import DataError, GeoError
from geo.records.kinds import KINDS
from geo.rules.open_atlas import checked_atlas, open_atlas

_DATA = Path(__file__).parents[1] / "data"
#: The exit code of what somebody stopped by a key.
_STOPPED = 130
#: What can be built -> the module of `geo.pipeline` with a function `build_<what>(out, cache)`.
_BUILDS = {
    "basemap": "geo.pipeline.basemap.basemap",
    "gazetteer": "geo.pipeline.gazetteer",
    "network": "geo.pipeline.network.network",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        today()
    except GeoError as error:  # the clock is set to no day
        print(error, file=sys.stderr)
        return 1
    commands: dict[str, Callable[[], int]] = {
        "check": lambda: (_check_geometry if options.geometry else _check)(options.folder),
        "stats": lambda: _stats(open_atlas(options.folder, strict=False)),
        "fields": lambda: _fields(options.folder / "README.md"),
        "texts": _texts,
        "sbom": lambda: _sbom(options.out, as_lock=options.lock),
        "backup": lambda: _copied("backup", options.workspace, options.file),
        "restore": lambda: _copied("restore", options.file, options.workspace),
        "diff": lambda: _diff(options.old, options.new, as_json=options.json),
        "layer": lambda: _layer(
            options.file, crs=options.crs, swap=options.swap, as_json=options.json
        ),
        "mcp": lambda: _mcp(options.home),
        "push": lambda: _push(options.address, options.folder),
        "publish": lambda: _publish(options.folder, options.address, options.live),
        "propose": lambda: _propose(options.file, options.feature, options.set, options.out),
        "article": lambda: _article(options),
        "build": lambda: _build(options.what, options.out or _DATA / options.what, options.cache),
    }
    return commands[options.command]()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("check", "list every problem in the data"),
        ("stats", "say how new it is, and count what is there"),
        ("fields", "write the field lists of README.md again"),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("folder", nargs="?", type=Path, default=_DATA)
        if name == "check":
            says = "measure every drawn line instead: lengths, straight pieces, ends, frontiers"
            command.add_argument("--geometry", action="store_true", help=says)
    commands.add_parser("texts", help="gather the texts of the screen into one catalogue")
    bill = commands.add_parser("sbom", help="print the bill of materials (CycloneDX)")
    bill.add_argument("--lock", action="store_true", help="print what a server needs to install")
    bill.add_argument("--out", type=Path, help="file for it; printed if left out")
    backup = commands.add_parser("backup", help="write a workspace into one file")
    backup.add_argument("workspace", type=Path)
    backup.add_argument(
        "file", type=Path, help="such as workspace.tar.gz; it must not be there yet"
    )
    restore = commands.add_parser("restore", help="make a workspace of what backup wrote")
    restore.add_argument("file", type=Path)
    restore.add_argument("workspace", type=Path, help="a folder that is empty or not there yet")
    compare = commands.add_parser("diff", help="say what two versions of the data say differently")
    for name in ("old", "new"):
        compare.add_argument(name, type=Path, help="a data folder, or a zip of the atlas")
    compare.add_argument("--json", action="store_true", help="for programs")
    layer = commands.add_parser("layer", help="say what the lines, points and areas of a file mean")
    layer.add_argument("file", type=Path)
    layer.add_argument("--json", action="store_true", help="as JSON, one object a feature")
    layer.add_argument("--crs", default="", help="reference system in place of what the file says")
    layer.add_argument("--swap", action="store_true", help="swap the two axes")
    assistant = commands.add_parser("mcp", help="serve the look-ups to an assistant over stdio")
    home = os.environ.get("ATLAS_DATA", "")
    assistant.add_argument("home", nargs="?", default=home, help="data folder, zip or database")
    push = commands.add_parser("push", help="write all records into a database with PostGIS")
    push.add_argument("address", help="such as postgresql://user@host:5432/name")
    push.add_argument("folder", nargs="?", type=Path, default=_DATA, help="data folder or zip")
    publish = commands.add_parser("publish", help="write a static edition that needs no Python")
    publish.add_argument("folder", type=Path, help="new, empty, or an edition to be replaced")
    publish.add_argument("--address", default="", help="where it will be served: feeds name it")
    publish.add_argument("--live", default="", help="address of a live atlas, for routes and such")
    propose = commands.add_parser("propose", help="make a patch of a feature of a file")
    propose.add_argument("file", type=Path)
    propose.add_argument("--feature", type=int, default=1, help="its number in the file, from 1")
    propose.add_argument("--out", type=Path, help="file for the patch; printed if left out")
    says = "SECTION.FIELD=VALUE, or SECTION=ID for a record that is there; any number of times"
    propose.add_argument("--set", action="append", default=[], metavar="SETTING", help=says)
    _add_article(commands.add_parser("article", help="check a text, or draft records of it"))
    build = commands.add_parser("build", help="make derived data from pinned public packages")
    build.add_argument("what", choices=_BUILDS)
    build.add_argument("--out", type=Path, help="folder for the result; data/<what> if left out")
    build.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "corridor-atlas")
    return parser


def _add_article(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="say of each sentence what the atlas has")
    check.add_argument("file", help="a file, or - for what comes in")
    new = actions.add_parser("new", help="make a patch of a source, an article and records")
    new.add_argument("file", help="a file, - for what comes in, or a web address to fetch")
    for name in ("title", "publisher", "url"):
        new.add_argument(f"--{name}", default="", help="of the text")
    says = "a sentence to record: its number, or 3=event, claim, promise or post; any number"
    new.add_argument("--sentence", action="append", default=[], metavar="N", help=says)
    says = "SECTION.FIELD=VALUE, or SECTION=ID for a record that is there; any number of times"
    new.add_argument("--set", action="append", default=[], metavar="SETTING", help=says)
    new.add_argument("--out", type=Path, help="file for the patch; printed if left out")
    mark = actions.add_parser("mark", help="link what our own articles surely name")
    mark.add_argument("ids", nargs="*", help="ids of articles; all if left out")
    for action in (check, new):
        action.add_argument("--day", default="", help="day of the text, as 2026-11-28")
        action.add_argument("--json", action="store_true", help="for programs")


def _check(folder: Path) -> int:
    loaded = load(folder)
    atlas = checked_atlas(loaded)
    found = problems(atlas, loaded, folder, _DATA)
    for file, issues in groupby(found, key=lambda issue: issue.file):
        print(file)
        for issue in issues:
            print(f"  {issue.sentence()}")
    count = len(found)
    if count:
        print(f"{count} {'problem' if count == 1 else 'problems'} found.")
        return 1
    records = len(atlas.sites) + len(atlas.segments) + len(atlas.events) + len(atlas.articles)
    print(f"No problems in {records} places, lines, events and articles.")
    return 0


def _check_geometry(folder: Path) -> int:
    try:
        report = inspect_geometry(folder)
    except (GeoError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for line in report_lines(report):
        print(line)
    return 1 if report.faults else 0


def _stats(atlas: Atlas) -> int:
    for kind in KINDS:
        name = kind.plural.replace("_", " ")
        print(f"{name:18}{len(atlas.of(kind.model)):6}")
    known = as_of(atlas)
    newer = known.whole.newer
    print(f"{'as of':18}{newer.date if newer else 'no dated record'}")
    print(f"{'sources read':18}{known.read or 'never'}")
    for project in atlas.projects:
        print(project.id)
        newest = known.project(project.id)
        date = newest.newer.date if newest.newer else "no date"
        quiet = silence(newest, today(), PROJECT_SILENT_DAYS)
        print(f"  newest record {date}{f', {quiet}' if quiet else ''}")
        for state, km in km_by_state(atlas.segments_of(project.id)).items():
            print(f"  {state} {km:.0f} km")
    return 0


def _fields(readme: Path) -> int:
    try:
        text = with_field_tables(readme.read_text(encoding="utf-8"))
    except (GeoError, OSError, UnicodeDecodeError) as error:
        print(f"{readme.name}: {error}", file=sys.stderr)
        return 1
    return _told(lambda: _handed_over(text, readme))


def _texts() -> int:
    # Babel is needed by those who write texts or translate them, not by those who run the atlas.
    module = importlib.import_module("geo.pipeline.texts")
    return _told(lambda: f"{module.write_texts()} texts")


def _sbom(out: Path | None, *, as_lock: bool) -> int:
    # Only who makes a release needs it.
    module = importlib.import_module("geo.pipeline.release.sbom")
    made = module.running_lock if as_lock else module.sbom
    return _told(lambda: _handed_over(made(_DATA.parent), out))


def _copied(make: str, source: Path, target: Path) -> int:
    """Call `backup` or `restore` and say how many files it wrote."""
    module = importlib.import_module("geo.pipeline.contributions.backup")
    return _told(lambda: f"{getattr(module, make)(source, target)} files in {target}")


def _handed_over(text: str, out: Path | None) -> str:
    """Put a text into a file, or else let it be printed; what is left to say of it."""
    if out is None:
        return text.removesuffix("\n")
    put(out, text)
    return ""


def _told(act: Callable[[], str]) -> int:
    """Print what came of it, or why there is nothing; the exit code."""
    try:
        said = act()
    except (GeoError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if said:
        print(said)
    return 0


def _diff(old: Path, new: Path, *, as_json: bool) -> int:
    try:
        found = difference(old, new)
    except GeoError as error:
        print(error, file=sys.stderr)
        return 1
    for line in [found.as_json()] if as_json else found.lines():
        print(line)
    return 0


def _record_files() -> Path:
    """The folder of records that ATLAS_DATA names, as for the app; raises HomeError for others."""
    home = home_at(os.environ.get("ATLAS_DATA", ""), _DATA)
    if isinstance(home, FolderHome):
        if not home.folder.is_dir():
            raise HomeError(f"ATLAS_DATA names {home.folder}, and there is no such folder.")
        return home.folder
    data = home.read()
    if not data.has_record_files:
        raise HomeError(
            "ATLAS_DATA holds no files of records; this command needs a folder of them."
        )
    return data.folder


def _layer(file: Path, *, crs: str, swap: bool, as_json: bool) -> int:
    # Checking the data must not pay for the libraries that read other files.
    module = importlib.import_module("geo.views.verdicts.command")
    try:
        for line in module.layer_lines(_record_files(), file, crs=crs, swap=swap, as_json=as_json):
            print(line)
    except (GeoError, FileNotFoundError, PermissionError, IsADirectoryError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _mcp(home: str) -> int:
    # Only this command needs the package of the protocol, and all that answers questions.
    module = importlib.import_module("geo.views.assistant.mcp_server")
    try:
        module.serve(home_at(home, _DATA))
    except GeoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _push(address: str, source: Path) -> int:
    try:
        database_home(address)  # says which packages are missing
        data = home_at(str(source), _DATA).read()
        issues = checked_atlas(data.loaded).issues
        if issues:
            raise DataError(issues)
        # Only who has a database needs what it takes to write to one.
        count = importlib.import_module("geo.pipeline.postgis").push(address, data)
    except GeoError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} records written")
    return 0


def _publish(folder: Path, home: str, live: str) -> int:
    # The pages stand above this room, and only an edition needs them.
    module = importlib.import_module("pages.edition.publish")

    def published() -> str:
        done = module.publish(folder, home or module.HOME, live)
        return f"{done.files} files in {folder}; feeds and citations name {done.home}"

    return _told(published)


def _propose(file: Path, feature: int, settings: list[str], out: Path | None) -> int:
    module = importlib.import_module("geo.views.proposals.command")
    try:
        patch, told = module.propose(_record_files(), file, feature, settings)
        for line in told:
            print(line, file=sys.stderr)
        if not told and out:
            put(out, patch)
        elif not told:
            print(patch, end="")
    except (GeoError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if told else 0


def _article(options: argparse.Namespace) -> int:
    # Checking the data must not pay for what reads texts.
    module = importlib.import_module("geo.views.desk.command")
    try:
        if options.action == "mark":
            return _mark(options.ids)
        if options.action == "check":
            for line in module.check_lines(
                _record_files(), options.file, options.day, as_json=options.json
            ):
                print(line)
            return 0
        origin = module.TextOrigin(options.title, options.publisher, options.day, options.url)
        made = module.new_article(
            _record_files(), options.file, origin, options.sentence, options.set
        )
    except (GeoError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for line in made.problems:
        print(line, file=sys.stderr)
    if options.json:
        print(made.as_json())
    elif not made.problems and options.out:
        return _told(lambda: _handed_over(made.patch, options.out))
    else:
        print(made.patch, end="")
    return 1 if made.problems else 0


def _mark(ids: list[str]) -> int:
    module = importlib.import_module("geo.views.articles.marking")
    folder = _record_files()
    count = module.mark_articles(folder, open_atlas(folder, strict=False), ids)
    print(f"{count} articles changed; read them before you keep them")
    return 0


def _build(what: str, out: Path, cache: Path) -> int:
    # Building needs packages and a network; checking must not pay for either.
    module = importlib.import_module(_BUILDS[what])
    return _told(lambda: getattr(module, f"build_{what}")(out, cache) or "")


def _main_or_stopped() -> int:
    try:
        return main()
    except KeyboardInterrupt:
        print("Stopped. What stood there before still stands.", file=sys.stderr)
        return _STOPPED


def _run() -> int:
    """The command of a shell; whoever reads what it prints may stop early, as `head` does."""
    try:
        code = _main_or_stopped()
        if not sys.stdout.closed:  # as the protocol of assistants leaves it
            sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(_run())
