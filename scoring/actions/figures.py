"""Figures from outside (问卷, 网络投票, 日常考核分): a table is shown beside what stands there, then taken in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rubrics import Message, Translate, import_sources, say, tree
from scoring.actions.intakes import moment_of
from scoring.actions.journal import note
from scoring.actions.plans import plan_of
from scoring.actions.records import change, laid_out
from scoring.actions.uploads_of_tables import Kept
from scoring.folder.figures import Original, read_figure_intakes
from scoring.folder.figures_taking_in import Looked, intake_of, look, take_in, told
from scoring.rounds.figure_intakes import FiguresIntake, newest
from scoring.storage import files
from scoring.storage.models import Person, Round

SHAPES = {
    "totals": say("{n} rows, one for each agency"),
    "answers": say("{n} rows, one for each answer"),
    "matrix": say("{n} answer sheets, with a column for each agency"),
}


@dataclass(frozen=True)
class Row:
    """What a table says of one agency, beside what stands in imports/ now."""

    agency: str
    now: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def state(self) -> Message:
        """Whether it is new, changed or unchanged."""
        if self.now == self.before:
            return say("unchanged")
        return say("changed") if self.before else say("new")


@dataclass(frozen=True)
class Preview:
    """What a table comes to; `known` is the taking-in by which the very same stands there already."""

    source: str
    shape: Message
    words: Message
    rows: tuple[Row, ...]
    open: int
    notes: tuple[Message, ...]
    known: FiguresIntake | None
    shown: str


def sources_of(round_: Round) -> dict[str, str]:
    """Return what the rubric reads from outside: sources with what it calls them."""
    plan = plan_of(round_)
    titles: dict[str, str] = dict.fromkeys(import_sources(plan.rubric), "")
    for node in tree(plan.rubric).walk():
        rule = node.leaf.rule if node.leaf else None
        if node.leaf and rule and rule.source in titles:
            titles[rule.source] = titles[rule.source] or node.leaf.title
    return titles


def taken_in(round_: Round) -> tuple[tuple[FiguresIntake, bool], ...]:
    """Return every taking-in, newest first, each with whether it is the newest of its source."""
    with laid_out(round_) as root:
        intakes, _ = read_figure_intakes(root)
    holding = newest(intakes)
    return tuple((one, holding[one.source] is one) for one in sorted(intakes, key=lambda held: held.at, reverse=True))


def look_at_figures(round_: Round, kept: Kept, source: str) -> Preview:
    """Return what a table comes to. Raises Problems with every cell that cannot be read."""
    with laid_out(round_) as root:
        return _preview(_looked(root, kept, source))


def take_in_figures(  # noqa: PLR0913 - what is taken in, by whom, of which day, whose, and when
    round_: Round,
    person: Person,
    kept: Kept,
    source: str,
    *,
    shown: str,
    about: tuple[str | None, str | None],
    at: datetime,
    tr: Translate,
) -> FiguresIntake | None:
    """Take in what was shown; `about` are its date and whose it is. None where it would be another preview now.

    Raises Problems as `look_at_figures`, and where the round is closed.
    """

    def work(root: Path) -> FiguresIntake | None:
        looked = _looked(root, kept, source)
        if looked.known is not None or _preview(looked).shown != shown:
            return None
        day, provider = about
        words = looked.words.render(tr)
        intake = intake_of(looked, at=moment_of(at), by=person.name, conversion=words, day=day, provider=provider)
        take_in(root, looked, intake)
        return intake

    def then(intake: FiguresIntake | None) -> None:
        if intake is not None:
            words = say("Figures “{source}” were taken in, number {n}.", source=source, n=intake.number)
            note(round_, person, words, at)

    return change(round_, person, at, work, then)


def _looked(root: Path, kept: Kept, source: str) -> Looked:
    name, sha256 = kept[0]
    return look(root, Original(name, files.where(sha256).read_bytes()), source)


def _preview(looked: Looked) -> Preview:
    now = told(looked.found)
    rows = tuple(
        Row(name, now.get(agency, ()), looked.before.get(agency, ()))
        for agency, name in looked.round.names.items()
        if agency in now or agency in looked.before
    )
    found = looked.found
    shape = SHAPES[found.shape].filled(n=found.rows)
    digest = hashlib.sha256(repr((rows, looked.words)).encode()).hexdigest()
    return Preview(found.source, shape, looked.words, rows, found.open_, looked.notes, looked.known, digest)
