"""The one place where text of the atlas becomes HTML, always escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.dates import when

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["when"] = when


def render(template: str, **values: object) -> str:
    """Fill `templates/<template>.html`; every value is escaped."""
    return _TEMPLATES.get_template(f"{template}.html").render(**values)
