"""pingyi setup: a round's set-up as one workbook that an office fills in, out and in."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import Place, Problem, Problems, build, parse, read_rubric, say
from rubrics.library import round_names, rubric_names
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_problems, telling
from scoring.cli.report import show_written
from scoring.folder import write_file
from scoring.folder.gathering import gather
from scoring.folder.setups import misfits, read_setup_of, with_rubric_file, write_setup_of
from scoring.folder.starting import new_round
from scoring.rounds import Round
from scoring.sheets.setup import RUBRIC_FILE, Setup, differences, read_setup, write_setup

_ROUND = click.Path(file_okay=False, path_type=Path)
_THERE = (
    say("this file is there already and may hold what somebody filled in; it was left as it is."),
    say("Give another name with -o, or move it away first."),
)
_MOST_LINES = 200


@click.group(help=_("Write the set-up workbook of a round, or read it back."))
def setup() -> None:
    pass


@setup.command(help=_("Write the set-up workbook: criteria, agencies, panel, sites and rules, to be filled in."))
@click.argument("folder", metavar="DIR", type=_ROUND)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The workbook to write (.xlsx)."),
)
@click.option(
    "--like",
    metavar="NAME",
    type=click.Choice([*round_names(), *rubric_names()]),
    help=_("Begin a new round like one that “pingyi rubric library” lists."),
)
@telling
def make(folder: Path, output: Path | None, like: str | None) -> None:
    held = _like(like, folder) if like else _own(folder)
    name = say("{round}-set-up.xlsx", round=held.round.id).render(tr)
    target = output or folder / "out" / name
    if target.suffix.lower() != ".xlsx":
        raise click.BadParameter(tr("the name of a set-up workbook ends in .xlsx."))
    if target.exists():
        raise Problems([Problem("SETUP-THERE", Place(target.as_posix()), *_THERE)])
    written = write_file(target, lambda stream: write_setup(held, stream, tr))
    show_written(say("Written: {file}"), written)
    next_step = say("Next: fill it in, then “pingyi setup read {folder} {file}”.", folder=folder, file=written.path)
    show_line(next_step.render(tr))


@setup.command(help=_("Check a set-up workbook, show what it would change, and take it in."))
@click.argument("folder", metavar="DIR", type=_ROUND)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, path_type=Path))
@click.option("--accept", is_flag=True, help=_("Write round.yaml and the rubric; without this nothing is written."))
@by_option
@telling
def read(folder: Path, file: Path, accept: bool, by: str) -> None:  # noqa: FBT001 - click passes flags by keyword
    given = gather((file,))
    if len(given) != 1:
        raise click.BadParameter(say("name one workbook; {n} files are here.", n=len(given)).render(tr))
    data = given[0].read()
    before = _before(folder)
    found = with_rubric_file(read_setup(data, given[0].label, before), given[0].label)
    lines = differences(before, found) if before else ()
    if before is None:
        show_line((say("New round: {title}", title=found.round.title).render(tr), "bold"))
        counts = say("Agencies: {n}; raters: {raters}", n=len(found.round.agencies), raters=len(found.round.raters))
        show_line(counts.render(tr))
    for line in lines[:_MOST_LINES]:
        show_line(line.render(tr), indent=2)
    if len(lines) > _MOST_LINES:
        show_line(say("… and {n} more", n=len(lines) - _MOST_LINES).render(tr), indent=2)
    if faults := misfits(folder, found):
        show_problems(Problems(faults))
        show_line(
            (tr("Marks that are here already would no longer fit; nothing was changed."), "bold red"), stderr=True
        )
        raise SystemExit(1)
    changed = bool(lines) or before is None
    _conclude(folder, found, (given[0].label, data), by, changed=changed, accept=accept)


def _conclude(  # noqa: PLR0913 - what was read, from where, by whom
    folder: Path, found: Setup, given: tuple[str, bytes], by: str, *, changed: bool, accept: bool
) -> None:
    show_line((tr("No problems found."), "bold green"))
    if not changed:
        show_line(tr("The workbook says what the round folder says; there is nothing to take in."))
        return
    if not accept:
        show_line(tr("Nothing was written; add --accept to take it in."))
        return
    for path in write_setup_of(folder, found, given, at=now(), by=by):
        show_line(say("Written: {file}", file=path).render(tr))


def _own(folder: Path) -> Setup:
    held = read_setup_of(folder)
    if held is None:
        rule = say("there is no {file} here.", file="round.yaml")
        remedy = say("Name a round folder, or begin a new round with --like.")
        raise Problems([Problem("ROUND-MISSING", Place(folder.as_posix()), rule, remedy)])
    return held


def _like(name: str, folder: Path) -> Setup:
    if (folder / "round.yaml").exists():
        rule = say("there is a round here already.")
        remedy = say("Leave out --like, or name another folder.")
        raise Problems([Problem("FOLDER-EXISTS", Place(folder.as_posix()), rule, remedy)])
    files = new_round(name)
    rubric = read_rubric(files[RUBRIC_FILE].decode(), RUBRIC_FILE)
    return Setup(rubric, build(Round, parse(files["round.yaml"].decode(), "round.yaml")))


def _before(folder: Path) -> Setup | None:
    """Return what the folder has; a round with faults may be mended by the workbook, and counts as none."""
    try:
        return read_setup_of(folder)
    except Problems as problems:
        show_problems(problems)
        show_line(tr("What the folder has is faulty; the workbook would replace it."), stderr=True)
        return None
