"""What a round knows about its score sheets before any comes back: worked out once for all workbooks of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rubrics import Criterion, Fingerprints, Marking, Part, Rubric, TreeNode, fingerprints, tree
from scoring.rounds import Issued, Issues, Mark, MarkKey, Round
from scoring.rounds.expected import expected_marks
from scoring.sheets.layout import FORM
from scoring.sheets.reasons import reason_limit


@dataclass(frozen=True, eq=False)
class Reception:
    """The desk at which score sheets of one round are handed in; `key` is that of the round's seals."""

    round: Round
    rubric: Rubric
    key: bytes
    issues: Issues

    @cached_property
    def leaves(self) -> dict[str, TreeNode]:
        """The criteria that raters mark, by id."""
        return {leaf.id: leaf for leaf in tree(self.rubric).leaves() if leaf.rated}

    @cached_property
    def markings(self) -> dict[str, tuple[Part | Criterion, Marking]]:
        """How each criterion is marked, as `read_mark` takes it."""
        return {name: (node.leaf, node.leaf.rule) for name, node in self.leaves.items() if node.leaf}

    @cached_property
    def limits(self) -> dict[str, Fraction | None]:
        """The points below which a mark of each criterion needs a reason."""
        return {name: reason_limit(node) for name, node in self.leaves.items()}

    @cached_property
    def expected(self) -> Mapping[MarkKey, Mark]:
        """The marks that the round expects before any sheet came in."""
        return expected_marks(tuple(self.leaves.values()), self.round).marks

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Those of the rubric as it is today."""
        return fingerprints(self.rubric)

    @cached_property
    def issued(self) -> dict[int, Issued]:
        """The score sheets of the register by their numbers."""
        return {item.number: item for item in self.issues.issued if item.form == FORM}
