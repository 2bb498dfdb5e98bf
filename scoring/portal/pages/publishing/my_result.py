"""An agency's own result: decided grade, letter, feedback, tasks, and its one request for review."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.following_up import Brought, answer_task, request_review, tasks_of
from scoring.actions.permissions import Visitor, follows_up, knows_result, while_open
from scoring.actions.publishing import as_given_out, letter_of
from scoring.actions.scorecards import told_to
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.portal.pages.publishing.publication import handed
from scoring.portal.pages.publishing.task_words import TASK_STATES
from scoring.storage import files
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
    assert visitor.round is not None  # noqa: S101 - the address names it
    found = letter_of(visitor.round, agency) if Stage.LETTERS in visitor.given_out else None
    return handed(found) if found else refusals.nothing_here(request)


@act("r/<slug:slug>/agencies/<str:agency>/tasks/<int:task>/", "answer-task", may=knows_result, when=while_open)
def answer(request: HttpRequest, visitor: Visitor, agency: str, task: int) -> HttpResponse:
    """Keep what an agency did about a task, with its files."""
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    found = Task.objects.filter(round=visitor.round, agency=agency, pk=task).select_related("round").first()
    if found is None:
        return refusals.nothing_here(request)
    brought = [Brought(file.name or "", cast("BinaryIO", file)) for file in request.FILES.getlist("files")]
    try:
        answer_task(found, visitor.person, visitor.now, request.POST.get("text", ""), brought)
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
    return FileResponse(files.where(found.sha256).open("rb"), as_attachment=True, filename=found.name)


@act("r/<slug:slug>/agencies/<str:agency>/review/", "request-review", may=knows_result, when=while_open)
def review(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Ask the office to look at the result again."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    try:
        request_review(visitor.round, visitor.person, visitor.now, agency, request.POST.get("text", ""))
    except Problems as problems:
        return _shown(request, visitor, _REVIEW, problems)
    return redirect("my-result", slug=visitor.round.slug)


def _shown(
    request: HttpRequest, visitor: Visitor, form: int | None = None, problems: Problems | None = None
) -> HttpResponse:
    """Show the page, with what is wrong in one of its forms: that of the task with this number, or `_REVIEW`."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    agency = visitor.person.seat
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
        "letter": Stage.LETTERS in visitor.given_out and letter_of(visitor.round, agency) is not None,
        "tasks": tasks_of(visitor.round, agency),
        "states": TASK_STATES,
        "review": Review.objects.filter(round=visitor.round, agency=agency).first(),
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
