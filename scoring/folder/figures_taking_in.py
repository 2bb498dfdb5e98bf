"""Figures from outside beside what a round folder holds of them: looked at first, then taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rubrics import Message, Place, Problem, Problems, Rubric, fingerprints, import_sources, joined, say
from scoring.folder.figures import IMPORTS, Original, read_figure_intakes, standing_table, write_figures
from scoring.folder.plan import read_plan
from scoring.rounds import Round
from scoring.rounds.figure_intakes import FiguresIntake, newest, next_number
from scoring.rounds.outside_figures import Figures, conversion, read_figures
from scoring.rounds.unknown import quoted
from submissions import read_csv

Told = tuple[str, ...]


@dataclass(frozen=True)
class Looked:
    """A table that was given, and what stands there now: nothing was written yet.

    `words` say what the rubric makes of the figures; `before` is by agency what imports/ holds, as `told` tells it.
    """

    round: Round
    rubric: Rubric
    original: Original
    found: Figures
    earlier: bytes | None
    intakes: tuple[FiguresIntake, ...]
    words: Message
    before: dict[str, Told]

    @property
    def table(self) -> bytes:
        """What is to stand in imports/."""
        return self.found.csv()

    @property
    def known(self) -> FiguresIntake | None:
        """The taking-in by which this very file stands there already; None where it does not."""
        last = newest(self.intakes).get(self.found.source)
        same = last is not None and self.earlier == self.table and last.sha256 == self.original.sha256
        return last if same else None

    @property
    def notes(self) -> tuple[Message, ...]:
        """What to look at before it is taken in."""
        names = self.round.names
        taken = (
            say("Column “{heading}” was taken for {agency}.", heading=quoted(heading), agency=names[agency])
            for heading, agency in self.found.found
            if heading != names[agency]
        )
        return (*taken, *self.found.notes)


def look(root: Path, original: Original, source: str) -> Looked:
    """Return what a table comes to as the figures of `source`. Raises Problems with all that is wrong with it."""
    round_, rubric = read_plan(root)
    if source not in import_sources(rubric):
        raise Problems([_unknown(source, rubric)])
    intakes, faults = read_figure_intakes(root)
    found = read_figures(original.grids(), source, rubric, round_)
    earlier = standing_table(root, source)
    if faults:
        raise Problems(faults)
    words = joined(conversion(rubric, source), say("{first}; {second}"))
    return Looked(round_, rubric, original, found, earlier, intakes, words, _before(earlier, found))


def take_in(root: Path, looked: Looked, about: FiguresIntake) -> None:
    """Write the figures and where they came from. Raises Problems where the disk refuses or somebody else was first."""
    write_figures(root, about, looked.original, looked.table, looked.earlier)


def intake_of(  # noqa: PLR0913 - one parameter for each thing that the register says of it
    looked: Looked, *, at: str, by: str, conversion: str, day: str | None, provider: str | None
) -> FiguresIntake:
    """Return the next taking-in of these figures; `day` is the date they are of, `provider` whose they are."""
    found = looked.found
    return FiguresIntake(
        source=found.source,
        number=next_number(looked.intakes, found.source),
        at=at,
        by=by,
        file=looked.original.name,
        sheet=found.sheet or None,
        sha256=looked.original.sha256,
        date=day,
        provider=provider,
        conversion=conversion,
        scoring=fingerprints(looked.rubric).scoring,
        shape=found.shape,
        rows=found.rows,
        agencies=len(found.by_agency()),
        table=Original("", looked.table).sha256,
        replaced=None if looked.earlier is None else Original("", looked.earlier).sha256,
    )


def told(found: Figures) -> dict[str, Told]:
    """Return what stands for each agency: 满意 12, 不满意 3."""
    shown: dict[str, Told] = {}
    for agency, lines in found.by_agency().items():
        if found.how.options:
            titles = [option.title for option in found.how.options]
            shown[agency] = tuple(f"{title} {count}" for title, count in zip(titles, lines[0], strict=True))
        elif found.how.kind == "ballots":
            shown[agency] = tuple(f"{value} × {votes}" for value, votes in lines)
        else:
            shown[agency] = (lines[0][0],)
    return shown


def _before(table: bytes | None, found: Figures) -> dict[str, Told]:
    """Return what imports/<source>.csv held, in the words of the preview; nothing where it cannot be compared."""
    if table is None:
        return {}
    try:
        rows = read_csv(table, "").rows
    except Problems:
        return {}
    if not rows or rows[0].cells != found.columns:
        return {}
    lines = tuple(row.cells for row in rows[1:] if any(row.cells[1:]))
    return told(Figures(found.source, found.how, found.shape, "", found.columns, lines, 0, 0))


def _unknown(source: str, rubric: Rubric) -> Problem:
    known = import_sources(rubric)
    return Problem(
        "IMPORT-UNKNOWN",
        Place(f"{IMPORTS}/{source}.csv"),
        say("nothing in the rubric reads “{name}”.", name=quoted(source)),
        say("Known: {known}.", known=known or "—"),
    )
