"""What a round may not say about the places that are visited and the order in which agencies report."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Fault, say
from scoring.rounds.model import Round
from scoring.rounds.unknown import unknown_name, unknown_names


def check_sites(round_: Round) -> Iterator[Fault]:
    """Yield every fault of the sites, and every place in the reporting order that two agencies have."""
    yield from _order(round_)
    groups = tuple(group.id for group in round_.groups)
    ids: set[str] = set()
    for at, site in enumerate(round_.sites):
        yield from unknown_names(site, ("sites", at), round_)
        if site.group is not None and site.group not in groups:
            yield unknown_name(("sites", at, "group"), say("group"), site.group, groups)
        # Files bear the ids of sites, and many systems know no case.
        if site.id.casefold() in ids:
            yield (
                "SITE-TWICE",
                ("sites", at, "id"),
                say("the site “{id}” is listed twice.", id=site.id),
                say("Give each its own id."),
            )
        ids.add(site.id.casefold())


def _order(round_: Round) -> Iterator[Fault]:
    first: dict[int, str] = {}
    for at, agency in enumerate(round_.agencies):
        if agency.presents is None:
            continue
        if agency.presents in first:
            yield (
                "ROUND-ORDER",
                ("agencies", at, "presents"),
                say("“{first}” reports as number {n} already.", first=first[agency.presents], n=agency.presents),
                say("Give each agency a number of its own."),
            )
        first.setdefault(agency.presents, agency.id)
