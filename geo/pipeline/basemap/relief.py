"""The shaded relief pictures: cropped, warped to Web Mercator rows, made paler, without the sea.

Leaflet stretches a picture evenly between its edges on a Web Mercator page. A picture with even
degrees would show 45 N at 48.5 N, so its rows are moved to where the page expects them.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from PIL import Image, ImageDraw

from geo.geometry.projection import mercator_y
from geo.pipeline.frame import BOX, Box, mercator_height, row_latitudes

Pixels = npt.NDArray[np.float64]

# The source has 30 pixels a degree, so more than `NEAR_PX` would add bytes and no detail; the first
# view shows the whole box on some 1,300 pixels.
FAR_PX, NEAR_PX = 1280, 2400
QUALITY = {FAR_PX: 60, NEAR_PX: 76}
COLOUR = 0.65  # share of colour that stays: project lines carry the strong hues
CONTRAST = 0.58  # share of darkness that stays, so that dark lines stand out
SHORE_PX = 2  # the coast of the picture is off by up to this much
SEA_BLUE, BLUER = 225.0, 12.0  # in the source; channel values 0 to 255
STEPS = ((1, 0), (-1, 0), (1, 1), (-1, 1))  # to the neighbours: by how much, along which axis
LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601 weights of red, green and blue


def write_relief(source: Path, sea: shapely.Geometry, width: int, target: Path) -> None:
    """Write the relief of the box as a WebP with Web Mercator rows.

    Args:
        source: picture of the whole world, 180 W to 180 E and 90 N to 90 S in even degrees.
        sea: the sea in degrees (EPSG:4326). The map paints it over the picture, in its true shape
            and in the colour of the theme, so nothing of it has to be sent.
        width: pixels from west to east, one of `QUALITY`.
        target: the file to write; its edges are those of `BOX` (EPSG:4326 corners).

    """
    with Image.open(source) as world:
        cut = crop(world.convert("RGB"), BOX)
    even = cut.resize((width, cut.height), Image.Resampling.LANCZOS)
    warped = warp_rows(np.asarray(even, dtype=np.float64), mercator_height(width))
    shore = fill_sea(pale(warped), sea_pixels(sea, width) | drawn_as_sea(warped))
    picture = Image.fromarray(np.clip(np.rint(shore), 0, 255).astype(np.uint8))
    picture.save(target, "WEBP", quality=QUALITY[width], method=6)


def sea_pixels(sea: shapely.Geometry, width: int) -> npt.NDArray[np.bool_]:
    """Return which pixels of the box lie in the sea, rows in Web Mercator, north first."""
    height = mercator_height(width)
    top, bottom = mercator_y(BOX.north), mercator_y(BOX.south)

    def on_picture(ring: shapely.LinearRing) -> list[tuple[float, float]]:
        return [
            (
                (lon - BOX.west) / (BOX.east - BOX.west) * width,
                float((top - mercator_y(lat)) / (top - bottom)) * height,
            )
            for lon, lat in shapely.get_coordinates(ring).tolist()
        ]

    mask = Image.new("1", (width, height))
    pen = ImageDraw.Draw(mask)
    for part in shapely.get_parts(sea):
        pen.polygon(on_picture(part.exterior), fill=1)
        for island in part.interiors:
            pen.polygon(on_picture(island), fill=0)
    return np.asarray(mask, dtype=np.bool_)


def drawn_as_sea(pixels: Pixels) -> npt.NDArray[np.bool_]:
    """Return which pixels the picture itself paints as sea: pale and blue, as no land is."""
    red, _, blue = np.moveaxis(pixels, -1, 0)
    found: npt.NDArray[np.bool_] = (blue > SEA_BLUE) & (blue - red > BLUER)
    return found


def fill_sea(pixels: Pixels, sea: npt.NDArray[np.bool_]) -> Pixels:
    """Return the picture with the sea, and a little of its shore, in the colours of land nearby.

    Its coast is coarser than that of the map: where land lies under water in the picture, the
    nearest land is the better guess. Far from land all is one colour, which costs no bytes.
    """
    known = ~grown(sea, SHORE_PX)
    filled = np.where(known[..., None], pixels, 0.0)
    for _ in range(SHORE_PX * 4):
        colours = np.sum([np.roll(filled * known[..., None], *step) for step in STEPS], axis=0)
        weights = np.sum([np.roll(known, *step) for step in STEPS], axis=0)
        fresh = ~known & (weights > 0)
        filled[fresh] = colours[fresh] / weights[fresh][:, None]
        known = known | fresh
    filled[~known] = np.median(filled[known], axis=0)
    return filled


def grown(area: npt.NDArray[np.bool_], by: int) -> npt.NDArray[np.bool_]:
    """Return an area of a picture that is `by` pixels broader on all sides."""
    found = area.copy()
    for _ in range(by):
        found = np.logical_or.reduce([found, *(np.roll(found, *step) for step in STEPS)])
    return found


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
