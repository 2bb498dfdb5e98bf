"""pingyi spot-check: sheets drawn for comparison with the paper, and what the comparison found."""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import click
from pydantic import TypeAdapter, ValidationError

from rubrics import Message, Place, Problem, Problems, Share, fingerprints, say
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.cli.report import show_written
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.folder import Reading, evaluate_folder, read_bytes, write_file
from scoring.folder.intakes import read_issues, round_key, write_issues
from scoring.folder.opening import LARGEST_TABLE
from scoring.folder.spot_checks import read_spot_checks, write_spot_check
from scoring.folder.writing import holding
from scoring.reports.counting.spot_check import drawn_sheet
from scoring.reports.counting.spot_check import write_spot_check as write_paper
from scoring.reports.counting.spot_check_answers import Answers, read_spot_check
from scoring.reports.counting.spot_check_form import FORM, Drawing
from scoring.rounds import Issued
from scoring.rounds.sheet_states import SheetKey
from scoring.rounds.spot_checks import SpotCheck, counted_sheets, draw

# A seed that nobody chose has so many figures: easy to read out and to type.
_SEEDS = 1_000_000


def _share(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a share such as 20%; the sign may be left out."""
    if value is None:
        return None
    try:
        share: str = TypeAdapter(Share).validate_python(normalize("NFKC", value).strip().rstrip("%") + "%")
    except ValidationError:
        told = say("“{text}” is no share such as 20%.", text=value).render(tr)
        raise click.BadParameter(told, ctx, param) from None
    return share


@click.command("spot-check", help=_("Draw sheets to compare with the paper, or take in what was found."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option("--share", metavar="SHARE", callback=_share, help=_("How many of the sheets are drawn, such as 20%."))
@click.option("--seed", metavar="TEXT", help=_("What the draw is made with; without it a number made by chance."))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write to this file (.xlsx)."),
)
@click.option(
    "--read",
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Read this filled-in sheet of a spot check."),
)
@click.option("--accept", is_flag=True, help=_("Keep what was found; without it, it is only shown."))
@by_option
@telling
def spot_check(  # noqa: PLR0913 - one for each option
    *, folder: Path, share: str | None, seed: str | None, output: Path | None, file: Path | None, accept: bool, by: str
) -> None:
    if (share is None) == (file is None):
        raise click.UsageError(tr("give either --share, to draw sheets, or --read, to read what was found."))
    if output and output.suffix.lower() != ".xlsx":
        raise click.BadParameter(tr("the name of the file ends in .xlsx."))
    if share is not None:
        _draw(folder, share, seed or f"{secrets.randbelow(_SEEDS):06}", output)
    if file is not None:
        _read(folder, file, accept=accept, by=by)


def _draw(folder: Path, share: str, seed: str, output: Path | None) -> None:
    results = evaluate_folder(folder, Reading.FIGURES).results
    sheets = counted_sheets(results.collected.marks)
    if not sheets:
        rule, remedy = say("no sheet has come in that could be drawn."), say("Take sheets in first.")
        raise Problems([Problem("SPOT-NONE", Place(folder.as_posix()), rule, remedy)])
    issues, key = read_issues(folder), round_key(folder)
    number = issues.next_number
    drawn = tuple(drawn_sheet(results, sheet) for sheet in draw(sheets, share, seed))
    drawing = Drawing(number, seed, share, len(sheets), drawn)
    paper, prints = io.BytesIO(), fingerprints(results.rubric)
    code = write_paper(drawing, results, key, paper, tr)
    issued = Issued(
        number=number,
        form=FORM,
        to=results.round.id,
        at=now(),
        scoring=prints.scoring,
        text=prints.text,
        seal=code,
    )
    # First of all: a number is never given twice, and no draw is kept quiet about.
    write_issues(folder, issues.model_copy(update={"issued": (*issues.issued, issued)}))
    name = say("{round}-spot-check-{n}.xlsx", round=results.round.id, n=number).render(tr)
    written = write_file(output or folder / "out" / name, holding(paper.getvalue()))
    show_written(say("Written: {file}"), written)
    told = say(
        "Drawn: {n} of {of} sheets ({share}), seed {seed}; issue No. {number}, seal {code}.",
        n=len(drawn),
        of=drawing.of,
        share=share,
        seed=seed,
        number=number,
        code=code,
    )
    show_line(told.render(tr))


def _read(folder: Path, file: Path, *, accept: bool, by: str) -> None:
    label = file.as_posix()
    data = read_bytes(file, label, LARGEST_TABLE)
    results = evaluate_folder(folder, Reading.FIGURES).results
    checks = read_spot_checks(folder)
    answers = read_spot_check(data, label, round_key(folder, make=False), results)
    _show(answers, results)
    found = SpotCheck(
        pingyi=1,
        number=max((check.number for check in checks), default=0) + 1,
        at=now(),
        by=by,
        issue=answers.drawing.number,
        seed=answers.drawing.seed,
        share=answers.drawing.share,
        of=answers.drawing.of,
        drawn=len(answers.drawing.sheets),
        compared_by=answers.compared_by,
        file=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=answers.compared,
    )
    earlier = next((check for check in reversed(checks) if _says_the_same(check, found)), None)
    if earlier:
        show_line(say("This was taken in already, as spot check {n}.", n=earlier.number).render(tr))
    elif accept:
        kept = write_spot_check(folder, found, data)
        show_line(say("Taken in: {file}", file=kept).render(tr))
    else:
        show_line(tr("Nothing was kept yet; add --accept to keep it."))


def _says_the_same(check: SpotCheck, found: SpotCheck) -> bool:
    return (check.issue, check.sheets, check.compared_by) == (found.issue, found.sheets, found.compared_by)


def _show(answers: Answers, results: Results) -> None:
    """Print how many sheets agree, each error, and what to do about it."""
    compared, seats = answers.compared, seat_names(results)
    show_line(
        say(
            "Spot check, issue No. {n}: compared {compared} of {drawn} drawn sheets, {agree} agree.",
            n=answers.drawing.number,
            compared=len(compared),
            drawn=len(answers.drawing.sheets),
            agree=sum(sheet.agrees for sheet in compared),
        ).render(tr)
    )
    empty = say("empty")
    for sheet in compared:
        who = {"seat": seats.get(sheet.rater, sheet.rater), "agency": results.round.names.get(sheet.agency, "")}
        for error in sheet.errors:
            node = results.nodes.get(error.criterion)
            text = say(
                "{seat}, {agency}, {criterion}: counted {counted}, the paper says {paper}",
                **who,
                criterion=node.node.title if node else error.criterion,
                counted=error.counted or empty,
                paper=error.paper or empty,
            )
            _listed([text])
        if sheet.note:
            _listed([say("{seat}, {agency}: {note}", **who, note=sheet.note)])
    if any(sheet.errors for sheet in compared):
        show_line(
            tr(
                "No mark was changed. Correct them with a new intake: “pingyi sheets read” with the corrected"
                " workbook, or “pingyi tally --again”."
            )
        )
    _open(answers.open, results, seats)


def _open(sheets: tuple[SheetKey, ...], results: Results, seats: dict[str, str]) -> None:
    if sheets:
        names = tuple(
            say("{seat} {agency}", seat=seats.get(rater, rater), agency=results.round.names.get(agency, agency))
            for agency, rater in sheets
        )
        show_line(say("Not compared yet: {names}", names=names).render(tr))


def _listed(lines: Iterable[Message]) -> None:
    for line in lines:
        show_line(line.render(tr), indent=2)
