"""Figures from outside: a table is looked at first, then taken in."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Message, Problems, say
from scoring.actions.figures import Preview, look_at_figures, sources_of, take_in_figures, taken_in
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.uploads_of_tables import Kept, keep_uploads, kept_by, token_of
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.wording import tr
from submissions.plain_text import one_line

_LONGEST = 200


@page("r/<slug:slug>/figures/", "figures", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what was taken in so far, and the form to take in more."""
    return _show(request, visitor)


@act("r/<slug:slug>/figures/look/", "look-at-figures", may=runs_rounds, when=while_open)
def look(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what a table comes to; nothing is written."""
    file, source = request.FILES.get("file"), request.POST.get("source", "")
    if file is None or source not in sources_of(round_of(visitor)):
        return _show(request, visitor, said=say("Choose what the figures are, and the file."))
    try:
        kept = keep_uploads([(file.name or "", file.chunks())])
        return _preview(request, visitor, look_at_figures(round_of(visitor), kept, source), kept)
    except Problems as problems:
        return _show(request, visitor, problems=problems)


@act("r/<slug:slug>/figures/accept/", "accept-figures", may=runs_rounds, when=while_open)
def accept(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take in what was shown."""
    round_, source = round_of(visitor), request.POST.get("source", "")
    kept, shown = kept_by(round_, request.POST.get("token", ""))
    about = (_day(request.POST.get("date", "")), one_line(request.POST.get("provider", "")).strip()[:_LONGEST] or None)
    done = take_in_figures(round_, person_of(visitor), kept, source, shown=shown, about=about, at=visitor.now, tr=tr)
    if done is None:
        said = say("Something else came in meanwhile: look at it once more.")
        return _preview(request, visitor, look_at_figures(round_, kept, source), kept, said)
    return redirect("figures", slug=round_.slug)


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _show(
    request: HttpRequest, visitor: Visitor, *, problems: Problems | None = None, said: Message | None = None
) -> HttpResponse:
    round_ = round_of(visitor)
    context = {
        "sources": sources_of(round_),
        "taken": taken_in(round_),
        "problems": problems.items if problems else (),
        "said": said,
        "source": request.POST.get("source", ""),
        "date": request.POST.get("date", ""),
        "provider": request.POST.get("provider", ""),
    }
    return render(request, "running/figures.html", context, status=422 if problems or said else 200)


def _preview(
    request: HttpRequest, visitor: Visitor, preview: Preview, kept: Kept, said: Message | None = None
) -> HttpResponse:
    context = {
        "preview": preview,
        "file": kept[0][0],
        "token": token_of(round_of(visitor), kept, preview.shown),
        "said": said,
        "date": request.POST.get("date", ""),
        "provider": request.POST.get("provider", ""),
    }
    return render(request, "running/figures_look.html", context)
