"""Under which licences the packages are that the atlas runs on, in the words of SPDX."""

import re
from importlib.metadata import PackageMetadata

_WORD = re.compile(r"[A-Za-z0-9.+-]+")
_OPERATORS = {"AND", "OR", "WITH"}
#: What packages write in place of an expression of SPDX.
_SAID = {
    "3-Clause BSD License": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "ISC License": "ISC",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Artistic License": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    **{name: name for name in ("MIT", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0")},
}
_CLASSIFIED = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
#: Packages whose metadata leave it open: what the text says that comes with them.
_READ = {
    "altair": "BSD-3-Clause",
    "feedgenerator": "BSD-3-Clause",
    "isodate": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "streamlit-folium": "MIT",
    "xstatic-leaflet": "BSD-2-Clause",
}
#: What may be part of a running atlas: all let us use and pass on the program as it is.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC"),
        *("MIT", "MIT-0", "MIT-CMU", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib"),
    }
)
#: What else may be an extra that an operator chooses: linked when it runs, not part of ours.
ALLOWED_AS_EXTRA = ALLOWED | {"LGPL-3.0-only"}
#: What else may be a tool of those who work on the atlas: it is called, and nothing is built on it.
ALLOWED_AS_TOOL = ALLOWED_AS_EXTRA | {"Artistic-1.0-Perl", "GPL-3.0-or-later"}


def licence_of(name: str, metadata: PackageMetadata) -> str:
    """The expression of SPDX for a package, empty if nothing says it."""
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    if name in _READ:
        return _READ[name]
    if "License" in metadata and (said := _SAID.get(metadata["License"].strip())):
        return said
    found = {
        _CLASSIFIED[kind] for kind in metadata.get_all("Classifier") or () if kind in _CLASSIFIED
    }
    return " AND ".join(sorted(found))


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Whether an expression of SPDX without brackets leaves a choice that is allowed."""
    choices = expression.split(" OR ")
    return any(
        bool(words) and set(words) <= allowed
        for words in (
            [word for word in _WORD.findall(choice) if word not in _OPERATORS] for choice in choices
        )
    )
