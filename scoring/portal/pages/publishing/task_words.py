"""What the states of tasks are called."""

from __future__ import annotations

from rubrics import Message, say
from scoring.storage.models import TaskState

TASK_STATES: dict[str, Message] = {
    TaskState.SET: say("to be done"),
    TaskState.ANSWERED: say("answered"),
    TaskState.RETURNED: say("sent back"),
    TaskState.ACCEPTED: say("accepted"),
    TaskState.DROPPED: say("dropped"),
}
