"""The scores that the About page shows: `pages/scores.json`, written part by part.

The file stands beside the page that reads it and not in `data/`: it holds no record, and whoever
serves the app on data of their own still serves this app.
"""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import numpy as np

from geo.reading.network.geometry_report import RATIO_WITHIN, inspect_geometry
from geo.routing.router import Router
from geo.rules.open_atlas import open_atlas
from tests.bench import report
from tests.bench.extraction import tally
from tests.bench.extraction_report import AIMS, Extraction
from tests.bench.figures import Ledger
from tests.bench.routes import five_routes
from tests.browser.server import ROOT
from tests.shipped.test_published_journeys import JOURNEYS, fits
from tests.shipped.test_track_truth import LEAST_POINTS, off_km

SCORES = ROOT / "pages" / "scores.json"
_DATA = ROOT / "data"
_FEW = 5
#: Name of the figure -> key in the ledger.
_SPEED = {
    "map": "cold",
    "toggle": "toggle",
    "click": "click",
    "words": "poor-words",
    "whole": "poor-map",
    "megabytes": "poor-bytes",
}
_MS_PER_S = 1000


def keep(part: str, figures: Mapping[str, float], path: Path = SCORES) -> None:
    """Put the figures of one part into the file, with day and machine, and keep the others."""
    parts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {name: round(value, 3) for name, value in figures.items()}
    parts[part] = {"day": report.today(), "machine": report.machine(), "figures": kept}
    path.write_text(json.dumps(parts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def keep_quick_parts(run: Extraction) -> None:
    """Everything that needs no browser: tracks, lengths, routes and the reading of texts."""
    keep("tracks", tracks())
    keep("lengths", lengths())
    keep("routes", routes())
    keep("texts", texts(run))


def tracks() -> dict[str, float]:
    """How far points of real tracks lie from the drawn railways, in km, the median in metres."""
    away = np.concatenate([off_km(path) for path in LEAST_POINTS])
    return {
        "points": len(away),
        "median": float(np.median(away)) * 1000,
        "p90": float(np.percentile(away, 90)),
        "worst": float(away.max()),
    }


def lengths() -> dict[str, float]:
    """How many lengths agree with print, and how many lines follow a network."""
    found = inspect_geometry(_DATA)
    ratios = found.compared()
    return {
        "agreeing": sum(abs(ratio - 1) <= RATIO_WITHIN for ratio in ratios),
        "compared": len(ratios),
        "followed": sum(bool(row.segment.network_km) for row in found.rows),
        "lines": len(found.rows),
    }


def routes() -> dict[str, float]:
    """How many journeys in print fit, and the milliseconds of the processor for five routes."""
    router = Router(open_atlas(_DATA))
    fitting = sum(fits(router, journey) for journey in JOURNEYS)
    spent = []
    for _ in range(_FEW):
        start = time.process_time()
        five_routes(router)
        spent.append((time.process_time() - start) * _MS_PER_S)
    return {"journeys": len(JOURNEYS), "fitting": fitting, "five": median(spent)}


def texts(run: Extraction) -> dict[str, float]:
    """Shares of the half kept apart and aims in per cent, and seconds for long texts."""
    shares: dict[str, float] = {}
    for kind, aim in AIMS.items():
        found = tally(run.scored, "apart", kinds=(kind,))
        shares[f"{kind}_precision"] = (found.precision or 0) * 100
        shares[f"{kind}_recall"] = (found.recall or 0) * 100
        shares[f"{kind}_surest"] = aim.precision * 100
        shares[f"{kind}_least"] = aim.recall * 100
    short, long = (spent.checked for spent in run.spent)
    return {**shares, "short": short, "long": long}


def speed(ledger: Ledger) -> dict[str, float]:
    """What readers feel: seconds until the map stands, milliseconds of reactions, a poor line."""
    found = {name: ledger.median(key, "atlas") for name, key in _SPEED.items()}
    figures = {name: value for name, value in found.items() if value is not None}
    return {**figures, "map": figures["map"] / _MS_PER_S}
