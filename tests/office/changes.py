"""Marks and files that a person types over: a round, the same round with them changed, and where they are typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings

from rubrics import Place
from scoring.engine.results import Results, results
from scoring.reports.workbook.input_places import InputRow, Inputs
from scoring.reports.workbook.structure import Kind, Structure
from scoring.rounds import Entry, Mark, MarkKey, MarkState, marks_from
from tests.random_rounds import World, with_mark, word, worlds
from tests.scoring.reports.workbook.chinese import chinese

STATES = (MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED, MarkState.AWAITED)


@dataclass(frozen=True)
class Typed:
    """A round, the same round with some marks changed, and the cells where they are typed."""

    before: Results
    after: Results
    marks: dict[tuple[str, str], float | str | None]


def typed(world: World, chance: Random) -> Typed:
    """Change one to four marks at random: to other points, to a state, or to an empty cell (awaited)."""
    before = results(world.rubric, world.round, world.collected)
    inputs, keys = Inputs(Structure(before), "评分数据"), changeable(world)
    marks: dict[tuple[str, str], float | str | None] = {}
    for key in chance.sample(keys, k=min(chance.choice([1, 1, 2, 4]), len(keys))):
        leaf = before.nodes[key[2]]
        state = chance.choice(STATES) if chance.randrange(3) == 0 else None
        value: float | str | None
        if state:
            emptied = state is MarkState.AWAITED and chance.randrange(2) == 0
            mark, value = Mark(state), None if emptied else chinese(state.title.text)
        else:
            entry = Entry(*key, word(chance, leaf), Place("sheets/marks.csv"))
            mark = marks_from(world.rubric, world.round, [entry])[0][key]
            value = _answer(mark, chance) if leaf.veto else float(mark.points or 0)
        world = with_mark(world, key, mark)
        marks["评分数据", address(inputs.mark(key[0], leaf, key[1]))] = value
    if chance.randrange(2):
        world = _file_changed(world, before, chance, marks)
    return Typed(before, results(world.rubric, world.round, world.collected), marks)


def address(cell: str) -> str:
    """Return a cell's address as it stands on its sheet."""
    return cell.rpartition("!")[2].replace("$", "")


def _file_changed(
    world: World, before: Results, chance: Random, marks: dict[tuple[str, str], float | str | None]
) -> World:
    """Change an agency's number in a file of points, amounts, coefficients or answers to vetoes, or take it away."""
    inputs, found = Inputs(Structure(before), "评分数据"), world.collected
    agency = chance.choice(list(before.rows))
    rows = [(row, source) for row in inputs.rows[agency] if (source := source_of(row)) is not None]
    derived = {source for row, source in rows if row.kind is Kind.LEAF and not typed_as_read(row)}
    sources = sorted({source for _, source in rows} - derived)
    if not sources:
        return world
    source, value = chance.choice(sources), chance.choice([Decimal(1), Decimal("0.5"), Decimal(2), None])
    for row, own in rows:
        if own == source:
            marks["评分数据", address(inputs.value(agency, row.node, row.kind))] = (
                None if value is None else float(value)
            )
    others = {name: held for name, held in found.imports.get(source, {}).items() if name != agency}
    imports = {**found.imports, source: others if value is None else {**others, agency: value}}
    return replace(world, collected=replace(found, imports=imports))


def source_of(row: InputRow) -> str | None:
    """Return the file that a row's number is read from."""
    own, leaf = row.node.node, row.node.leaf
    if row.kind is Kind.LEAF:
        return leaf.rule.source if leaf else None
    amount = own.factor if row.kind is Kind.FACTOR else own.subtract
    return amount.source if amount else None


def typed_as_read(row: InputRow) -> bool:
    """Return whether the number of a leaf stands among the inputs as it stands in the file."""
    rule = row.node.leaf.rule if row.node.leaf else None
    return rule is not None and bool(rule.given or rule.veto)


def _answer(mark: Mark, chance: Random) -> float | str:
    """Return yes or no as it may be typed: as the sheet's word, or as 1 or 0."""
    points = float(mark.points or 0)
    return points if chance.randrange(2) else chinese("yes" if points else "no")


def changeable(world: World) -> list[MarkKey]:
    """Return the marks that can be typed over: all but what the round itself has closed (不涉及, 回避, …)."""
    asked, _ = marks_from(world.rubric, world.round, [])
    return [key for key, mark in asked.items() if mark.state is MarkState.AWAITED]


def random_worlds(number: int, start: int) -> list[World]:
    """Return random rounds over the whole rubric language, the same ones every time."""
    found: list[World] = []

    @seed(start)
    @settings(max_examples=number, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(worlds())
    def gather(world: World) -> None:
        found.append(world)

    gather()
    return found
