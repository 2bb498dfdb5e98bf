"""统分记录: as a page, and as a workbook to sign."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.permissions import Visitor, observes_here, reads_count
from scoring.actions.progress import STATES
from scoring.actions.record_of_count import record_file, record_of_count
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.downloads import made
from scoring.portal.wording import tr


@page("r/<slug:slug>/count/", "record-of-count", may=observes_here)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the record of the count, to observers without marks until the result is public."""
    marks = reads_count(visitor)
    found = record_of_count(round_of(visitor), marks=marks)
    return render(request, "running/record_of_count.html", {"found": found, "states": STATES, "marks": marks})


@page("r/<slug:slug>/count/record.xlsx", "record-of-count-file", may=reads_count)
def file(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Give the record of the count as a workbook."""
    return made(*record_file(round_of(visitor), tr))
