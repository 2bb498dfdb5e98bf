"""pingyi tally: paper counted on the spot, typed at the keyboard and checked by a second person."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import import_sources, say
from scoring.cli.clerk import by_option
from scoring.cli.explain import named
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, telling
from scoring.cli.rank import ROUND_FOLDER, show_standings
from scoring.cli.tally_asking import Stopped, ask_for, hear_anything, tell
from scoring.cli.tally_ballots import BallotDesk, count_ballots, register_of
from scoring.cli.tally_desk import Desk, open_desk
from scoring.cli.tally_double import double_entry
from scoring.cli.tally_read_back import read_back
from scoring.folder import Reading, evaluate_folder
from scoring.folder.tally_notices import tally_notices
from scoring.rounds.ballots import KINDS
from scoring.rounds.import_kinds import reading
from scoring.rounds.people import same_person
from submissions.plain_text import one_line

READ_BACK, DOUBLE = "read-back", "double"


@click.command(help=_("Count paper sheets: type them, check them, see the standing."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option(
    "--check",
    type=click.Choice([READ_BACK, DOUBLE]),
    default=READ_BACK,
    show_default=True,
    help=_("How what is typed is checked: read back to a second person, or typed by two."),
)
@by_option
@click.option("--second", metavar="NAME", help=_("The second person: confirms, or types everything once more."))
@click.option("--agency", metavar="ID", help=_("Only the sheets for this agency."))
@click.option("--rater", metavar="ID", help=_("Only the sheets of this rater."))
@click.option("--again", is_flag=True, help=_("Also sheets that are counted already: what is typed now supersedes."))
@click.option("--ballots", metavar="SOURCE", help=_("Count the ballots that the rubric reads under this name."))
@click.option(
    "--call-out", is_flag=True, help=_("Write the list of scores to be called out (.xlsx), and type nothing.")
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file of the call-out list."),
)
@telling
def tally(  # noqa: PLR0913 - click passes every option by keyword
    *,
    folder: Path,
    check: str,
    by: str,
    second: str | None,
    agency: str | None,
    rater: str | None,
    again: bool,
    ballots: str | None,
    call_out: bool,
    output: Path | None,
) -> None:
    if call_out:
        from scoring.cli.tally_call_out import write_call_out_list  # noqa: PLC0415 - typing need not wait for it

        write_call_out_list(folder, output)
        return
    hear_anything()
    read = evaluate_folder(folder, Reading.FIGURES)
    round_ = read.results.round
    agency = None if agency is None else named(round_, agency)
    if rater not in (None, *round_.raters):
        known = say("Known: {known}.", known=tuple(round_.raters)).render(tr)
        told = say("the {what} “{name}” is not part of this round.", what=say("rater"), name=rater).render(tr)
        raise click.BadParameter(f"{told} {known}")
    desk = open_desk(read, agency=agency, rater=rater, again=again)
    source = _source(desk, ballots)
    desk.by = by
    try:
        desk.second = _second(desk.by, second, double=check == DOUBLE and source is None)
        if source is not None:
            how = reading(desk.read.results.rubric, source)
            register = register_of(folder, source)
            wanted = tuple(one for one in round_.presenting if agency in (None, one))
            wanted = tuple(one for one in wanted if again or one not in register.latest)
            sitting = BallotDesk(folder, desk.read, how, desk.by, desk.second, check == DOUBLE, register)
            count_ballots(sitting, wanted)
        elif not desk.papers:
            tell(say("Nothing is left to type."))
        else:
            tell(say("Sheets to type: {n}. “?” shows what can be typed.", n=len(desk.papers)), style="dim")
            (double_entry if check == DOUBLE else read_back)(desk)
    except Stopped:
        tell(say("Stopped here. Sheets that were typed are kept."))
    _finish(desk, sheets=source is None)


def _finish(desk: Desk, *, sheets: bool) -> None:
    """Print the standings, and what is to be looked at."""
    read = evaluate_folder(desk.root, Reading.FIGURES)
    if sheets and desk.papers:
        show_line(say("Counted now: {n}", n=desk.counted).render(tr))
    show_standings(read)
    show_notices(tr("For the count"), tally_notices(read, desk.labels))


def _source(desk: Desk, name: str | None) -> str | None:
    """Return the source whose ballots are counted. Raises click.BadParameter where nothing is voted there."""
    rubric = desk.read.results.rubric
    known = tuple(source for source in import_sources(rubric) if reading(rubric, source).kind in KINDS)
    if name is not None and name not in known:
        told = say("the rubric reads no ballots under “{name}”.", name=name)
        raise click.BadParameter(f"{told.render(tr)} {say('Known: {known}.', known=known or '—').render(tr)}")
    return name


def _second(by: str, second: str | None, *, double: bool) -> str:
    """Return who checks, asked for where nobody is named; with double entry that can wait.

    Raises click.BadParameter where it is the one who types, Stopped where nobody answers.
    """
    if second is None and double:
        return ""
    if second is not None:
        second = one_line(second)
        if not second:
            raise click.BadParameter(tr("the name is empty."))
        if same_person(by, second):
            raise click.BadParameter(_SAME.render(tr))
        return second
    while True:
        answer = ask_for(say("Who checks what {name} types", name=by))
        if answer and not same_person(by, answer):
            return answer
        tell(_SAME)


_SAME = say("the one who checks is another person than the one who types.")
