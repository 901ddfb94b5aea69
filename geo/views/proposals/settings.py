"""What somebody says of the fields of a proposal in a terminal: `SECTION.FIELD=VALUE`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.records.errors import GeoError
from geo.records.kinds import BY_PLURAL
from geo.views.proposals.fields import Ask, form_fields, read_figures
from geo.views.proposals.proposal import Filled, Proposal


class SettingError(GeoError):
    """A value for a field that no section has."""


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
