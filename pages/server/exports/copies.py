"""The copies to be read that there are: what and ending to what reads their address."""

from collections.abc import Callable, Mapping, Sequence

from pages.server.exports.brief_copies import comparison_copy, project_copy, route_copy
from pages.server.exports.copy import Copy
from pages.server.exports.map_copy import map_copy

#: What takes names and values of an address, and the address of the atlas.
COPIES: Mapping[tuple[str, str], Callable[[Sequence[tuple[str, str]], str], Copy]] = {
    ("map", "html"): map_copy,
    ("project", "pdf"): project_copy,
    ("compare", "pdf"): comparison_copy,
    ("route", "pdf"): route_copy,
}
