"""pingyi forms: the agencies' forms out, what they handed in, and whether it is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from rubrics import Message, say
from scoring.cli.clerk import by_option, now
from scoring.cli.explain import named
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, telling
from scoring.cli.progress import progress
from scoring.cli.rank import ROUND_FOLDER
from scoring.folder.deliveries import Arrival, read_deliveries
from scoring.folder.form_issues import issue_forms
from scoring.folder.gathering import gather
from scoring.folder.handed_in import may_replace, same, set_status, store
from scoring.folder.intakes import round_key
from scoring.folder.plan import read_plan
from scoring.rounds import Round
from submissions import Submission
from submissions.kinds import WAYS
from submissions.lifecycle import STATUS_TITLES
from submissions.workbook import WAY_WORDS

AGENCIES = click.argument("agencies", metavar="AGENCY…", nargs=-1, required=True)


@click.group(help=_("Write the agencies' forms, or take in what they handed in."))
def forms() -> None: ...


@forms.command(help=_("Write a form for every agency, or for those that are named."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option("--agency", "agencies", metavar="AGENCY", multiple=True, help=_("Only this agency; may be given again."))
@click.option(
    "-o", "--output", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), help=_("Where to write them.")
)
@by_option
@telling
def make(folder: Path, agencies: tuple[str, ...], output: Path | None, by: str) -> None:
    plan = read_plan(folder)
    chosen = _chosen(plan[0], agencies) or [agency for agency in plan[0].names if agency not in plan[0].withdrawn]
    out = output or folder / "out" / "forms"
    with progress(tr("Writing forms")) as told:
        made = issue_forms(folder, plan, chosen, at=now(), by=by, out=out, translate=tr, told=told)
    for issued, written in made:
        values = {"n": issued.number, "name": plan[0].names[issued.to], "code": issued.seal, "file": written.path}
        show_line(say("Issued: no. {n}, {name}, fingerprint {code}: {file}", **values).render(tr))


@forms.command(help=_("Check forms that came back with their files; with --accept, take them in."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--accept", is_flag=True, help=_("Take in what was read; without this nothing is changed."))
@by_option
@telling
def read(folder: Path, files: tuple[Path, ...], accept: bool, by: str) -> None:  # noqa: FBT001 - click passes flags by keyword
    round_, rubric = read_plan(folder)
    with progress(tr("Reading forms")) as told:
        arrivals = read_deliveries(round_, rubric, round_key(folder, make=False), gather(files), told)
    held = may_replace(folder, arrivals)
    at = now()
    new: dict[str, tuple[Arrival, Submission]] = {}
    for arrival in arrivals:
        submission = arrival.submission(at=at, by=by)
        earlier = held[arrival.agency]
        show_line((round_.names[arrival.agency], "bold"))
        for line in _said(arrival, submission):
            show_line(line.render(tr), indent=2)
        if same(earlier, submission):
            show_line(say("Taken in already; nothing in it is new.").render(tr), indent=2)
        else:
            new[arrival.agency] = (arrival, submission)
            for line in _replaced(earlier):
                show_line(line.render(tr), indent=2)
        show_notices(tr("Notices"), arrival.notes())
    if not accept:
        show_line((say("Nothing was changed yet; to take it in, add --accept.").render(tr), "bold"))
        return
    for path in store(folder, tuple(new.values())):
        show_line((say("Submission taken in: {file}", file=path).render(tr), "bold green"))


@forms.command(help=_("Accept what agencies handed in: from then on their facts count."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@AGENCIES
@telling
def accept(folder: Path, agencies: tuple[str, ...]) -> None:
    round_ = read_plan(folder)[0]
    chosen = _chosen(round_, agencies)
    set_status(folder, chosen, "accepted")
    for agency in chosen:
        show_line(say("{name}: {status}", name=round_.names[agency], status=STATUS_TITLES["accepted"]).render(tr))


@forms.command("return", help=_("Return what agencies handed in, with what has to be put right."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@AGENCIES
@click.option("--reason", "reasons", metavar="TEXT", multiple=True, required=True, help=_("What has to be put right."))
@telling
def send_back(folder: Path, agencies: tuple[str, ...], reasons: tuple[str, ...]) -> None:
    round_ = read_plan(folder)[0]
    chosen = _chosen(round_, agencies)
    set_status(folder, chosen, "returned", reasons)
    for agency in chosen:
        show_line(say("{name}: {status}", name=round_.names[agency], status=STATUS_TITLES["returned"]).render(tr))


def _chosen(round_: Round, agencies: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(named(round_, agency) for agency in agencies))


def _said(arrival: Arrival, submission: Submission) -> Iterator[Message]:
    """Yield what a form says, in numbers."""
    filled = arrival.delivery.filled
    form = arrival.form.label
    yield say("Form: {file}, issue {n}, SHA-256 {code}…", file=form, n=filled.seal.number, code=arrival.sha256[:12])
    report = arrival.stored.get(submission.report.file or "")
    if report is not None and report.length is not None:
        yield say("Report: {file}, {n} words", file=report.name, n=report.length)
    elif report is not None:
        yield say("Report: {file}", file=report.name)
    asked = tuple(node for node in filled.blank.assessed if node.id not in filled.blank.spared)
    if asked:
        yield say("Self-assessment: {n} of {all} criteria", n=len(submission.self_assessment), all=len(asked))
    if filled.blank.rubric.facts:
        yield say("Facts: {n} of {all}", n=len(submission.facts), all=len(filled.blank.rubric.facts))
    ways = Counter(way for piece in submission.evidence for way in WAYS if getattr(piece, way) is not None)
    if ways:
        counts = tuple(say("{state} {n}", state=WAY_WORDS[way], n=ways[way]) for way in WAYS if ways[way])
        yield say("Evidence: {counts}", counts=counts)


def _replaced(earlier: Submission | None) -> Iterator[Message]:
    """Yield what this takes the place of."""
    if earlier is None:
        return
    if earlier.received is not None:
        received = earlier.received
        yield say("It replaces what was taken in at {at} from {file}.", at=received.at, file=received.file)
    else:
        yield say("It replaces what is there now ({status}).", status=STATUS_TITLES[earlier.status])
