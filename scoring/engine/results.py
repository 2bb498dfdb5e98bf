"""The results of a round: what every node is worth, who stands where and why, and what is still open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rubrics import ROOT, Message, Rubric, TreeNode, tree
from rubrics.methods import Grades, TieKey
from rubrics.wording import tie_words
from scoring.engine.columns import Column, rounded, rounded_one
from scoring.engine.evaluate import evaluate
from scoring.engine.grades import Candidate, Graded, graded
from scoring.engine.pooling import Panel
from scoring.engine.standings import Compare, Placing, placings, preferences
from scoring.engine.values import Evaluated, Open
from scoring.engine.void import without_void
from scoring.rounds import AWAITED, MISSING, Collected, Mark, MarkKey, MarkState, Round


@dataclass(frozen=True, slots=True)
class Standing:
    """One agency's place. Unranked agencies have no placing; `score` is exact, None while open.

    An agency that withdrew (`withdrawn`: the reason) is kept without score and place. `vetoes` are the nodes whose
    veto holds; `graded` says how the computed grade came about.
    """

    agency: str
    name: str
    score: Fraction | None
    placing: Placing | None
    graded: Graded | None
    opens: tuple[Open, ...]
    vetoes: tuple[str, ...] = ()
    withdrawn: str | None = None

    @property
    def grade(self) -> str | None:
        """The computed grade."""
        return self.graded.grade if self.graded else None


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that follows from a rubric, a round and what was collected; rows are agencies in official order."""

    rubric: Rubric
    round: Round
    collected: Collected
    evaluated: Evaluated

    @cached_property
    def tree(self) -> TreeNode:
        """The rubric's tree."""
        return tree(self.rubric)

    @cached_property
    def nodes(self) -> dict[str, TreeNode]:
        """Every node by id, each before its children."""
        return {node.id: node for node in self.tree.walk()}

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The ids of all agencies in official order: the row of each is its place here."""
        return tuple(self.round.names)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of every agency."""
        return {agency: row for row, agency in enumerate(self.agencies)}

    @cached_property
    def opens(self) -> dict[str, tuple[Open, ...]]:
        """Open matters by agency; an agency with any has no score."""
        found: dict[str, list[Open]] = {agency: [] for agency in self.rows}
        for item in self.evaluated.opens:
            found[item.agency].append(item)
        return {agency: tuple(items) for agency, items in found.items()}

    @cached_property
    def not_given(self) -> tuple[tuple[MarkKey, Mark], ...]:
        """The marks in any other state than given, of all that were collected."""
        return tuple((key, mark) for key, mark in self.collected.marks.items() if mark.state is not MarkState.GIVEN)

    def score(self, node_id: str, agency: str) -> Fraction | None:
        """Return an agency's exact score at a node, None while something below it is open or it does not apply.

        Below a pool this is the mean of the raters' values in the shares in which the pool counts them, so that
        the items add up to the pooled value.
        """
        row, value = self.rows[agency], self.evaluated.values[node_id]
        node = self.nodes[node_id]
        pooled_at = node.pooled_at
        if self.open_within(pooled_at if pooled_at and node.below_pool else node, agency):
            return None
        if len(value.shape) == 1:
            return value.score.at(row) if value.applies[row] else None
        panel = self.evaluated.panels[pooled_at.id] if pooled_at else None
        assert panel is not None  # noqa: S101 - a rater's value always has a pool above it
        shares = {
            rater: share
            for rater, share in panel.shares(row).items()
            if share and value.applies[row, panel.raters.index(rater)]
        }
        if not shares:
            return None
        held = sum((value.score.at(row, panel.raters.index(r)) * share for r, share in shares.items()), Fraction())
        return held / sum(shares.values())

    def open_within(self, node: TreeNode, agency: str) -> bool:
        """Return whether anything at or below a node is open for an agency."""
        inside = {below.id for below in node.walk()}
        return any(item.node in inside for item in self.opens[agency])

    def shown(self, value: Fraction) -> Fraction:
        """Return a value as the rubric shows it."""
        return rounded_one(value, self.rubric.rounding)

    def written(self, value: Fraction) -> str:
        """Return a value rounded as the rubric shows it, with all its decimal places."""
        places = self.rubric.rounding.places
        return format(Decimal(f"{int(self.shown(value) * 10**places)}e-{places}"), "f")

    def tie_words(self, name: str) -> Message:
        """Return the tie key of this name in words."""
        key = {key.name: key for key in self.rubric.rank.ties}[name]
        return tie_words(key, self.nodes[key.target].node.title)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Ranked agencies by rank, then those that are open, then those that withdrew; equals in official order."""
        total = self.evaluated.values[ROOT].score
        compared = total if self.rubric.rank.by == "exact" else rounded(total, self.rubric.rounding)
        withdrawn = self.round.withdrawn
        ranked = [row for agency, row in self.rows.items() if not self.opens[agency] and agency not in withdrawn]
        places = placings(compared, ranked, self._keys())
        found = self._graded(places, total)
        standings = [
            Standing(
                agency,
                self.round.names[agency],
                total.at(row) if row in places else None,
                places.get(row),
                found.get(agency),
                () if agency in withdrawn else self.opens[agency],
                self.vetoes(agency),
                withdrawn.get(agency),
            )
            for agency, row in self.rows.items()
        ]
        return tuple(sorted(standings, key=self._order))

    def _order(self, item: Standing) -> int:
        unranked = len(self.rows) + 1 + (item.withdrawn is not None)
        return item.placing.rank if item.placing else unranked

    def vetoes(self, agency: str) -> tuple[str, ...]:
        """Return the nodes whose veto holds for an agency; none while answers to it are still missing."""
        held, waiting = self.evaluated.vetoes.items(), {item.node for item in self.opens[agency]}
        return tuple(node for node, veto in held if veto.holds[self.rows[agency]] and node not in waiting)

    def _graded(self, places: dict[int, Placing], total: Column) -> dict[str, Graded]:
        grades = self.rubric.grades
        if grades is None:
            return {}
        candidates = {
            agency: Candidate(
                places[row].rank, self.read(total.at(row)), self._quota_class(agency), self._best(grades, agency)
            )
            for agency, row in self.rows.items()
            if row in places
        }
        return graded(grades, candidates, self._quota_bases)

    def _quota_class(self, agency: str) -> str | None:
        grades = self.rubric.grades
        return self.round.classes[agency] if grades and grades.per else None

    @cached_property
    def _quota_bases(self) -> dict[str | None, int]:
        bases = {self._quota_class(agency): 0 for agency in self.rows}
        of_ranked = self.rubric.grades is not None and self.rubric.grades.of == "ranked"
        for agency in self.rows:
            if agency not in self.round.withdrawn and not (of_ranked and self.opens[agency]):
                bases[self._quota_class(agency)] += 1
        return bases

    def quota_base(self, agency: str) -> int:
        """Return how many agencies the shares of quotas are of, in the agency's class where each has its own."""
        return self._quota_bases[self._quota_class(agency)]

    def holders(self, grade: str, agency: str) -> int:
        """Return how many agencies have a grade, in the agency's class where quotas are filled class by class."""
        return self._holders[self._quota_class(agency), grade]

    @cached_property
    def _holders(self) -> Counter[tuple[str | None, str | None]]:
        return Counter((self._quota_class(item.agency), item.grade) for item in self.standings)

    def read(self, score: Fraction) -> Fraction:
        """Return a total as the grades read it: exact, or as it is shown."""
        return self.shown(score) if self.rubric.grades and self.rubric.grades.by == "shown" else score

    def _best(self, grades: Grades, agency: str) -> int:
        rules = [self.nodes[node].veto for node in self.vetoes(agency)]
        return max((grades.index(rule.grade) for rule in rules if rule and rule.grade), default=0)

    def _keys(self) -> list[tuple[str, Compare]]:
        return [(key.name, self._compare(key)) for key in self.rubric.rank.ties]

    def _compare(self, key: TieKey) -> Compare:
        if key.node:
            target, name = key.node, self.agencies
            return lambda rows: {row: score for row in rows if (score := self.score(target, name[row])) is not None}
        panel = self.evaluated.panels[key.target]
        if key.preferred:
            return lambda rows: preferences(rows, panel.row)
        values = panel.untrimmed() if key.untrimmed else panel.best()
        return lambda rows: {row: values.at(row) for row in rows if panel.present[row].any()}

    def missing(self, panel_id: str, agency: str, rater: str) -> MarkState:
        """Return why a rater's value is not present at a pool: the first of `MISSING` among the marks asked of it."""
        own, spared = self.round.classes[agency], self.round.spared[agency]
        leaves = [leaf for leaf in self.nodes[panel_id].leaves() if leaf.pooled_leaf and leaf.concerns(own)]
        asked = [leaf.id for leaf in leaves if leaf.id not in spared]
        states = {self.collected.marks.get((agency, rater, leaf), AWAITED).state for leaf in asked}
        return next((state for state in MISSING if state in states), MarkState.NOT_APPLICABLE)

    def panel(self, node_id: str) -> Panel:
        """Return the raters' values at a pooling node."""
        return self.evaluated.panels[node_id]


def results(rubric: Rubric, round_: Round, collected: Collected) -> Results:
    """Return the results of a round whose rubric, folder and marks have been checked; void sheets are set aside."""
    counted = without_void(rubric, round_, collected)
    return Results(rubric, round_, counted, evaluate(rubric, round_, counted))
