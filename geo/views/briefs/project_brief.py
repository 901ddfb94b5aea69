"""A project on two pages: how far it has come, figures that disagree, promises, kilometres."""

from collections.abc import Iterator
from dataclasses import replace

from geo.atlas import Atlas
from geo.reading.network.countries import Countries
from geo.records.phrases import number
from geo.records.texts import say
from geo.views.briefs.brief import Brief, Part, Said, row
from geo.views.components import Figures, LadderStep, Standing
from geo.views.pages.project_page import ProjectPage, project_page

_STEP_WIDTHS, _FIGURE_WIDTHS = (1.4, 1.3, 5.0), (1.6, 5.4)
_PROMISE_WIDTHS, _KM_WIDTHS = (3.4, 1.1, 2.5), (2.0, 2.4, 2.0, 0.9)


def project_brief(atlas: Atlas, countries: Countries, project_id: str) -> Brief:
    """The brief of a project; raises UnknownId for an id that is none."""
    page = project_page(atlas, countries, project_id)
    panel = page.panel
    return Brief(
        kind=say("Project brief"),
        title=panel.name,
        names=panel.local_names,
        lead=tuple(_lead(page)),
        parts=tuple(part for part in _parts(page) if part.rows),
        footnotes=page.footnotes,
    )


def _lead(page: ProjectPage) -> Iterator[Said]:
    panel = page.panel
    if panel.state:
        yield Said(f"{panel.state.label}. {panel.state.value}", panel.state.notes, "strong")
    if panel.heard:
        yield Said(f"{panel.heard.last} {panel.heard.silence}", (), "quiet")
    if panel.summary:
        yield Said("".join(run.text for run in panel.summary if run.kind != "note"))


def _parts(page: ProjectPage) -> Iterator[Part]:
    panel = page.panel
    for ladder in panel.ladders:
        steps = tuple(map(_step, ladder.steps))
        yield Part(say("Ladder of commitment"), steps, _STEP_WIDTHS, is_ladder=True)
    for found in panel.standings:
        yield Part(say("Last step"), tuple(_last_step(found)), (1.0,), share=0.25)
    disagreeing = [group for group in panel.figures if group.disagree]
    for group in disagreeing:
        share = max(0.25, 1 / len(disagreeing))
        title = say("{quantity}: figures that disagree", quantity=group.quantity)
        hint = (
            say("Of the whole, {range} may be believed; none is picked.", range=group.band)
            if group.band
            else say("None is picked: each stands with its scope and who says so.")
        )
        yield Part(title, tuple(_figures(group)), _FIGURE_WIDTHS, hint, share=share)
    others = tuple(
        (replace(cells[0], text=f"{group.quantity}: {cells[0].text}"), *cells[1:])
        for group in panel.figures
        if not group.disagree
        for cells in _figures(group)
    )
    yield Part(say("Other figures"), others, (2.6, 4.4), share=0.35)
    yield Part(
        say("Promises and what became of them"),
        tuple(
            row(Said(pledge.promise, pledge.notes), pledge.due, pledge.words)
            for pledge in page.pledges
        ),
        _PROMISE_WIDTHS,
        head=(say("What was promised"), say("For"), say("What became of it")),
        share=0.45,
    )
    yield Part(
        say("Kilometres as drawn"),
        tuple(
            row(share.country, share.state.label, share.gauge, f"{number(round(share.km))} km")
            for share in page.shares
        ),
        _KM_WIDTHS,
        head=(say("Country"), say("State"), say("Gauge or mode"), say("km")),
        share=0.5,
    )


def _step(step: LadderStep) -> tuple[Said, ...]:
    look = "strong" if step.reached else "quiet"
    told = step.document if step.reached else step.standing.label
    return row(
        Said(step.rung, (), look), step.date, Said(told, step.notes, "" if step.reached else look)
    )


def _last_step(found: Standing) -> Iterator[tuple[Said, ...]]:
    step = found.step
    if step:
        told = f"{step.date}: {step.text or step.title}"
        yield row(Said(told, step.notes, doubt=step.doubt))
        if step.people:
            people = "; ".join(step.people)
            yield row(Said(say("Named: {people}", people=people), (), "quiet"))


def _figures(group: Figures) -> Iterator[tuple[Said, ...]]:
    for figure in group.rows:
        words = figure.value
        if figure.ruled_out:  # first, so that no cut leaves the figure without it
            out = say("Ruled out by geometry. {reason}", reason=figure.ruled_out)
            words = f"{out} {words}"
        yield row(Said(figure.label, doubt=figure.doubt), Said(words, figure.notes))
