"""pingyi verify: a round is worked out again, and files made of it are held against that."""

from __future__ import annotations

import gettext
from dataclasses import replace
from pathlib import Path

import click

from rubrics import Problems, say
from scoring.cli.language import CHINESE, DOMAIN, ENGLISH, catalogues, tr
from scoring.cli.language import tr as _
from scoring.cli.output import show_line, show_problems, telling
from scoring.cli.rank import ROUND_FOLDER
from scoring.engine.notices import notices
from scoring.engine.version import VERSION
from scoring.folder import EvaluatedFolder, Reading, evaluate_folder, read_bytes
from scoring.reports.findings import Findings
from scoring.reports.verify import Candidate, Difference
from scoring.reports.verify import verify as hold_against
from scoring.reports.verify.candidates import candidates

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help=_("Name every figure and text that was altered in files of a round."))
@click.argument("folder", metavar="DIR", type=ROUND_FOLDER)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.option(
    "--template",
    "templates",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help=_("A template of your own (.xlsx, .docx) that files were made from; may be given more than once."),
)
@telling
def verify(folder: Path, files: tuple[Path, ...], templates: tuple[Path, ...]) -> None:
    read = evaluate_folder(folder, Reading.ANSWERS)
    own = {file.name: read_bytes(file, file.as_posix()) for file in templates}
    made = candidates(_languages(read), own)
    sound = [_verified(file, made) for file in files]
    if not all(sound):
        raise SystemExit(1)


def _languages(read: EvaluatedFolder) -> list[Findings]:
    """Return the findings in the language spoken now, then in the other one."""
    folder, found = read.folder, read.results
    said = tuple(notices(found))
    own = Findings(found, tr, VERSION, read.status, said, folder.decision, folder.feedback, folder.self_assessments)
    words = [gettext.translation(DOMAIN, catalogues(), [name], fallback=True).gettext for name in (CHINESE, ENGLISH)]
    # Whichever of the two is spoken now has these words.
    others = [word for word in words if word("rank") != tr("rank")]
    return [own, *(replace(own, translate=word) for word in others)]


def _verified(file: Path, made: list[Candidate]) -> bool:
    """Print what differs in a file; returns whether nothing does."""
    try:
        found = hold_against(file.as_posix(), read_bytes(file, file.as_posix()), made)
    except Problems as problems:
        show_problems(problems)
        return False
    for item in found.differences:
        _show(item)
    whole = say("{file} is {name} as it is worked out today: no difference.", file=file.as_posix(), name=found.name)
    if found.differences:
        whole = say(
            "{file} is {name}, with differences: {n}.", file=file.as_posix(), name=found.name, n=len(found.differences)
        )
    show_line((whole.render(tr), "bold red" if found.differences else "bold green"))
    return not found.differences


def _show(item: Difference) -> None:
    show_line(item.render(tr), indent=2)
