"""All rules between records, run in one go."""

from collections.abc import Callable

from geo.records.errors import Issue
from geo.records.loaded import Loaded
from geo.rules import (
    assumptions,
    corrections,
    identity,
    performance,
    posts,
    promises,
    slips,
    wording,
)
from geo.rules.context import Context, Found
from geo.rules.network import alternatives as alignments
from geo.rules.network import countries, gauges, geography, stretches
from geo.rules.texts import marks

Rule = Callable[[Context], Found]

#: That ids are unique and dates are in the calendar is seen to when records are read.
RULES: tuple[Rule, ...] = (
    identity.ids_name_their_kind,
    identity.references_resolve,
    identity.aliases_lead_to_records,
    identity.aliases_are_of_segments,
    identity.sources_are_used,
    identity.projects_have_their_layer,
    identity.layers_have_their_project,
    geography.positions_are_in_the_region,
    geography.segment_ends_touch_their_sites,
    geography.lines_have_length,
    geography.lines_stay_on_one_side_of_180,
    geography.rings_are_sound,
    geography.railways_have_a_gauge,
    geography.gauges_exist,
    gauges.breaks_are_told_in_full,
    gauges.gauges_that_meet_are_recorded,
    gauges.built_breaks_are_built,
    geography.promises_are_not_surveyed,
    geography.lengths_are_kilometres,
    geography.lengths_have_source_and_scope,
    geography.approximate_sites_say_how_far,
    geography.heights_have_a_source,
    geography.openings_have_a_source,
    stretches.stretches_are_in_one_piece,
    stretches.segments_are_named_once,
    stretches.no_stretch_is_recorded_twice,
    stretches.parallels_say_why,
    stretches.parallels_lie_beside_each_other,
    stretches.stops_are_named_once,
    stretches.lines_stop_where_they_pass,
    stretches.lines_end_where_others_leave,
    posts.posts_have_a_state,
    posts.limits_are_named,
    posts.states_begin_on_different_days,
    alignments.alignments_are_in_one_piece,
    alignments.alignments_share_their_ends,
    promises.promises_are_told_in_full,
    promises.promises_look_ahead,
    promises.outcomes_fit_their_date,
    promises.outcomes_fit_their_event,
    assumptions.assumptions_are_ranges,
    assumptions.assumptions_do_not_compete,
    assumptions.assumptions_hold_somewhere,
    assumptions.factors_hold_everywhere,
    wording.dates_are_not_ahead,
    wording.opening_is_before_promise,
    corrections.corrections_still_stand,
    performance.figures_stand_once,
    wording.claims_have_a_value,
    wording.claims_run_between_places,
    wording.texts_are_plain,
    wording.names_are_in_their_script,
    marks.dates_of_marks_are_in_the_calendar,
)

#: Only `python -m geo check` and drafts of records ask these, as they take a moment.
CLOSER_RULES: tuple[Rule, ...] = (
    countries.outlines_lie_at_their_places,
    countries.lines_have_no_swapped_point,
    slips.lists_name_each_once,
    slips.texts_are_whole,
    slips.articles_close_their_links,
    slips.sources_are_different_pages,
    marks.marks_say_what_they_name,
)

#: Of both, those that ask each record of whatever kind for itself, which is most of the work.
ALONE: frozenset[Rule] = frozenset(
    {
        identity.ids_name_their_kind,
        identity.references_resolve,
        slips.lists_name_each_once,
        slips.texts_are_whole,
        wording.dates_are_not_ahead,
        wording.texts_are_plain,
    }
)


def validate(loaded: Loaded) -> tuple[Issue, ...]:
    """Every breach of every rule, in no particular order."""
    context = Context.of(loaded)
    return tuple(issue for rule in RULES for issue in rule(context))
