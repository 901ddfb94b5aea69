"""Changes of files as a patch that `git apply` takes at the root of a checkout."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff

from geo.pipeline.contributions.entries import lines_of
from geo.pipeline.contributions.workspace import Read

#: Where the data lie in a checkout.
_FOLDER = "data"
_NOTHING = "/dev/null"
_NO_END = "\\ No newline at end of file\n"


def patch_of(files: Mapping[str, str | None], read: Read) -> str:
    """The patch from the present texts to these, by path in the data; None for a file that goes."""
    return "".join(part for path, new in files.items() for part in _of_file(path, read(path), new))


def _of_file(path: str, old: str | None, new: str | None) -> Iterator[str]:
    if old == new:
        return
    names = [f"{side}/{_FOLDER}/{path}" for side in "ab"]
    yield f"diff --git {names[0]} {names[1]}\n"
    if old is None:
        yield "new file mode 100644\n"
    if new is None:
        yield "deleted file mode 100644\n"
    before, after = _NOTHING if old is None else names[0], _NOTHING if new is None else names[1]
    for line in unified_diff(lines_of(old or ""), lines_of(new or ""), before, after):
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"
