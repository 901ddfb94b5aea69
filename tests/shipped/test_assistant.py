"""An assistant asks over stdio, with the official client, and hears sources and the day."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from geo.reading.homes.home import FolderHome
from geo.views.assistant.lookups import Lookups
from tests.conftest import ROOT

#: Tool, what it is asked, by the word that stands for it.
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "found": ("search", {"q": "Trans-Afghan railway"}),
    "uap": ("record", {"record_id": "uap-railway"}),
    "none": (
        "ways",
        {"start": "karachi-port", "goal": "tashkent", "more": {"closed-countries": "PK"}},
    ),
    "ways": ("ways", {"start": "karachi-port", "goal": "tashkent"}),
    "wrong": ("ways", {"start": "karachi-port", "goal": "atlantis"}),
    "changes": ("changes", {"since": "2026-01-01", "project": "uap-railway"}),
    "table": ("table", {"name": "figures", "filters": {"find": "Kharlachi"}, "as_csv": True}),
}


async def _asked() -> tuple[set[str], dict[str, dict[str, Any]]]:
    server = StdioServerParameters(command=sys.executable, args=["-m", "geo", "mcp"], cwd=ROOT)
    answers = {}
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        await session.initialize()
        tools = {tool.name for tool in (await session.list_tools()).tools}
        for word, (tool, values) in QUESTIONS.items():
            answer = await session.call_tool(tool, values)
            assert not answer.isError, answer
            answers[word] = json.loads(answer.content[0].text)
    return tools, answers


def test_an_assistant_is_answered_with_sources_and_day() -> None:
    tools, answers = anyio.run(_asked)
    assert tools == {"search", "ways", "changes", "record", "table"}
    assert all(answer["as_of"] and answer["version"] for answer in answers.values())
    for word in ("found", "uap", "ways", "changes", "table"):
        assert answers[word]["sources"], word
    assert "uap-railway" in {hit["id"] for hit in answers["found"]["hits"]}
    uap = answers["uap"]
    assert uap["record"]["lifecycle"] == "feasibility"
    assert {figure["source_ids"] for figure in uap["figures"]}
    assert answers["none"]["routes"] == []
    assert answers["none"]["reason"]
    assert answers["ways"]["routes"][0]["km"] > 2000
    assert "not in the atlas" in answers["wrong"]["problem"]
    assert answers["table"]["rows"].startswith("id,")


def test_what_cannot_be_answered_is_told(tmp_path: Path) -> None:
    lookups = Lookups(FolderHome(ROOT / "data"))
    for told in (
        lookups.record("no-such"),
        lookups.table("no-such", {}),
        lookups.table("lines", {"no-such": "x"}),
        lookups.changes("yesterday"),
        lookups.changes(project="no-such"),
        lookups.ways({"no-such": "x"}),
    ):
        assert told["problem"].endswith(".")
        assert told["as_of"]


def test_a_post_last_known_closed_is_told_so() -> None:
    told = Lookups(FolderHome(ROOT / "data")).record("site-torkham")
    freight = told["post_today"]["freight"]
    assert freight["access"] == "not known after closed"
    assert freight["says"].startswith("last known closed since 12 October 2025")
    assert "; nothing read since 26 February 2026" in freight["says"]


def test_without_the_package_one_sentence_tells_what_to_install() -> None:
    script = (
        "import importlib.util as util, sys; from geo.__main__ import main;"
        "find = util.find_spec;"
        "util.find_spec = lambda name, *rest: None if name == 'mcp' else find(name, *rest);"
        "sys.exit(main(['mcp']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "[mcp]" in done.stderr
    assert done.stdout == ""
