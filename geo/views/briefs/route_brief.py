"""The routes of a question on two pages: each beside the others, and all about the first."""

from collections.abc import Iterator

from geo.records.phrases import as_sentence
from geo.records.texts import say
from geo.views.briefs.brief import Brief, Part, Said, row
from geo.views.components import Fact
from geo.views.routes.route_page import RoutePage
from geo.views.routes.route_presenter import RouteCard

_ROUTE_WIDTHS, _LEG_WIDTHS = (0.5, 3.6, 1.1, 1.2, 1.4), (2.2, 1.3, 1.0, 1.3, 1.2)


def route_brief(page: RoutePage) -> Brief:
    """The brief of an answer; without a route it tells why."""
    lead = (page.reason, page.order, page.heard, page.also_shut)
    return Brief(
        kind=say("Routes"),
        title=page.heading,
        lead=tuple(Said(text) for text in lead if text),
        parts=tuple(part for part in _parts(page) if part.rows),
        footnotes=page.footnotes,
    )


def _parts(page: RoutePage) -> Iterator[Part]:
    cards = [*page.cards, *filter(None, [page.sea])]
    head = ("", say("Route"), say("Length"), say("Time"), say("Cost"))
    rows = tuple(_route(card) for card in cards)
    yield Part(say("Routes side by side"), rows, _ROUTE_WIDTHS, head=head, share=1.0)
    for title, facts in (
        (say("Border posts that are left out"), page.blocked),
        (say("Lines that lack"), page.missing),
    ):
        yield Part(title, tuple(_fact(fact) for fact in facts), (1.5, 5.5), share=0.5)
    if not cards:
        return
    best = cards[0]
    is_sea = best.rank == "sea"
    route = say("the route by sea") if is_sea else say("route {rank}", rank=best.rank)
    yield Part(
        say("Not sure about {route}", route=route),
        tuple(row(doubt) for doubt in best.doubts),
        (1.0,),
        share=0.5,
    )
    frontiers = (*best.frontiers, *best.changes)
    passed = tuple(_fact(fact) for fact in frontiers)
    yield Part(say("What {route} passes", route=route), passed, (1.5, 5.5), share=0.6)
    yield Part(
        say("Legs of {route}", route=route),
        tuple(
            row(Said(f"{leg.start} – {leg.end}", leg.notes), leg.way, leg.km, leg.state, leg.hours)
            for leg in best.legs
        ),
        _LEG_WIDTHS,
        head=(say("From – to"), say("Mode"), say("Length"), say("State"), say("Time")),
        share=1.4,
    )
    yield Part(
        say("What the figures rest on"),
        tuple(
            row(
                Said(
                    f"{figure.what}, {figure.scope}".rstrip(", "),
                    figure.notes,
                    doubt=figure.doubt,
                ),
                f"{figure.low}–{figure.high} {figure.unit}, {figure.known_by}",
            )
            for figure in page.assumed
        ),
        (4.0, 3.0),
        share=0.5,
    )


def _route(card: RouteCard) -> tuple[Said, ...]:
    parts = filter(None, (card.title, card.mark, card.shut))
    told = ". ".join(as_sentence(part.rstrip(".")) for part in parts)
    rank = say("sea") if card.rank == "sea" else card.rank
    return row(Said(rank, (), "strong"), told, card.km, card.time, card.cost)


def _fact(fact: Fact) -> tuple[Said, ...]:
    return row(Said(fact.label, (), "strong"), Said(fact.value, fact.notes, doubt=fact.doubt))
