"""`python -m geo propose FILE --feature N`: the patch that the page makes, in a terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from geo.pipeline.contributions.drafts import Draft, with_drafts
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.reading.load import load
from geo.reading.network.countries import OUTLINES, read_countries
from geo.reading.uploads.reader import read_upload
from geo.records.dates import today
from geo.records.errors import GeoError
from geo.records.kinds import BY_PLURAL
from geo.routing.router import Router
from geo.rules.open_atlas import checked_atlas
from geo.views.proposals.fields import Ask, form_fields, read_figures
from geo.views.proposals.from_feature import proposal_of
from geo.views.proposals.proposal import Filled, Proposal, drafts_of
from geo.views.verdicts.verdict import Judge


class SettingError(GeoError):
    """A value for a field that no section has."""


def propose(
    folder: Path, file: Path, feature: int, settings: Iterable[str]
) -> tuple[str, tuple[str, ...]]:
    """The patch for a feature of a file, counted from 1, and a line for each problem that it has.

    `settings` are `SECTION.FIELD=VALUE`, or `SECTION=ID` for a record in place of a new one. Raises
    UploadError, ProposalError, SettingError and DraftError, OSError if the file is not there.
    """
    layer = read_upload(file.read_bytes(), file.name)
    if not 1 <= feature <= len(layer.frame):
        raise SettingError(f"{file.name} has {len(layer.frame)} features")
    loaded = load(folder)
    countries = read_countries(folder / OUTLINES)
    ground = Ground(folder, loaded, countries)
    judge = Judge(Router(checked_atlas(loaded)), countries, today())
    row = layer.frame.iloc[[feature - 1]]
    proposal = proposal_of(
        next(judge.verdicts(row)), row.iloc[0].to_dict(), ground, judge.country_at
    )
    drafts = drafts_of(proposal, filled_by(proposal, settings), ground)
    keys = {draft.id: key for key, found in drafts.items() for draft in found}
    whole: tuple[Draft, ...] = tuple(draft for found in drafts.values() for draft in found)
    problems = tuple(
        f"{keys.get(issue.record, issue.record)}.{issue.field}: {issue.found}. {issue.hint}"
        for issue in ground.issues(whole)
    )
    return patch_of(with_drafts(whole, ground.read), ground.read), problems


def filled_by(proposal: Proposal, settings: Iterable[str]) -> Mapping[str, Filled]:
    """What stands in the sections with these settings; raises SettingError for one of no field."""
    filled = proposal.filled()
    kinds = {section.key: BY_PLURAL[section.kind] for section in proposal.sections}
    for setting in settings:
        name, _, text = setting.partition("=")
        key, _, path = name.partition(".")
        if key not in filled:
            raise SettingError(f"there is no section '{key}'; they are: {', '.join(filled)}")
        if not path:
            filled[key] = replace(filled[key], chosen=text)
            continue
        asks = {field.path: field.ask for field in form_fields(kinds[key])}
        if path not in asks:
            raise SettingError(f"{key} has no field '{path}'; they are: {', '.join(asks)}")
        value = _value(asks[path], text)
        filled[key] = replace(filled[key], values={**filled[key].values, path: value})
    return filled


def _value(ask: Ask, text: str) -> object:
    if ask in {Ask.CHOICES, Ask.TEXTS}:
        return [part.strip() for part in text.split(";") if part.strip()]
    return read_figures(text) if ask is Ask.FIGURES else text
