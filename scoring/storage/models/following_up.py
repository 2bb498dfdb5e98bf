"""What follows from a result: tasks (整改) with what was done about them, and an agency's request for review (复核)."""

from __future__ import annotations

from django.db import models

from scoring.storage.models.people import Person
from scoring.storage.models.rounds import Round


class TaskState(models.TextChoices):
    """How far a task has come; what was returned is to be answered again, what was dropped is no longer asked."""

    SET = "set"
    ANSWERED = "answered"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


class Task(models.Model):
    """What an agency must put right until a day (`due`, in China), perhaps about one part or criterion."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tasks")
    agency = models.CharField(max_length=64)
    about = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    due = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.SET)
    verdict = models.TextField(blank=True)
    settled = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["round", "agency", "id"], name="tasks_of_an_agency"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.due}"


class TaskAnswer(models.Model):
    """What an agency did about a task; every answer is kept."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.task} {self.at:%F %T}"


class TaskFile(models.Model):
    """A file with an answer; its bytes lie in the file store. `kind` is told by its content."""

    answer = models.ForeignKey(TaskAnswer, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """The one request of an agency to look at its result again, and the office's answer."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reviews")
    agency = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "agency"], name="one_review_an_agency"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.at:%F %T}"
