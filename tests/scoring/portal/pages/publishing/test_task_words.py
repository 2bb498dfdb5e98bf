"""What the states of tasks are called."""

from __future__ import annotations

from tests.portal_data import data_folder

data_folder()

from scoring.portal.pages.publishing.task_words import TASK_STATES
from scoring.storage.models import TaskState


def test_every_state_has_its_own_word() -> None:
    """None is without one, and no word stands for two."""
    assert (set(TASK_STATES), len({word.text for word in TASK_STATES.values()})) == (set(TaskState), len(TaskState))
