"""What would change for two places if a project were built: the best way with and without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.assumptions import Assumptions
from geo.route import Router
from geo.route_model import Route, RouteQuery
from geo.vocab import Mode

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
    """The best way without and with a project; None where there is none."""

    project_id: str
    rail_only: bool
    before: Route | None
    after: Route | None

    @property
    def is_nothing(self) -> bool:
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
        before = router.best(base, given)
        for project in projects:
            if router.atlas.find_project(project) is None:
                continue
            built = replace(base, as_if_built=base.as_if_built | {project})
            found.append(ScenarioResult(project, rail_only, before, router.best(built, given)))
    return tuple(found)
