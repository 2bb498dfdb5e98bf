"""What every leaf is worth: raters' marks, facts, values and votes from files, and answers to a veto."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from rubrics import Criterion, Part, Rubric, TreeNode, VetoMarking
from rubrics.markings import VotesMarking
from scoring.engine.columns import Column, Mask, Shape, column, constant, where
from scoring.engine.values import Open, OpenKind, Step, Value, Veto
from scoring.rounds import AWAITED, Collected, Mark, MarkState, Round
from scoring.rounds.worth import worth

Number = Decimal | Fraction


@dataclass(frozen=True, eq=False)
class Sheets:
    """What the sheets say about one leaf, (agencies, raters): points (0 where none), who gave some, who is awaited."""

    points: Column
    given: Mask
    awaited: Mask


@dataclass
class Leaves:
    """Reads leaves for all agencies; what is missing goes to `opens`, answers to vetoes to `vetoes`."""

    rubric: Rubric
    round_: Round
    collected: Collected
    opens: list[Open] = field(default_factory=list)
    vetoes: dict[str, Veto] = field(default_factory=dict)
    _concerns: dict[str, Mask] = field(default_factory=dict)
    _sheets: dict[str, Sheets] = field(default_factory=dict)

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The ids of all agencies in official order."""
        return tuple(self.round_.names)

    def concerned(self, node: TreeNode, agency: str) -> bool:
        """Return whether a leaf is asked of an agency: written for its class, and not 不涉及."""
        return node.id not in self.round_.spared[agency] and node.concerns(self.round_.classes[agency])

    def concerns(self, node: TreeNode) -> Mask:
        """Return for every agency whether a leaf is asked of it."""
        if node.id not in self._concerns:
            asked = [self.concerned(node, agency) for agency in self.agencies]
            self._concerns[node.id] = np.array(asked, np.bool_)
        return self._concerns[node.id]

    def raters(self, node: TreeNode) -> tuple[str, ...]:
        """Return all who mark a leaf, group by group, in the order of seats."""
        return tuple(rater.id for group in node.groups for rater in self.round_.raters_of(group))

    def sheets(self, node: TreeNode) -> Sheets:
        """Return the marks of a leaf that raters mark; awaited where nothing came in. They are looked up once."""
        if node.id not in self._sheets:
            raters, held = self.raters(node), self.collected.marks
            marks = [held.get((agency, rater, node.id), AWAITED) for agency in self.agencies for rater in raters]
            self._sheets[node.id] = _sheets(marks, (len(self.agencies), len(raters)))
        return self._sheets[node.id]

    def value(self, node: TreeNode, leaf: Part | Criterion) -> Value:
        """Return a leaf's points for agencies, or for agencies x raters where raters mark it."""
        if node.veto:
            return self.vetoed(node, node.veto)
        if node.rated:
            return self.marked(node)
        numbers = self.voted(node, leaf.rule.votes) if leaf.rule.votes else self.read(node, leaf)
        shape = (len(self.agencies),)
        score = column([Fraction(0) if held is None else worth(leaf, held) for held in numbers], shape)
        return self.not_applicable(node, score, np.ones(shape, np.bool_))

    def marked(self, node: TreeNode) -> Value:
        """Return each rater's points; where a rater gave none the leaf does not apply for that rater."""
        sheets = self.sheets(node)
        return self.not_applicable(node, sheets.points, sheets.given)

    def not_applicable(self, node: TreeNode, score: Column, held: Mask) -> Value:
        """Apply the rubric's rule for 不涉及 (rescale, full, zero); another class's leaf does not exist."""
        outside = np.array([not node.concerns(self.round_.classes[agency]) for agency in self.agencies], np.bool_)
        spared = ~self.concerns(node) & ~outside
        if len(held.shape) > 1:
            outside, spared = (np.repeat(mask[:, None], held.shape[1], 1) for mask in (outside, spared))
        most = constant(node.combined_earnable or Fraction(0), score.shape)
        rule = self.rubric.not_applicable
        score = where(spared, most if rule == "full" else constant(0, score.shape), score)
        applies = (held & ~spared) if rule == "rescale" else (held | spared)
        return Value(score, most, applies & ~outside, ((Step.COMBINED, score),))

    def read(self, node: TreeNode, leaf: Part | Criterion) -> list[Number | None]:
        """Return each agency's number from a fact or a file."""
        rule = leaf.rule
        if rule.fact is not None:
            facts = self.collected.facts
            held = {agency: facts[agency][rule.fact] for agency in facts if rule.fact in facts[agency]}
            return self.held(node, held, OpenKind.NO_FACT, rule.fact, self.concerns(node))
        source = rule.source or ""
        return self.held(node, self.collected.imports.get(source, {}), OpenKind.NO_IMPORT, source, self.concerns(node))

    def held(
        self, node: TreeNode, numbers: Mapping[str, Number], kind: OpenKind, source: str, concerned: Mask
    ) -> list[Number | None]:
        """Return each agency's number; a missing one that concerns the agency is an open matter."""
        for at, agency in enumerate(self.agencies):
            if agency not in numbers and concerned[at].any():
                self.opens.append(Open(kind, agency, node.id, source=source))
        return [numbers.get(agency) for agency in self.agencies]

    def voted(self, node: TreeNode, rule: VotesMarking) -> list[Number | None]:
        """Return the leader's share of votes, or the mean of what voters gave, on the rule's scale."""
        concerned = self.concerns(node)
        if rule.rule == "satisfaction":
            ballots = self.collected.ballots.get(rule.source, {})
            sums = {
                agency: (sum((Fraction(value) * n for value, n in held), Fraction(0)), sum(n for _, n in held))
                for agency, held in ballots.items()
            }
            found = {agency: total / count for agency, (total, count) in sums.items() if count}
            none = {agency for agency, (_, count) in sums.items() if not count}
        else:
            votes = self.collected.imports.get(rule.source, {})
            asked = {agency for at, agency in enumerate(self.agencies) if concerned[at]} - set(self.round_.withdrawn)
            most = max((votes[agency] for agency in asked if agency in votes), default=Decimal(0))
            scale = Fraction(rule.scale)
            # Who withdrew is no leader, and may have had more votes than the leader.
            found = {
                agency: min(scale * Fraction(held) / Fraction(most), scale) for agency, held in votes.items() if most
            }
            none = set() if most else set(votes)
        for at, agency in enumerate(self.agencies):
            if agency in none and concerned[at]:
                self.opens.append(Open(OpenKind.NO_VOTES, agency, node.id, source=rule.source))
        return self.held(
            node, {**dict.fromkeys(none, Fraction(0)), **found}, OpenKind.NO_IMPORT, rule.source, concerned
        )

    def vetoed(self, node: TreeNode, rule: VetoMarking) -> Value:
        """Note whether the veto holds for each agency; it earns nothing by itself."""
        assert node.leaf  # noqa: S101 - a veto is a leaf
        concerned = self.concerns(node)
        if rule.rated is None:
            numbers = self.read(node, node.leaf)
            holds = np.array([held is not None and worth(node.leaf, held) > 0 for held in numbers], np.bool_)
            self.vetoes[node.id] = Veto(holds & concerned)
        else:
            self.vetoes[node.id] = self.answered(node, rule, concerned)
        nothing = constant(0, concerned.shape)
        return Value(nothing, nothing, concerned, ((Step.COMBINED, nothing),))

    def answered(self, node: TreeNode, rule: VetoMarking, concerned: Mask) -> Veto:
        """Return what the raters who answered decided: any of them, more than half, or all."""
        sheets = self.sheets(node)
        said = (sheets.points.num > 0) & sheets.given
        yes, count = said.sum(axis=1), sheets.given.sum(axis=1)
        for at, raters in self.awaited([node]).items():
            self.opens.append(Open(OpenKind.AWAITED, self.agencies[at], node.id, raters))
        for row in np.flatnonzero(concerned & (count == 0) & ~sheets.awaited.any(axis=1)):
            self.opens.append(Open(OpenKind.QUORUM, self.agencies[row], node.id, present=0, needed=1))
        enough = {"any": yes > 0, "majority": 2 * yes > count, "all": (yes == count) & (count > 0)}
        return Veto(enough[rule.rated or "any"] & concerned, yes, count)

    def awaited(self, leaves: list[TreeNode]) -> dict[int, tuple[str, ...]]:
        """Return the raters whose marks for any of these leaves are still awaited, for each row that has some."""
        raters = self.raters(leaves[0])
        missing = np.zeros((len(self.agencies), len(raters)), np.bool_)
        for leaf in leaves:
            missing |= self.sheets(leaf).awaited & self.concerns(leaf)[:, None]
        return {
            int(at): tuple(rater for rater, lacks in zip(raters, missing[at], strict=True) if lacks)
            for at in np.flatnonzero(missing.any(axis=1))
        }


def _sheets(marks: list[Mark], shape: Shape) -> Sheets:
    """Return marks in row order as columns; each mark that is the very same object is looked at once."""
    places: dict[int, int] = {}
    at = np.array([places.setdefault(id(mark), len(places)) for mark in marks], np.intp).reshape(shape)
    different = list({id(mark): mark for mark in marks}.values())
    points = column([Fraction(mark.points or 0) for mark in different], (len(different),))
    given = np.array([mark.state is MarkState.GIVEN for mark in different], np.bool_)
    awaited = np.array([mark.state is MarkState.AWAITED for mark in different], np.bool_)
    return Sheets(points.taken(at), given[at], awaited[at])
