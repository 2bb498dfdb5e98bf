"""pingyi report: the files that leave the office, and those that stay there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from rubrics import Message, say
from scoring.cli.language import tr
from scoring.cli.language import tr as _
from scoring.cli.output import telling
from scoring.cli.progress import progress
from scoring.cli.rank import ROUND_FOLDER
from scoring.engine.notices import notices
from scoring.engine.version import VERSION
from scoring.folder import EvaluatedFolder, Reading, Written, evaluate_folder, read_bytes, write_files
from scoring.reports.findings import Findings
from scoring.reports.outputs import (
    Output,
    OwnFile,
    details,
    letters,
    own_sheet,
    public_files,
    ranked_sheet,
)
from scoring.rounds import status_of

_WORKBOOK, _LETTER = ".xlsx", ".docx"
# What is no name of a folder.
_FILES = (_WORKBOOK, _LETTER, ".csv", ".pdf", ".xls")


@click.command(help=_("Write the ranked sheet for approval, or other files of a round."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.option("--detail", is_flag=True, help=_("The internal details: every mark, and a sheet for each agency."))
@click.option("--names", is_flag=True, help=_("Raters' names in the internal details, instead of seats."))
@click.option("--internal", is_flag=True, help=_("An analysis of the raters in the internal details."))
@click.option(
    "--public", is_flag=True, help=_("The public list: decided grades and nothing else (.xlsx, .docx, .csv).")
)
@click.option("--letters", "with_letters", is_flag=True, help=_("A letter of feedback to each agency (.docx)."))
@click.option(
    "--template",
    "templates",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A template of your own: a .xlsx to fill in, or a .docx for the letters."),
)
@click.option("--for-approval", is_flag=True, help=_("Mark as for approval what nobody has decided yet."))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=_("The folder to write to, or the file (.xlsx) where it is one workbook."),
)
@telling
def report(  # noqa: PLR0913 - one flag for each file
    *,
    folder: Path,
    detail: bool,
    names: bool,
    internal: bool,
    public: bool,
    with_letters: bool,
    templates: tuple[Path, ...],
    for_approval: bool,
    output: Path | None,
) -> None:
    if unknown := [file for file in templates if file.suffix.lower() not in {_WORKBOOK, _LETTER}]:
        raise click.BadParameter(say("“{file}” is neither .xlsx nor .docx.", file=unknown[0]).render(tr))
    own = [OwnFile(file.name, read_bytes(file, file.as_posix())) for file in templates]
    refuse_to_overwrite(output, templates)
    findings = findings_of(evaluate_folder(folder, Reading.ANSWERS), for_approval=for_approval)
    with progress(tr("Writing")) as told:
        asked = list(_asked(findings, own, letters_too=with_letters))
        if public:
            asked.append(public_files(findings, for_approval=for_approval))
        if detail or names or internal:
            asked.append(details(findings, names=names, internal=internal, progress=told))
        write_outputs(asked or [(ranked_sheet(findings, told),)], folder / "out", output)


def _asked(findings: Findings, own: list[OwnFile], *, letters_too: bool) -> Iterator[tuple[Output, ...]]:
    """Yield the files that templates and letters come to, those that belong together side by side."""
    sheets = [file for file in own if file.name.lower().endswith(_WORKBOOK)]
    for_letters = [file for file in own if file not in sheets]
    if len(for_letters) > 1:
        raise click.BadParameter(tr("letters have one template; leave out the others."))
    for sheet in sheets:
        yield (own_sheet(findings, sheet),)
    if letters_too or for_letters:
        yield letters(findings, for_letters[0] if for_letters else None)


def refuse_to_overwrite(output: Path | None, given: Iterable[Path]) -> None:
    """Raise click.BadParameter where a file that was given to be read would be written over."""
    if output is not None and any(output.resolve() == file.resolve() for file in given):
        raise click.BadParameter(say("“{file}” is read here; write to another file.", file=output).render(tr))


def findings_of(read: EvaluatedFolder, *, for_approval: bool = False) -> Findings:
    """Return what a folder's files are made from, in the language of the screen."""
    folder, found = read.folder, read.results
    return Findings(
        results=found,
        translate=tr,
        engine_version=VERSION,
        status=status_of(folder.decision, for_approval=for_approval),
        notices=tuple(notices(found)),
        decision=folder.decision,
        feedback=folder.feedback,
        given=folder.self_assessments,
    )


def write_outputs(groups: list[tuple[Output, ...]], usual: Path, chosen: Path | None = None) -> None:
    """Write all files or none, and say where they are.

    `chosen` is a folder, or the name of the one workbook that was asked for. Raises Problems where a file cannot be
    written, click.BadParameter where one name is given to several.
    """
    outputs = [output for group in groups for output in group]
    folder, renamed = chosen or usual, {}
    if chosen is not None and chosen.suffix.lower() in _FILES:
        workbooks = all(item.name.endswith(_WORKBOOK) for item in outputs)
        if len(groups) > 1 or not workbooks or chosen.suffix.lower() != _WORKBOOK:
            raise click.BadParameter(tr("name a folder here; only one workbook alone can be named, ending in .xlsx."))
        folder, renamed = chosen.parent, {outputs[0].name: chosen.name}
    files = {folder / renamed.get(item.name, item.name): item.fill for item in outputs}
    if len(files) < len(outputs):
        raise click.BadParameter(tr("two templates have the same name; give one of them another."))
    written = write_files(files)
    for file in written:
        show_written(say("Written: {file}"), file)


def show_written(told: Message, written: Written, *, stderr: bool = False) -> None:
    """Print where a file was written, and why it is not where it was meant to be."""
    if written.substitute:
        kept = say("{file} is open in another program and was left as it is.", file=written.meant)
        click.echo(kept.render(tr), err=stderr)
    click.echo(told.filled(file=written.path).render(tr), err=stderr)
