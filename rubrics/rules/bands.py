"""Soundness of bands over a fact: every value the fact may take has exactly one band."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rubrics.document import Fault, Path
from rubrics.markings import Band, BandsMarking
from rubrics.messages import say
from rubrics.model import Fact


def check_bands(rule: BandsMarking, path: Path, facts: tuple[Fact, ...]) -> Iterator[Fault]:
    """Yield what is unsound about the bands at `path`; a bound belongs to the band that begins there."""
    fact = next((fact for fact in facts if fact.id == rule.fact), None)
    order = [
        ((*path, "table", at), band) for at, band in sorted(enumerate(rule.table), key=lambda item: item[1].at_least)
    ]
    yield from (fault for place, band in order for fault in _one(place, band))
    yield from (fault for (_, below), (place, above) in pairwise(order) for fault in _neighbours(below, above, place))
    if fact is not None:
        yield from _ends(order[0], order[-1], fact)


def _one(path: Path, band: Band) -> Iterator[Fault]:
    if band.to is not None and band.to <= band.at_least:
        yield (
            "BANDS-EMPTY",
            (*path, "to"),
            say("the band from {low} to {high} holds no value.", low=band.at_least, high=band.to),
            say("Write the lower bound as “from” and the upper one as “to”."),
        )


def _neighbours(below: Band, above: Band, path: Path) -> Iterator[Fault]:
    end = below.to if below.to is not None else above.at_least
    if end > above.at_least or below.at_least == above.at_least:
        yield (
            "BANDS-OVERLAP",
            path,
            say("the bands from {low} and from {high} overlap.", low=below.at_least, high=above.at_least),
            say("Let the lower band end where the upper one begins; the bound itself belongs to the upper one."),
        )
    elif below.at_least < end < above.at_least:
        yield (
            "BANDS-GAP",
            path,
            say("values from {low} to below {high} belong to no band.", low=end, high=above.at_least),
            say("Let the lower band end at {high}: “to” itself is not included.", high=above.at_least),
        )


def _ends(lowest: tuple[Path, Band], highest: tuple[Path, Band], fact: Fact) -> Iterator[Fault]:
    path, band = lowest
    if fact.min is None or fact.min < band.at_least:
        yield (
            "BANDS-GAP",
            path,
            say("values below {low} belong to no band.", low=band.at_least),
            say("Add a band for them, or let the fact “{fact}” have min: {low}.", fact=fact.id, low=band.at_least),
        )
    path, band = highest
    if band.to is not None and band.to > band.at_least and (fact.max is None or fact.max >= band.to):
        yield (
            "BANDS-GAP",
            path,
            say("values from {high} on belong to no band.", high=band.to),
            say("Leave out “to” in the highest band: “to” itself is not included."),
        )
