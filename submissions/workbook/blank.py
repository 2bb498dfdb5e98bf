"""What a blank form says: for whom it is, and what the rubric asks of this agency."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from rubrics import Fingerprints, Rubric, TreeNode, fingerprints, tree
from submissions.seal import Seal
from submissions.workbook.layout import AGENCY, FORM, evidence_row, fact_row, page_of


@dataclass(frozen=True)
class Asked:
    """A kind of evidence that a criterion asks for; `row` is the id of its row."""

    row: str
    node: TreeNode
    kind: str
    required: bool
    note: str


@dataclass(frozen=True)
class Blank:
    """The form of one agency in one round; `title`, `organizer` and `period` stand on the cover, as does `statement`.

    `agency_class` limits what is asked, `spared` are the criteria that do not concern the agency (不涉及); `number`
    is the issue number.
    """

    rubric: Rubric
    round: str
    title: str
    organizer: str
    agency: str
    name: str
    agency_class: str | None = None
    spared: frozenset[str] = field(default_factory=frozenset)
    period: str = ""
    statement: str = ""
    number: int = 0

    @cached_property
    def assessed(self) -> tuple[TreeNode, ...]:
        """The criteria that are self-assessed, those that do not concern the agency among them."""
        return tuple(node for node in self._nodes if node.rated and not node.extra)

    @cached_property
    def evidence(self) -> tuple[Asked, ...]:
        """The evidence that is asked for, criterion by criterion; of each kind once."""
        found: dict[str, Asked] = {}
        for node in self._nodes:
            for asked in node.leaf.evidence if node.leaf and node.id not in self.spared else ():
                row = evidence_row(node.id, asked.kind)
                known = found.get(row)
                required = asked.required or (known is not None and known.required)
                notes = [note for note in (known.note if known else "", asked.note or "") if note]
                found[row] = Asked(row, node, asked.kind, required, "\n".join(notes))
        return tuple(found.values())

    @cached_property
    def labels(self) -> dict[str, str]:
        """The visible label of every row by the row's id."""
        return {
            AGENCY: self.name,
            **{node.id: node.leaf.title for node in self.assessed if node.leaf},
            **{fact_row(fact.id): fact.title for fact in self.rubric.facts},
            **{asked.row: heading(asked.node) for asked in self.evidence},
        }

    @cached_property
    def prints(self) -> Fingerprints:
        """The rubric's fingerprints."""
        return fingerprints(self.rubric)

    def seal(self, pages: dict[str, str]) -> Seal:
        """Return the seal of the form; `pages` are the titles of its pages by kind."""
        return Seal(
            form=FORM,
            round=self.round,
            to=self.agency,
            number=self.number,
            scoring=self.prints.scoring,
            text=self.prints.text,
            pages={page_of(kind, self.agency): title for kind, title in pages.items()},
            labels=self.labels,
        )

    @cached_property
    def _nodes(self) -> tuple[TreeNode, ...]:
        return tuple(node for node in tree(self.rubric).walk() if node.leaf and node.concerns(self.agency_class))


def heading(node: TreeNode) -> str:
    """Return what a criterion is called on a form: its number, where it has one, and its title."""
    leaf = node.leaf
    assert leaf is not None  # noqa: S101 - only leaves are marked
    return leaf.title if leaf.no is None else f"{leaf.no} {leaf.title}"
