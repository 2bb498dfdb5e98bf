"""Drafts of reports: what agencies typed and did not hand in yet, field by field; nobody else reads it."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round
from scoring.storage.models.uploads import Upload


class Answer(models.Model):
    """One field of an agency's draft as it was typed: `report.text`, `self.A1`, `facts.viewers`, `piece.3.title`, ….

    `edition` counts how often the field was changed: a save that saw an earlier one comes from a stale page.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    agency = models.CharField(max_length=64)
    field = models.CharField(max_length=120)
    value = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "agency", "field"], name="one_answer_a_field"),)

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class Piece(models.Model):
    """One piece of evidence in a draft; what it says are the fields `piece.<number>.…`.

    `way` is how it is handed in: file, url, phone, on_site or disc. One that was taken away is `gone`: its number is
    not given again, and its file is still there.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="pieces")
    agency = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    criterion = models.CharField(max_length=64)
    way = models.CharField(max_length=8)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.CASCADE, related_name="pieces")
    gone = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "agency", "number"], name="pieces_are_counted"),)

    def __str__(self) -> str:
        return f"{self.criterion} {self.number}"
