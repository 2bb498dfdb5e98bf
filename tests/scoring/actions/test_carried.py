"""What goes along with a round: every table that belongs to one."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import timezone

from rubrics import say
from tests.portal_data import data_folder

data_folder()

from scoring.actions.carried import LEFT_OUT, carried_tables, rows_of, targets, way_to_round
from scoring.actions.journal import note
from scoring.storage.models import Person, Role, Save, Session
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_every_table_goes_along_or_is_left_out_for_a_reason() -> None:
    """A new table with a foreign key to a round is carried without anybody thinking of it."""
    everything = {model.__name__ for model in apps.get_app_config("storage").get_models()}
    assert {model.__name__ for model in carried_tables()} | LEFT_OUT.keys() == everything
    assert [name for name, reason in LEFT_OUT.items() if not reason] == []


def test_a_table_comes_after_those_that_it_points_to() -> None:
    """Rows can be made in this order."""
    order = [model.__name__ for model in carried_tables()]
    late = {
        (model.__name__, table)
        for model in carried_tables()
        for table in targets(model).values()
        if order.index(table) > order.index(model.__name__)
    }
    assert late == set()


def test_the_way_to_a_round_leads_through_other_tables() -> None:
    """A save belongs to the round of its sheet."""
    assert [way_to_round(model) for model in (Person, Save, Session)] == ["round", "sheet__round", ""]


def test_only_those_of_the_office_go_along_who_did_something() -> None:
    """Somebody of the office is named in the folder if a row names them, and nobody of another round is."""
    round_ = demo_round()
    acting = somebody(Role.OFFICE, name="办公室甲")
    Person.objects.create(login="office-2", name="办公室乙", role=Role.OFFICE, created=timezone.now())
    note(round_, acting, say("Nothing."), timezone.now())
    assert [row["name"] for row in rows_of(Person, round_, {})] == ["办公室甲"]
