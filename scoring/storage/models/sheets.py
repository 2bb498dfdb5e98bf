"""Sheets: one rater's marks for one agency, what of them is signed, and what was unlocked again."""

from __future__ import annotations

import secrets

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round


def drawn_number() -> int:
    """Return a number that nobody can guess and that JavaScript still counts exactly."""
    return secrets.randbits(52)


class Sheet(models.Model):
    """评分表 of one rater for one agency. To what is signed (`locked`: criteria and boxes) no save goes any more.

    Its number is drawn: counted ones would tell a member how many sheets others have opened.
    """

    id = models.BigIntegerField(primary_key=True, default=drawn_number, editable=False)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    rater = models.CharField(max_length=64)
    agency = models.CharField(max_length=64)
    locked = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "rater", "agency"], name="one_sheet_a_pair"),)

    def __str__(self) -> str:
        return f"{self.rater} → {self.agency}"


class Signing(models.Model):
    """A rater signed criteria of a sheet: the record intakes/NNNN.yaml that holds what was signed.

    Unlocking (`undone`, by the office, with a reason) takes the lock away and nothing else: the intake stays, and the
    next signing supersedes it.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="signings")
    criteria = models.JSONField()
    intake = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.sheet} {self.at:%F %T}"
