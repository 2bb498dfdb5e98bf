"""The register of tasks (整改台账): what agencies must put right, what they did, and the office's verdict."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.following_up import judge_task, set_task, tasks_of
from scoring.actions.paging import pages_of
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.searching import holding
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked, words_asked
from scoring.portal.pages.publishing.task_words import TASK_STATES
from scoring.storage.models import Task, TaskState

_ROWS = 50
_MOST_LISTED = 200
"""Of more agencies one is typed instead of chosen from a list: the list would be heavier than all the rest."""


@page("r/<slug:slug>/tasks/", "tasks", may=runs_rounds)
def tasks(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show all tasks, those that are due first on top, and the form for another one."""
    return _shown(request, visitor, ())


@act("r/<slug:slug>/tasks/", "set-task", may=runs_rounds, when=while_open)
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Set a task."""
    round_ = round_of(visitor)
    posted = request.POST
    try:
        due = date.fromisoformat(posted.get("due", ""))
    except ValueError:
        due = date.min
    try:
        set_task(
            round_,
            person_of(visitor),
            visitor.now,
            _meant(visitor, posted.get("agency", "")),
            posted.get("about", "")[:64],
            posted.get("text", ""),
            due,
        )
    except Problems as problems:
        return _shown(request, visitor, problems.items)
    return redirect("tasks", slug=round_.slug)


@act("r/<slug:slug>/tasks/<int:task>/", "judge-task", may=runs_rounds, when=while_open)
def judge(request: HttpRequest, visitor: Visitor, task: int) -> HttpResponse:
    """Accept, send back or drop a task."""
    found = Task.objects.filter(round=visitor.round, pk=task).select_related("round").first()
    if found is None:
        return refusals.nothing_here(request)
    verdict = request.POST.get("verdict", "")
    judge_task(found, person_of(visitor), visitor.now, request.POST.get("state", ""), verdict)
    return redirect("tasks", slug=found.round.slug)


def _meant(visitor: Visitor, typed: str) -> str:
    """Return the id of the agency that was typed by id or by name; what was typed where there is none."""
    return next((agency for agency, name in visitor.plan.round.names.items() if typed.strip() in {agency, name}), typed)


def _shown(request: HttpRequest, visitor: Visitor, problems: tuple[object, ...]) -> HttpResponse:
    plan = visitor.plan
    words = words_asked(request)
    fits = holding(words)
    found = tasks_of(round_of(visitor))
    if words:
        found = found.filter(agency__in=[agency for agency, name in plan.round.names.items() if fits(agency, name)])
    pages = pages_of(found.count(), page_asked(request), _ROWS)
    context = {
        "tasks": found[pages.span],
        "pages": pages,
        "names": plan.round.names,
        "nodes": [(leaf.id, f"{leaf.id} {leaf.node.title}") for leaf in plan.leaves.values()],
        "states": TASK_STATES,
        "open": (TaskState.SET, TaskState.RETURNED, TaskState.ANSWERED),
        "typed": request.POST,
        "chosen": request.POST.get("agency", ""),
        "words": words,
        "listed": len(plan.round.names) <= _MOST_LISTED,
        "problems": problems,
        "closed": while_open(visitor),
    }
    return render(request, "publishing/tasks.html", context, status=422 if problems else 200)
