"""What templates know beside what a page gives them: sentences, addresses, assets, moments."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from jinja2 import Environment, StrictUndefined

from rubrics import Place, Problem
from scoring.portal import wording
from scoring.portal.assets import address
from scoring.portal.menus import menus
from scoring.portal.own_address import back


def environment(**options: object) -> Environment:
    """Return the templates' environment; what is undefined is an error, what is text is escaped."""
    strict = {**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**strict)  # type: ignore[arg-type] # noqa: S701 - Django sets autoescape among the options
    made.globals.update(
        _=wording.shown, language=wording.language, url=_url, asset=address, now=timezone.now, told=_told
    )
    made.globals.update(menus=menus, back=back)
    made.globals.update(hall=settings.PINGYI_HALL_NETWORK, rehearsal=settings.PINGYI_DEMO)
    made.filters.update(moment=moment, day=day)
    return made


def context(request: HttpRequest) -> dict[str, object]:
    """Return what every page knows: who asks, in which round (None where nobody passed a door)."""
    return {"visitor": getattr(request, "visitor", None)}


def _url(name: str, **named: object) -> str:
    return reverse(name, kwargs=named or None)


def _told(item: Problem | Place) -> str:
    return item.render(wording.tr)


def moment(value: datetime | None) -> str:
    """Return a moment in China Standard Time, to minutes; "" where there is none."""
    return wording.clock(value) if value else ""


def day(value: date | None) -> str:
    """Return a day; "" where there is none."""
    return value.isoformat() if value else ""


__all__ = ["context", "day", "environment", "moment"]
