"""The shaded relief picture: cropped, warped to Web Mercator rows and made paler.

Leaflet stretches a picture evenly between its edges on a Web Mercator page. A picture with even
degrees would show 45 N at 48.5 N, so its rows are moved to where the page expects them.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from geo.pipeline.frame import BOX, Box, mercator_height, row_latitudes

Pixels = npt.NDArray[np.float64]

WIDTH_PX = 2400  # the source has 30 pixels a degree, so more would add bytes and no detail
QUALITY = 84  # at equal quality WebP saves only about a tenth here, so the picture stays a JPEG
COLOUR = 0.65  # share of colour that stays: project lines carry the strong hues
CONTRAST = 0.58  # share of darkness that stays, so that dark lines stand out
LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601 weights of red, green and blue


def write_relief(source: Path, target: Path) -> None:
    """Write the relief of the box as a JPEG with Web Mercator rows.

    Args:
        source: picture of the whole world, 180 W to 180 E and 90 N to 90 S in even degrees.
        target: the JPEG to write; its edges are those of `BOX` (EPSG:4326 corners).

    """
    with Image.open(source) as world:
        cut = crop(world.convert("RGB"), BOX)
    even = cut.resize((WIDTH_PX, cut.height), Image.Resampling.LANCZOS)
    warped = warp_rows(np.asarray(even, dtype=np.float64), mercator_height(WIDTH_PX))
    picture = Image.fromarray(np.clip(np.rint(pale(warped)), 0, 255).astype(np.uint8))
    picture.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)


def crop(world: Image.Image, box: Box) -> Image.Image:
    """Return the pixels of a whole-world picture in even degrees that lie in the box."""
    across, down = world.width / 360, world.height / 180
    edges = (
        (box.west + 180) * across,
        (90 - box.north) * down,
        (box.east + 180) * across,
        (90 - box.south) * down,
    )
    left, upper, right, lower = (round(edge) for edge in edges)
    return world.crop((left, upper, right, lower))


def warp_rows(even: Pixels, height: int, box: Box = BOX) -> Pixels:
    """Return rows in Web Mercator from rows in even degrees of latitude, north first.

    Args:
        even: array (rows, columns, channels); its rows share the latitudes of `box` evenly.
        height: rows of the result.
        box: edges of both pictures.

    Rows are mixed linearly from the two nearest ones.

    """
    rows = even.shape[0]
    per_degree = rows / (box.north - box.south)
    position = np.clip((box.north - row_latitudes(height, box)) * per_degree - 0.5, 0, rows - 1)
    above = np.floor(position).astype(np.int64)
    below = np.minimum(above + 1, rows - 1)
    share = (position - above)[:, None, None]
    warped: Pixels = even[above] * (1 - share) + even[below] * share
    return warped


def pale(pixels: Pixels) -> Pixels:
    """Return the picture with less colour and lighter darks; channel values 0 to 255."""
    grey = (pixels @ np.array(LUMA))[..., None]
    muted = grey + (pixels - grey) * COLOUR
    lighter: Pixels = 255 - (255 - muted) * CONTRAST
    return lighter
