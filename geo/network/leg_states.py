"""What state each leg was in on a day: the one place where the router asks for it."""

from __future__ import annotations

from functools import lru_cache

from geo.analysis.timeline import BEGINNING, DatedState, history
from geo.atlas import Atlas
from geo.network.transport_network import Network
from geo.records.dates import Day
from geo.records.vocab import Lifecycle

#: A local haul that no record describes: streets are there on any day.
_STREETS = DatedState(BEGINNING, Lifecycle.OPERATING)
_DAYS_KEPT = 64


class LegStates:
    """The states of the legs of one network, looked up once for each segment."""

    def __init__(self, atlas: Atlas, network: Network) -> None:
        """Read the history of every segment; it is that of `geo.analysis.timeline`."""
        used = dict.fromkeys(leg.segment_id for leg in network.legs if leg.segment_id)
        self._histories = {name: history(atlas, atlas.segment(name)) for name in used}
        self._legs = network.legs
        self.on = lru_cache(maxsize=_DAYS_KEPT)(self._states_on)

    def _state_on(self, segment_id: str, day: Day) -> DatedState | None:
        past = [moment for moment in self._histories[segment_id] if moment.day <= day]
        return past[-1] if past else None

    def _states_on(self, day: Day) -> tuple[DatedState | None, ...]:
        """The states of all legs on a day, in the order of the network; kept for the next query."""
        found = {segment_id: self._state_on(segment_id, day) for segment_id in self._histories}
        return tuple(found[leg.segment_id] if leg.segment_id else _STREETS for leg in self._legs)
