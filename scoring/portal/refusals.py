"""What is answered when something cannot be: not here, not now, not like this."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rubrics import Message, Problems, say
from scoring.actions.permissions import while_open
from scoring.portal.wording import speak
from scoring.storage.models import Person


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what does not exist, and what the visitor may not know to exist: both alike, and no word of the round."""
    # The shell would name the round that the address names.
    request.visitor = None  # type: ignore[attr-defined]
    return _told(request, say("There is nothing here for you."), say("Go back, or begin at the first page."), 404)


def not_now(request: HttpRequest, why: Message) -> HttpResponse:
    """Answer what the phase of the round does not allow, or what ended when the round was closed."""
    if (closed := while_open(request.visitor)) is not None:  # type: ignore[attr-defined]  # the door set it
        return _told(request, closed, say("A closed round stays as it is."), 403)
    return _told(request, why, say("The calendar of the round says when it is open."), 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the token that proves that it came from here."""
    return _told(
        request,
        say("This form is too old, or cookies are switched off: nothing was changed."),
        say("Go back, reload the page and send it again."),
        403,
    )


def problems(request: HttpRequest, found: Problems, status: int = 422) -> HttpResponse:
    """Answer an input with faults: all of them."""
    return render(request, "problems.html", {"problems": found.items}, status=status)


def busy(request: HttpRequest) -> HttpResponse:
    """Answer when too many ask at once for something that takes long."""
    return _told(request, say("Too many people are signing in at this moment."), say("Try again in a minute."), 503)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when the program itself failed."""
    return _told(
        request,
        say("Something went wrong here; what you sent was not taken in."),
        say("Try again. If it goes on, tell the office the time and what you did."),
        500,
    )


def _told(request: HttpRequest, what: Message, remedy: Message, status: int) -> HttpResponse:
    # Where no door was passed, nobody has asked yet in which language the visitor reads.
    person = getattr(request, "user", None)
    if isinstance(person, Person) and person.language:
        speak(person.language)
    return render(request, "refusal.html", {"what": what, "remedy": remedy, "status": status}, status=status)
