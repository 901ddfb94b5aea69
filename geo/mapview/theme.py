"""The colours of paper and ink as CSS variables, from `theme` in `style.yaml`.

Style sheets name them and hold no colour of their own, so the map, its legend and every page
change together.
"""

from geo.mapview.style import Style


def frame_variables(style: Style) -> str:
    """CSS for the frame of a map, whose script writes the theme into `data-theme`."""
    selectors = {"light": ":root", "dark": ':root[data-theme="dark"]'}
    return "".join(f"{where} {{{_block(style, theme)}}}\n" for theme, where in selectors.items())


def page_variables(style: Style) -> str:
    """CSS for a page, which takes light or dark from `color-scheme`."""
    colours = style["theme"].items()
    block = " ".join(
        f"--{name}: light-dark({ink['light']}, {ink['dark']});" for name, ink in colours
    )
    return f":root {{{block}}}\n"


def _block(style: Style, theme: str) -> str:
    return " ".join(f"--{name}: {colour[theme]};" for name, colour in style["theme"].items())
