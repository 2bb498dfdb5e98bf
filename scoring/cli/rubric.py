"""pingyi rubric: check a rubric, show it, print the JSON Schema, list the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from rubrics import Message, Place, Problem, Problems, Rubric, TreeNode, fingerprints, read_rubric, say, tree
from rubrics.library import round_names, round_text, rubric_names, rubric_text
from rubrics.markings import PointsMarking
from rubrics.wording import (
    NOT_APPLICABLE,
    marking_words,
    method_title,
    node_words,
    pool_words,
    quota_words,
    rounding_words,
    tie_words,
)
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_table, telling
from scoring.folder import read_bytes
from submissions import answer_form, decode, form_text

_COMPARED = {"exact": say("exact"), "shown": say("shown")}


@click.group(help=_("Check, show and list rubrics."))
def rubric() -> None:
    pass


@rubric.command(help=_("Report every problem of a rubric."))
@click.argument("name", metavar="NAME|FILE")
@telling
def check(name: str) -> None:
    found = _named(name)
    show_line((tr("No problems found."), "bold green"))
    for line in identified(found):
        show_line(line.render(tr))


def identified(found: Rubric) -> tuple[Message, Message]:
    """Return which rubric this is, and its fingerprints as they stand on paper."""
    scoring, text = fingerprints(found).short
    return (
        say("Rubric: {title} ({id})", title=found.title, id=found.id),
        say("Fingerprints: scoring {scoring}, text {text}", scoring=scoring, text=text),
    )


@rubric.command(help=_("Show a rubric of the library, or of a file, in words."))
@click.argument("name", metavar="NAME|FILE")
@telling
def show(name: str) -> None:
    found = _named(name)
    show_line((found.title, "bold"))
    for line in (found.sample, say("Basis: {basis}", basis=found.basis).render(tr), *_rules(found)):
        if line:
            show_line(line)
    for node in list(tree(found).walk())[1:]:
        _print(found, node)


@rubric.command(help=_("Print the JSON Schema of rubric files."))
def schema() -> None:
    import json  # noqa: PLC0415 - only this command needs it

    from rubrics.schema import rubric_schema  # noqa: PLC0415 - only this command needs it

    click.echo(json.dumps(rubric_schema(), ensure_ascii=False, indent=2))


@rubric.command(help=_("List the rubrics and round set-ups that come with pingyi."))
@telling
def library() -> None:
    from rubrics import parse  # noqa: PLC0415 - only this command needs it

    rows = []
    for name in rubric_names():
        found = read_rubric(rubric_text(name), name)
        rows.append((name, tr("rubric"), found.title, tr("contains sample values") if found.sample else tr("official")))
    for name in round_names():
        values = parse(round_text(name), name).value
        assert isinstance(values, dict)  # noqa: S101 - library texts are tested
        rows.append((name, tr("round set-up"), values["title"], tr("without marks")))
    show_table([tr("Name"), tr("Kind"), tr("Title"), tr("Note")], rows)


@rubric.command(help=_("Print the JSON Schema of the answers a rubric asks agencies for."))
@click.argument("name", metavar="NAME|FILE")
@telling
def form(name: str) -> None:
    click.echo(form_text(answer_form(_named(name))), nl=False)


def _named(name: str) -> Rubric:
    if name in rubric_names():
        return read_rubric(rubric_text(name), name)
    file = Path(name)
    if file.is_file():
        return _read(file)
    raise Problems(
        [
            Problem(
                "RUBRIC-MISSING",
                Place(name),
                say("there is no such rubric in the library, and no such file."),
                say("Write the name of a file, or one of: {known}.", known=rubric_names()),
            )
        ]
    )


def _read(file: Path) -> Rubric:
    return read_rubric(decode(read_bytes(file, file.as_posix()), file.as_posix()), file.as_posix())


def _rules(found: Rubric) -> list[str]:
    nodes = {node.id: node for node in tree(found).walk()}
    words = [
        say("Shown: {rule}", rule=rounding_words(found.rounding)),
        say("Ranks compare the {by} totals", by=_COMPARED[found.rank.by]),
    ]
    ties = tuple(tie_words(key, nodes[key.target].node.title) for key in found.rank.ties)
    if ties:
        words.append(say("Equal totals: {keys}", keys=ties))
    if found.pool:
        words.append(pool_words(found.pool))
    if found.grades:
        bands = tuple(quota_words(band, found.grades) for band in found.grades.bands)
        limited = any(band.quota for band in found.grades.bands)
        lines = [(band,) for band in bands] if limited else [bands]  # a quota takes a line
        words += [say("Grades ({by}): {bands}", by=_COMPARED[found.grades.by], bands=line) for line in lines]
    if found.not_applicable:
        words.append(NOT_APPLICABLE[found.not_applicable])
    return [line.render(tr) for line in words]


def _print(found: Rubric, node: TreeNode) -> None:
    indent = 2 * (node.depth - 1)
    weight = say(" weight {weight}%", weight=node.weight).render(tr) if node.parent and node.parent.weighted else ""
    hidden = node.extra or node.earnable is None
    points = "" if hidden else say(" {points} points", points=node.earnable).render(tr)
    ways = tuple(method_title(found, way) for way in getattr(node.node, "methods", ()))
    methods = "  " + say("{methods}", methods=ways).render(tr) if ways else ""
    rules = tr("; ").join(words.render(tr) for words in _node_rules(found, node))
    title = f"{node.id} {node.node.title}"
    show_line((title, "bold"), f"{weight}{points}", (methods, "cyan"), f"  {rules}" if rules else "", indent=indent)
    levels = node.leaf.rule.levels if node.leaf else None
    for level in levels or ():
        when = f"  {level.when}" if level.when else ""
        show_line(f"{level.title} {level.points}{when}", indent=indent + 4)


def _node_rules(found: Rubric, node: TreeNode) -> Iterator[Message]:
    """Yield how a node is marked, pooled and worked on, in this order; of plain points and of levels nothing."""
    leaf = node.leaf
    if leaf and not leaf.rule.levels and leaf.rule.points != PointsMarking():
        yield marking_words(leaf.rule, leaf.points, {fact.id: fact.title for fact in found.facts})
    if node.node.pool:
        yield pool_words(node.node.pool)
    yield from node_words(node)
    if node.node.round:
        yield rounding_words(node.node.round)
