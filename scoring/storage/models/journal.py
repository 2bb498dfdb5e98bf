"""The journal: who did what, when. It holds no marks: observers read it before anything is published."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round


class JournalLine(models.Model):
    """One line. `text` is the English msgid of the sentence, `values` what fills its {named} places."""

    round = models.ForeignKey(Round, null=True, on_delete=models.CASCADE, related_name="journal")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    values = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["round", "-id"], name="newest_of_the_journal"),)

    def __str__(self) -> str:
        return self.text
