"""The modules of the map on a blank page: for sums that need neither an app nor its data."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page
from xstatic.pkg import leaflet

from geo.mapview.script_bundle import joined_script

WEB = Path(__file__).parents[2] / "geo" / "mapview" / "web"


class Modules:
    """All modules of `web/`, on a page with Leaflet and nothing else."""

    def __init__(self, page: Page) -> None:
        """Load them."""
        self._page = page
        names = sorted(path.stem for path in WEB.glob("*.js"))
        kept = ", ".join(f"{name}: in_{name}" for name in names)
        page.set_content("<!doctype html><title>modules</title>")
        page.add_script_tag(path=Path(leaflet.BASE_DIR) / "leaflet.js")
        page.add_script_tag(
            content=f"{joined_script(WEB, 'maps.js')}\nwindow.modules = {{ {kept} }};",
            type="module",
        )
        page.wait_for_function("window.modules")

    def run(self, body: str, **values: object) -> object:
        """What the body of a function returns; it has every module and value by its name."""
        given = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in values.items())
        names = "const { " + ", ".join(sorted(path.stem for path in WEB.glob("*.js"))) + " }"
        return self._page.evaluate(f"() => {{ {names} = window.modules;\n{given}{body} }}")


@contextmanager
def blank(page: Page) -> Iterator[Modules]:
    """The modules, until the block ends."""
    try:
        yield Modules(page)
    finally:
        page.close()
