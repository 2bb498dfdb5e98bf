"""What the public is told: who has which grade. The files are made of this value alone, so no score can reach them."""

from __future__ import annotations

from dataclasses import dataclass

from rubrics import Place, Problem, Problems, say
from scoring.reports.findings import Findings
from scoring.rounds import Status
from submissions.plain_text import one_line


@dataclass(frozen=True)
class GradeBlock:
    """The agencies of one grade in official order; no place in this list says anything of a rank.

    `heading` is the grade's title with the number of agencies.
    """

    title: str
    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class PublicList:
    """All that a public file holds, in words: every text is one printable line, in the language of the findings.

    `draft` is whether the grades are not decided; `statement` says that a rubric is a sample or a round made up,
    and is empty for real ones; `about` are the lines below the title. `headings` stand for grade, agency, status
    and note; `comma` parts names; `page` is the footer, with {page} and {pages}. `blocks` go from the best grade
    to the worst, then whoever has none; no block is empty.
    """

    title: str
    organizer: str
    status: str
    draft: bool
    statement: str
    about: tuple[str, ...]
    headings: tuple[str, str, str, str]
    comma: str
    page: str
    blocks: tuple[GradeBlock, ...]


def public_list(findings: Findings, *, for_approval: bool = False) -> PublicList:
    """Return what may be published of a round: decided grades, agencies of a grade in official order.

    Before the decision only `for_approval` gives a list: of proposed grades, else computed ones, marked as 送审稿.
    Agencies that withdrew are left out. Raises Problems where nothing is decided, or there are no grades.
    """
    draft = findings.status is not Status.DECIDED
    rubric, round_ = findings.results.rubric, findings.results.round
    if rubric.grades is None:
        raise Problems([_NO_GRADES])
    if draft and not for_approval:
        raise Problems([_UNDECIDED])
    held = _grades(findings, draft=draft)
    titles = tuple(dict.fromkeys(band.title for band in rubric.grades.bands))
    blocks = [(title, tuple(agency for agency in held if held[agency] == title)) for title in titles]
    blocks.append((findings.say("no grade yet"), tuple(agency for agency in held if held[agency] not in titles)))
    status = Status.FOR_APPROVAL if draft else Status.DECIDED
    return PublicList(
        title=one_line(findings.say("{round}: grades", round=round_.title)),
        organizer=one_line(round_.organizer),
        status=one_line(findings.words(status.title)),
        draft=draft,
        statement=one_line(findings.statement),
        about=_about(findings, draft=draft),
        headings=(
            findings.say("grade"),
            findings.say("agency evaluated"),
            findings.say("status"),
            findings.say("note"),
        ),
        comma=findings.translate(", "),
        page=findings.translate("page {page} of {pages}"),
        blocks=tuple(_block(findings, title, agencies) for title, agencies in blocks if agencies),
    )


def _block(findings: Findings, title: str, agencies: tuple[str, ...]) -> GradeBlock:
    names = findings.results.round.names
    heading = findings.say("{grade} (agencies: {n})", grade=title, n=len(agencies))
    return GradeBlock(one_line(title), one_line(heading), tuple(one_line(names[agency]) for agency in agencies))


def _grades(findings: Findings, *, draft: bool) -> dict[str, str | None]:
    """Return the grade of every agency that takes part, in official order."""
    results, entries = findings.results, findings.decision.by_agency if findings.decision else {}
    computed = {standing.agency: standing.grade for standing in results.standings}
    held: dict[str, str | None] = {}
    for agency in results.rows:
        if agency in results.round.withdrawn:
            continue
        entry = entries.get(agency)
        if not draft:
            held[agency] = entry.decided if entry else None
        else:
            held[agency] = (entry.proposed if entry else None) or computed[agency]
    return held


def _about(findings: Findings, *, draft: bool) -> tuple[str, ...]:
    round_, decision = findings.results.round, findings.decision
    lines = [findings.say("Organizer: {name}", name=round_.organizer)]
    if round_.period:
        lines.append(findings.say("Period: {first} to {last}", first=round_.period.first, last=round_.period.last))
    if decision and not draft:
        lines += [
            findings.say("Decided by: {body}", body=decision.body or "—"),
            findings.say("Decided on: {date}", date=decision.date or "—"),
            findings.say("Minutes: {minutes}", minutes=decision.minutes or "—"),
        ]
    return tuple(one_line(line) for line in lines)


_UNDECIDED = Problem(
    "PUBLIC-UNDECIDED",
    Place("decision.yaml"),
    say("the grades are not decided yet, and only decided grades are published."),
    say("Write the decided grades, or ask for a list for approval."),
)
_NO_GRADES = Problem(
    "PUBLIC-GRADES",
    Place("rubric.yaml"),
    say("the rubric gives no grades, and nothing else is published."),
    say("Add grades to the rubric, or publish nothing."),
)
