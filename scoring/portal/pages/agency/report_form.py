"""The form of a report: every answer saved as it is typed, evidence beside its criterion; it works without script."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rubrics import Place, Problem, Problems, say
from scoring.actions.draft_checks import faults_of
from scoring.actions.drafting import Draft, Saved, add_piece, draft_of, remove_piece, save_answers
from scoring.actions.permissions import Visitor, answers_here, while_reporting
from scoring.actions.report_form import WAY_TITLES
from scoring.actions.reporting import submission_of
from scoring.actions.uploads import LARGEST, add_evidence, drop_report, set_report
from scoring.portal.doors import act, page
from scoring.portal.pages.agency.my_report import HOME, desk_of
from scoring.portal.typed_numbers import whole
from scoring.portal.uploaded import as_sent
from scoring.portal.wording import shown

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_PREFIXES = ("report.", "contact.", "self.", "facts.", "piece.")


@page(HOME, "report-form", may=answers_here, when=while_reporting)
def form(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the form with what was typed so far."""
    return _form(request, visitor)


@act(HOME, "report-save", may=answers_here, when=while_reporting)
def save(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Keep the whole form as a browser without script sends it, with its files, and do what the button says."""
    desk = desk_of(visitor)
    typed = {name: _lines(request.POST.get(name, "")) for name in request.POST if name.startswith(_PREFIXES)}
    saved = save_answers(desk, typed, _seen(request.POST.get("seen", "")))
    faults: list[Problem] = []
    for name, files in request.FILES.lists():
        for file in files:
            try:
                brought = as_sent(file, request.POST.get("key", ""))
                _, _, criterion = name.partition(".")
                if criterion:
                    add_evidence(desk, criterion, brought)
                else:
                    set_report(desk, brought)
            except Problems as problems:
                faults += problems.items
    if saved.stale or faults:
        return _form(request, visitor, saved, typed, faults)
    return redirect(_after(request, visitor, agency))


@act(f"{HOME}saved/", "report-autosave", may=answers_here, when=while_reporting)
def autosave(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Keep the fields that a script sends, and answer with their editions, or with what somebody else made of them."""
    try:
        sent = json.loads(request.body)
        values = {str(name): _lines(str(value)) for name, value in sent["values"].items()}
        saved = save_answers(desk_of(visitor), values, {str(name): int(at) for name, at in sent["seen"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return JsonResponse({"told": shown(_UNREADABLE)}, status=400)
    except Problems as problems:
        return JsonResponse({"told": [shown(item.rule) for item in problems.items]}, status=422)
    stale = {
        name: {"value": other.value, "edition": other.edition, "name": other.name}
        for name, other in saved.stale.items()
    }
    return JsonResponse({"kept": dict(saved.kept), "stale": stale})


def _form(
    request: HttpRequest,
    visitor: Visitor,
    saved: Saved | None = None,
    typed: Mapping[str, str] | None = None,
    faults: list[Problem] | None = None,
) -> HttpResponse:
    desk = desk_of(visitor)
    draft = draft_of(desk.round, desk.agency)
    handed_in = submission_of(desk.round, desk.agency)
    if handed_in is not None and not draft.begun:
        return redirect("my-report", slug=desk.round.slug)
    stale = saved.stale if saved else {}
    wrong: dict[str, list[Any]] = {}
    for fault in faults_of(desk, draft)[1] if draft.begun else ():
        wrong.setdefault(fault.field, []).append(fault.problem)
    # Where somebody else changed a field, what was typed here stays to be seen: the next save keeps it.
    shown_draft = Draft(
        {**draft.answers, **{name: (typed or {})[name] for name in stale}}, draft.editions, draft.pieces, draft.uploads
    )
    context = {
        "desk": desk,
        "form": desk.form,
        "draft": shown_draft,
        "seen": json.dumps(dict(draft.editions)),
        "key": secrets.token_urlsafe(16),
        "stale": stale,
        "problems": faults or [],
        "wrong": wrong,
        "ways": WAY_TITLES,
        "most": LARGEST,
        "accepted": handed_in is not None and handed_in.status == "accepted",
    }
    return render(request, "agency/form.html", context, status=409 if stale else 422 if faults else 200)


def _after(request: HttpRequest, visitor: Visitor, agency: str) -> str:
    """Do what the pressed button says, and return where to go on."""
    desk = desk_of(visitor)
    address = reverse("report-form", kwargs={"slug": desk.round.slug, "agency": agency})
    if "add" in request.POST:
        criterion, _, way = request.POST["add"].rpartition(" ")
        return f"{address}#piece-{add_piece(desk, criterion, way).number}"
    if (number := whole(request.POST.get("remove", ""))) is not None:
        return f"{address}#c-{remove_piece(desk, number) or ''}"
    if "drop-report" in request.POST:
        drop_report(desk)
        return f"{address}#report"
    if "look-over" in request.POST:
        return reverse("submit-report", kwargs={"slug": desk.round.slug, "agency": agency})
    return address


def _seen(text: str) -> dict[str, int]:
    try:
        return {str(name): int(at) for name, at in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError, OverflowError, RecursionError):
        raise Problems([Problem("FORM-STALE", Place("—"), _UNREADABLE, _RELOAD)]) from None


def _lines(value: str) -> str:
    """Return a text with the line breaks that a script sees, for forms send others; without what no database keeps."""
    return _NO_TEXT.sub("", value.replace("\r\n", "\n"))


_UNREADABLE = say("what the page sent cannot be read.")
_RELOAD = say("Reload the page and try again.")
