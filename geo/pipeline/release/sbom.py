"""The bill of materials of the atlas: every package of the lock, as CycloneDX 1.6 in JSON.

It is made from the lock and from what is installed, without a network, and the same lock gives the
same bytes.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from geo.pipeline.release.licences import licence_of
from geo.records.errors import GeoError

_LOCK, _PROJECT = "requirements.lock", "pyproject.toml"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_TOOLS = "dev"


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """A package of the lock.

    `scope` is `required` for what runs the atlas, `optional` for what an extra needs, `excluded`
    for the tools of those who work on it.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    scope: str
    licence: str
    needs: tuple[str, ...]


def locked_packages(root: Path) -> tuple[LockedPackage, ...]:
    """All packages of the lock in `root`; raises GeoError for one that is not installed."""
    scopes, needs = _walked(root)
    packages = []
    for name, version, lines in _pinned(root):
        if name not in scopes:
            raise GeoError(f"{_LOCK} holds {name}, which nothing needs. Run make lock.")
        hashes = tuple(sorted(_HASH.findall(lines)))
        licence = licence_of(name, distribution(name).metadata)
        packages.append(
            LockedPackage(name, version, hashes, scopes[name], licence, tuple(sorted(needs[name])))
        )
    return tuple(sorted(packages, key=lambda package: package.name))


def running_lock(root: Path) -> str:
    """The lock without the tools of those who work on the atlas, hashes and all.

    It is what a server needs, with every extra, and is kept as `deploy/running.lock`. Raises
    GeoError for a package that is not installed.
    """
    tools = {package.name for package in locked_packages(root) if package.scope == "excluded"}
    kept = "".join(lines for name, _, lines in _pinned(root) if name not in tools)
    return "".join(line for line in kept.splitlines(keepends=True) if "#" not in line)


def _pinned(root: Path) -> Iterator[tuple[str, str, str]]:
    """Name, version and lines of each package of the lock."""
    text = (root / _LOCK).read_text("utf-8")
    found = [*_PINNED.finditer(text)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        yield canonicalize_name(match[1]), match[2], text[match.start() : end]


def _walked(root: Path) -> tuple[dict[str, str], dict[str, set[str]]]:
    """The scope of every package that anything needs, and what each needs in turn."""
    project = tomllib.loads((root / _PROJECT).read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {
        "required": project["dependencies"],
        "optional": [text for name, texts in extras.items() if name != _TOOLS for text in texts],
        "excluded": extras[_TOOLS],
    }
    scopes: dict[str, str] = {}
    needs: dict[str, set[str]] = defaultdict(set)
    for scope, texts in asked.items():  # what runs the atlas comes first and wins
        waiting = [Requirement(text) for text in texts]
        seen: set[tuple[str, str]] = set()
        while waiting:
            requirement = waiting.pop()
            name = canonicalize_name(requirement.name)
            scopes.setdefault(name, scope)
            for extra in ("", *requirement.extras):
                if (name, extra) not in seen:
                    seen.add((name, extra))
                    further = _requirements(name, extra)
                    needs[name] |= {canonicalize_name(needed.name) for needed in further}
                    waiting += further
    return scopes, needs


def _requirements(name: str, extra: str) -> list[Requirement]:
    try:
        said = distribution(name).requires or ()
    except PackageNotFoundError:
        raise GeoError(
            f"{_LOCK}: {name} is not installed, so nothing is known of it. Run make setup."
        ) from None
    found = [Requirement(text) for text in said]
    return [
        needed for needed in found if not needed.marker or needed.marker.evaluate({"extra": extra})
    ]


def sbom(root: Path) -> str:
    """The bill as JSON; raises GeoError for a package of the lock that is not installed."""
    project = tomllib.loads((root / _PROJECT).read_text("utf-8"))["project"]
    packages = locked_packages(root)
    own = f"{project['name']}@{project['version']}"
    direct = [
        text
        for scope in (project["dependencies"], *project["optional-dependencies"].values())
        for text in scope
    ]
    known = {package.name: _address(package.name, package.version) for package in packages}
    needed = sorted({canonicalize_name(Requirement(text).name) for text in direct} & {*known})
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [
            {"ref": own, "dependsOn": [known[name] for name in needed]},
            *(
                {
                    "ref": known[package.name],
                    "dependsOn": [known[name] for name in package.needs],
                }
                for package in packages
            ),
        ],
    }
    # The number follows from what is in it: nobody can tell two bills of the same lock apart.
    body["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(body))}"
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _component(package: LockedPackage) -> dict[str, object]:
    address = _address(package.name, package.version)
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "scope": package.scope,
        "purl": address,
        "licenses": [{"expression": package.licence}],
        # One for each file that the package is offered in.
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{package.name}/{package.version}/",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
            }
        ],
    }


def _address(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"
