"""Published figures of the shipped atlas: which can be, which cannot, and that none is lost."""

import pytest

from geo.analysis.claims import Band, figures_of, ruled_out
from geo.atlas import Atlas
from geo.records.vocab import Quantity
from tests.code.test_claims import collected, number


def test_exactly_the_figures_that_cannot_be_are_ruled_out(shipped_atlas: Atlas) -> None:
    out = {claim.id: claim.low for claim in shipped_atlas.claims if ruled_out(shipped_atlas, claim)}
    assert out == {
        "clm-uapt-length-573": 573,
        "clm-uap-length-573-tashkent": 573,
        "clm-taw-length-687": 687,
    }


@pytest.mark.parametrize(
    ("claim_id", "reason"),
    [
        ("clm-uapt-length-573", "Torkham, Landi Kotal and Peshawar alone come to 588 km."),
        ("clm-taw-length-687", "Gereshk, Kandahar and Spin Boldak alone come to 710 km."),
    ],
)
def test_the_two_lengths_are_told_with_what_speaks_against_them(
    shipped_atlas: Atlas, claim_id: str, reason: str
) -> None:
    (said,) = (claim for claim in shipped_atlas.claims if claim.id == claim_id)
    assert str(ruled_out(shipped_atlas, said)).endswith(reason)


def test_nothing_is_marked_by_hand(shipped_atlas: Atlas) -> None:
    """Without their places, the same figures would stand."""
    bare = [claim.model_copy(update={"between_ids": ()}) for claim in shipped_atlas.claims]
    assert [claim.id for claim in bare if ruled_out(shipped_atlas, claim)] == []


def test_the_railway_to_kharlachi_has_a_believable_band(shipped_atlas: Atlas) -> None:
    groups = {group.quantity: group for group in figures_of(shipped_atlas, "uap-railway")}
    assert groups[Quantity.LENGTH_KM].band == Band(Quantity.LENGTH_KM, 640, 764)
    assert groups[Quantity.COST_USD_BN].band == Band(Quantity.COST_USD_BN, 4.5, 8.2)
    assert len(groups[Quantity.LENGTH_KM].figures) >= 10
    assert len(groups[Quantity.COST_USD_BN].figures) >= 8


#: Figures of the collection that later reading overruled: quantity and value today, and why.
OVERRULED = {
    # Five contracts for 264 million afghanis; a headline had printed dollars.
    "clm-taw-cost-m-design": ("cost-afn-m", 264, None, ""),
    # 95 kilometres of land, which an English text printed as per cent.
    "clm-instcw-progress-land": ("length-km", 95, None, ""),
}


def test_every_collected_figure_says_what_was_collected(shipped_atlas: Atlas) -> None:
    claims = {claim.id: claim for claim in shipped_atlas.claims}
    wrong = {
        row["claim_id"]: (row, claims.get(row["claim_id"]))
        for row in collected()
        if (said := claims.get(row["claim_id"])) is None
        or (said.quantity, said.low, said.high, said.text or "")
        != OVERRULED.get(
            row["claim_id"],
            (row["quantity"], number(row["low"]), number(row["high"]), row["text"]),
        )
    }
    assert wrong == {}


def test_every_length_in_kilometres_has_scope_and_speaker(shipped_atlas: Atlas) -> None:
    lengths = [claim for claim in shipped_atlas.claims if claim.quantity is Quantity.LENGTH_KM]
    assert len(lengths) > 90
    assert [length.id for length in lengths if len(length.scope) < 9 or not length.who] == []
