"""The decision: computed grades beside proposed and decided ones, with the reasons where they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rubrics import Problems
from scoring.actions.deciding import Grades, Heading, decide, decided_so_far
from scoring.actions.permissions import Visitor, runs_rounds, while_settling
from scoring.actions.results import outcome_of
from scoring.actions.scorecards import standings_page
from scoring.actions.settled_files import CHANGED
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked, words_asked
from scoring.storage.models import Round

_Filled = TypeVar("_Filled", Heading, Grades)


@page("r/<slug:slug>/decision/", "decision", may=runs_rounds)
def decision(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the decision as it stands, as a form."""
    return _form(request, visitor, round_of(visitor))


@act("r/<slug:slug>/decision/", "decide", may=runs_rounds, when=while_settling)
def decide_grades(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Write the decision, or show what is wrong with it beside what was typed."""
    round_ = round_of(visitor)
    posted = request.POST
    heading = Heading(*(posted.get(name, "") for name in ("body", "date", "minutes")))
    grades = {
        agency: Grades(*(posted.get(f"{name}:{agency}", "") for name in ("proposed", "decided", "reason")))
        for agency in posted.getlist("agency")
    }
    try:
        decide(
            round_,
            posted.get("seen", ""),
            visitor.person,
            visitor.now,
            heading,
            grades,
            others_as_computed="as_computed" in posted,
        )
    except Problems as problems:
        return _form(request, visitor, round_, (heading, grades, problems))
    return redirect(f"{reverse('decision', kwargs={'slug': round_.slug})}?{request.GET.urlencode()}")


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
        problems = typed[2].items
        # What somebody else has decided meanwhile is not hidden by what was left empty before.
        beneath = any(item.code == CHANGED for item in problems)
        heading = _over(heading, typed[0]) if beneath else typed[0]
        grades |= {
            agency: _over(grades[agency], one) if beneath and agency in grades else one
            for agency, one in typed[1].items()
        }
    words = words_asked(request)
    rubric = outcome.results.rubric
    context = {
        "outcome": outcome,
        "shown": standings_page(outcome, words, page_asked(request)),
        "words": words,
        "heading": heading,
        "grades": grades,
        "problems": problems,
        "typed": typed is not None,
        "as_computed": "as_computed" in request.POST,
        "titles": tuple(dict.fromkeys(band.title for band in rubric.grades.bands)) if rubric.grades else (),
        "hindered": while_settling(visitor),
    }
    return render(request, "publishing/decision.html", context, status=422 if typed else 200)


def _over(held: _Filled, typed: _Filled) -> _Filled:
    """Return what was typed, and what is held where nothing was."""
    return replace(held, **{name: text for name, text in vars(typed).items() if text.strip()})
