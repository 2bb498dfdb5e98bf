"""What the leaves of one agency are worth, in Fractions: raters' marks, facts, files, votes and vetoes."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from rubrics import Pool, Rubric
from scoring.rounds import Collected, MarkState, Round
from tests.reference_numbers import Tables, held, points_of_number, votes
from tests.reference_tree import Node, below, by_raters, children, for_class, is_veto, marking, most_combined, name

Trouble = tuple[str, str]


@dataclass
class Leaves:
    """The leaves of one agency; `troubles` are (kind, node) of what keeps a node open.

    `tree` is the rubric as far as it is meant for the agency's class.
    """

    rubric: Rubric
    round_: Round
    collected: Collected
    tables: Tables
    agency: str
    troubles: set[Trouble] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tree = for_class(self.rubric, self.round_.classes[self.agency])
        self.groups: dict[str, str | None] = {}
        self.pool_above: dict[str, Node | None] = {}
        self._look(self.tree, None, None)
        self.spared = {item.criterion for item in self.round_.not_applicable if item.agency == self.agency}
        self.gone = frozenset(self.spared if self.rubric.not_applicable == "rescale" else ())
        self.vetoes = {name(node): self.vetoed(node) for node in below(self.tree) if is_veto(node)}

    def _look(self, node: Node, group: str | None, pool: Node | None) -> None:
        self.groups[name(node)], self.pool_above[name(node)] = node.by or group, pool
        for child in children(node):
            self._look(child, node.by or group, node if node.pool else pool)

    def state(self, rater: str, leaf: str) -> MarkState:
        """Return what a rater's sheet says about a leaf."""
        mark = self.collected.marks.get((self.agency, rater, leaf))
        return mark.state if mark else MarkState.AWAITED

    def raters(self, leaf: str, pool: Pool | None) -> dict[str, list[str]]:
        """Return who marks a leaf, by group; substitutes stand among the others."""
        groups = list(pool.groups) if pool and pool.groups else [self.groups[leaf] or ""]
        return {group: [rater.id for rater in self.round_.raters_of(group)] for group in groups}

    def grade_caps(self) -> set[str]:
        """Return the grades that vetoes allow at best."""
        rules = {name(node): marking(node) for node in below(self.tree)}
        found = {rule.veto.grade for at, rule in rules.items() if rule and rule.veto and self.vetoes.get(at)}
        return {grade for grade in found if grade is not None}

    def read(self, node: Node, source: str) -> Fraction:
        """Return the agency's value from a file; a missing one keeps the node open."""
        value = held(self.tables[source], self.agency)
        if value is None:
            self.troubles.add(("no_import", name(node)))
        return value or Fraction(0)

    def leaf(self, leaf: Node, rater: str | None) -> Fraction | None:
        """Return the points of a leaf: a rater's mark, or what a fact or a file is worth. A veto is worth nothing."""
        rule = marking(leaf)
        assert rule
        assert not isinstance(leaf, Rubric)
        if leaf.id in self.spared:
            full = most_combined(leaf) or Fraction(0)
            spared = {"rescale": None, "full": full, "zero": Fraction(0)}[self.rubric.not_applicable or ""]
            return None if rule.veto else spared
        if rule.veto:
            return Fraction(0)
        if by_raters(leaf):
            assert rater is not None
            mark = self.collected.marks.get((self.agency, rater, leaf.id))
            return Fraction(mark.points) if mark and mark.points is not None else None
        if rule.votes:
            found = votes(rule.votes, self.tables[rule.votes.source], self.agency, self.bystanders(leaf.id))
            if isinstance(found, str):
                self.troubles.add((found, leaf.id))
                return Fraction(0)
            return found
        number = self.number(leaf)
        return Fraction(0) if number is None else points_of_number(rule, number, leaf)

    def bystanders(self, leaf: str) -> set[str]:
        """Return who takes no part in a leaf: agencies that withdrew, and those that it does not concern."""
        found = {item.agency for item in self.round_.not_applicable if item.criterion == leaf}
        for agency, agency_class in self.round_.classes.items():
            if leaf not in {name(node) for node in below(for_class(self.rubric, agency_class))}:
                found.add(agency)
        return found | set(self.round_.withdrawn)

    def number(self, leaf: Node) -> Fraction | None:
        """Return the number that a fact or a file holds for the agency; a missing one keeps the leaf open."""
        rule = marking(leaf)
        assert rule
        declared = getattr(rule, rule.name)
        source, fact = getattr(declared, "source", None), getattr(declared, "fact", None)
        if source is not None:
            value = held(self.tables[source], self.agency)
        else:
            said = self.collected.facts.get(self.agency, {}).get(fact or "")
            value = None if said is None else Fraction(said)
        if value is None:
            self.troubles.add(("no_fact" if source is None else "no_import", name(leaf)))
        return value

    def vetoed(self, leaf: Node) -> bool:
        """Return whether a veto strikes: by those raters who answered, by a fact or by a file."""
        rule = marking(leaf)
        if name(leaf) in self.spared or rule is None or rule.veto is None:
            return False
        if not by_raters(leaf):
            return bool(self.number(leaf))
        above = self.pool_above[name(leaf)]
        raters = [r for ids in self.raters(name(leaf), above.pool if above else None).values() for r in ids]
        marks = [self.collected.marks.get((self.agency, rater, name(leaf))) for rater in raters]
        answers = [mark.points != 0 for mark in marks if mark and mark.points is not None]
        if any(self.state(rater, name(leaf)) is MarkState.AWAITED for rater in raters):
            self.troubles.add(("awaited", name(leaf)))
        elif not answers:
            self.troubles.add(("quorum", name(leaf)))
        wanted = {"any": 1, "majority": len(answers) // 2 + 1, "all": max(len(answers), 1)}
        return sum(answers) >= wanted[rule.veto.rated or ""]
