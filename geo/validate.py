"""All rules between records, run in one go."""

from geo.errors import Issue
from geo.load import Loaded
from geo.rules import geography, identity, wording
from geo.rules.context import Context

RULES = (
    identity.ids_are_unique,
    identity.ids_name_their_kind,
    identity.references_resolve,
    identity.article_links_resolve,
    identity.sources_are_used,
    identity.layers_and_projects_match,
    geography.positions_are_in_the_region,
    geography.segment_ends_touch_their_sites,
    geography.lines_have_length,
    geography.rings_are_sound,
    geography.gauges_fit_the_mode,
    geography.promises_are_not_surveyed,
    geography.lengths_are_kilometres,
    geography.approximate_sites_say_how_far,
    wording.dates_are_real,
    wording.dates_are_not_ahead,
    wording.opening_is_before_promise,
    wording.claims_have_a_value,
    wording.texts_are_plain,
    wording.names_are_in_their_script,
)


def validate(loaded: Loaded) -> tuple[Issue, ...]:
    """Every breach of every rule, in no particular order."""
    context = Context.of(loaded)
    return tuple(issue for rule in RULES for issue in rule(context))
