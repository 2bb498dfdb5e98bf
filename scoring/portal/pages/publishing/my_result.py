"""An agency's own result: decided grade, letter, feedback, tasks, and its one request for review."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.following_up import answer_task, request_review, tasks_of
from scoring.actions.permissions import Visitor, follows_up, knows_result, while_open
from scoring.actions.publishing import as_given_out, letter_of
from scoring.actions.reporting import KeptFile
from scoring.actions.scorecards import told_to
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.downloads import download, recorded
from scoring.portal.pages.publishing.task_words import TASK_STATES
from scoring.portal.uploaded import as_sent
from scoring.storage.models import Publication, Review, Stage, Task, TaskFile

_REVIEW = 0
"""Stands for the form of the request for review: no task has this number."""


@page("r/<slug:slug>/my-result/", "my-result", may=knows_result)
def my_result(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show an agency what it is told, as it was given out, and what it is asked to do."""
    return _shown(request, visitor)


@page("r/<slug:slug>/agencies/<str:agency>/letter/", "letter", may=follows_up)
def letter(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponseBase:
    """Hand over the letter to an agency."""
    found = letter_of(round_of(visitor), agency) if Stage.LETTERS in visitor.given_out else None
    return recorded(found) if found else refusals.nothing_here(request)


@act("r/<slug:slug>/agencies/<str:agency>/tasks/<int:task>/", "answer-task", may=knows_result, when=while_open)
def answer(request: HttpRequest, visitor: Visitor, agency: str, task: int) -> HttpResponse:
    """Keep what an agency did about a task, with its files."""
    found = Task.objects.filter(round=visitor.round, agency=agency, pk=task).select_related("round").first()
    if found is None:
        return refusals.nothing_here(request)
    brought = [as_sent(file) for file in request.FILES.getlist("files")]
    try:
        answer_task(found, person_of(visitor), visitor.now, request.POST.get("text", ""), brought)
    except Problems as problems:
        return _shown(request, visitor, task, problems)
    return redirect("my-result", slug=found.round.slug)


@page("r/<slug:slug>/agencies/<str:agency>/tasks/<int:task>/files/<int:file>/", "task-file", may=follows_up)
def task_file(request: HttpRequest, visitor: Visitor, agency: str, task: int, file: int) -> HttpResponseBase:
    """Hand over a file that came with the answer to a task."""
    found = TaskFile.objects.filter(
        answer__task__round=visitor.round, answer__task__agency=agency, answer__task=task, pk=file
    ).first()
    if found is None:
        return refusals.nothing_here(request)
    return download(KeptFile(found.pk, found.name, found.sha256, found.size, found.kind))


@act("r/<slug:slug>/agencies/<str:agency>/review/", "request-review", may=knows_result, when=while_open)
def review(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Ask the office to look at the result again."""
    round_ = round_of(visitor)
    try:
        request_review(round_, person_of(visitor), visitor.now, agency, request.POST.get("text", ""))
    except Problems as problems:
        return _shown(request, visitor, _REVIEW, problems)
    return redirect("my-result", slug=round_.slug)


def _shown(
    request: HttpRequest, visitor: Visitor, form: int | None = None, problems: Problems | None = None
) -> HttpResponse:
    """Show the page, with what is wrong in one of its forms: that of the task with this number, or `_REVIEW`."""
    round_ = round_of(visitor)
    agency = person_of(visitor).seat
    publication = _told_by(visitor)
    outcome = as_given_out(publication)
    told = told_to(outcome, agency)
    if told is None:
        return refusals.nothing_here(request)
    context = {
        "agency": agency,
        "result": told,
        "decision": outcome.decision,
        "at": publication.at,
        "letter": Stage.LETTERS in visitor.given_out and letter_of(round_, agency) is not None,
        "tasks": tasks_of(round_, agency),
        "states": TASK_STATES,
        "review": Review.objects.filter(round=round_, agency=agency).first(),
        "closed": while_open(visitor),
        "form": form,
        "problems": problems.items if problems else (),
        "text": request.POST.get("text", ""),
    }
    return render(request, "publishing/my_result.html", context, status=422 if problems else 200)


def _told_by(visitor: Visitor) -> Publication:
    """Return the newest of the publications by which agencies know their results."""
    told = [held for stage in (Stage.LETTERS, Stage.PUBLIC) if (held := visitor.given_out.get(stage))]
    return max(told, key=_when)


def _when(publication: Publication) -> datetime:
    return publication.at
