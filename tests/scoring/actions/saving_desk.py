"""A panel member at a score sheet, for tests of saves: signed in, with a sheet, and devices that send."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from scoring.actions.plans import plan_of
from scoring.actions.saving import Answer, Batch, keep
from scoring.actions.sent import Sent
from scoring.rounds.calendar import Phase
from scoring.storage.models import Role, Save, Sheet
from tests.portal_people import browser, demo_round, somebody


class Desk:
    """One member of the demonstration round, r1, with the sheet for the court; `send` saves as a device does."""

    def __init__(self, *phases: Phase) -> None:
        self.round = demo_round(*phases)
        self.plan = plan_of(self.round)
        self.person = somebody(Role.PANEL, self.round, "r1")
        self.sheet = Sheet.objects.create(round=self.round, rater="r1", agency="court")
        self.browser = browser(self.person)
        self.session = self.browser.cookies["pingyi"].value
        self.now = timezone.now()
        self._seqs: Counter[str] = Counter()

    def sent(self, value: str, criterion: str = "A1", *, device: str = "phone", seq: int = 0, **more: Any) -> Sent:  # noqa: ANN401 - a field of Sent
        """Return a save, numbered as the device numbers it."""
        self._seqs[device] += 1
        named: dict[str, Any] = {"reason": "", "base": 0, "sheet": self.sheet.pk} | more
        return Sent(device, seq or self._seqs[device], criterion=criterion, value=value, **named)

    def keep(self, *saves: Sent, session: str = "", now: datetime | None = None) -> list[Answer]:
        """Return the answers to one request."""
        return list(keep([Batch(session or self.session, saves)], now or self.now)[0].answers)

    def send(self, value: str, criterion: str = "A1", **more: Any) -> Answer:  # noqa: ANN401 - a field of Sent
        """Return the answer to one save."""
        return self.keep(self.sent(value, criterion, **more))[0]

    def status(self, value: str, criterion: str = "A1", **more: Any) -> str:  # noqa: ANN401 - a field of Sent
        """Return what became of one save."""
        return self.send(value, criterion, **more).status

    def rows(self) -> list[tuple[str, str, str]]:
        """Return what is kept: cell, value and reason of each row, in order."""
        return list(Save.objects.order_by("pk").values_list("criterion", "value", "reason"))

    def later(self, **much: int) -> datetime:
        """Return a later moment."""
        return self.now + timedelta(**much)
