"""No page asks the database more often because there is more to be shown: with 1 row of everything and with 50."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus

import pytest

from tests.portal_data import data_folder

data_folder()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scoring.actions.plans import plan_of
from scoring.portal.doors import DOORS, Door
from scoring.rounds.calendar import Phase
from scoring.storage import files
from scoring.storage.models import (
    JournalLine,
    Person,
    Piece,
    Record,
    Review,
    Role,
    Round,
    Save,
    Session,
    Sheet,
    Shown,
    Signing,
    Stage,
    Task,
    TaskAnswer,
    TaskFile,
    Upload,
)
from tests.access import NAMED, everybody
from tests.portal_people import browser, set_phases
from tests.settled_round import decided_round, give

FEW, MANY = 1, 50
Counts = dict[tuple[str, str], int]


def fill(round_: Round, agency: str, rater: str, first: int, last: int) -> None:
    """Let there be rows `first` to `last` of all that pages list, each with people and files of its own."""
    now, (sha256, size) = timezone.now(), files.keep(b"%PDF-1.4")
    names = list(plan_of(round_).round.names)
    leaf = next(iter(plan_of(round_).leaves))
    for n in range(first, last):
        by = Person.objects.create(
            login=f"more-{n}", name=f"某{n}", role=Role.OBSERVER, round=round_, created=now, link=f"{n:064}"
        )
        office = Person.objects.create(login=f"office-{n}", name=f"办{n}", role=Role.OFFICE, created=now)
        for person in (by, office):
            until = now + timedelta(hours=1)
            Session.objects.create(
                session_key=f"{person.login}", session_data="", expire_date=until, person=person, started=now, seen=now
            )
        Round.objects.create(slug=f"other-{n}", title="另一轮", created=now)
        JournalLine.objects.create(round=round_, at=now, person=by, name=by.name, text="A", values={})
        task = Task.objects.create(round=round_, agency=agency, text="改", due=date(2026, 7, 1), at=now, by=by)
        answer = TaskAnswer.objects.create(task=task, text="改了", at=now, by=by)
        TaskFile.objects.create(answer=answer, name="a.pdf", kind="pdf", sha256=sha256, size=size)
        if n < len(names):
            Review.objects.create(round=round_, agency=names[n], text="请复核", at=now, by=by)
        brought = Upload.objects.create(
            round=round_, agency=agency, number=n + 1, key=f"{n}", name="a.pdf", sha256=sha256, size=size, kind="pdf",
            at=now, by=by,
        )  # fmt: skip
        Piece.objects.create(round=round_, agency=agency, number=n + 1, criterion=leaf, way="file", upload=brought)
        row, _ = Sheet.objects.get_or_create(round=round_, agency=names[n % len(names)], rater=rater)
        Save.objects.create(sheet=row, criterion=leaf, value="1", device="d", seq=n + 1, person=by, at=now)
        Signing.objects.create(sheet=row, criteria=[leaf], intake=n, sha256=sha256, person=by, at=now, undone=now,
                               undone_by=by)  # fmt: skip
        for path in (f"published/approval/{n}.txt", f"submissions/{agency}/files/{n}.pdf"):
            Record.objects.create(round=round_, path=path, sha256=sha256, size=size, at=now, by=by)


def address(door: Door, known: dict[str, str]) -> str:
    """Return the address of a door for what is `known` by name; anything else is 1 or x."""
    return "/" + NAMED.sub(lambda found: known.get(found["name"], "1" if found["kind"] == "int" else "x"), door.route)


def asked(client: Client, where: str) -> int:
    """Return the status of an answer that was read to its end."""
    answer = client.get(where)
    answer.getvalue()
    return answer.status_code


def counted(round_: Round, agency: str, rater: str, people: dict[str, Person | None]) -> Counts:
    """Return how many queries each page takes that opens, by its name and whose it is, once it was seen before."""
    found: Counts = {}
    for who, person in people.items():
        client = browser(person)
        for door in (door for door in DOORS if door.method == "GET"):
            where = address(door, {"slug": round_.slug, "agency": agency, "rater": rater, **_number(door, person)})
            if asked(client, where) != HTTPStatus.OK:
                continue
            with CaptureQueriesContext(connection) as queries:
                asked(client, where)
            found[door.name, who] = len(queries)
    return found


def _number(door: Door, person: Person | None) -> dict[str, str]:
    """Return the visitor's own number for the pages of single people; what else has a number is number 1."""
    return {"number": str(person.pk)} if person and door.name in {"person", "office-person"} else {}


@pytest.mark.usefixtures("db")
def test_pages_take_as_many_queries_for_many_rows_as_for_one() -> None:
    """Every page of every role."""
    round_ = give(decided_round(*Phase), Stage.INTERNAL, Stage.LETTERS, Stage.PUBLIC, panel=Shown.MARKS)
    set_phases(round_, *Phase)
    mine = everybody(round_)
    people = {tries.title: tries.person for tries in mine if ", of an" not in tries.title}
    fill(round_, mine[0].agency, mine[0].rater, 0, FEW)
    few = counted(round_, mine[0].agency, mine[0].rater, people)
    fill(round_, mine[0].agency, mine[0].rater, FEW, MANY)
    many = counted(round_, mine[0].agency, mine[0].rater, people)
    assert len(few) > 50
    assert {page: (n, many.get(page)) for page, n in few.items() if many.get(page) != n} == {}
