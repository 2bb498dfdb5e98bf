"""The office takes in what a member's device could not send: looked at first, then accepted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rubrics import Problems
from scoring.actions.draft_files import MOST_BYTES, Taken, look_at_draft, read_draft, take_draft
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.typed_numbers import whole


@page("r/<slug:slug>/draft-files/", "draft-files", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask for a draft file."""
    return _show(request)


@act("r/<slug:slug>/draft-files/look/", "look-at-draft", may=runs_rounds, when=while_open)
def look(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what would become of a draft; nothing is written."""
    given = request.FILES.get("draft")
    return _run(request, visitor, given.read(MOST_BYTES + 1) if given else b"", accept=False)


@act("r/<slug:slug>/draft-files/take/", "take-draft", may=runs_rounds, when=while_open)
def take(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take a draft in that was looked at."""
    return _run(request, visitor, request.POST.get("draft", "").encode(), accept=True)


def _run(request: HttpRequest, visitor: Visitor, data: bytes, *, accept: bool) -> HttpResponse:
    round_ = round_of(visitor)
    person = person_of(visitor)
    try:
        draft = read_draft(round_, data)
    except Problems as problems:
        return _show(request, problems=problems)
    if accept:
        chosen = _chosen(request.POST.getlist("over"))
        lines = take_draft(round_, person, draft, chosen, visitor.now)
    else:
        lines = look_at_draft(round_, person, draft, visitor.now)
    context = {"draft": draft, "text": data.decode(), "lines": lines, "done": accept, "more": _more(lines, accept)}
    return render(request, "draft_file.html", context)


def _chosen(over: list[str]) -> dict[str, int]:
    """Return by cell the id of what was shown there, from the ticks of the form."""
    pairs = (text.rpartition(" ") for text in over)
    return {name: number for name, _, shown in pairs if (number := whole(shown)) is not None}


def _more(lines: tuple[Taken, ...], accepted: bool) -> bool:  # noqa: FBT001 - whether it was taken in is the question
    """Return whether there is anything to accept, or to choose once more."""
    return any(line.status == "stale" or (line.status == "kept" and not accepted) for line in lines)


def _show(request: HttpRequest, problems: Problems | None = None) -> HttpResponse:
    found = problems.items if problems else ()
    return render(request, "draft_files.html", {"problems": found}, status=422 if problems else 200)
