"""pingyi sheets make: score sheets to fill in, a workbook for each rater, entered in the register of issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from rubrics import Message, Place, Problem, Problems, Rubric, say, tree
from rubrics.wording import method_title
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_table, telling
from scoring.cli.progress import progress
from scoring.cli.rank import ROUND_FOLDER
from scoring.cli.report import show_written
from scoring.folder import Reading, read_bytes, read_folder, write_files
from scoring.folder.intakes import issues_file, read_issues, round_key
from scoring.folder.opening import LARGEST_TABLE
from scoring.rounds import Issues, Round
from scoring.sheets.blank import Blank
from scoring.sheets.layout import LAYOUTS, MATRIX, PER_AGENCY
from scoring.sheets.making import write_score_sheet
from scoring.sheets.matrix import matrix_problems
from scoring.sheets.plan import Plan
from scoring.sheets.unread import unread

_WORKBOOK = ".xlsx"


@click.command(help=_("Write a workbook of score sheets for each rater, and enter it in the register."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option(
    "--rater", "raters", metavar="R", multiple=True, help=_("Only for this rater; may be given several times.")
)
@click.option("--method", metavar="M", help=_("Only the criteria that are judged by this method."))
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default=PER_AGENCY,
    help=_("per-agency: a page for each agency; matrix: all agencies on one page, for the meeting."),
)
@click.option("--filled", is_flag=True, help=_("Put in what was taken in already."))
@by_option
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=_("The folder to write to, or the file (.xlsx) where it is one workbook."),
)
@telling
def make(  # noqa: PLR0913 - one parameter for each option
    *,
    folder: Path,
    raters: tuple[str, ...],
    method: str | None,
    layout: str,
    filled: bool,
    by: str,
    output: Path | None,
) -> None:
    held = read_folder(folder, Reading.ANSWERS)
    intakes = held.intakes if filled else ()
    method = _method(held.rubric, method) if method else None
    plan = Plan(held.round, held.rubric, round_key(folder), tr, layout, method, held.self_assessments, intakes)
    _known("--rater", raters, held.round.raters)
    issues = read_issues(folder)
    blanks = list(plan.blanks(dict.fromkeys(raters or held.round.raters), issues.next_number))
    if not blanks:
        raise click.UsageError(tr("these raters have nothing to mark."))
    files = _files(blanks, folder / "out" / "sheets", output)
    _refuse([*_unfit(blanks, folder), *_filled_in(files)])
    at = now()
    register = Issues(issued=(*issues.issued, *(blank.issued(at, by) for blank in blanks)))
    entry = issues_file(folder, register)
    with progress(tr("Writing score sheets")) as told:
        fills = {
            file: partial(_write, blank, done, len(files), told) for done, (file, blank) in enumerate(files.items(), 1)
        }
        # All of them or none: a workbook that the register does not know could never be taken in.
        written = write_files({**fills, **entry}, exact=entry)[: len(files)]
    for file in written:
        show_written(say("Written: {file}"), file)
    _show(blanks, held.round, register)


def _write(blank: Blank, done: int, total: int, told: Callable[[int, int], None] | None, stream: BinaryIO) -> None:
    write_score_sheet(blank, stream)
    if told:
        told(done, total)


def _method(rubric: Rubric, given: str) -> str:
    """Return the id of a method that is given by its id or by its title, as it stands on the sheets."""
    marked = (leaf.leaf for leaf in tree(rubric).leaves() if leaf.rated)
    titles: dict[str, str] = {}
    for method in dict.fromkeys(method for leaf in marked if leaf for method in leaf.methods):
        title = method_title(rubric, method)
        titles[method] = title.render(tr) if isinstance(title, Message) else title
    found = [method for method, title in titles.items() if given in {method, title}]
    if not found:
        known = tuple(say("{name} ({id})", name=title, id=method) for method, title in titles.items())
        told = say("“{name}” is not known here. Known: {known}.", name=given, known=known or "—")
        raise click.BadParameter(told.render(tr), param_hint="--method")
    return given if given in found else found[0]


def _known(option: str, given: Iterable[str], known: Iterable[str]) -> None:
    names = tuple(known)
    for name in given:
        if name not in names:
            told = say("“{name}” is not known here. Known: {known}.", name=name, known=names or "—")
            raise click.BadParameter(told.render(tr), param_hint=option)


def _unfit(blanks: list[Blank], folder: Path) -> Iterator[Problem]:
    for blank in blanks:
        yield from matrix_problems(blank, Place(folder.as_posix())) if blank.layout == MATRIX else ()


def _filled_in(files: dict[Path, Blank]) -> Iterator[Problem]:
    """Yield the workbooks that would be written over, though they hold marks that nobody has taken in."""
    for file, blank in files.items():
        label = file.as_posix()
        try:
            yield from unread(read_bytes(file, label, LARGEST_TABLE), label, blank) if file.exists() else ()
        except Problems as problems:
            yield from problems.items


def _refuse(faults: list[Problem]) -> None:
    if faults:
        raise Problems(faults)


def _files(blanks: list[Blank], usual: Path, chosen: Path | None) -> dict[Path, Blank]:
    """Return the workbooks by file: `chosen` is a folder, or the name of the one workbook."""
    if chosen is not None and chosen.suffix.lower() == _WORKBOOK:
        if len(blanks) > 1:
            raise click.BadParameter(tr("name a folder here; only one workbook alone can be named, ending in .xlsx."))
        return {chosen: blanks[0]}
    return {(chosen or usual) / blank.file_name: blank for blank in blanks}


def _show(blanks: list[Blank], round_: Round, register: Issues) -> None:
    """Print what was issued: number, rater, 校验码, how many agencies; and who is left out of which."""
    issued = register.issued[-len(blanks) :]
    headings = [tr("Issue"), tr("Rater"), tr("Seat"), tr("Fingerprint"), tr("Agencies")]
    rows = [
        [str(item.number), item.to, blank.seat, item.seal, str(len(item.agencies))]
        for item, blank in zip(issued, blanks, strict=True)
    ]
    show_table(headings, rows, right=(0, 4))
    for blank in blanks:
        for item in (item for item in blank.asked.left_out if item.agency not in round_.withdrawn):
            name = round_.names[item.agency]
            told = say("{rater}: no page for {agency}: {why}", rater=blank.rater.id, agency=name, why=item.told)
            show_line(told.render(tr))
