"""pingyi rank: the standings of a round, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from rubrics import TreeNode, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_notices, show_table, telling
from scoring.engine.notices import notices
from scoring.engine.results import Standing
from scoring.folder import EvaluatedFolder, Reading, evaluate_folder
from scoring.reports.record import standings_record
from scoring.rounds import Status

# What decided a tie, short enough for a column; the notices tell it in full.
_DECIDED_BY = {
    "": say("{id}"),
    "untrimmed": say("{id} untrimmed"),
    "best_mark": say("{id} best mark"),
    "preferred": say("{id} preferred"),
}
ROUND_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(help=_("Print the standings of a round."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON for programs."))
@telling
def rank(folder: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by keyword
    read = evaluate_folder(folder, Reading.FIGURES)
    if as_json:
        import json  # noqa: PLC0415 - only programs ask for it

        record = standings_record(read.results, tr, read.folder.decision)
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        show_standings(read)


def show_standings(read: EvaluatedFolder) -> None:
    """Print title, table, legend, decision and notices; the class stands beside the name where there are classes."""
    found = read.results
    show_title(read)
    parts = [part for part in found.tree.children if not only_vetoes(part)]
    grades = _grades(read)
    names = [tr("Agency"), tr("Class")] if found.rubric.classes else [tr("Agency")]
    headings = [
        tr("Rank"),
        *names,
        tr("Total"),
        *(title for title, _ in grades),
        *(part.id for part in parts),
        tr("Tie"),
    ]
    total, first = 1 + len(names), 2 + len(names) + len(grades)
    show_table(
        headings,
        [_row(read, item, parts, [held.get(item.agency) or "—" for _, held in grades]) for item in found.standings],
        right=(0, total, *range(first, first + len(parts))),
    )
    show_decided_by(read)
    legend = tuple(say("{id} {title}", id=part.id, title=part.node.title) for part in parts)
    if legend:
        show_line((say("{items}", items=legend).render(tr), "dim"))
    show_notices(tr("Notices"), notices(found))


def show_title(read: EvaluatedFolder) -> None:
    """Print whose round it is, how far it has come, and what in it is fictional or a sample."""
    found = read.results
    show_line((found.round.title, "bold"), "  ", (read.status.title.render(tr), "bold yellow"))
    if found.round.fictional:
        show_line((tr("The city and all data are fictional."), "dim"))
    if found.rubric.sample:
        show_line((found.rubric.sample, "dim"))


def only_vetoes(node: TreeNode) -> bool:
    """Return whether a node holds vetoes and nothing else: it has no figure of its own."""
    return node.parent is not None and all(leaf.veto for leaf in node.leaves())


def show_decided_by(read: EvaluatedFolder) -> None:
    """Print which body decided on which day, by which minutes; nothing while grades are only proposed."""
    decision = read.folder.decision
    said = (decision.body, decision.date, decision.minutes) if decision and read.status is Status.DECIDED else ()
    if any(said):
        show_line(say("Decided by: {said}", said=tuple(item for item in said if item)).render(tr))


def show_decision(read: EvaluatedFolder, agency: str) -> None:
    """Print the proposed and the decided grade of an agency, with the reason where one is given."""
    entry = read.decided(agency)
    if entry is None:
        return
    if entry.proposed:
        show_line(say("proposed grade: {grade}", grade=entry.proposed).render(tr))
    if entry.decided:
        show_line(say("decided grade: {grade}", grade=entry.decided).render(tr))
    if entry.reason:
        show_line(say("reason: {reason}", reason=entry.reason).render(tr))


def _grades(read: EvaluatedFolder) -> list[tuple[str, dict[str, str | None]]]:
    """Return the columns of grades, each with the grades by agency: what nobody proposed or decided has no column."""
    computed = {item.agency: item.grade for item in read.results.standings}
    entries = read.folder.decision.grades if read.folder.decision else ()
    proposed = {entry.agency: entry.proposed for entry in entries}
    decided = {entry.agency: entry.decided for entry in entries}
    if not entries:
        return [(tr("Grade"), computed)]
    given = [(tr("Proposed"), proposed), (tr("Decided"), decided)]
    return [(tr("Computed"), computed), *((title, held) for title, held in given if any(held.values()))]


def _row(read: EvaluatedFolder, item: Standing, parts: list[TreeNode], grades: list[str]) -> list[str]:
    found = read.results
    scores = [found.score(part.id, item.agency) for part in parts]
    shown = ["—" if score is None else found.written(score) for score in scores]
    titles = {held.id: held.title for held in found.rubric.classes}
    names = [item.name, titles.get(found.round.classes[item.agency] or "", "—")] if titles else [item.name]
    if item.placing is None or item.score is None:
        return ["—", *names, tr("open") if item.withdrawn is None else tr("withdrew"), *grades, *shown, ""]
    placing = item.placing
    kind, _, node = (placing.decided_by or "").rpartition(":")
    words = [_DECIDED_BY[kind].filled(id=node).render(tr)] if node else []
    words += [tr("shared")] if placing.tied else []
    return [str(placing.rank), *names, found.written(item.score), *grades, *shown, tr(", ").join(words)]
