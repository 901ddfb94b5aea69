"""The scores of the About page: what the bench wrote is said in whole sentences, by part."""

import json
import re
from pathlib import Path

from geo.views.pages.own_scores import score_groups
from pages.ui.html import render
from tests.bench.figures import Ledger
from tests.bench.own_scores import SCORES, keep, speed


def test_every_figure_of_the_last_bench_is_said() -> None:
    parts = json.loads(SCORES.read_text(encoding="utf-8"))
    groups = score_groups(SCORES)
    assert {group.anchor for group in groups} == {f"scores-{part}" for part in parts}
    for group in groups:
        figures = parts[group.anchor.removeprefix("scores-")]["figures"]
        said = sum(len(re.findall(r"\d[\d.\u2009]*", sentence)) for sentence in group.sentences)
        assert said >= len(figures)
        assert not re.search(r"[{}]", " ".join(group.sentences))


def test_a_part_is_written_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    assert score_groups(path) == ()
    keep("tracks", {"points": 12345, "median": 54.17, "p90": 0.5, "worst": 4.648}, path)
    ledger = Ledger()
    for key, value in (("cold", 2747.0), ("toggle", 22.3)):
        ledger.add(key, "atlas", value)
    keep("speed", speed(ledger), path)
    tracks, quick = score_groups(path)
    assert tracks.sentences[0].startswith("Half of 12\u2009345 points")
    assert quick.sentences[0] == "The map stands 2.7 s after the page was asked for."
    assert len(quick.sentences) == 2


def test_the_page_leads_to_each_part_and_says_how_it_was_measured() -> None:
    words = {"glossary": (), "lifecycles": (), "rungs": (), "scores": score_groups(SCORES)}
    page = render("about", newest={"as_of": "today", "heard": "", "read": ""}, **words)
    for anchor in ("scores", "scores-tracks", "scores-texts", "scores-speed"):
        assert f'id="{anchor}"' in page
    assert page.count("How this was measured") == len(words["scores"])
