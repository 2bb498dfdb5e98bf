"""The decision: computed grades beside proposed and decided ones, with the reasons where they differ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rubrics import Problems
from scoring.actions.deciding import Grades, Heading, decide, decided_so_far
from scoring.actions.permissions import Visitor, runs_rounds, while_settling
from scoring.actions.results import outcome_of
from scoring.actions.scorecards import standings_page
from scoring.portal.doors import act, page
from scoring.portal.pages.publishing.paging import page_number
from scoring.storage.models import Round


@page("r/<slug:slug>/decision/", "decision", may=runs_rounds)
def decision(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the decision as it stands, as a form."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    return _form(request, visitor, visitor.round)


@act("r/<slug:slug>/decision/", "decide", may=runs_rounds, when=while_settling)
def decide_grades(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Write the decision, or show what is wrong with it beside what was typed."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    posted = request.POST
    heading = Heading(*(posted.get(name, "") for name in ("body", "date", "minutes")))
    grades = {
        agency: Grades(*(posted.get(f"{name}:{agency}", "") for name in ("proposed", "decided", "reason")))
        for agency in posted.getlist("agency")
    }
    try:
        decide(
            visitor.round,
            posted.get("seen", ""),
            visitor.person,
            visitor.now,
            heading,
            grades,
            others_as_computed="as_computed" in posted,
        )
    except Problems as problems:
        return _form(request, visitor, visitor.round, (heading, grades, problems))
    return redirect(f"{reverse('decision', kwargs={'slug': visitor.round.slug})}?{request.GET.urlencode()}")


def _form(
    request: HttpRequest,
    visitor: Visitor,
    round_: Round,
    typed: tuple[Heading, dict[str, Grades], Problems] | None = None,
) -> HttpResponse:
    outcome = outcome_of(round_)
    heading, grades = decided_so_far(outcome)
    problems = outcome.problems
    if typed is not None:
        heading, problems = typed[0], typed[2].items
        grades |= typed[1]
    search = request.GET.get("q", "")
    rubric = outcome.results.rubric
    context = {
        "outcome": outcome,
        "shown": standings_page(outcome, search, page_number(request)),
        "search": search,
        "heading": heading,
        "grades": grades,
        "problems": problems,
        "typed": typed is not None,
        "titles": tuple(dict.fromkeys(band.title for band in rubric.grades.bands)) if rubric.grades else (),
        "hindered": while_settling(visitor),
        "here": "decision",
    }
    return render(request, "publishing/decision.html", context, status=422 if typed else 200)
