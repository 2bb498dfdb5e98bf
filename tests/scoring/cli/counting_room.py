"""A room where paper is counted: `pingyi tally` with what is typed at its keyboard, and what it kept."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from scoring.cli.language import CHINESE, ENGLISH, speak
from scoring.cli.tally import tally
from scoring.folder import write_folder
from scoring.folder.intakes import read_intakes
from scoring.rounds import Intake
from tests.scoring.cli.conftest import ROUND, RUBRIC

PEOPLE = ("--by", "张三", "--second", "李四")
ONE = "1 责任清单"


def a_round(folder: Path, *, rubric: str = RUBRIC, round_: str = ROUND, **files: str) -> Path:
    """Write the small round without a sheet; more files by their path, with __ for /. Return the folder."""
    more = {path.replace("__", "/") + ".csv": text.encode() for path, text in files.items()}
    write_folder(folder, {"round.yaml": round_.encode(), "rubric.yaml": rubric.encode(), **more})
    return folder


def type_in(folder: Path, *lines: str, arguments: tuple[str, ...] = PEOPLE) -> Result:
    """Return what the command says in English to these lines, after which the input ends."""
    speak(ENGLISH)
    try:
        typed = "".join(f"{line}\n" for line in lines)
        return CliRunner().invoke(tally, [str(folder), *arguments], input=typed, prog_name="pingyi tally")
    finally:
        speak(CHINESE)


def kept(folder: Path) -> tuple[Intake, ...]:
    """Return the intakes of a folder, which are sound."""
    intakes, problems = read_intakes(folder)
    assert problems == []
    return intakes


def summary(folder: Path) -> list[tuple[str, str, str, dict[str, str], bool]]:
    """Return of every intake who typed it, agency, rater, marks, and whether it counts."""
    return [
        (intake.by, intake.sheets[0].agency, intake.sheets[0].rater, intake.sheets[0].marks, intake.counts)
        for intake in kept(folder)
    ]
