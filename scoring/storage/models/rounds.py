"""Rounds: what is known of them without opening a file of theirs."""

from __future__ import annotations

from django.db import models

LONGEST_TITLE = 300
"""Of a title as pages show it; round.yaml may hold more."""


class Round(models.Model):
    """One 评议活动. What it says stands in its records (round.yaml, rubric.yaml, calendar.yaml, …); these are counters.

    `revision` counts every change of a record, `setup` only those of the files that say who marks what and when:
    what was computed from them is good for as long as the counter stays. A round that is closed has `closed` set and
    no record of it changes any more; `sealed` is the SHA-256 of the list of its records.
    """

    slug = models.SlugField(max_length=64, unique=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    organizer = models.CharField(max_length=LONGEST_TITLE)
    fictional = models.BooleanField(default=False)
    created = models.DateTimeField()
    revision = models.PositiveBigIntegerField(default=1)
    setup = models.PositiveBigIntegerField(default=1)
    closed = models.DateTimeField(null=True)
    sealed = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.title
