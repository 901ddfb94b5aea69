"""Questions drawn at random, the same ones for the same seed, over everything a query may say."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from geo.records.as_of import first_day, last_departure_day
from geo.routing.route_model import LineFilter, Objective, RouteQuery
from geo.routing.route_query import MODES, Choices


def random_queries(choices: Choices, count: int, seed: int = 9) -> Iterator[RouteQuery]:
    """`count` queries: all objectives, modes, reaches, days, closures, projects taken for built."""
    random = Random(seed)  # noqa: S311 - nobody is kept out by these numbers
    days = (last_departure_day() - first_day()).days

    def some(ids: tuple[str, ...], most: int) -> frozenset[str]:
        """Nothing in half of all cases, else up to `most` of the ids."""
        if not ids or random.random() < 0.5:
            return frozenset()
        return frozenset(random.sample(ids, min(len(ids), random.randint(1, most))))

    for _ in range(count):
        yield RouteQuery(
            random.choice(choices.places),
            random.choice(choices.places),
            reach=random.choice(list(LineFilter)),
            objective=random.choice(list(Objective)),
            day=first_day() + timedelta(days=random.randint(0, days)),
            modes=frozenset(random.sample(MODES, random.randint(1, len(MODES)))),
            as_if_built=some(choices.unbuilt, 3),
            closed_posts=some(choices.posts, 4),
            closed_countries=some(choices.countries, 2),
            closed_lines=some(choices.lines, 6),
        )
