"""`python -m geo propose FILE --feature N`: the patch that the page makes, in a terminal."""

from collections.abc import Iterable
from pathlib import Path

from geo.pipeline.contributions.drafts import Draft, with_drafts
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.reading.load import load
from geo.reading.network.countries import OUTLINES, read_countries
from geo.reading.uploads.reader import read_upload
from geo.records.dates import today
from geo.routing.router import Router
from geo.rules.open_atlas import checked_atlas
from geo.views.proposals.from_feature import proposal_of
from geo.views.proposals.proposal import drafts_of
from geo.views.proposals.settings import SettingError, filled_by
from geo.views.verdicts.verdict import Judge


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
