"""pingyi rubric: check a rubric, show it, print the JSON Schema, list the library."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from rubrics import Place, Problem, Problems, Rubric, TreeNode, fingerprints, read_rubric, say, tree
from rubrics.library import round_names, round_text, rubric_names, rubric_text
from rubrics.wording import method_title, pool_words, rounding_words, tie_words
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import console, show_table, telling
from submissions import decode


@click.group(help=_("Check, show and list rubrics."))
def rubric() -> None:
    pass


@rubric.command(help=_("Report every problem of a rubric file."))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@telling
def check(file: Path) -> None:
    found = _read(file)
    scoring, text = fingerprints(found).short
    click.echo(tr("No problems found."))
    click.echo(say("Rubric: {title} ({id}), fingerprints: scoring {scoring}, text {text}", title=found.title, id=found.id, scoring=scoring, text=text).render(tr))


@rubric.command(help=_("Show a rubric of the library, or of a file, in words."))
@click.argument("name", metavar="NAME|FILE")
@telling
def show(name: str) -> None:
    found = read_rubric(rubric_text(name), name) if name in rubric_names() else _file(name)
    out = console()
    out.print(Text(found.title, "bold"))
    for line in (found.sample, say("Basis: {basis}", basis=found.basis).render(tr), *_rules(found)):
        if line:
            out.print(Text(line), soft_wrap=not out.is_terminal)
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


def _file(name: str) -> Rubric:
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
    return read_rubric(decode(file.read_bytes(), file.as_posix()), file.as_posix())


def _rules(found: Rubric) -> list[str]:
    nodes = {node.id: node for node in tree(found).walk()}
    words = [
        say("Shown: {rule}", rule=rounding_words(found.rounding)),
        say("Ranks compare the {by} totals", by=say(found.rank.by)),
    ]
    ties = tuple(tie_words(key, nodes[key.target].node.title) for key in found.rank.ties)
    if ties:
        words.append(say("Equal totals: {keys}", keys=ties))
    if found.pool:
        words.append(pool_words(found.pool))
    if found.grades:
        bands = tuple(say("{title} from {bound}", title=band.title, bound=band.at_least) for band in found.grades.bands)
        words.append(say("Grades ({by}): {bands}", by=say(found.grades.by), bands=bands))
    return [line.render(tr) for line in words]


def _print(found: Rubric, node: TreeNode) -> None:
    out, indent = console(), "  " * (node.depth - 1)
    weight = say(" weight {weight}%", weight=node.weight).render(tr) if node.parent and node.parent.weighted else ""
    points = "" if node.earnable is None else say(" {points} points", points=node.earnable).render(tr)
    methods = say("{methods}", methods=tuple(method_title(found, way) for way in getattr(node.node, "methods", ()))).render(tr)
    pool = f"  {pool_words(node.node.pool).render(tr)}" if node.node.pool else ""
    out.print(Text.assemble(indent, (f"{node.id} {node.node.title}", "bold"), f"{weight}{points}", (f"  {methods}", "cyan"), pool), soft_wrap=not out.is_terminal)
    levels = node.leaf.rule.levels if node.leaf else None
    for level in levels or ():
        out.print(Text(f"{indent}    {level.title} {level.points}  {level.when or ''}"), soft_wrap=not out.is_terminal)
