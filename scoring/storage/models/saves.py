"""Saves: what panel members typed, one row a save, never altered; the newest row of a cell is what it holds."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.sheets import Sheet


class Save(models.Model):
    """One cell of one sheet as it was saved: a criterion's mark and reason, or a box (`~highlights`, …).

    `value` is "" where the cell was emptied. `base` is the save that the device had seen in that cell (0: none): a
    save whose base is not the newest one came from a stale page. `device` and `seq` number a device's saves, so that
    one sent twice is kept once.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="saves")
    criterion = models.CharField(max_length=64)
    value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    base = models.PositiveBigIntegerField(default=0)
    device = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["device", "seq"], name="a_save_is_kept_once"),)
        indexes = (models.Index(fields=["sheet", "criterion", "-id"], name="newest_of_a_cell"),)

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
