"""The map's scripts as one file: every file more is a wait more on a poor line.

The modules under `web/` keep to two forms: `import { a, b } from "./other.js";` on a line of its
own, and `export` before `const`, `class`, `function` or `async function`. So they can be put one
after the other, each in a function of its own, with no more than that rewritten; comments on lines
of their own stay behind.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import (\{[\w,\s]+\}) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|function|async function) (\w+))", re.MULTILINE)
#: Comments on lines of their own; half of a module may be words for readers and for `tsc`.
_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined_script(folder: Path, script: str, *others: Path) -> str:
    """A module of JavaScript that holds `script` and all it imports, and exports the same.

    A module that does not stand in `folder` is looked for in the `others`. Raises ValueError if a
    module imports or exports in another form, or if modules import one another in a circle.
    """
    done: dict[str, str] = {}
    folders, stem = (folder, *others), Path(script).stem
    _add_module(folders, stem, done, ())
    return (
        "".join(done.values()) + f"export const {_export_list(_text(folders, stem))} = in_{stem};\n"
    )


def _text(folders: tuple[Path, ...], stem: str) -> str:
    paths = [folder / f"{stem}.js" for folder in folders]
    path = next((path for path in paths if path.is_file()), paths[0])
    return path.read_text(encoding="utf-8")


def _add_module(
    folders: tuple[Path, ...], stem: str, done: dict[str, str], way: tuple[str, ...]
) -> None:
    if stem in way:
        raise ValueError(f"{' -> '.join([*way, stem])}: these scripts import one another")
    if stem in done:
        return
    text = _text(folders, stem)
    # Depth first: a module stands behind all that it imports.
    for _, other in _IMPORT.findall(text):
        _add_module(folders, other, done, (*way, stem))
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = in_\2;", text))
    if other_form := _OTHER_FORM.search(body):
        raise ValueError(f"{stem}.js: cannot join the line {other_form.group()!r}")
    body = _COMMENT.sub("", body)
    exports = _export_list(text)
    done[stem] = f"const in_{stem} = (() => {{\n{body}\nreturn {exports};\n}})();\n"


def _export_list(text: str) -> str:
    return f"{{ {', '.join(_EXPORT.findall(text))} }}"
