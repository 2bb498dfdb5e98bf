"""The decision: grades as proposed and decided, by which body, on which day, by which minutes; and released remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rubrics import Message, Problems, Settings, build, parse, say, write
from scoring.actions.cells import BOX_TITLES
from scoring.actions.named import decided_on_a_page
from scoring.actions.results import Outcome, by_name, outcome_of
from scoring.actions.settled_files import changed, keep
from scoring.folder.reading import DECISION_FILE, FEEDBACK_FILE
from scoring.rounds import Decision, Feedback, check_decision, check_feedback
from scoring.rounds.intakes import counting
from scoring.storage import files
from scoring.storage.models import Person, Round


@dataclass(frozen=True)
class Heading:
    """Which body decided, on which day (2026-06-30), and the number of the minutes; "" where it is not known yet."""

    body: str = ""
    date: str = ""
    minutes: str = ""


@dataclass(frozen=True)
class Grades:
    """An agency's proposed and decided grade and the reason; "" for none."""

    proposed: str = ""
    decided: str = ""
    reason: str = ""


def decided_so_far(outcome: Outcome) -> tuple[Heading, dict[str, Grades]]:
    """Return what the decision says now: its heading, and the grades of every agency that takes part."""
    decision = outcome.decision
    held = decision.by_agency if decision else {}
    grades = {
        agency: Grades(*((one.proposed or "", one.decided or "", one.reason or "") if one else ()))
        for agency in outcome.results.round.names
        if agency not in outcome.results.round.withdrawn
        for one in [held.get(agency)]
    }
    if decision is None:
        return Heading(), grades
    return Heading(decision.body or "", str(decision.date or ""), decision.minutes or ""), grades


def decide(  # noqa: PLR0913, PLR0917 - what was decided, and on which figures
    round_: Round,
    seen: str,
    person: Person | None,
    at: datetime,
    heading: Heading,
    grades: Mapping[str, Grades],
    *,
    others_as_computed: bool = False,
) -> None:
    """Write decision.yaml; `grades` are those that change, `seen` the figures that they were decided on.

    With `others_as_computed` every agency without a decided grade gets the computed one. Raises Problems with all
    faults of the decision, or where the figures are no longer those that were seen.
    """
    revision = round_.revision
    outcome = outcome_of(round_)
    if outcome.figures != seen:
        raise changed(round_)
    _, held = decided_so_far(outcome)
    held |= {agency: grade for agency, grade in grades.items() if agency in held}
    computed = {agency: standing.grade for agency, standing in outcome.by_agency.items()}
    if others_as_computed:
        held = {
            agency: Grades(grade.proposed, grade.decided or computed[agency] or "", grade.reason)
            for agency, grade in held.items()
        }
    raw = {"pingyi": 1, **_told(heading), "grades": [{"agency": agency, **_told(held[agency])} for agency in held]}
    text = _checked_decision(raw, outcome, computed)
    line = say("The decision was written: {n} agencies with a decided grade.", n=_decided(held))
    keep(round_, revision, person, at, line, {DECISION_FILE: files.keep(text.encode())})


def _checked_decision(raw: dict[str, object], outcome: Outcome, computed: Mapping[str, str | None]) -> str:
    round_, rubric = outcome.results.round, outcome.results.rubric
    text = write(raw)
    document = parse(text, DECISION_FILE)
    decision = build(Decision, document)
    titles = tuple(band.title for band in rubric.grades.bands) if rubric.grades else ()
    faults = check_decision(decision, round_, titles, computed, by_name(decision, round_, document.locate))
    if faults:
        raise Problems(decided_on_a_page(fault, round_) for fault in faults)
    return text


def _decided(held: Mapping[str, Grades]) -> int:
    return sum(bool(grade.decided) for grade in held.values())


def _told(value: Heading | Grades) -> dict[str, str]:
    return {name: text for name, held in vars(value).items() if (text := held.strip())}


def remarks_of(outcome: Outcome, agency: str) -> tuple[tuple[str, str], ...]:
    """Return what an agency is told now: pairs of the part or criterion ("" for the whole) and the remark."""
    feedback = outcome.evaluated.folder.feedback
    return tuple((one.about or "", one.text) for one in feedback.by_agency.get(agency, ())) if feedback else ()


def release(
    round_: Round, person: Person | None, at: datetime, agency: str, remarks: tuple[tuple[str, str], ...]
) -> None:
    """Write feedback.yaml with these remarks to one agency, and all others as they are.

    Raises Problems for a part or criterion that the rubric does not have.
    """
    revision = round_.revision
    outcome = outcome_of(round_)
    folder = outcome.evaluated.folder
    others = [one for one in (folder.feedback.remarks if folder.feedback else ()) if one.agency != agency]
    raw = [_plain(one) for one in others]
    raw += [{"agency": agency, **({"about": about} if about else {}), "text": text} for about, text in remarks]
    text = write({"pingyi": 1, "remarks": raw})
    document = parse(text, FEEDBACK_FILE)
    faults = check_feedback(build(Feedback, document), folder.round, folder.rubric, document.locate)
    if faults:
        raise Problems(faults)
    line = say("Remarks to {name} were written.", name=folder.round.names[agency])
    keep(round_, revision, person, at, line, {FEEDBACK_FILE: files.keep(text.encode())})


def _plain(value: Settings) -> dict[str, object]:
    return value.model_dump(mode="json", exclude_none=True)


def panel_remarks(outcome: Outcome, agency: str) -> tuple[tuple[Message, tuple[str, ...]], ...]:
    """Return what panel members wrote about an agency, by kind, without who wrote it; kinds without any left out."""
    sheets = [
        intake.sheets[at]
        for (whose, _), held in counting(outcome.evaluated.folder.intakes).items()
        if whose == agency
        for intake, at, _ in held[:1]
    ]
    found = (
        (title, tuple(sorted(filter(None, (getattr(sheet, name) for sheet in sheets)))))
        for name, title in BOX_TITLES.items()
    )
    return tuple((title, texts) for title, texts in found if texts)
