"""Publications: which stage of a round's results was given out when, and from which records."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round


class Stage(models.TextChoices):
    """To whom results are given: 送审, 内部, 反馈被评议单位, 公布; each is given out by itself."""

    APPROVAL = "approval"
    INTERNAL = "internal"
    LETTERS = "letters"
    PUBLIC = "public"


class Shown(models.TextChoices):
    """What panel members see of the internal stage."""

    NOTHING = ""
    STANDINGS = "standings"
    MARKS = "marks"


class Publication(models.Model):
    """A stage was given out; the newest of a stage counts, and none of them once it was taken `back`.

    `records` is the SHA-256 of the list of records that everything was made from (in the file store, a line
    `SHA-256  path` for each), `figures` that of the standings; the files themselves are records published/<stage>/….
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="publications")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    engine = models.CharField(max_length=40)
    records = models.CharField(max_length=64)
    figures = models.CharField(max_length=64)
    panel = models.CharField(max_length=10, choices=Shown.choices, blank=True)
    back = models.DateTimeField(null=True)
    back_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    back_why = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["round", "stage", "-id"], name="newest_of_a_stage"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.stage} {self.at:%F %T}"
