"""The one place where text of the atlas becomes HTML, always escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.dates import when
from geo.views.links import HERE, MAP, page_link

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["when"] = when
_TEMPLATES.globals.update(page_link=page_link, MAP=MAP, HERE=HERE)


def render(template: str, **values: object) -> str:
    """Fill `templates/<template>.html`; every value is escaped."""
    return _TEMPLATES.get_template(f"{template}.html").render(**values)
