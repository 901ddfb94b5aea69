"""What would change for two places if a project were built: the best way with and without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.records.vocab import Mode
from geo.routing.assumptions import Assumptions
from geo.routing.route_model import PostPolicy, Route, RouteQuery
from geo.routing.router import Router

#: Projects that change ways between Pakistan, Central Asia, Iran and Russia most.
PROJECTS = (
    "uap-railway",
    "western-trans-afghan-railway",
    "china-kyrgyzstan-uzbekistan-railway",
    "khaf-herat-railway",
    "north-south-western",
)
_RAIL = frozenset({Mode.RAIL})


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """The best way without and with a project; None where there is none.

    `if_open` are posts that would have to open for it: without them the project changes nothing.
    """

    project_id: str
    rail_only: bool
    before: Route | None
    after: Route | None
    if_open: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Whether the best way stays the same one."""
        if self.before is None or self.after is None:
            return self.before is self.after
        return self.before.steps == self.after.steps


def run_scenarios(
    router: Router,
    query: RouteQuery,
    assumptions: Assumptions | None = None,
    projects: Sequence[str] = PROJECTS,
) -> tuple[ScenarioResult, ...]:
    """For each project, the best way in the modes of the query and by rail only."""
    given = assumptions or router.assumptions()
    found = []
    for rail_only in (False, True) if query.modes != _RAIL else (True,):
        base = replace(query, modes=_RAIL) if rail_only else query
        # The same for every project, so it is sought once.
        before = router.best(base, given)
        for project in projects:
            if router.atlas.find_project(project) is None:
                continue
            built = replace(base, as_if_built=base.as_if_built | {project})
            result = ScenarioResult(project, rail_only, before, router.best(built, given))
            found.append(_if_open(router, built, given, result) if result.is_unchanged else result)
    return tuple(found)


def _if_open(
    router: Router, built: RouteQuery, assumptions: Assumptions, nothing: ScenarioResult
) -> ScenarioResult:
    """The way over a project that only a shut post keeps from being the best, if there is one."""
    # "Nothing changes" would be half the truth where a shut post is all that keeps it so.
    best = router.best(replace(built, posts=PostPolicy.IGNORE), assumptions)
    if best is None or not any(nothing.project_id in step.leg.project_ids for step in best.steps):
        return nothing
    shut = {
        post.site_id: None
        for crossing in best.shut_crossings
        for post in crossing.posts
        if post.is_shut
    }
    return replace(nothing, after=best, if_open=tuple(shut)) if shut else nothing
