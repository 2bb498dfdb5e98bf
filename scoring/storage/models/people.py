"""People: who may sign in, in which role, and as whom in which round."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from scoring.storage.models.rounds import Round


class Role(models.TextChoices):
    """What somebody is in the portal; an office member is one in every round."""

    OFFICE = "office"
    PANEL = "panel"
    AGENCY = "agency"
    OBSERVER = "observer"


class People(BaseUserManager["Person"]):
    """Finds people by the name they sign in with."""


class Person(AbstractBaseUser):
    """Somebody who may sign in. `seat` is the rater's id (panel) or the agency's id (agency) in `round`.

    A personal link is kept as the SHA-256 of its token, a PIN as Django keeps passwords; both are made anew when a
    slip is printed again. `password` is set only by those who want one. `phone` is for the office, which reminds
    people. `care` is 关怀版: larger type.
    """

    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role.choices)
    round = models.ForeignKey(Round, null=True, on_delete=models.CASCADE, related_name="people")
    seat = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    link = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - many have none, and none is unique
    pin = models.CharField(max_length=128, blank=True)
    is_active = models.BooleanField(default=True)
    care = models.BooleanField(default=False)
    language = models.CharField(max_length=5, blank=True)
    created = models.DateTimeField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]
    objects = People()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role=Role.OFFICE, round=None)
                | (~models.Q(role=Role.OFFICE) & ~models.Q(round=None)),
                name="all_but_the_office_belong_to_a_round",
            ),
        )
        indexes = (models.Index(fields=["round", "role", "seat"], name="who_sits_where"),)

    def __str__(self) -> str:
        return self.name
