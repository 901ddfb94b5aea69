"""The bill of materials, the licences of what we build on, and what is known of old versions."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

from geo.pipeline.release.licences import (
    ALLOWED,
    ALLOWED_AS_EXTRA,
    ALLOWED_AS_TOOL,
    is_allowed,
)
from geo.pipeline.release.sbom import locked_packages, running_lock, sbom
from geo.records.errors import GeoError
from tests.conftest import ROOT

BILL = json.loads(sbom(ROOT))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ADVISORIES = re.compile(
    r"^\| (?P<name>[a-z0-9-]+) \| (?P<id>CVE-[0-9-]+) \|.*\| (?P<mended>[0-9.]+) \|$"
)


def test_the_bill_is_cyclonedx() -> None:
    assert (BILL["bomFormat"], BILL["specVersion"], BILL["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", BILL["serialNumber"])
    references = [component["bom-ref"] for component in BILL["components"]]
    assert len(references) == len(set(references))
    own = BILL["metadata"]["component"]["bom-ref"]
    assert {entry["ref"] for entry in BILL["dependencies"]} == {own, *references}
    assert {to for entry in BILL["dependencies"] for to in entry["dependsOn"]} <= {*references}
    for component in BILL["components"]:
        assert {"type", "name", "version", "purl", "scope", "licenses"} <= set(component)
        hashes = component["externalReferences"][0]["hashes"]
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest["content"]) for digest in hashes)


def test_the_bill_has_every_package_of_the_lock_and_every_hash() -> None:
    pinned = {name.lower() for name in re.findall(r"^([\w.-]+)(?:\[\w+\])?==", LOCK, re.MULTILINE)}
    assert {component["name"] for component in BILL["components"]} == pinned
    told = sum(len(part["externalReferences"][0]["hashes"]) for part in BILL["components"])
    assert told == LOCK.count("--hash=sha256:")


def test_the_same_lock_gives_the_same_bill() -> None:
    assert json.loads(sbom(ROOT)) == BILL


def test_scopes_tell_what_runs_from_what_is_a_tool() -> None:
    scopes = {package.name: package.scope for package in locked_packages(ROOT)}
    names = ("streamlit", "starlette", "numpy", "psycopg", "typst", "pytest", "ruff", "djlint")
    assert [scopes[name] for name in names] == [
        *("required", "required", "required", "optional", "optional"),
        *("excluded", "excluded", "excluded"),
    ]


def test_what_a_server_installs_is_the_lock_without_the_tools() -> None:
    kept = (ROOT / "deploy" / "running.lock").read_text("utf-8")
    assert kept == running_lock(ROOT), "python -m geo sbom --lock > deploy/running.lock"
    names = set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==", kept, re.MULTILINE))
    tools = {package.name for package in locked_packages(ROOT) if package.scope == "excluded"}
    assert "streamlit" in names
    assert not names & tools
    assert set(kept.split()) <= set(LOCK.split())


def test_every_package_is_under_a_licence_that_we_may_build_on() -> None:
    allowed = {"required": ALLOWED, "optional": ALLOWED_AS_EXTRA, "excluded": ALLOWED_AS_TOOL}
    wrong = {
        package.name: package.licence
        for package in locked_packages(ROOT)
        if not is_allowed(package.licence, allowed[package.scope])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("expression", "is_fine"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", False),
        ("", False),
    ],
)
def test_a_choice_is_enough_but_every_part_counts(expression: str, *, is_fine: bool) -> None:
    assert is_allowed(expression, ALLOWED) is is_fine


def test_a_package_that_is_not_there_is_told(tmp_path: Path) -> None:
    lock = "no-such-package==1.0\n"
    (tmp_path / "requirements.lock").write_text(lock, "utf-8")
    project = '[project]\ndependencies = ["no-such-package"]\n'
    project += "[project.optional-dependencies]\ndev = []\n"
    (tmp_path / "pyproject.toml").write_text(project, "utf-8")
    with pytest.raises(GeoError, match="no-such-package is not installed"):
        locked_packages(tmp_path)


def test_no_package_is_older_than_the_advisories_that_were_looked_at() -> None:
    lines = (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
    known = [found for line in lines if (found := ADVISORIES.match(line))]
    assert len(known) >= 10
    old = {
        found["id"]: version(found["name"])
        for found in known
        if Version(version(found["name"])) < Version(found["mended"])
    }
    assert old == {}


def test_every_test_that_a_promise_names_is_there() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    told = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    names = set(re.findall(r"`(test_\w+)`", text))
    assert len(names) > 15
    assert {name for name in names if f"def {name}(" not in told} == set()
    assert all((ROOT / path).exists() for path in re.findall(r"`(tests/[\w/.]+)`", text))
