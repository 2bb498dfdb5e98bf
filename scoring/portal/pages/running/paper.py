"""Paper sheets: the table on which they lie, and typing one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from rubrics import Message
from scoring.actions.cells import BOX_TITLES
from scoring.actions.paper_entry import entries, keep_typed, paper_of, spareable
from scoring.actions.paper_forms import STATES, Typed, read_typed
from scoring.actions.paper_table import table
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.plan_titles import seats_of
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked
from scoring.rounds import Sheet
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.rounds.keyed import keys_of, leaf_of
from scoring.rounds.papers import Paper

_SHEET = "r/<slug:slug>/paper/<str:agency>/<str:rater>/"
_LONGEST = 4000


@page("r/<slug:slug>/paper/", "paper-entry", may=runs_rounds, when=while_open)
def show_table(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show which paper sheets are still to be typed or checked."""
    asked = request.GET.get("rater", "")
    rater = asked if asked in visitor.plan.round.raters else None
    found = table(round_of(visitor), rater, page_asked(request))
    seats = seats_of(visitor.plan)
    context = {
        "found": found,
        "me": person_of(visitor).name,
        "rater": rater,
        "raters": {rater: f"{seats[rater]} {one.name}" for rater, one in visitor.plan.round.raters.items()},
    }
    return render(request, "running/paper_entry.html", context)


@page(_SHEET, "paper-sheet", may=runs_rounds, when=while_open)
def show_form(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Show the form of one paper, with what the same person typed before; never what somebody else typed."""
    paper = _paper(visitor, agency, rater)
    if paper is None:
        return refusals.nothing_here(request)
    own = entries(round_of(visitor), paper).get(person_of(visitor).name)
    return _form(request, visitor, paper, _of_entry(own[1]) if own else Typed({}, {}, "", "", "", {}), faults={})


@act(_SHEET, "paper-type", may=runs_rounds, when=while_open)
def keep(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Keep what was typed; it counts once it was read back, or typed by a second person."""
    paper = _paper(visitor, agency, rater)
    if paper is None:
        return refusals.nothing_here(request)
    typed = _of_post(request.POST, paper)
    round_ = round_of(visitor)
    sheet, faults = read_typed(paper, typed, spare=spareable(round_))
    if sheet is None:
        return _form(request, visitor, paper, typed, faults=faults, status=422)
    person = person_of(visitor)
    keep_typed(round_, person, paper, sheet, visitor.now)
    others = [name for name in entries(round_, paper) if name != person.name]
    if others:
        return redirect("paper-settle", slug=round_.slug, agency=agency, rater=rater)
    if request.POST.get("then") == "check":
        return redirect("paper-check", slug=round_.slug, agency=agency, rater=rater)
    return redirect("paper-entry", slug=round_.slug)


def _paper(visitor: Visitor, agency: str, rater: str) -> Paper | None:
    """Return the paper: what is open of it, or all of it where everything was counted already."""
    round_ = round_of(visitor)
    return paper_of(round_, agency, rater) or paper_of(round_, agency, rater, again=True)


def _form(  # noqa: PLR0913 - the form, what was typed, what is wrong
    request: HttpRequest,
    visitor: Visitor,
    paper: Paper,
    typed: Typed,
    *,
    faults: dict[str, Message],
    status: int = 200,
) -> HttpResponse:
    plan = visitor.plan
    context = {
        "agency": paper.agency,
        "agency_name": plan.round.names[paper.agency],
        "rater_name": plan.round.raters[paper.rater].name,
        "seat": seats_of(plan)[paper.rater],
        "leaves": [(leaf.id, leaf_of(leaf), keys_of(leaf)) for leaf in paper.leaves],
        "held": paper.held,
        "typed": typed,
        "faults": faults,
        "states": STATES,
        "boxes": BOX_TITLES,
        "spareable": NOT_APPLICABLE if spareable(round_of(visitor)) else "",
    }
    return render(request, "running/paper_sheet.html", context, status=status)


def _of_post(sent: QueryDict, paper: Paper) -> Typed:
    def text(name: str) -> str:
        return sent.get(name, "")[:_LONGEST].replace("\r\n", "\n")

    state = text("state")
    return Typed(
        {leaf.id: text(f"m.{leaf.id}") for leaf in paper.leaves},
        {leaf.id: text(f"r.{leaf.id}") for leaf in paper.leaves},
        text("total"),
        state if state in STATES else "",
        text("why"),
        {box: text(box) for box in BOX_TITLES},
    )


def _of_entry(sheet: Sheet) -> Typed:
    state = next((name for name in STATES if getattr(sheet, name) is not None), "")
    boxes = {box: getattr(sheet, box) or "" for box in BOX_TITLES}
    return Typed(sheet.marks, sheet.reasons, sheet.total or "", state, getattr(sheet, state) if state else "", boxes)
