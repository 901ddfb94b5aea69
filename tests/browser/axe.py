"""What axe finds on a page that stands between readers and its content."""

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Frame

from tests.browser.conftest import Visit

_SHORT = {"resultTypes": ["violations"]}  # what passes is not wanted, and long
_COLOURS = {**_SHORT, "runOnly": ["color-contrast"]}
_BACKGROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def grave(visit: Visit, *frames: Frame) -> list[tuple[str, str, str, list[str]]]:
    """Theme, rule, impact and targets of the serious and critical violations.

    The page and the frames are looked at in light with every rule, then in dark for contrast,
    which is all that the theme can change.
    """
    places = [visit.page.main_frame, *frames]
    found = [violation for place in places for violation in _run(place, "light", _SHORT)]
    light = visit.page.evaluate(_BACKGROUND)
    visit.page.emulate_media(color_scheme="dark")
    visit.page.wait_for_function(f"(light) => {_BACKGROUND} !== light", arg=light)
    for frame in frames:
        frame.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    return found + [violation for place in places for violation in _run(place, "dark", _COLOURS)]


def _run(
    place: Frame, theme: str, options: dict[str, list[str]]
) -> list[tuple[str, str, str, list[str]]]:
    return [
        (theme, one["id"], one["impact"], [str(node["target"]) for node in one["nodes"]])
        for one in Axe().run(place, options=options)["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
