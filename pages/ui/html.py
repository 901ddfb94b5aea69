"""The one place where text of the atlas becomes HTML, always escaped."""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from geo.records.dates import when
from geo.records.phrases import number, within_sentence
from geo.records.texts import say, say_many
from geo.views.links import HERE, MAP, page_link

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(when=when, within_sentence=within_sentence)
_TEMPLATES.filters["number"] = number


def say_html(text: str, **values: object) -> Markup:
    """`say` for a sentence with tags in it: the values are escaped, the text is ours."""
    return Markup(say(text)).format_map(_escaped(values))  # noqa: S704 - no value is in it yet


def say_many_html(singular: str, plural: str, number: int, **values: object) -> Markup:
    """`say_many` for a sentence with tags in it: the values are escaped, the texts are ours."""
    # Every gap but the number stays as it is, to be filled with what is escaped.
    text = say_many(singular, plural, number, **{name: "{" + name + "}" for name in values})
    return Markup(text).format_map(_escaped(values))  # noqa: S704 - no value is in it yet


def _escaped(values: Mapping[str, object]) -> dict[str, Markup]:
    return {name: escape(value) for name, value in values.items()}


#: What Streamlit would read as Markdown, a formula, a colour, an icon or a link.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~$#!|]|:(?=[A-Za-z/])|(?<=www)\.")


def as_written(text: str) -> str:
    """A text with words of strangers for a widget that reads Markdown: it is shown as it stands."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


_TEMPLATES.globals.update(page_link=page_link, MAP=MAP, HERE=HERE)
_TEMPLATES.globals.update(
    say=say, say_many=say_many, say_html=say_html, say_many_html=say_many_html
)


def render(template: str, **values: object) -> str:
    """Fill `templates/<template>.html`; every value is escaped."""
    return _TEMPLATES.get_template(f"{template}.html").render(**values)
