"""Ids for rows that have none: those that the round has for the same name already, else new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rubrics import tree
from scoring.sheets.setup.pages import Setup

NODES, AGENCIES, GROUPS, RATERS, SITES = "", "a", "g", "r", "s"
Named = tuple[str, str]
"""What a thing belongs to (the part above, the group, the agency; "" for nothing), and its name."""


@dataclass
class Ids:
    """The ids of one kind of thing: `taken` are all that are in use, `known` those that the round has by name."""

    prefix: str
    known: Mapping[Named, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def take(self, ids: Iterable[str]) -> None:
        """Note ids that rows bear; files bear some of them, and many systems know no case."""
        self.taken |= {name.casefold() for name in ids if name}

    def of(self, named: Named, number: str) -> str:
        """Return an id for a row without one: the round's for this name, else the prefix and `number`, or the next."""
        held = self.known.get(named)
        if held is not None and held.casefold() not in self.taken:
            self.take([held])
            return held
        reserved = {name.casefold() for name in self.known.values()} | self.taken
        wanted = f"{self.prefix}{number}"
        made, at = wanted, 1
        while made.casefold() in reserved:
            at += 1
            made = f"{wanted}-{at}"
        self.take([made])
        return made


def ids_of(setup: Setup | None) -> dict[str, Ids]:
    """Return by kind the ids that a set-up has."""
    if setup is None:
        return {kind: Ids(kind) for kind in (NODES, AGENCIES, GROUPS, RATERS, SITES)}
    round_ = setup.round
    nodes = {
        (node.parent.id, node.node.title): node.id for node in tree(setup.rubric).walk() if node.parent is not None
    }
    # Who replaced somebody has no row, and keeps the id all the same.
    raters = {("", rater): rater for rater in round_.raters}
    raters |= {(group.id, rater.name): rater.id for group in round_.groups for rater in group.members}
    return {
        NODES: Ids(NODES, nodes),
        AGENCIES: Ids(AGENCIES, {("", agency.name): agency.id for agency in round_.agencies}),
        GROUPS: Ids(GROUPS, {("", group.title): group.id for group in round_.groups}),
        RATERS: Ids(RATERS, raters),
        SITES: Ids(SITES, {(site.agency, site.place): site.id for site in round_.sites}),
    }
