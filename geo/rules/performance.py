"""Figures of the monitoring of corridors: each stands once."""

from geo.rules.context import Context, Found


def figures_stand_once(context: Context) -> Found:
    """One measure has one value for a place, mode, direction and year; a note may narrow it."""
    first: dict[object, str] = {}
    for figure in context.loaded.corridor_figures:
        where = (figure.country, frozenset(figure.site_ids), figure.mode, figure.direction)
        other = first.setdefault((figure.measure, *where, figure.year, figure.note), figure.id)
        if other != figure.id:
            found = f"the same figure as {other}"
            hint = "Keep one of the two, or say in the note what each holds for"
            yield context.issue(figure.id, "value", "figure_double", found, hint)
