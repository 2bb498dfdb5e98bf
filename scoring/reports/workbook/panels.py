"""What the raters' sheet shows of a pool: values that count, words for those that do not, and why nothing came out."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message, TreeNode, say
from scoring.engine.values import OpenKind
from scoring.reports.workbook.structure import Kind, Structure
from scoring.rounds import MarkState

NO_DATA = say("no data")
BELOW_QUORUM = say("too few")
EMPTY_GROUP = say("a group is empty")
NOT_AGREED = say("not agreed")
NOT_APPLICABLE = MarkState.NOT_APPLICABLE.title
NO_SCORE = "—"
_FILES = (OpenKind.NO_IMPORT, OpenKind.NO_FACT, OpenKind.NO_VOTES)
# In this order: what is shown first where several are true.
_STATES = {
    OpenKind.AWAITED: MarkState.AWAITED.title,
    **dict.fromkeys(_FILES, NO_DATA),
    OpenKind.EMPTY_GROUP: EMPTY_GROUP,
    OpenKind.QUORUM: BELOW_QUORUM,
    OpenKind.DISAGREEMENT: NOT_AGREED,
}


def absent(structure: Structure, node: TreeNode, agency: str) -> Message | str:
    """Return why a node has no score for an agency by structure alone: another class's, vetoes only, or 不涉及."""
    leaves = node.leaves()
    if (
        node.children
        and all(leaf.veto for leaf in leaves)
        and any(structure.concerned(leaf, agency) for leaf in leaves)
    ):
        return NO_SCORE
    asked = any(structure.exists(leaf, agency) for leaf in leaves)
    return NOT_APPLICABLE if asked else NO_SCORE


def lacking(structure: Structure, node: TreeNode, agency: str, *, below: bool = False) -> bool:
    """Return whether something that is read from a file at or below a node is missing for an agency."""
    inside = {inner.id for inner in node.walk() if not inner.veto and not (below and inner is node)}
    return any(item.kind in _FILES and item.node in inside for item in structure.results.opens[agency])


def held(structure: Structure, pool: TreeNode, agency: str) -> dict[str, Fraction]:
    """Return the raters' values that count at a pool; none while something read from a file is missing."""
    if lacking(structure, pool, agency, below=True):
        return {}
    return structure.results.panel(pool.id).row(structure.results.rows[agency])


def state(structure: Structure, node: TreeNode, agency: str) -> Message | None:
    """Return why a pool or a veto has no outcome for an agency; None where it has one."""
    if not structure.applies(node, agency):
        return NOT_APPLICABLE
    found = {item.kind for item in structure.results.opens[agency] if item.node == node.id}
    if node.node.pool:
        found -= set(_FILES)
        if lacking(structure, node, agency, below=True):
            found.add(OpenKind.NO_IMPORT)
    return next((words for kind, words in _STATES.items() if kind in found), None)


def unread(structure: Structure, agency: str, node: TreeNode, kind: Kind) -> bool:
    """Return whether what a leaf is given from a file or a fact, or an amount of a node, has not come in."""
    collected, own = structure.results.collected, node.node
    if kind is Kind.SUBTRACT:
        return own.subtract is not None and agency not in collected.imports.get(own.subtract.source, {})
    if kind is Kind.FACTOR:
        return own.factor is not None and agency not in collected.imports.get(own.factor.source or "", {})
    return any(item.kind in _FILES and item.node == node.id for item in structure.results.opens[agency])
