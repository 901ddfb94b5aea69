"""Who may import whom, and what may stand where. Read from the source, never by running it."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: The rooms in their natural order: a module may import from its own room and from those before it.
ROOMS = (
    "geo.records",
    "geo.atlas",
    "geo.geometry",
    "geo.reading",
    "geo.rules",
    "geo.pipeline.contributions",
    "geo.analysis",
    "geo.network",
    "geo.routing",
    "geo.search",
    "geo.views",
    "geo.mapview",
    "geo.pipeline",
    "geo",
    "pages.ui",
    "pages.server",
    "pages.edition",
    "pages",
    "app",
)
MOST_FLOORS, MOST_ENTRIES, MOST_MODULES = 12, 14, 12
#: The curators' command is the only one that may call for derived data.
COMMAND = "geo.__main__"
BUILD = "geo.pipeline"
#: Of what curators run, the one part that the app runs too: drafts of records to a patch.
SHARED = "geo.pipeline.contributions"
OURS = re.compile(r"(geo|pages|app)(\.|$)")
NETWORK = {"requests", "httpx", "urllib.request", "http.client", "socket", "ssl"}
FORBIDDEN_IMPORTS = {"pickle", "marshal", "shelve", *NETWORK}
#: Making derived data needs the network; it runs on command only and is imported by nobody.
#: One page is asked for where a reader asked for it, in a process of its own, with every number
#: looked at before it is gone to: no library for that lets one see where it goes.
MAY_DOWNLOAD = {
    "geo.pipeline.packages": {"urllib.request"},
    "geo.reading.texts.fetching": {"http.client", "socket", "ssl"},
    # It sets an option of the sockets on which we listen, and opens none.
    "pages.server.start.sockets": {"socket"},
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
HTML = re.compile(r"<\s*/?\s*[a-zA-Z!]")
#: What says nothing about the thing that it stands for.
PLACEHOLDER = "one"
TALLEST_PAGE = 80
MOST_ROOT_ENTRIES = 18


def sources() -> dict[str, Path]:
    """Module name -> file, for all of the app."""
    paths = [ROOT / "app.py", *(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return {module_of(path): path for path in sorted(paths)}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


SOURCES = sources()
MODULES = sorted(SOURCES)
PAGES = sorted((ROOT / "pages").glob("*.py"))
TESTS = {module_of(path): path for path in sorted((ROOT / "tests").rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((SOURCES | TESTS)[module].read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> set[str]:
    """Full names of everything imported; of `from a import b`, `a.b` if that is a module."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            known = {name for name in names if name in SOURCES or name in FORBIDDEN_IMPORTS}
            found |= known or {str(node.module)}
    return found


@cache
def imports_of(module: str) -> set[str]:
    return imported(ast.walk(tree(module)))


def room(module: str) -> str:
    """The room that a module stands in."""
    return max((name for name in ROOMS if f"{module}.".startswith(f"{name}.")), key=len)


def height(module: str) -> int:
    return ROOMS.index(room(module))


def strings(module: str) -> list[str]:
    """Every string but docstrings."""
    whole = tree(module)
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docs = {
        ast.get_docstring(node, clean=False) for node in ast.walk(whole) if isinstance(node, kinds)
    }
    constants = [node.value for node in ast.walk(whole) if isinstance(node, ast.Constant)]
    return [
        constant for constant in constants if isinstance(constant, str) and constant not in docs
    ]


def in_geo(module: str) -> bool:
    return module == "geo" or module.startswith("geo.")


def in_build(module: str) -> bool:
    return module.startswith(BUILD) and not module.startswith(SHARED)


def ours(module: str) -> set[str]:
    """What a module of the app imports from the app, the build left out."""
    return {name for name in imports_of(module) if OURS.match(name) and not in_build(name)}


def among(roots: set[str], names: set[str]) -> set[str]:
    return {name for name in names if name.partition(".")[0] in roots}


def offenders(
    check: Callable[[str], object], modules: Iterable[str] = MODULES
) -> dict[str, object]:
    """Module -> what `check` finds in it, for all in which it finds something."""
    found = {module: check(module) for module in modules}
    return {module: what for module, what in found.items() if what}


def test_a_module_imports_only_from_its_room_and_those_below() -> None:
    def above(module: str) -> set[str]:
        return {name for name in ours(module) if height(name) > height(module)}

    assert offenders(above, [name for name in MODULES if not in_build(name)]) == {}


def test_rooms_stand_on_few_floors() -> None:
    floors: dict[str, int] = {}
    for name in ROOMS:
        used = {room(other) for module in MODULES if room(module) == name for other in ours(module)}
        floors[name] = 1 + max((floors[other] for other in used - {name}), default=0)
    assert max(floors.values()) <= MOST_FLOORS


def test_a_room_can_be_taken_in_at_a_glance() -> None:
    entries = [path for path in (ROOT / "geo").iterdir() if path.name != "__pycache__"]
    assert len(entries) <= MOST_ENTRIES, sorted(path.name for path in entries)
    folders = {path.parent for path in SOURCES.values()}
    counts = {
        folder.relative_to(ROOT).as_posix(): sum(
            path.name != "__init__.py" for path in folder.glob("*.py")
        )
        for folder in folders
    }
    assert {name: count for name, count in counts.items() if count > MOST_MODULES} == {}


def test_a_room_says_what_goes_in_and_what_comes_out() -> None:
    packages = [name for name, path in SOURCES.items() if path.name == "__init__.py"]
    assert [name for name in packages if not ast.get_docstring(tree(name))] == []


def test_geo_knows_no_user_interface() -> None:
    interface = {"streamlit", "streamlit_folium", "pages", "app"}
    modules = filter(in_geo, MODULES)
    assert offenders(lambda module: among(interface, imports_of(module)), modules) == {}


def test_only_mapview_knows_folium() -> None:
    modules = [name for name in MODULES if not name.startswith("geo.mapview")]
    assert offenders(lambda module: among({"folium", "branca"}, imports_of(module)), modules) == {}


def test_nothing_needs_the_build_to_be_imported() -> None:
    def builds(module: str) -> set[str]:
        return set(filter(in_build, imported(iter(tree(module).body))))

    others = [name for name in MODULES if not in_build(name) and name != COMMAND]
    assert offenders(builds, others) == {}


def test_derived_data_are_made_from_what_was_read() -> None:
    def above(module: str) -> set[str]:
        return {name for name in ours(module) if height(name) > ROOMS.index("geo.reading")}

    made = [name for name in MODULES if in_build(name) and name != "geo.pipeline.check"]
    assert offenders(above, made) == {}


def test_nothing_asks_the_network() -> None:
    def forbidden(module: str) -> set[str]:
        return (imports_of(module) & FORBIDDEN_IMPORTS) - MAY_DOWNLOAD.get(module, set())

    assert offenders(forbidden) == {}


def test_nothing_runs_text_as_code() -> None:
    def forbidden(module: str) -> set[str]:
        calls = [node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
        return {call.id for call in calls if isinstance(call, ast.Name)} & FORBIDDEN_CALLS

    assert offenders(forbidden) == {}


def test_pages_hold_no_colour_and_no_html() -> None:
    def markup(module: str) -> list[str]:
        texts = strings(module)
        keywords = {node.arg for node in ast.walk(tree(module)) if isinstance(node, ast.keyword)}
        found = [text for text in texts if HEX_COLOUR.search(text) or HTML.search(text)]
        return [*found, *({"unsafe_allow_html"} & keywords)]

    assert offenders(markup, [name for name in MODULES if not in_geo(name)]) == {}


def test_pages_are_short() -> None:
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in PAGES}
    assert {name: count for name, count in lines.items() if count >= TALLEST_PAGE} == {}


def loop_variables(module: str) -> Iterator[tuple[str, int]]:
    """Name and line of everything that a loop, a comprehension or a lambda gives a name to."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            for part in ast.walk(node.target):
                if isinstance(part, ast.Name):
                    yield part.id, part.lineno
        elif isinstance(node, ast.Lambda):
            for part in ast.walk(node.args):
                if isinstance(part, ast.arg):
                    yield part.arg, part.lineno


def test_no_class_has_the_name_of_another() -> None:
    places: dict[str, list[str]] = {}
    for module in (*MODULES, *TESTS):
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module)
    shared = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert not shared, "\n".join(f"{name}: {modules}" for name, modules in shared.items())


def test_loop_variables_say_what_they_are() -> None:
    def unnamed(module: str) -> list[int]:
        return sorted(line for name, line in loop_variables(module) if name == PLACEHOLDER)

    found = offenders(unnamed, (*MODULES, *TESTS))
    assert not found, "\n".join(f"{module}: {lines}" for module, lines in found.items())


def root_entries() -> set[str]:
    """What a visitor sees first: tracked names, or without git all that is not a tool's own."""
    try:
        command = ["git", "ls-files", "-z"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        return {path.name for path in ROOT.iterdir() if not is_ignored(path.name)}
    return {name.partition("/")[0] for name in done.stdout.split("\0") if name}


def is_ignored(name: str) -> bool:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    patterns = [line.rstrip("/") for line in lines if not line.startswith(("#", "!"))]
    return name == ".git" or any(Path(name).match(pattern) for pattern in patterns)


def test_the_root_can_be_taken_in_at_a_glance() -> None:
    entries = root_entries()
    assert {"geo", "pages", "data", "tests", "app.py"} <= entries
    assert len(entries) <= MOST_ROOT_ENTRIES


def test_without_git_the_root_counts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    entries = root_entries()
    assert {"geo", "pages", "data", "tests", "app.py"} <= entries
    assert entries.isdisjoint({".git", ".venv", ".ruff_cache", ".hypothesis"})
