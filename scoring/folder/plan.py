"""What a round folder says beforehand: round.yaml and its rubric, without anything that came in."""

from __future__ import annotations

from pathlib import Path

from rubrics import Place, Problem, Problems, Rubric, build, parse, read_rubric, say
from rubrics.library import rubric_names, rubric_text
from scoring.folder.opening import is_file, is_within, read_within
from scoring.rounds import Round, check
from scoring.rounds.unknown import quoted
from submissions import decode

ROUND_FILE = "round.yaml"


def read_plan(root: Path) -> tuple[Round, Rubric]:
    """Return the round and its rubric, which are there before anything comes in. Raises Problems with all faults."""
    faults: list[Problem] = []
    round_, rubric = round_and_rubric(root, faults)
    if faults or round_ is None or rubric is None:
        raise Problems(faults)
    return round_, rubric


def _no_round(root: Path) -> Problem:
    return Problem(
        "ROUND-MISSING",
        Place(root.as_posix()),
        say("there is no {file} here.", file=ROUND_FILE),
        say("Name a round folder, or make one with “pingyi new”."),
    )


def round_and_rubric(root: Path, faults: list[Problem]) -> tuple[Round | None, Rubric | None]:
    """Return both as far as they can be read, and add every problem of both to `faults`.

    Raises Problems where there is no round.yaml.
    """
    if not (root / ROUND_FILE).is_file():
        raise Problems([_no_round(root)])
    try:
        document = parse(text_within(root, ROUND_FILE), ROUND_FILE)
    except Problems as problems:
        faults += problems.items
        return None, None
    round_: Round | None = None
    rubric: Rubric | None = None
    try:
        round_ = build(Round, document)
    except Problems as problems:
        faults += problems.items
    # A round with faults names its rubric all the same, and the faults of both are told at once.
    name = document.find(("rubric",))
    if isinstance(name, str) and name:
        try:
            rubric = _rubric(root, name, document.locate(("rubric",)))
        except Problems as problems:
            faults += problems.items
    if round_ is not None and rubric is not None:
        faults += check(round_, rubric, document.locate)
    return round_, rubric


def _rubric(root: Path, name: str, place: Place) -> Rubric:
    if name in rubric_names():
        return read_rubric(rubric_text(name), name)
    if not is_within(root, root / name) or not is_file(root / name):
        raise Problems(
            [
                Problem(
                    "RUBRIC-MISSING",
                    place,
                    say("there is no rubric “{name}”, neither in this folder nor in the library.", name=quoted(name)),
                    say("Write the name of a file in this folder, or one of: {known}.", known=rubric_names()),
                )
            ]
        )
    return read_rubric(text_within(root, name), name)


def text_within(root: Path, name: str) -> str:
    """Return the text of a file of a round folder. Raises Problems where it cannot be read."""
    return decode(read_within(root, root / name, name), name)
