"""The language of a page: the visitor's own, else the one of the cookie, else Chinese; sentences from the catalogue."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from rubrics import Message, say

CHINESE, ENGLISH = "zh_CN", "en"
COOKIE = "pingyi-lang"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_spoken: ContextVar[str] = ContextVar("language", default=CHINESE)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    with as_file(files("rubrics") / "locale") as folder:
        return gettext.translation("pingyi", folder, [language], fallback=True)


def language() -> str:
    """Return the language of the page that is being made."""
    return _spoken.get()


def speak(spoken: str) -> None:
    """Let pages that are made here from now on be in `spoken`."""
    _spoken.set(ENGLISH if spoken == ENGLISH else CHINESE)


def tr(text: str) -> str:
    """Return the msgid `text` in the page's language."""
    return _catalogue(language()).gettext(text)


def shown(text: str | Message, /, **values: object) -> str:
    """Return a sentence with its values in the page's language; templates know it as `_`."""
    message = text if isinstance(text, Message) else say(text, **values)
    return Message(message.text, tuple((name, _read(value)) for name, value in message.values)).render(tr)


def clock(value: datetime) -> str:
    """Return a moment in China Standard Time, to minutes."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


def _read(value: object) -> object:
    """Return a value as pages show it: a moment as records write it is read by nobody but programs."""
    if isinstance(value, Message):
        return Message(value.text, tuple((name, _read(inner)) for name, inner in value.values))
    if isinstance(value, tuple):
        return tuple(map(_read, value))
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        with suppress(ValueError):  # somebody's own words may look like one
            return clock(datetime.fromisoformat(value))
    return value


class Wording:
    """The middleware that finds out which language a visitor reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Speak the visitor's language while the page is made."""
        speak(request.COOKIES.get(COOKIE, CHINESE))
        return self.get_response(request)
