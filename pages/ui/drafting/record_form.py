"""A form for a record of any kind: its fields, the words of the glossary, a problem beside each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.pipeline.contributions.ground import Ground
from geo.records.errors import Issue
from geo.records.kinds import BY_PLURAL, Kind
from geo.records.model import AnyRecord, Record, Source
from geo.records.texts import say, say_many
from geo.views.proposals.fields import Ask, FormField, figures_text, form_fields, read_figures
from geo.views.proposals.proposal import Filled, Section
from pages.ui.address import held, let_go, put
from pages.ui.html import render

_NEW = ""
_COLUMNS = 2
_NOTHING = object()  # a widget may hold None


def read_form(form: str, section: Section) -> Filled:
    """What stands in the form of a section, or in the section as long as it was not drawn."""
    kept = _key(form, section, "kept")
    known = held(kept)
    values = dict(known if isinstance(known, dict) else section.values)
    for field in form_fields(_kind(section)):
        key = _key(form, section, field.path)
        if held(key, _NOTHING) is not _NOTHING:
            values[field.path] = _value(field, held(key))
    # What is not drawn for a while is forgotten by its widget, and not by the reader.
    put(kept, values)
    chosen = held(_key(form, section, "chosen"), section.chosen)
    return Filled(values, str(chosen or _NEW))


@dataclass(frozen=True)
class SectionForm:
    """A section as it is drawn: what stands in it, and its problems by the paths of its fields."""

    form: str
    section: Section
    filled: Filled
    ground: Ground
    beside: Mapping[str, Sequence[Issue]]


def draw_form(
    form: str, section: Section, filled: Filled, ground: Ground, issues: Iterable[Issue]
) -> None:
    """Draw the widgets of a section with what stands in it; problems stand below their fields."""
    if section.choices:
        _choose(form, section, filled)
        if filled.chosen:
            return
    beside: dict[str, list[Issue]] = {}
    for issue in issues:
        beside.setdefault(_path_of(issue.field), []).append(issue)
    drawn = SectionForm(form, section, filled, ground, beside)
    fields = {field.path: field for field in form_fields(_kind(section))}
    shown = [fields[path] for path in section.shown if path in fields]
    hidden = [field for path, field in fields.items() if path not in section.shown]
    _draw_fields(drawn, shown)
    if hidden:
        count = sum(len(beside.get(field.path, ())) for field in hidden)
        label = say("More fields")
        if count:
            label = say_many("More fields: {n} problem", "More fields: {n} problems", count)
        with st.expander(label, expanded=count > 0):
            _draw_fields(drawn, hidden)
    asked = {field.path for field in fields.values()}
    _say_problems([issue for path, found in beside.items() if path not in asked for issue in found])


def forget_form(form: str) -> None:
    """Let the widgets of a form begin anew."""
    let_go(f"{form}/")


def _kind(section: Section) -> Kind:
    return BY_PLURAL[section.kind]


def _key(form: str, section: Section, path: str) -> str:
    return f"{form}/{section.key}/{path}"


def _path_of(field: str) -> str:
    """The field of the form that a problem is about."""
    path = field.partition("[")[0]
    return "names.en" if path == "names" else path


def _choose(form: str, section: Section, filled: Filled) -> None:
    key = _key(form, section, "chosen")
    put(key, filled.chosen)
    names = {_NEW: say("A new one"), **section.choices}
    st.selectbox(
        say("A new one, or one of the atlas"), list(names), format_func=names.__getitem__, key=key
    )


def _draw_fields(drawn: SectionForm, fields: Sequence[FormField]) -> None:
    """Two columns of short fields; a long one has the whole width."""
    row: list[FormField] = []
    for field in (*fields, None):
        if field and field.ask is not Ask.LONG:
            row.append(field)
        if row and (field is None or field.ask is Ask.LONG or len(row) == _COLUMNS):
            for place, short in zip(st.columns(_COLUMNS), row, strict=False):
                with place:
                    _draw(drawn, short)
                    _say_problems(drawn.beside.get(short.path, ()))
            row = []
        if field and field.ask is Ask.LONG:
            _draw(drawn, field)
            _say_problems(drawn.beside.get(field.path, ()))


def _draw(drawn: SectionForm, field: FormField) -> None:
    key = _key(drawn.form, drawn.section, field.path)
    options = _records(drawn.ground, field.names) if field.names else dict(field.options)
    given = _widget_value(field, drawn.filled.values.get(field.path), options)
    put(key, given)
    label = field.label
    if field.ask is Ask.CHOICE:
        st.selectbox(
            label,
            list(options),
            index=None,
            format_func=options.__getitem__,
            help=field.help,
            placeholder=say("Choose"),
            key=key,
        )
        if text := field.explains.get(str(given)):
            st.html(render("propose", part="explains", text=text))
    elif field.ask is Ask.CHOICES:
        st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            help=field.help,
            placeholder=say("Choose"),
            key=key,
        )
    elif field.ask is Ask.LONG:
        st.text_area(label, help=field.help, key=key, height=90)
    else:
        st.text_input(label, help=field.help, key=key, max_chars=field.longest)


def _value(field: FormField, given: object) -> object:
    """What a widget holds as the value of the field."""
    if field.ask is Ask.TEXTS:
        return [part.strip() for part in str(given or "").split(";") if part.strip()]
    if field.ask is Ask.FIGURES:
        return read_figures(str(given or ""))
    return given


def _widget_value(field: FormField, value: object, options: Mapping[str, str]) -> object:
    """The value of the field as the widget holds it; what cannot be chosen is left out."""
    if field.ask is Ask.CHOICE:
        return value if value in options else None
    if field.ask is Ask.CHOICES:
        given = value if isinstance(value, list | tuple) else ()
        return [part for part in given if part in options]
    if field.ask is Ask.TEXTS:
        return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return figures_text(value) if field.ask is Ask.FIGURES else str(value or "")


def _records(ground: Ground, model: type[Record]) -> dict[str, str]:
    """The records of a kind that can be named, by id."""
    return {
        name: _called(record)
        for name, record in ground.records.items()
        if isinstance(record, model)
    }


def _called(record: AnyRecord) -> str:
    if isinstance(record, Source):
        return f"{record.publisher}: {record.title}"
    names = getattr(record, "names", None)
    return str(names.en if names else record.id)


def _say_problems(issues: Sequence[Issue]) -> None:
    if issues:
        st.html(render("propose", part="problems", issues=issues))
