"""pingyi visits: forms of visits and talks out, and in again with their photos."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from rubrics import Place, Problem, Problems, say
from rubrics.messages import shown
from rubrics.wording import method_title
from scoring.cli.clerk import by_option, now
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, show_table, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.folder import write_files
from scoring.folder.gathering import Given, gather
from scoring.folder.intakes import read_issues, round_key, write_issues
from scoring.folder.plan import read_plan
from scoring.folder.visit_photos import PhotoSearch
from scoring.folder.visits import VISITS, read_visits, write_visits
from scoring.rounds import Issues, Round
from scoring.rounds.unknown import listed, quoted
from scoring.rounds.visits import KINDS, VisitRecord, in_force
from scoring.sheets.visits import FilledVisit, read_visit

_FORM = ".xlsx"


@click.group(help=_("Write the forms of visits and talks, or take them in."))
def visits() -> None:
    pass


@visits.command(help=_("Write a form for each site, and one of talks for each agency."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option("--site", "sites", metavar="SITE", multiple=True, help=_("Only the form of this site; may be repeated."))
@click.option("--agency", "agencies", metavar="AGENCY", multiple=True, help=_("Only the forms of this agency."))
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help=_("Write here."))
@telling
def make(folder: Path, sites: tuple[str, ...], agencies: tuple[str, ...], output: Path | None) -> None:
    from scoring.sheets.visits import write_visit_form  # noqa: PLC0415 - reading need not wait for it
    from scoring.sheets.visits.blank import NO_SITES, blanks  # noqa: PLC0415 - as above

    round_, rubric = read_plan(folder)
    faults = [_unknown("site", name, [site.id for site in round_.sites]) for name in sites]
    faults += [_unknown("agency", name, list(round_.names)) for name in agencies]
    if told := [fault for fault in faults if fault]:
        raise Problems(told)
    issues = read_issues(folder)
    forms = blanks(
        round_,
        rubric,
        first=issues.next_number,
        key=round_key(folder),
        translate=tr,
        sites=sites,
        agencies=agencies,
    )
    # First the register: a form that it does not know could never be read.
    write_issues(folder, Issues(issued=(*issues.issued, *(form.issued(now()) for form in forms))))
    target = output or folder / "out" / "visits"
    written = write_files({target / form.file_name: partial(write_visit_form, form) for form in forms})
    for form, file in zip(forms, written, strict=True):
        if file.substitute:
            show_line(say("{file} is open in another program and was left as it is.", file=file.meant).render(tr))
        kind = KINDS[form.kind]
        line = say("Issue {n} · {code} · {kind}: {file}", n=form.number, code=form.code, kind=kind, file=file.path)
        show_line(line.render(tr))
    if not round_.sites:
        show_notices(tr("Notices"), [NO_SITES])


@visits.command(help=_("Show what records say; with --accept take them in, with their photos."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--accept", is_flag=True, help=_("Take them in; without this nothing is written."))
@by_option
@telling
def read(*, folder: Path, files: tuple[Path, ...], accept: bool, by: str) -> None:
    round_, _rubric = read_plan(folder)
    records, faults = read_visits(folder, round_)
    given = gather(files)
    forms = [one for one in given if one.name.lower().endswith(_FORM)]
    if not forms:
        raise Problems([Problem("VISITS-NONE", Place(files[0].as_posix()), *_NO_FORMS)])
    search = PhotoSearch(given)
    taken = _taken(folder, round_, records, (forms, search), by, faults)
    if problems := [*faults, *search.problems]:
        raise Problems(problems)
    known = {record.sha256 for record in records}
    for record, _data, filled in taken:
        _show(round_, record, filled, again=record.sha256 in known)
    if unused := search.unused(forms):
        show_notices(
            tr("Notices"), [say("No form names these files; they are left out: {files}.", files=listed(unused))]
        )
    fresh = [(record, data) for record, data, _filled in taken if record.sha256 not in known]
    if not fresh:
        show_line(tr("Nothing new."))
    elif not accept:
        show_line((tr("Nothing was written yet; take it in with --accept."), "bold"))
    else:
        write_visits(folder, fresh, search.kept())
        told = say("Taken in: {n} records in {folder}.", n=len(fresh), folder=f"{VISITS}/")
        show_line((told.render(tr), "bold green"))


@visits.command("list", help=_("List the records of visits and talks."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@telling
def list_(folder: Path) -> None:
    round_, rubric = read_plan(folder)
    records, faults = read_visits(folder, round_)
    if faults:
        raise Problems(faults)
    if not records:
        show_line(tr("No records were taken in yet."))
        return
    holding = in_force(records)
    rows = [
        (
            str(record.number),
            record.date,
            KINDS[record.kind].render(tr),
            round_.names[record.agency],
            record.place or "—",
            shown(method_title(rubric, record.method), tr),
            str(len(record.present)),
            str(len(record.photos)),
            tr("in force") if record in holding else tr("superseded"),
        )
        for record in records
    ]
    headings = [tr("No."), tr("Date"), tr("Kind of record"), tr("Agency"), tr("Place"), tr("Method")]
    show_table([*headings, tr("Present"), tr("Photos"), tr("State")], rows, right=(0, 6, 7))


def _taken(  # noqa: PLR0913, PLR0917 - what is there already, what is given, and who takes it in
    folder: Path,
    round_: Round,
    records: tuple[VisitRecord, ...],
    given: tuple[list[Given], PhotoSearch],
    by: str,
    faults: list[Problem],
) -> list[tuple[VisitRecord, bytes, FilledVisit]]:
    """Return a record for every form that can be read, each file once; what is wrong is added to `faults`."""
    forms, search = given
    key, issues, moment = round_key(folder, make=False), read_issues(folder), now()
    first = max((record.number for record in records), default=0) + 1
    found: dict[str, tuple[VisitRecord, bytes, FilledVisit]] = {}
    of_issue: dict[int, str] = {}
    for form in forms:
        try:
            data = form.read()
            filled = read_visit(data, form.label, round_=round_, key=key, issues=issues)
        except Problems as problems:
            faults += problems.items
            continue
        if filled.sha256 in found:
            continue
        if (other := of_issue.setdefault(filled.issue, form.label)) != form.label:
            rule = say("the same form is in {file}, with something else in it.", file=other)
            faults.append(Problem("VISITS-TWICE", Place(form.label), rule, say("Keep one of the two.")))
            continue
        photos = search.find(form, filled.photos)
        number = first + len(found)
        record = VisitRecord.model_validate(
            {
                "number": number,
                "kind": filled.kind,
                "agency": filled.agency,
                "site": filled.site,
                "method": filled.method,
                "date": filled.date,
                "place": filled.place or None,
                "present": filled.present,
                "seen": dict(filled.seen),
                **filled.prose,
                "photos": photos,
                "at": moment,
                "by": by,
                "file": form.label,
                "sha256": filled.sha256,
                "issue": filled.issue,
            }
        )
        found[filled.sha256] = (record, data, filled)
    return list(found.values())


def _show(round_: Round, record: VisitRecord, filled: FilledVisit, *, again: bool) -> None:
    """Print what one record says, in a few lines."""
    kind = KINDS[record.kind]
    head = say("{file}: {kind}, {agency}", file=record.file, kind=kind, agency=round_.names[record.agency])
    show_line((head.render(tr), "bold"))
    if again:
        show_line(tr("This file was taken in already."), indent=2)
        return
    where = say("{date}, {place}", date=record.date, place=record.place or "—")
    counts = say(
        "{present} of the panel there; {seen} of {asked} criteria; {photos} photos",
        present=len(record.present),
        seen=len(record.seen),
        asked=filled.asked,
        photos=len(record.photos),
    )
    boxes = {"highlights": say("Highlights"), "problems": say("Problems"), "suggestions": say("Suggestions")}
    for line in (where, counts):
        show_line(line.render(tr), indent=2)
    for name, title in boxes.items():
        if text := getattr(record, name):
            show_line(say("{title}: {words}", title=title, words=text).render(tr), indent=2)


def _unknown(kind: str, name: str, known: list[str]) -> Problem | None:
    if name in known:
        return None
    what = {"site": say("site"), "agency": say("agency")}[kind]
    rule = say("the {what} “{name}” is not part of this round.", what=what, name=quoted(name))
    return Problem("VISITS-SITE", Place("round.yaml"), rule, say("Known: {known}.", known=listed(known) or "—"))


_NO_FORMS = (
    say("no workbook (.xlsx) is among the files."),
    say("Give the form that was filled in, together with its photos."),
)
