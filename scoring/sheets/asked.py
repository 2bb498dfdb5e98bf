"""What one rater is asked to mark: agency by agency the criteria, and which agencies are left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rubrics import Message, TreeNode, joined, say
from scoring.rounds import MISSING, Mark, MarkKey, MarkState, Round

# Why an agency has no page: what is said of it, with the reason that the round gives.
_LEFT_OUT = {
    MarkState.RECUSED: say("recused"),
    MarkState.ABSENT: say("absent"),
    MarkState.UNASSIGNED: say("not assigned"),
}


@dataclass(frozen=True)
class AskedOf:
    """One agency's page: the criteria in the rubric's order, and by id why some of them do not concern it (不涉及)."""

    agency: str
    leaves: tuple[TreeNode, ...]
    spared: Mapping[str, str]

    @cached_property
    def open(self) -> tuple[TreeNode, ...]:
        """The criteria that are to be marked."""
        return tuple(leaf for leaf in self.leaves if leaf.id not in self.spared)


@dataclass(frozen=True)
class LeftOut:
    """An agency without a page, and why, in a word and in the round's own words (which may be missing)."""

    agency: str
    why: Message
    reason: str = ""

    @property
    def told(self) -> Message:
        """Both in one."""
        return joined([self.why, say("{text}", text=self.reason)]) if self.reason else self.why


@dataclass(frozen=True)
class Asked:
    """What a rater marks, in the official order of agencies."""

    pages: tuple[AskedOf, ...]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def leaves(self) -> tuple[TreeNode, ...]:
        """All criteria that stand on any page, in the rubric's order."""
        found = {leaf.path: leaf for page in self.pages for leaf in page.leaves}
        return tuple(found[path] for path in sorted(found))


def asked_of(
    round_: Round, leaves: tuple[TreeNode, ...], expected: Mapping[MarkKey, Mark], rater: str, method: str | None = None
) -> Asked:
    """Return what a rater is asked to mark, of one method where one is given.

    `leaves` are the criteria that raters mark, `expected` the marks that the round expects before any sheet came in.
    """
    wanted = [leaf for leaf in leaves if leaf.leaf and (method is None or method in leaf.leaf.methods)]
    pages, left_out = [], []
    for agency in round_.names:
        if agency in round_.withdrawn:
            left_out.append(LeftOut(agency, say("withdrew"), round_.withdrawn[agency]))
            continue
        marks = {leaf.id: mark for leaf in wanted if (mark := expected.get((agency, rater, leaf.id))) is not None}
        shown = (MarkState.AWAITED, MarkState.NOT_APPLICABLE)
        on_page = tuple(leaf for leaf in wanted if leaf.id in marks and marks[leaf.id].state in shown)
        spared = {leaf.id: marks[leaf.id].remark for leaf in on_page if marks[leaf.id].state is shown[1]}
        if len(spared) < len(on_page):
            pages.append(AskedOf(agency, on_page, spared))
        else:
            left_out.append(_left_out(agency, [marks[leaf.id] for leaf in wanted if leaf.id in marks]))
    return Asked(tuple(pages), tuple(left_out))


def _left_out(agency: str, marks: list[Mark]) -> LeftOut:
    found = next((mark for state in MISSING for mark in marks if mark.state is state), None)
    if found is None:
        return LeftOut(agency, say("no criteria for this rater"))
    return LeftOut(agency, _LEFT_OUT.get(found.state, found.state.title), found.remark)
