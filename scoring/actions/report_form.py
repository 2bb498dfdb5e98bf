"""The form of a report: sections by criterion, made from the form of answers that the rubric itself gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rubrics import Message, TreeNode, say, tree
from scoring.actions.plans import Plan
from submissions import answer_form, kind_rule
from submissions.kinds import WAYS
from submissions.workbook.blank import heading

PIECE_FIELDS = ("kind", "title", "url", "phone", "number", "holder", "label", "sha256", "date", "note")
WAY_TITLES = {
    "file": say("File"),
    "url": say("Web address"),
    "phone": say("Telephone number"),
    "on_site": say("To be seen on site"),
    "disc": say("Disc"),
}


@dataclass(frozen=True)
class Field:
    """One thing that is asked: `name` as drafts know it. Either a number, or one of `choices` (value and title)."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    least: object = None
    most: object = None
    unit: str | None = None


@dataclass(frozen=True)
class Asking:
    """The evidence that a criterion asks for: kinds, which of them are required, what is noted beside them."""

    kinds: tuple[str, ...]
    required: frozenset[str]
    notes: tuple[tuple[str, str], ...]

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways in which any of the kinds may be handed in."""
        return tuple(way for way in WAYS if any(way in kind_rule(kind).ways for kind in self.kinds))

    def kinds_by(self, way: str) -> tuple[str, ...]:
        """Return the kinds that may be handed in by a way."""
        return tuple(kind for kind in self.kinds if way in kind_rule(kind).ways)


@dataclass(frozen=True)
class Section:
    """What is asked beside one criterion: the self-assessment and the evidence. `part` is what stands above it."""

    id: str
    part: str
    heading: str
    text: str
    assessed: Field | None
    asking: Asking | None


@dataclass(frozen=True)
class Form:
    """What one agency is asked. `words` limits the report's length, None where nothing does."""

    words: int | None
    facts: tuple[Field, ...]
    sections: tuple[Section, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[Section, ...]], ...]:
        """The sections in their order, those of one part together with the part's title."""
        return tuple((part, tuple(sections)) for part, sections in groupby(self.sections, lambda held: held.part))

    def section(self, criterion: str) -> Section | None:
        """Return the section of a criterion; None where the agency is not asked about it."""
        return next((section for section in self.sections if section.id == criterion), None)

    @property
    def names(self) -> Iterator[str]:
        """The fields that are there without any evidence."""
        yield from ("report.text", "contact.name", "contact.phone")
        yield from (fact.name for fact in self.facts)
        yield from (section.assessed.name for section in self.sections if section.assessed)

    def title(self, name: str) -> str | Message:
        """Return what a field, or the evidence of a criterion (`evidence.A1`), is called."""
        if name.startswith("report"):
            return say("Report")
        kind, _, id_ = name.partition(".")
        found = {fact.name: fact.title for fact in self.facts}
        section = self.section(id_) if kind in {"self", "evidence"} else None
        return section.heading if section else found.get(name, name)


def form_of(plan: Plan, agency: str) -> Form:
    """Return what an agency of a round is asked: nothing of other classes, nothing that is 不涉及."""
    schema = answer_form(plan.rubric)
    parts = schema["properties"]
    own, spared = plan.round.classes.get(agency), plan.round.spared.get(agency, frozenset())
    nodes = [leaf for leaf in tree(plan.rubric).leaves() if leaf.concerns(own) and leaf.id not in spared]
    sections = (_section(node, parts) for node in nodes)
    facts = (
        Field(f"facts.{id_}", fact["title"], (), fact.get("minimum"), fact.get("maximum"), fact.get("x-unit"))
        for id_, fact in parts["facts"]["properties"].items()
    )
    return Form(
        parts["report"].get("x-max-chars"),
        tuple(facts),
        tuple(section for section in sections if section.assessed or section.asking),
    )


def _section(node: TreeNode, parts: dict[str, Any]) -> Section:
    leaf = node.leaf
    assert leaf is not None  # noqa: S101 - only leaves are asked about
    asked = parts["self"]["properties"].get(node.id)
    evidence = parts["evidence"]["properties"].get(node.id)
    above = node.parent.node if node.parent else node.node
    return Section(
        node.id,
        getattr(above, "title", ""),
        heading(node),
        getattr(leaf, "text", None) or "",
        _assessed(node, asked) if asked else None,
        _asking(evidence) if evidence else None,
    )


def _assessed(node: TreeNode, asked: dict[str, Any]) -> Field:
    titles = {level.points: level.title for level in (node.leaf and node.leaf.rule.levels) or ()}
    choices = tuple((f"{points}", f"{titles.get(points, '')} {points}".strip()) for points in asked.get("enum", ()))
    return Field(
        f"self.{node.id}",
        asked["title"],
        choices,
        asked.get("minimum"),
        asked.get("maximum"),
    )


def _asking(evidence: dict[str, Any]) -> Asking:
    required = (one["contains"]["properties"]["kind"]["const"] for one in evidence.get("allOf", ()))
    notes = evidence.get("x-note", {})
    kinds = evidence["items"]["properties"]["kind"]["enum"]
    return Asking(tuple(kinds), frozenset(required), tuple(notes.items()))
