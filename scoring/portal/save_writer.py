"""The one writer of saves in a process: it takes what waits, keeps all of it in one transaction, and tells who asked.

Whoever waits is told only after the commit; a group that fails as a whole is tried again request by request, so that
what is wrong with one of them costs the others nothing.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone

from scoring.actions.saving import Answered, Batch, keep

MOST_TOGETHER = 400
"""How many saves go into one transaction at most: others that write wait for it."""
MOST_WAITING = 4000
"""How many requests may wait; more are told to come again."""
_log = logging.getLogger(__name__)
Waiting = tuple[Batch, asyncio.AbstractEventLoop, "asyncio.Future[Answered]"]


class Busy(Exception):  # noqa: N818 - it is a state and no error of anybody
    """What was sent was not looked at, and is to be sent again."""


class Writer:
    """Keeps batches on a thread of its own with a database connection of its own; the thread begins with the first."""

    def __init__(self, do: Callable[[Sequence[Batch], datetime], list[Answered]] = keep) -> None:
        self._do = do
        self._waiting: deque[Waiting] = deque()
        self._come = threading.Condition()
        self._thread: threading.Thread | None = None

    async def keep(self, batch: Batch) -> Answered:
        """Return the answers once all that is kept of the batch is on the disk. Raises Busy where it could not be."""
        loop = asyncio.get_running_loop()
        told: asyncio.Future[Answered] = loop.create_future()
        with self._come:
            if len(self._waiting) >= MOST_WAITING:
                raise Busy
            self._waiting.append((batch, loop, told))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="saves", daemon=True)
                self._thread.start()
            self._come.notify()
        return await told

    def _run(self) -> None:
        while True:
            group = self._group()
            try:
                self._deliver(group, self._done(group))
            except Exception:  # noqa: BLE001 - whatever it is
                # The thread must live on, or nothing would ever be kept again.
                _log.exception("Saves could not be answered.")

    def _group(self) -> list[Waiting]:
        """Wait for requests and return as many as go together, at least one."""
        with self._come:
            while not self._waiting:
                self._come.wait()
            group = [self._waiting.popleft()]
            held = len(group[0][0].saves)
            while self._waiting and held + len(self._waiting[0][0].saves) <= MOST_TOGETHER:
                group.append(self._waiting.popleft())
                held += len(group[-1][0].saves)
            return group

    def _done(self, group: list[Waiting]) -> list[Answered | None]:
        """Return the answers; None for what could not be kept."""
        batches = [batch for batch, _, _ in group]
        try:
            return list(self._do(batches, timezone.now()))
        except Exception:  # noqa: BLE001 - whatever it is, it may be the fault of one of them
            _log.exception("Saves are tried again one by one.")
            connection.close()
        return [self._alone(batch) for batch in batches]

    def _alone(self, batch: Batch) -> Answered | None:
        try:
            return self._do([batch], timezone.now())[0]
        except Exception:  # noqa: BLE001 - whatever it is, the device sends it again
            _log.exception("A request of saves could not be kept.")
            connection.close()
            return None

    @staticmethod
    def _deliver(group: list[Waiting], answers: list[Answered | None]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Answered], Answered | None]]] = {}
        for (_, loop, told), answer in zip(group, answers, strict=True):
            by_loop.setdefault(loop, []).append((told, answer))
        for loop, held in by_loop.items():
            try:
                loop.call_soon_threadsafe(_tell, held)
            except RuntimeError:
                # The server is stopping: what was kept is kept, and the devices ask again.
                _log.warning("Saves were kept whose senders could not be told.")


def _tell(held: list[tuple[asyncio.Future[Answered], Answered | None]]) -> None:
    for told, answer in held:
        if told.done():
            continue
        if answer is None:
            told.set_exception(Busy())
        else:
            told.set_result(answer)
