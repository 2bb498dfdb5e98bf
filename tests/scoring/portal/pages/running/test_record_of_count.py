"""The page of the record of the count."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Person, Publication, Role, Round, Stage
from tests.portal_people import browser, demo_round, somebody
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/count/"


def _page(client: object) -> str:
    text = client.get(HOME).content.decode()  # type: ignore[attr-defined]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_before_publication_an_observer_learns_nothing_of_a_mark() -> None:
    """The page is the same whatever was marked, and the workbook is not there; the office's page differs."""
    seen = []
    for mark in ("优", "差"):
        made = demo_round()
        count(made, "court", "r1", A1=mark, total="100")
        observer, office = browser(somebody(Role.OBSERVER, made)), browser(somebody(Role.OFFICE))
        assert (observer.get(f"{HOME}record.xlsx").status_code, office.get(f"{HOME}record.xlsx").status_code) == (
            404,
            200,
        )
        seen.append((_page(observer), _page(office)))
        Round.objects.all().delete()
        Person.objects.all().delete()
    assert (seen[0][0] == seen[1][0], seen[0][1] == seen[1][1]) == (True, False)


def test_once_the_result_is_public_observers_see_all_of_it() -> None:
    """Then the page has the code of the count, and the workbook can be downloaded."""
    made = demo_round(marks=True)
    observer = browser(somebody(Role.OBSERVER, made))
    assert _page(observer).count("record.xlsx") == 0
    Publication.objects.create(round=made, stage=Stage.PUBLIC, at=timezone.now(), engine="1", records="", figures="")
    answer = observer.get(f"{HOME}record.xlsx")
    assert (_page(observer).count("record.xlsx"), answer.status_code) == (1, 200)
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
