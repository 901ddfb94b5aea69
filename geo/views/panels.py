"""The details of one record, in the order in which they are read."""

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.model import Area, Article, Claim, Project, Segment, Site
from geo.records.phrases import number
from geo.records.texts import mark, say
from geo.records.vocab import Extent, Quantity
from geo.views.articles.said import said_rows
from geo.views.components import (
    Fact,
    Footnotes,
    Freshness,
    Ladder,
    Panel,
    RecordLink,
    Standing,
    doubt_word,
    project_link,
    site_link,
)
from geo.views.corrections import corrections_of
from geo.views.elsewhere import page_of_home, pages_of_project, pages_of_site
from geo.views.evidence import (
    article_summaries,
    article_summary,
    event_summaries,
    figure_groups,
    line_events,
    merged_events,
)
from geo.views.facts import (
    border_facts,
    ladder_of,
    local_names,
    option_facts,
    people_facts,
    plain_text_run,
    project_facts,
    segment_drawing,
    segment_facts,
    site_drawing,
    site_facts,
    site_neighbours,
    state_fact,
)
from geo.views.freshness import line_freshness, post_freshness, project_freshness
from geo.views.standing import standing

#: A line shows the newest articles only; its project has them all.
_STORIES_OF_A_LINE = 6


def panel(atlas: Atlas, record_id: str, day: Day | None = None) -> Panel:
    """The details of any record that can be selected; raises UnknownId for any other id.

    Of a border post it says what was known on `day`, or else what is known now.
    """
    record = atlas.record(record_id)
    if isinstance(record, Site):
        return site_panel(atlas, record, day)
    if isinstance(record, Segment):
        return segment_panel(atlas, record)
    if isinstance(record, Area):
        return area_panel(atlas, record)
    if isinstance(record, Article):
        return article_panel(atlas, record)
    return project_panel(atlas, atlas.project(record_id))


def site_panel(atlas: Atlas, site: Site, day: Day | None = None) -> Panel:
    """A place: what it is, its state, what happened there, what it connects to."""
    notes = Footnotes(atlas)
    projects = atlas.projects_of_site(site.id)
    home = [project for project in projects if site.id in _plants(atlas, project)]
    claims = [
        claim
        for record_id in (site.id, *(project.id for project in home))
        for claim in atlas.claims_of(record_id)
    ]
    return Panel(
        id=site.id,
        kind=site.kind.label,
        name=site.names.en,
        local_names=local_names(site.names.local()),
        state=_state_of_place(site, home, notes),
        standings=_standings(atlas, home, notes),
        border=border_facts(atlas, site, notes, day),
        summary=plain_text_run(site.note),
        facts=site_facts(site, notes),
        options=option_facts(home, notes),
        ladders=tuple(ladder_of(atlas, project, notes) for project in home),
        heard=_place_freshness(atlas, site, home),
        elsewhere=(
            *(link for project in home[:1] for link in pages_of_project(atlas, project)),
            *pages_of_site(atlas, site),
        ),
        figures=figure_groups(claims, notes),
        people=people_facts(atlas, home, notes),
        events=event_summaries(
            merged_events(
                atlas.events_of_site(site.id),
                *(atlas.events_of_project(project.id) for project in home),
            ),
            notes,
        ),
        stories=article_summaries(atlas, (site.id, *(project.id for project in home)), notes),
        said=said_rows(atlas, (site.id, *(project.id for project in home))),
        drawing=site_drawing(site, notes),
        neighbours=site_neighbours(atlas, site),
        changes=corrections_of(atlas, (site.id, *(project.id for project in home)), notes),
        footnotes=notes.footnotes(),
    )


def _state_of_place(site: Site, home: list[Project], notes: Footnotes) -> Fact | None:
    """The state of a place; of a plant in the words of its project, if both are in the same."""
    project = next((project for project in home if project.lifecycle is site.lifecycle), None)
    if project:
        return _state_of_project(project, notes)
    return state_fact(
        site.lifecycle, site.lifecycle_as_of, site.lifecycle_basis, notes(site.source_ids)
    )


def _state_of_project(project: Project, notes: Footnotes) -> Fact | None:
    return state_fact(
        project.lifecycle,
        project.lifecycle_as_of,
        project.lifecycle_basis,
        notes(project.source_ids),
        project.lifecycle_note,
    )


def _standings(atlas: Atlas, projects: list[Project], notes: Footnotes) -> tuple[Standing, ...]:
    """How far each of these projects has come, of those of which anything is recorded."""
    return tuple(
        found for project in projects if (found := standing(atlas, project, notes)) is not None
    )


def _place_freshness(atlas: Atlas, site: Site, home: list[Project]) -> Freshness | None:
    """How new what is told of a border post is, or of the project that a plant stands for."""
    if home:
        return project_freshness(atlas, home[0].id)
    return post_freshness(atlas, site)


def segment_panel(atlas: Atlas, segment: Segment) -> Panel:
    """A line between two places: its state, its figures, and the project it belongs to."""
    notes = Footnotes(atlas)
    project = atlas.project(segment.project_id)
    ends = filter(None, map(atlas.find_site, (segment.from_id, segment.to_id)))
    return Panel(
        id=segment.id,
        kind=say(
            "{mode} of the project “{project}”",
            mode=segment.mode.label,
            project=project.names.en,
        ),
        name=line_name(atlas, segment),
        state=state_fact(
            segment.lifecycle,
            segment.lifecycle_as_of,
            segment.lifecycle_basis,
            notes(segment.source_ids),
        ),
        heard=line_freshness(atlas, segment),
        elsewhere=page_of_home(project),
        standings=_standings(atlas, [project], notes),
        summary=plain_text_run(segment.note),
        facts=segment_facts(segment, notes),
        ladders=_ladders_of_line(atlas, project, notes),
        figures=(
            *figure_groups(atlas.claims_of(segment.id), notes),
            *figure_groups(
                _project_claims(atlas, segment), notes, mark("{quantity}, whole project")
            ),
        ),
        events=event_summaries(line_events(atlas, segment), notes),
        stories=article_summaries(atlas, _line_subjects(atlas, segment), notes)[
            :_STORIES_OF_A_LINE
        ],
        said=said_rows(atlas, (segment.id,)),
        drawing=segment_drawing(segment, notes),
        neighbours=(*(site_link(site) for site in ends), *_projects_over(atlas, segment)),
        changes=corrections_of(atlas, (segment.id,), notes),
        footnotes=notes.footnotes(),
    )


def _ladders_of_line(atlas: Atlas, project: Project, notes: Footnotes) -> tuple[Ladder, ...]:
    """The ladder of the home of a line; none where no event is recorded."""
    found = ladder_of(atlas, project, notes)
    return (found,) if any(step.document for step in found.steps) else ()


def _projects_over(atlas: Atlas, segment: Segment) -> tuple[RecordLink, ...]:
    """Links to everything that runs over a line, its home first."""
    over = sorted(
        atlas.projects_over(segment.id), key=lambda project: project.id != segment.project_id
    )
    return tuple(map(project_link, over))


def _project_claims(atlas: Atlas, segment: Segment) -> list[Claim]:
    """Lengths and costs of the project that a line belongs to, which are not the line's own."""
    whole = {Quantity.LENGTH_KM, Quantity.COST_USD_BN}
    return [
        claim
        for claim in atlas.claims_of(segment.project_id)
        if claim.quantity in whole and claim.extent is Extent.WHOLE
    ]


def _line_subjects(atlas: Atlas, segment: Segment) -> tuple[str, ...]:
    """What articles may be about to concern this line: its ends, or else its project."""
    ends = (segment.from_id, segment.to_id)
    return ends if any(atlas.articles_about(end) for end in ends) else (segment.project_id,)


def area_panel(atlas: Atlas, area: Area) -> Panel:
    """An outline: how large it is said to be and how it was drawn."""
    notes = Footnotes(atlas)
    numbers = notes(area.source_ids)
    facts = []
    if area.published_acres:
        acres = number(area.published_acres)
        facts.append(Fact(say("Published area"), say("{acres} acres", acres=acres), numbers))
    site = atlas.find_site(area.site_id)
    return Panel(
        id=area.id,
        kind=say("Outline on the ground"),
        name=area.names.en,
        local_names=local_names(area.names.local()),
        summary=plain_text_run(area.note),
        facts=tuple(facts),
        stories=article_summaries(atlas, (area.site_id,), notes),
        drawing=(
            Fact(say("Outline"), area.geometry_basis.meaning, numbers, doubt_word(area.confidence)),
        ),
        neighbours=(site_link(site),) if site else (),
        changes=corrections_of(atlas, (area.id,), notes),
        footnotes=notes.footnotes(),
    )


def article_panel(atlas: Atlas, article: Article) -> Panel:
    """One article in our own words, and the records that it is about."""
    notes = Footnotes(atlas)
    sites = (atlas.find_site(record_id) for record_id in article.about_ids)
    projects = (atlas.find_project(record_id) for record_id in article.about_ids)
    links = [project_link(project) for project in projects if project]
    return Panel(
        id=article.id,
        kind=say("Article, told in our own words"),
        name=article.title,
        stories=(article_summary(atlas, atlas.source(article.source_id), article, notes),),
        neighbours=(*links, *(site_link(site) for site in sites if site)),
        changes=corrections_of(atlas, (article.id,), notes),
        footnotes=notes.footnotes(),
    )


def project_panel(atlas: Atlas, project: Project, notes: Footnotes | None = None) -> Panel:
    """A project in short: state, ladder, figures that disagree, events and news.

    A page that cites more sources than the panel gives its own `notes`.
    """
    notes = notes or Footnotes(atlas)
    members = [
        atlas.project(member_id)
        for member_id in project.member_ids
        if atlas.find_project(member_id)
    ]
    return Panel(
        id=project.id,
        kind=say("Project"),
        name=project.names.en,
        local_names=local_names(project.names.local()),
        state=_state_of_project(project, notes),
        heard=project_freshness(atlas, project.id),
        elsewhere=pages_of_project(atlas, project),
        standings=_standings(atlas, [project], notes),
        summary=plain_text_run(project.summary),
        facts=project_facts(atlas, project),
        options=option_facts([project], notes),
        ladders=(ladder_of(atlas, project, notes),),
        figures=figure_groups(atlas.claims_of(project.id), notes),
        people=people_facts(atlas, [project], notes),
        events=event_summaries(atlas.events_of_project(project.id), notes),
        stories=article_summaries(atlas, (project.id,), notes),
        said=said_rows(atlas, (project.id,)),
        neighbours=tuple(project_link(member) for member in members),
        changes=corrections_of(atlas, (project.id,), notes),
        footnotes=notes.footnotes(),
    )


def _plants(atlas: Atlas, project: Project) -> set[str]:
    """Sites that stand for a whole project, as the steelworks do for its restoration."""
    return {area.site_id for area in atlas.areas_of(project.id)}
