"""The writer of saves: what waits goes together, what fails costs only itself, and it never stops."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.saving import Answer, Answered, Batch
from scoring.actions.sent import Sent
from scoring.portal import save_writer
from scoring.portal.save_writer import MOST_TOGETHER, Writer


class Keeping:
    """Keeps nothing, notes what it is given, and fails for the sessions that are called so."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []

    def __call__(self, batches: Sequence[Batch], now: datetime) -> list[Answered]:  # noqa: ARG002 - as the writer calls it  # noqa: ARG002 - it is called as `keep` is
        """Answer every batch with the session's name as its value."""
        names = [batch.session for batch in batches]
        self.groups.append(names)
        if "broken" in names:
            raise OSError("the disk is full")
        return [Answered(None, (Answer("kept", value=name),)) for name in names]


def batch(name: str, n: int = 1) -> Batch:
    """Return a batch of some saves under a session's name."""
    return Batch(name, tuple(Sent("phone", at, 1, "A1", "8", "", 0) for at in range(n)))


async def all_of(keeping: Keeping, *batches: Batch) -> list[str]:
    """Return what is answered to requests that come at once: the value, or the name of what was raised."""
    writer = Writer(keeping)
    found = await asyncio.gather(*(writer.keep(one) for one in batches), return_exceptions=True)
    return [type(one).__name__ if isinstance(one, BaseException) else one.answers[0].value for one in found]


def test_everybody_is_told() -> None:
    """Requests that come at once are each answered, in groups in the order in which they came."""
    keeping = Keeping()
    names = [f"s{n}" for n in range(50)]
    assert asyncio.run(all_of(keeping, *map(batch, names))) == names
    assert [name for group in keeping.groups for name in group] == names
    assert len(keeping.groups) < len(names)


def test_a_group_has_its_bounds() -> None:
    """No more saves than the bound go together, however many wait; one request is never parted."""
    keeping = Keeping()
    asyncio.run(all_of(keeping, *(batch(f"s{n}", 100) for n in range(12))))
    assert max(len(group) for group in keeping.groups) * 100 <= MOST_TOGETHER
    assert sum(len(group) for group in keeping.groups) == 12


def test_one_that_fails_costs_the_others_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """A group that fails is tried again request by request, and the writer goes on."""
    caplog.set_level(logging.CRITICAL)
    keeping = Keeping()
    assert asyncio.run(all_of(keeping, *map(batch, ("a", "broken", "b")))) == ["a", "Busy", "b"]


def test_too_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes when too many wait already is told to come again."""
    monkeypatch.setattr(save_writer, "MOST_WAITING", 0)
    assert asyncio.run(all_of(Keeping(), batch("a"))) == ["Busy"]
