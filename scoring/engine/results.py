"""The results of a round: what every node is worth, who stands where and why, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rubrics import ROOT, Message, Rubric, TreeNode, tree
from rubrics.wording import tie_words
from scoring.engine.columns import Column, rounded, rounded_one
from scoring.engine.evaluate import evaluate
from scoring.engine.pooling import Panel
from scoring.engine.standings import Compare, Placing, placings
from scoring.engine.values import Evaluated, Open
from scoring.rounds import AWAITED, Collected, MarkState, Round

# Of several reasons why a rater's value is missing, the one that is shown: what is open comes first.
_FIRST = (MarkState.AWAITED, MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED)


@dataclass(frozen=True, slots=True)
class Standing:
    """One agency's place. Unranked agencies have no placing; `score` is exact, None while open."""

    agency: str
    name: str
    score: Fraction | None
    placing: Placing | None
    grade: str | None
    opens: tuple[Open, ...]


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
    def rows(self) -> dict[str, int]:
        """The row of every agency."""
        return {agency: row for row, agency in enumerate(self.round.names)}

    @cached_property
    def opens(self) -> dict[str, tuple[Open, ...]]:
        """Open matters by agency; an agency with any has no score."""
        return {a: tuple(item for item in self.evaluated.opens if item.agency == a) for a in self.rows}

    def score(self, node_id: str, agency: str) -> Fraction | None:
        """Return an agency's exact score at a node, None while something below it is open or it does not apply.

        Below a pool this is the mean of the raters' values in the shares in which the pool counts them, so that
        the items add up to the pooled value.
        """
        row, value = self.rows[agency], self.evaluated.values[node_id]
        node = self.nodes[node_id]
        pooled_at = node.pooled_at
        if self._open_within(pooled_at if pooled_at and node.below_pool else node, agency):
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

    def _open_within(self, node: TreeNode, agency: str) -> bool:
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
        """Ranked agencies by rank, then those that are open; equals in official order."""
        total = self.evaluated.values[ROOT].score
        compared = total if self.rubric.rank.by == "exact" else rounded(total, self.rubric.rounding)
        ranked = [row for agency, row in self.rows.items() if not self.opens[agency]]
        places = placings(compared, ranked, self._keys())
        found = [self._standing(agency, row, total, places.get(row)) for agency, row in self.rows.items()]
        return tuple(sorted(found, key=lambda item: item.placing.rank if item.placing else len(found) + 1))

    def _standing(self, agency: str, row: int, total: Column, placing: Placing | None) -> Standing:
        score = None if placing is None else total.at(row)
        grade = None if score is None else self.grade(score)
        return Standing(agency, self.round.names[agency], score, placing, grade, self.opens[agency])

    def grade(self, score: Fraction) -> str | None:
        """Return the grade that an exact score earns; a lower bound belongs to the grade above it."""
        grades = self.rubric.grades
        if grades is None:
            return None
        read = score if grades.by == "exact" else self.shown(score)
        return next((band.title for band in grades.bands if read >= band.at_least), grades.bands[-1].title)

    def _keys(self) -> list[tuple[str, Compare]]:
        keys: list[tuple[str, Compare]] = []
        for key in self.rubric.rank.ties:
            if key.node:
                keys.append((key.name, self._score_of(key.node)))
            else:
                panel = self.evaluated.panels[key.target]
                keys.append((key.name, _where_present(panel, panel.untrimmed() if key.untrimmed else panel.best())))
        return keys

    def _score_of(self, node_id: str) -> Compare:
        agencies = tuple(self.rows)
        return lambda row: self.score(node_id, agencies[row])

    def missing(self, panel_id: str, agency: str, rater: str) -> MarkState:
        """Return why a rater's value is not present at a pool: awaited before recused, absent, unassigned."""
        leaves = (leaf for leaf in self.nodes[panel_id].leaves() if leaf.rated)
        states = {self.collected.marks.get((agency, rater, leaf.id), AWAITED).state for leaf in leaves}
        return next((state for state in _FIRST if state in states), MarkState.NOT_APPLICABLE)

    def panel(self, node_id: str) -> Panel:
        """Return the raters' values at a pooling node."""
        return self.evaluated.panels[node_id]


def _where_present(panel: Panel, values: Column) -> Compare:
    return lambda row: values.at(row) if panel.present[row].any() else None


def results(rubric: Rubric, round_: Round, collected: Collected) -> Results:
    """Return the results of a round whose rubric, folder and marks have been checked."""
    return Results(rubric, round_, collected, evaluate(rubric, round_, collected))
