"""Who may import whom, and what may stand where. Read from the source, never by running it."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: Lowest layer first; a module may import from its own layer and from those above it in this list.
LAYERS = (
    ("geo.vocab", "geo.errors", "geo.dates"),
    ("geo.model",),
    ("geo.characters", "geo.kinds"),
    ("geo.references", "geo.glossary", "geo.inventory"),
    ("geo.fields",),
    ("geo.chains", "geo.measure", "geo.plane"),
    ("geo.door",),
    ("geo.plain_yaml", "geo.csv_table", "geo.parse", "geo.rows", "geo.features", "geo.layers"),
    ("geo.borders", "geo.coast", "geo.guides"),
    ("geo.tracklines", "geo.load", "geo.geometry"),
    ("geo.as_of",),
    ("geo.rules", "geo.validate"),
    ("geo.atlas",),
    (
        *("geo.border_posts", "geo.claims", "geo.commitment"),
        *("geo.line_names", "geo.network", "geo.timeline"),
    ),
    ("geo.assumptions", "geo.leg_states", "geo.routing_graph", "geo.duel"),
    ("geo.route_model",),
    ("geo.alternatives", "geo.edge_costs"),
    ("geo.trade_offs",),
    ("geo.pathfinder",),
    ("geo.missing_links",),
    ("geo.route",),
    ("geo.route_query", "geo.scenarios", "geo.port_access"),
    ("geo.romanise", "geo.gazetteer"),
    ("geo.names",),
    ("geo.search",),
    ("geo.views",),
    ("geo.mapview",),
    ("geo.network_files",),
    ("geo.check",),
    ("geo", "geo.__main__"),
    ("pages.ui",),
    ("pages",),
    ("app",),
)
BUILD = "geo.build"
OURS = re.compile(r"(geo|pages|app)(\.|$)")
FORBIDDEN_IMPORTS = {"pickle", "marshal", "shelve", "requests", "httpx", "urllib.request"}
#: Making derived data needs the network; it runs on command only and is imported by nobody.
MAY_DOWNLOAD = {"geo.build.packages": {"urllib.request"}}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
HTML = re.compile(r"<\s*/?\s*[a-zA-Z!]")
TALLEST_PAGE = 80
MOST_ROOT_ENTRIES = 16


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


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


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


def layer(module: str) -> int:
    """Place of the most exact layer of the module; each module of `geo` needs one of its own."""
    found = [
        (len(name), number)
        for number, names in enumerate(LAYERS)
        for name in names
        if module == name or (name != "geo" and module.startswith(f"{name}."))
    ]
    assert found, f"{module} has no layer; give it one in LAYERS"
    return max(found)[1]


def strings(module: str) -> list[str]:
    """Every string but docstrings."""
    whole = tree(module)
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docs = {
        ast.get_docstring(one, clean=False) for one in ast.walk(whole) if isinstance(one, kinds)
    }
    constants = [one.value for one in ast.walk(whole) if isinstance(one, ast.Constant)]
    return [one for one in constants if isinstance(one, str) and one not in docs]


def in_geo(module: str) -> bool:
    return module == "geo" or module.startswith("geo.")


def in_build(module: str) -> bool:
    return module.startswith(BUILD)


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


def test_a_module_imports_only_from_layers_below() -> None:
    def above(module: str) -> set[str]:
        return {name for name in ours(module) if layer(name) > layer(module)}

    assert offenders(above, [name for name in MODULES if not in_build(name)]) == {}


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

    assert offenders(builds, [name for name in MODULES if not in_build(name)]) == {}


def test_the_build_uses_only_what_lies_below_the_atlas() -> None:
    def above(module: str) -> set[str]:
        return {name for name in ours(module) if layer(name) > layer("geo.load")}

    assert offenders(above, filter(in_build, MODULES)) == {}


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
