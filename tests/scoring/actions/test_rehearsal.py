"""The rehearsal round."""

from __future__ import annotations

import pytest
from django.utils import timezone

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.records import current
from scoring.actions.rehearsal import rehearse
from scoring.storage.models import Person, Role, Round

pytestmark = pytest.mark.usefixtures("db")


def test_people_of_every_role_find_something_to_do() -> None:
    """There is a slip for each role, every phase is open, and what the others did is there already."""
    now = timezone.now()
    found = rehearse(now)
    assert {slip.person.role for slip in found.slips} == set(Role.values)
    assert plan_of(found.round).calendar.phases_open(now) == frozenset(Phase)
    paths = current(found.round).keys()
    assert [path for path in sorted(paths) if path.startswith("sheets/")] == [f"sheets/r{n}.csv" for n in range(3, 10)]
    assert {path.split("/")[1] for path in paths if path.startswith("submissions/")} == {
        "court",
        "ecology",
        "education",
        "health",
        "market",
        "transport",
    }


def test_a_second_start_goes_on_with_the_same_round() -> None:
    """The round and its people stay; only the slips are new."""
    now = timezone.now()
    first, second = rehearse(now), rehearse(now)
    assert (Round.objects.count(), Person.objects.count()) == (1, len(first.slips))
    assert [slip.person.pk for slip in first.slips] == [slip.person.pk for slip in second.slips]
    assert {slip.link_token for slip in first.slips} & {slip.link_token for slip in second.slips} == set()
