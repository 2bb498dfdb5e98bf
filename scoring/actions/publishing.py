"""Publication by stages: 送审, 内部, 反馈被评议单位, 公布. What is given out is kept, with what it was made from."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.db import transaction

from rubrics import Message, Place, Problem, Problems, Translate, say
from scoring.actions.results import GIVEN_OUT, Outcome, outcome_from, outcome_of, sources
from scoring.actions.settled_files import Kept, changed, keep
from scoring.actions.stages import given_out
from scoring.engine.version import VERSION
from scoring.reports.outputs import Output, details, letters, public_files, ranked_sheet
from scoring.reports.public.listing import PublicList, public_list
from scoring.rounds import Status
from scoring.storage import files
from scoring.storage.models import Person, Publication, Record, Round, Shown, Stage

LISTED = "records.txt"
"""The list of the records that a stage was made from lies beside its files."""
TITLES: dict[str, Message] = {
    Stage.APPROVAL: say("For approval"),
    Stage.INTERNAL: say("Internal"),
    Stage.LETTERS: say("Letters to the agencies"),
    Stage.PUBLIC: say("Publication for everybody"),
}
_ABOUT: dict[str, Message] = {
    Stage.APPROVAL: say(
        "The ranked sheet that is signed and, where there are grades, the list for approval. Only the office sees it."
    ),
    Stage.INTERNAL: say(
        "Every mark and a sheet for each agency, by seats. Only the office has the files; you choose what panel "
        "members see."
    ),
    Stage.LETTERS: say(
        "A letter to each agency. From then on every agency sees its own decided grade and points, remarks and tasks."
    ),
    Stage.PUBLIC: say("The list of decided grades, for everybody, signed in or not. No score stands in it."),
}
SHOWN: dict[str, Message] = {
    Shown.NOTHING: say("Panel members see nothing."),
    Shown.STANDINGS: say("Panel members see the standings."),
    Shown.MARKS: say("Panel members see the standings and the marks of all seats."),
}
_GIVEN: dict[str, Message] = {
    Stage.APPROVAL: say("The ranked sheet for approval was given out: {n} files."),
    Stage.INTERNAL: say("The internal details were given out: {n} files."),
    Stage.LETTERS: say("The letters to the agencies were given out: {n} files."),
    Stage.PUBLIC: say("The result was published: {n} files."),
}
_BACK: dict[str, Message] = {
    Stage.APPROVAL: say("The ranked sheet for approval was taken back: {why}"),
    Stage.INTERNAL: say("The internal details were taken back: {why}"),
    Stage.LETTERS: say("The letters to the agencies were taken back: {why}"),
    Stage.PUBLIC: say("The published result was taken back: {why}"),
}


@dataclass(frozen=True)
class Given:
    """A stage: when it was given out last (None: it is not now), whether the figures are still those, its files."""

    stage: str
    publication: Publication | None
    as_now: bool
    files: tuple[Record, ...]

    @property
    def title(self) -> Message:
        """What the stage is called."""
        return TITLES[self.stage]

    @property
    def about(self) -> Message:
        """What it comes to, and who sees it."""
        return _ABOUT[self.stage]

    def name(self, record: Record) -> str:
        """Return what a file is called within its stage."""
        return record.path.removeprefix(_home(self.stage))


def stages(round_: Round, outcome: Outcome) -> tuple[Given, ...]:
    """Return all four stages, in their order."""
    out = given_out(round_)
    held: dict[str, list[Record]] = {stage: [] for stage in TITLES}
    for record in round_.records.filter(current=True, path__startswith=GIVEN_OUT).order_by("path"):
        held.get(PurePosixPath(record.path).parts[1], []).append(record)
    return tuple(
        Given(stage, one, one is not None and one.figures == outcome.figures, tuple(held[stage]))
        for stage in TITLES
        for one in [out.get(stage)]
    )


def as_given_out(publication: Publication) -> Outcome:
    """Return the results as they were when a stage was given out, whatever changed since.

    Raises Problems where a version of a file that they came from is not here any more.
    """
    try:
        return outcome_from(publication.records)
    except FileNotFoundError as error:
        raise Problems([Problem("GIVEN-OUT-GONE", Place(publication.round.slug), _GONE, _ONCE_MORE)]) from error


def give_out(  # noqa: PLR0913, PLR0917 - what is given out, to whom, by whom, and on which figures
    round_: Round,
    stage: str,
    seen: str,
    person: Person | None,
    at: datetime,
    translate: Translate,
    panel: str = Shown.NOTHING,
) -> Publication:
    """Give a stage out: make its files, keep them as records published/<stage>/…, and let see it whom it is for.

    `seen` are the figures that the office looked at. Raises Problems where they are others by now, where letters or
    the public list are asked for and nothing is decided, and where the round was changed meanwhile or is closed.
    """
    revision = round_.revision
    outcome = outcome_of(round_)
    if outcome.figures != seen:
        raise changed(round_)
    kept = {_home(stage) + output.name: _made(output) for output in _outputs(outcome, stage, translate)}
    listed = kept[_home(stage) + LISTED] = files.keep(sources(round_))
    line = _GIVEN[stage].filled(n=len(kept) - 1)
    with transaction.atomic():
        keep(round_, revision, person, at, line, kept, _paths(round_, stage))
        return Publication.objects.create(
            round=round_,
            stage=stage,
            at=at,
            by=person,
            engine=VERSION,
            records=listed[0],
            figures=outcome.figures,
            panel=panel if stage == Stage.INTERNAL else Shown.NOTHING,
        )


def take_back(round_: Round, stage: str, person: Person | None, at: datetime, why: str) -> None:
    """Take a stage back: nobody sees it any more, and its files and the reason are kept.

    Raises Problems where it is not given out, without a reason, and where the round is closed.
    """
    found = given_out(round_).get(stage)
    if found is None:
        raise Problems([Problem("GIVEN-OUT-NOT", Place(round_.slug), _NOT_OUT, _LOOK)])
    if not why.strip():
        raise Problems([Problem("REASON-MISSING", Place(round_.slug), _NO_REASON, _WRITE_ONE)])
    with transaction.atomic():
        line = _BACK[stage].filled(why=why.strip())
        keep(round_, round_.revision, person, at, line, {}, _paths(round_, stage))
        Publication.objects.filter(round=round_, stage=stage, back=None).update(
            back=at, back_by=person, back_why=why.strip()
        )


def given_file(round_: Round, stage: str, name: str) -> Record | None:
    """Return a file of a stage that is given out now; None where there is none of this name."""
    return Record.objects.filter(round=round_, path=_home(stage) + name, current=True).first()


def letter_of(round_: Round, agency: str) -> Record | None:
    """Return the letter to an agency; None where none was given out."""
    found = Record.objects.filter(round=round_, path__startswith=_home(Stage.LETTERS), current=True)
    return found.filter(path__endswith=f"/{agency}.docx").first()


def public_records(round_: Round) -> tuple[Record, ...]:
    """Return the files of the public list, without the list of what they were made from."""
    found = Record.objects.filter(round=round_, path__startswith=_home(Stage.PUBLIC), current=True).order_by("path")
    return tuple(record for record in found if not record.path.endswith(f"/{LISTED}"))


def published_list(publication: Publication, translate: Translate) -> PublicList:
    """Return what the public was told in a publication. Raises Problems as `as_given_out`."""
    return public_list(as_given_out(publication).findings(translate))


def _outputs(outcome: Outcome, stage: str, translate: Translate) -> Iterable[Output]:
    findings = outcome.findings(translate, for_approval=stage == Stage.APPROVAL)
    if stage == Stage.APPROVAL:
        draft = public_files(findings, for_approval=True) if outcome.results.rubric.grades else ()
        return (ranked_sheet(findings), *draft)
    if stage == Stage.INTERNAL:
        return details(findings)
    if findings.status is not Status.DECIDED and outcome.results.rubric.grades:
        raise Problems([Problem("GIVEN-OUT-EARLY", Place(outcome.results.round.id), _UNDECIDED, _DECIDE)])
    return letters(findings) if stage == Stage.LETTERS else public_files(findings)


def _made(output: Output) -> Kept:
    stream = io.BytesIO()
    output.fill(stream)
    stream.seek(0)
    return files.keep(stream)


def _home(stage: str) -> str:
    return f"{GIVEN_OUT}{stage}/"


def _paths(round_: Round, stage: str) -> list[str]:
    found = Record.objects.filter(round=round_, path__startswith=_home(stage), current=True)
    return list(found.values_list("path", flat=True))


_GONE = say("the versions of files that this result came from are not here any more.")
_ONCE_MORE = say("The office gives it out once more.")
_NOT_OUT = say("this stage is not given out now.")
_LOOK = say("Look at the page of publication again.")
_NO_REASON = say("there is no reason.")
_WRITE_ONE = say("Write why: it is kept with what you do.")
_UNDECIDED = say("the grades are not decided yet; agencies and the public are told decided grades alone.")
_DECIDE = say("Write the decision first.")
