"""A rubric and a round as the rows of the set-up workbook; nothing of either is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from rubrics import Criterion, Part, Path, Rubric, TreeNode, tree
from rubrics.field_names import words_for
from rubrics.known_keys import standing
from rubrics.methods import POOLS
from scoring.rounds import Round
from scoring.sheets.setup.lines import (
    evidence_text,
    grades_text,
    kept,
    read_evidence,
    read_grades,
    read_recusals,
    read_ties,
    recusals_text,
    ties_text,
)
from scoring.sheets.setup.markings import MARKING_WORDS, marking_text
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.pages import (
    AGENCIES,
    CRITERIA,
    FIELD,
    GROUPS_RULES,
    LEVEL,
    OTHERS,
    PANEL,
    POOL_RULES,
    ROUND_OTHERS,
    RUBRIC_FILE,
    RUBRIC_OTHERS,
    RUBRIC_RULES,
    RULE_KEYS,
    RULES,
    SITES,
    VALUE,
    WHERE,
    Known,
    Setup,
)
from scoring.sheets.setup.remaining import Remaining
from scoring.sheets.setup.typed import YES, Value, listed, typed
from scoring.sheets.setup.words import METHOD_WORDS, NODE, ROUND, RUBRIC, RULE, WHOLE, field_words
from submissions.plain_text import one_line

_LONGEST = 30
Cells = dict[str, str]
"""One row: texts by column."""


def known_of(setup: Setup) -> Known:
    """Return by which titles the cells of a set-up name things."""
    rubric, round_ = setup.rubric, setup.round
    return Known(
        Names({group.id: group.title for group in round_.groups}),
        Names({item.id: item.title for item in rubric.classes}),
        Names(METHOD_WORDS | {way.id: way.title for way in rubric.methods}),
        Names({fact.id: fact.title for fact in rubric.facts}),
        Names({node.id: node.node.title for node in tree(rubric).walk() if node.parent}),
        Names({agency.id: agency.name for agency in round_.agencies}),
    )


def contents(setup: Setup) -> dict[str, tuple[Cells, ...]]:
    """Return the rows of every page by the page's id."""
    rows = _Rows(setup)
    tables = {
        CRITERIA: tuple(rows.criteria()),
        AGENCIES: tuple(rows.agencies()),
        PANEL: tuple(rows.panel()),
        SITES: tuple(rows.sites()),
    }
    # What is left is told after all else has found its cell.
    return {**tables, RULES: tuple(rows.rules()), OTHERS: tuple(rows.others())}


class _Rows:
    def __init__(self, setup: Setup) -> None:
        self.known = known_of(setup)
        self.tree = tree(setup.rubric)
        self.rubric = Remaining(setup.rubric)
        self.round = Remaining(setup.round)
        self.rubric.take(("pingyi",))
        self.round.take(("pingyi",))
        if setup.round.rubric == RUBRIC_FILE:
            self.round.take(("rubric",))

    def criteria(self) -> Iterator[Cells]:
        for node in list(self.tree.walk())[1:]:
            yield {**self._plain_cells(node), **self._worded_cells(node), **self._marking(node)}

    def _plain_cells(self, node: TreeNode) -> Cells:
        cells = {key: self._rubric_cell((*node.path, key)) for key in ("id", "no", "points", "weight", "text")}
        return {**cells, f"{LEVEL}{node.depth}": self._rubric_cell((*node.path, "title"))}

    def _worded_cells(self, node: TreeNode) -> Cells:
        by = self.rubric.take((*node.path, "by"))
        return {
            "by": "" if by is None else self.known.groups.label(by),
            "methods": self._named((*node.path, "methods"), self.known.methods),
            "for": self._named((*node.path, "for"), self.known.classes),
            "evidence": self._evidence((*node.path, "evidence")),
        }

    def _named(self, path: Path, names: Names) -> str:
        ids = self.rubric.find(path) or ()
        text = names.labels(ids)
        if names.ids(text) != ids:
            return ""
        self.rubric.take(path)
        return text

    def _evidence(self, path: Path) -> str:
        asked = self.rubric.find(path)
        text = kept(evidence_text, read_evidence, list(asked)) if asked else None
        if text is not None:
            self.rubric.take(path)
        return text or ""

    def _marking(self, node: TreeNode) -> Cells:
        own = node.node
        path: Path = node.path if isinstance(own, Part) else (*node.path, "marking")
        kinds = list(self.rubric.find(path) or {}) if isinstance(own, Criterion) else ["given"] * bool(_given(own))
        if len(kinds) != 1:
            return {}
        kind = kinds[0]
        held = self.rubric.find((*path, kind))
        content = marking_text(kind, list(held) if isinstance(held, tuple) else _lists(held), self.known.facts)
        if content is not None:
            self.rubric.take((*path, kind))
        return {"marking": MARKING_WORDS[kind], "content": content or ""}

    def agencies(self) -> Iterator[Cells]:
        for at, agency in enumerate(self.round.whole["agencies"]):
            cells = {key: self._round_cell(("agencies", at, key)) for key in ("id", "name", "presents", "region")}
            of_class = self.round.take(("agencies", at, "class"))
            yield {**cells, "class": self.known.classes.label(of_class) if "class" in agency else ""}

    def panel(self) -> Iterator[Cells]:
        recused = self._recusals()
        for at, group in enumerate(self.round.whole.get("groups", ())):
            path: Path = ("groups", at)
            shared = {"group": (*path, "title"), "group_id": (*path, "id"), "seat": (*path, "seat")}
            cells = {column: self._round_cell(field) for column, field in shared.items()}
            for seat, rater in enumerate(group["members"]):
                held = {key: self._round_cell((*path, "members", seat, key)) for key in ("id", "name", "kind")}
                yield {**cells, **held, "recusals": recused.get(rater["id"], "")}

    def _recusals(self) -> dict[str, str]:
        """Return by rater who sits on a seat now the recusals; none where their order would not come back."""
        held = list(self.round.whole.get("recusals", ()))
        found: dict[str, str] = {}
        ordered = []
        for group in self.round.whole.get("groups", ()):
            for rater in group["members"]:
                own = [item for item in held if item["rater"] == rater["id"]]
                ordered += own
                named = [{"agency": item["agency"], "reason": item["reason"]} for item in own]
                write = partial(recusals_text, agencies=self.known.agencies)
                text = kept(write, partial(read_recusals, agencies=self.known.agencies), named)
                if text is None:
                    return {}
                found[rater["id"]] = text
        if ordered != held:
            return {}
        self.round.take(("recusals",))
        return found

    def sites(self) -> Iterator[Cells]:
        for at, site in enumerate(self.round.whole.get("sites", ())):
            path: Path = ("sites", at)
            cells = {key: self._round_cell((*path, key)) for key in ("id", "place", "date")}
            agency, group = self.round.take((*path, "agency")), self.round.take((*path, "group"))
            label = self.known.groups.label(group) if "group" in site else ""
            yield {**cells, "agency": self.known.agencies.label(agency), "group": label}

    def rules(self) -> Iterator[Cells]:
        """Yield the rules of the rubric, then of each node: first those that are always asked for, then the others."""
        for node in self.tree.walk():
            fixed = RUBRIC_RULES if isinstance(node.node, Rubric) else ()
            fixed += (POOL_RULES if not node.node.pool.groups else GROUPS_RULES) if node.node.pool else ()
            where = RUBRIC if isinstance(node.node, Rubric) else _where(node)
            own = [path for path, _ in self.rubric.below(node.path) if path[len(node.path)] in RULE_KEYS]
            yield from self._node_rules(where, node.path, fixed, [path[len(node.path) :] for path in own])

    def _node_rules(self, where: str, base: Path, fixed: Iterable[Path], own: list[Path]) -> Iterator[Cells]:
        for path in fixed:
            text = self._rule(base, path) if path[-1] == RULE else self._rubric_cell((*base, *path))
            yield self._row(where, Rubric, base, path, text)
        for path in own:
            if any(path == left[len(base) :] for left, _ in self.rubric.below((*base, *path))):
                yield self._row(where, Rubric, base, path, self._rubric_cell((*base, *path)))

    def _rule(self, base: Path, path: Path) -> str:
        """Return which rule a pool follows; settings of it have rows of their own."""
        pool: Path = (*base, *path[:-1])
        chosen = [name for name in POOLS if name in (self.rubric.find(pool) or {})]
        if len(chosen) != 1:
            return ""
        if self.rubric.find((*pool, chosen[0])) == {}:
            self.rubric.take((*pool, chosen[0]))
        return words_for("Pool", chosen[0])[0]

    def others(self) -> Iterator[Cells]:
        yield from self._others(ROUND, Round, self.round, ROUND_OTHERS)
        yield from self._others(RUBRIC, Rubric, self.rubric, RUBRIC_OTHERS, first=True)
        for node in list(self.tree.walk())[1:]:
            where = _where(node)
            if isinstance(node.node, Part) and node.leaf and node.depth > 1:
                yield {WHERE: where, FIELD: WHOLE, VALUE: YES}
            for path in self._own(node):
                yield self._row(where, Rubric, node.path, path[len(node.path) :], self._rubric_cell(path))

    def _own(self, node: TreeNode) -> list[Path]:
        """Return what is left of a node, without what is left of those below it."""
        inner = tuple(child.path for child in node.children)
        return [path for path, _ in self.rubric.below(node.path) if not any(path[: len(at)] == at for at in inner)]

    def _others(
        self, where: str, shape: type[Round | Rubric], left: Remaining, fixed: tuple[Path, ...], *, first: bool = False
    ) -> Iterator[Cells]:
        cell = self._rubric_cell if shape is Rubric else self._round_cell
        for path in fixed:
            yield self._row(where, shape, (), path, cell(path))
        own = self._own(self.tree) if first else [path for path, _ in left.below()]
        for path in own:
            yield self._row(where, shape, (), path, cell(path))

    def _row(self, where: str, shape: type[Round | Rubric], base: Path, path: Path, text: str) -> Cells:
        return {WHERE: where, FIELD: field_words(shape, base, path, self.known.groups), VALUE: text}

    def _rubric_cell(self, path: Path) -> str:
        lines = self._lines(path)
        if lines is not None:
            self.rubric.take(path)
            return lines
        held = dict(self.rubric.below(path)).get(path)
        return "" if held is None else _text(self.rubric.take(path), Rubric, path)

    def _round_cell(self, path: Path) -> str:
        held = self.round.find(path)
        return "" if held is None else _text(self.round.take(path), Round, path)

    def _lines(self, path: Path) -> str | None:
        held = self.rubric.find(path)
        if held and path == ("grades", "bands"):
            return kept(grades_text, read_grades, list(held))
        if held and path == ("rank", "ties"):
            return kept(
                partial(ties_text, nodes=self.known.nodes), partial(read_ties, nodes=self.known.nodes), list(held)
            )
        return None


def _where(node: TreeNode) -> str:
    """Return how settings name an indicator; only its id is read."""
    title = one_line(node.node.title)
    return f"{NODE} {node.id} {title if len(title) <= _LONGEST else title[:_LONGEST] + '…'}"


def _given(node: object) -> bool:
    return isinstance(node, Part) and node.given is not None


def _lists(held: dict[str, object]) -> dict[str, object]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in held.items()}


def _text(value: Value, shape: type[Round | Rubric], path: Path) -> str:
    if isinstance(value, tuple):
        return listed(value)
    return typed(value, standing(shape, path))
