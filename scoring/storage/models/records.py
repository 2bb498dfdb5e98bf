"""Records: the files a round is made of, each version of them; the bytes lie in scoring.storage.files."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round


class Record(models.Model):
    """One version of one file of a round folder. The newest is `current`; a file that was removed has none."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="records")
    path = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    current = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "path"], condition=models.Q(current=True), name="one_current_version_of_a_file"
            ),
        )
        indexes = (models.Index(fields=["round", "path", "-id"], name="versions_of_a_file"),)

    def __str__(self) -> str:
        return self.path
