"""Checking what was typed from paper: read back to a second person, or settled where two typists differ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Message, Problems
from scoring.actions.cells import BOX_TITLES
from scoring.actions.paper_entry import (
    Entry,
    compared,
    confirm,
    entries,
    paper_of,
    settle,
    spareable,
)
from scoring.actions.paper_forms import lacks_reason
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.plan_titles import seats_of
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.typed_numbers import whole
from scoring.rounds.double_entry import state_word
from scoring.rounds.drafts import draft_of
from scoring.rounds.keyed import leaf_of
from scoring.rounds.papers import Paper
from scoring.rounds.people import same_person
from submissions.plain_text import one_line

_CHECK = "r/<slug:slug>/paper/<str:agency>/<str:rater>/check/"
_SETTLE = "r/<slug:slug>/paper/<str:agency>/<str:rater>/settle/"
_LONGEST_NAME = 100


@page(_CHECK, "paper-check", may=runs_rounds, when=while_open)
def show_check(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Show what was typed last, to be read aloud beside the paper."""
    return _check(request, visitor, agency, rater)


@act(_CHECK, "paper-confirm", may=runs_rounds, when=while_open)
def confirmed(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Let it count: a second person says that the paper says so."""
    round_ = round_of(visitor)
    paper = _paper(visitor, agency, rater)
    number = whole(request.POST.get("number", ""))
    if paper is None or number is None:
        return refusals.nothing_here(request)
    second = one_line(request.POST.get("second", "")).strip()[:_LONGEST_NAME]
    try:
        confirm(round_, person_of(visitor), paper, number=number, second=second, at=visitor.now)
    except Problems as problems:
        return _check(request, visitor, agency, rater, problems=problems, second=second)
    return redirect("paper-entry", slug=round_.slug)


@page(_SETTLE, "paper-settle", may=runs_rounds, when=while_open)
def show_settle(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Show what two typists read differently."""
    return _settle(request, visitor, agency, rater, faults={}, answers={})


@act(_SETTLE, "paper-settled", may=runs_rounds, when=while_open)
def settled(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Let two entries count together, with what the paper says where they differ."""
    round_ = round_of(visitor)
    paper = _paper(visitor, agency, rater)
    numbers = tuple(number for text in request.POST.getlist("of") if (number := whole(text)) is not None)
    if paper is None or len(numbers) != 2:  # noqa: PLR2004 - two typists
        return refusals.nothing_here(request)
    answers = {leaf.id: request.POST.get(f"m.{leaf.id}", "")[:_LONGEST_NAME] for leaf in paper.leaves}
    answers |= {name: request.POST.get(name, "")[:_LONGEST_NAME] for name in ("~total", "~sheet")}
    done = settle(round_, person_of(visitor), paper, numbers=(numbers[0], numbers[1]), answers=answers, at=visitor.now)
    if isinstance(done, dict):
        return _settle(request, visitor, agency, rater, faults=done, answers=answers)
    return redirect("paper-entry", slug=round_.slug)


def _paper(visitor: Visitor, agency: str, rater: str) -> Paper | None:
    round_ = round_of(visitor)
    return paper_of(round_, agency, rater) or paper_of(round_, agency, rater, again=True)


def _names(visitor: Visitor, paper: Paper) -> dict[str, object]:
    plan = visitor.plan
    return {
        "agency": paper.agency,
        "rater": paper.rater,
        "agency_name": plan.round.names[paper.agency],
        "rater_name": plan.round.raters[paper.rater].name,
        "seat": seats_of(plan)[paper.rater],
    }


def _check(  # noqa: PLR0913 - what was typed is kept beside what is wrong with it
    request: HttpRequest,
    visitor: Visitor,
    agency: str,
    rater: str,
    *,
    problems: Problems | None = None,
    second: str | None = None,
) -> HttpResponse:
    round_, me = round_of(visitor), person_of(visitor).name
    paper = _paper(visitor, agency, rater)
    held = entries(round_, paper) if paper else {}
    if paper is None or not held:
        return redirect("paper-entry", slug=round_.slug)
    intake, sheet = max(held.values(), key=lambda one: one[0].number)
    draft = draft_of(paper, sheet, spareable=spareable(round_))
    if second is None:
        second = "" if same_person(me, intake.by) else me
    rows = [
        (leaf_of(leaf), text, sheet.reasons.get(leaf.id, ""), lacks_reason(leaf, text) and leaf.id not in sheet.reasons)
        for leaf, text in zip(paper.leaves, draft.marks, strict=True)
    ]
    context = {
        **_names(visitor, paper),
        "intake": intake,
        "sheet": sheet,
        "state": state_word(sheet),
        "why": sheet.void or sheet.recused or sheet.absent or "",
        "rows": rows,
        "boxes": [(title, getattr(sheet, box)) for box, title in BOX_TITLES.items()],
        "draft": draft,
        "mine": intake.by == me,
        "second": second,
        "problems": problems.items if problems else (),
    }
    return render(request, "running/paper_check.html", context, status=422 if problems else 200)


def _settle(  # noqa: PLR0913 - what was typed is kept beside what is wrong with it
    request: HttpRequest,
    visitor: Visitor,
    agency: str,
    rater: str,
    *,
    faults: dict[str, Message],
    answers: dict[str, str],
) -> HttpResponse:
    round_ = round_of(visitor)
    paper = _paper(visitor, agency, rater)
    held = sorted(entries(round_, paper).values(), key=lambda one: one[0].number) if paper else []
    if paper is None or len(held) < 2:  # noqa: PLR2004 - two typists
        return redirect("paper-entry", slug=round_.slug)
    first, second = held[-2], held[-1]
    leaves = {leaf.id: leaf_of(leaf) for leaf in paper.leaves}
    context = {
        **_names(visitor, paper),
        "first": first[0],
        "second": second[0],
        "whole": state_word(first[1]) != state_word(second[1]),
        "states": (state_word(first[1]), state_word(second[1])),
        "rows": [(leaves[one.criterion], one.first, one.second) for one in compared(paper, first, second)],
        "totals": _totals(first, second),
        "faults": faults,
        "answers": answers,
    }
    return render(request, "running/paper_settle.html", context, status=422 if faults else 200)


def _totals(first: Entry, second: Entry) -> tuple[str, str] | None:
    """Return the sums on the paper where they were read differently."""
    one, other = first[1].total, second[1].total
    return None if one == other else (one or "", other or "")
