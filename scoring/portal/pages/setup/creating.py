"""A new round: from the library, a set-up workbook, or a rubric of one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Place, Problem, Problems, say
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.setting_up import (
    Named,
    begin_like,
    begin_with_rubric,
    begin_with_workbook,
    rounds_to_begin_like,
    rubrics_to_begin_with,
)
from scoring.actions.taking_up import is_workbook
from scoring.portal.doors import act, page
from scoring.portal.pages.setup.faulty_lines import with_lines
from scoring.portal.pages.setup.files_given import file_given
from scoring.storage.models import Round

_FIELDS = ("slug", "title", "organizer", "like")


@page("rounds/new/", "new-round", may=runs_rounds)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask what the round is called and what it begins with."""
    return _form(request, dict.fromkeys(_FIELDS, ""))


@act("rounds/new/", "new-round-begin", may=runs_rounds)
def begin(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Open the round, or say in place all that is wrong."""
    typed = {field: request.POST.get(field, "").strip() for field in _FIELDS}
    given = None
    try:
        given = file_given(request, "file")
        made = _begun(visitor, typed, given)
    except Problems as problems:
        return _form(request, typed, problems, given)
    return redirect("round", slug=made.slug)


def _begun(visitor: Visitor, typed: dict[str, str], given: tuple[str, bytes] | None) -> Round:
    names = Named(typed["slug"], typed["title"], typed["organizer"])
    if given is not None:
        name, data = given
        begin_ = begin_with_workbook if is_workbook(data, name) else begin_with_rubric
        return begin_(data, name, names, visitor.person, visitor.now)
    known = {choice.name for choice in (*rounds_to_begin_like(), *rubrics_to_begin_with())}
    if typed["like"] not in known:
        rule = say("nothing is chosen that the round begins with.")
        raise Problems([Problem("ROUND-LIKE", Place("-"), rule, say("Choose one of the list, or a file."))])
    return begin_like(typed["like"], names, visitor.person, visitor.now)


def _form(
    request: HttpRequest,
    typed: dict[str, str],
    problems: Problems | None = None,
    given: tuple[str, bytes] | None = None,
) -> HttpResponse:
    context = {
        "typed": typed,
        "rounds": rounds_to_begin_like(),
        "rubrics": rubrics_to_begin_with(),
        "problems": with_lines(problems, given),
    }
    return render(request, "setup/new.html", context, status=422 if problems else 200)
