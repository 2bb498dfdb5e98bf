"""What an agency may be told, on a screen: points, lost points, self-assessment, reasons, released remarks."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message, say
from scoring.cli.language import tr
from scoring.cli.output import show_line, show_notices
from scoring.cli.rank import only_vetoes, show_decided_by
from scoring.engine.for_agency import AccountLine, AgencyAccount, agency_account
from scoring.engine.results import Results
from scoring.engine.self_assessment import SelfAssessment
from scoring.folder import EvaluatedFolder

# Behind the first line of a node: why, and what the office remarks on it.
_BELOW = 4


def show_account(read: EvaluatedFolder, agency: str) -> None:
    """Print what one agency may be told, node by node."""
    found, folder = read.results, read.folder
    own = SelfAssessment(found, folder.self_assessments)
    account = agency_account(found, agency, own, folder.decision, folder.feedback)
    show_line((_sentence(found, account).render(tr), "bold"))
    if account.former_names:
        show_line(say("formerly {names}", names=account.former_names).render(tr))
    for reason in account.reasons:
        show_line(reason.render(tr))
    if account.grade:
        show_decided_by(read)
    show_notices(tr("Open"), account.opens)
    show_notices(tr("Remarks"), (say("{text}", text=text) for text in account.remarks))
    for line in account.lines:
        _print(found, line)


def _sentence(found: Results, account: AgencyAccount) -> Message:
    if account.withdrew:
        return say("{name}: withdrew", name=account.name)
    if account.score is None:
        return say("{name}: no total yet", name=account.name)
    score = found.written(account.score)
    if account.grade:
        return say("{name}: total {score}, decided grade {grade}", name=account.name, score=score, grade=account.grade)
    return say("{name}: total {score}", name=account.name, score=score)


def _print(found: Results, line: AccountLine) -> None:
    indent = 2 * line.depth
    label = f"{line.id} {line.title}" if line.depth else tr("Total")
    node = found.nodes[line.id]
    figures = "" if only_vetoes(node) else f"  {_figures(found, line)}"
    show_line((label, "bold"), figures, indent=indent)
    if line.reasons and (figures or node.leaf):
        show_line((tr("; ").join(reason.render(tr) for reason in line.reasons), "cyan"), indent=indent + _BELOW)
    for text in line.remarks:
        show_line((say("remark: {text}", text=text).render(tr), "yellow"), indent=indent + _BELOW)


def _figures(found: Results, line: AccountLine) -> str:
    score = "—" if line.score is None else found.written(line.score)
    most = "" if line.earnable is None else say("/{points}", points=line.earnable).render(tr)
    words = [f"{score}{most}"]
    if line.weight is not None:
        words.append(say("weight {weight}%", weight=line.weight).render(tr))
    if line.lost and found.shown(line.lost):
        words.append(say("lost {points}", points=found.written(line.lost)).render(tr))
    if line.own is not None:
        words.append(say("self-assessment {points}", points=found.written(line.own)).render(tr))
    if line.difference is not None:
        words.append(say("difference {points}", points=_signed(found, line.difference)).render(tr))
    return "  ".join(words)


def _signed(found: Results, value: Fraction) -> str:
    """Return a difference with its sign, and 0 without one."""
    written = found.written(value)
    return f"+{written}" if found.shown(value) > 0 else written
