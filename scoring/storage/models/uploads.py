"""Uploads: files that agencies brought, as they came; the bytes lie in the file store (scoring.storage.files)."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round


class Upload(models.Model):
    """One file of one agency. `kind` is what it holds by its content, never by its `name`.

    `number` counts an agency's uploads from 1. A browser names every file it sends by a `key` of its own: one that is
    sent twice is kept once. `text` is the SHA-256 of the text that was taken out of a report, "" where there is none.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="uploads")
    agency = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16)
    text = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "agency", "number"], name="uploads_are_counted"),
            models.UniqueConstraint(fields=["round", "agency", "key", "sha256"], name="an_upload_is_kept_once"),
        )

    def __str__(self) -> str:
        return self.name
