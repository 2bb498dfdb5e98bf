"""What the methods and seats of a round are called, on every page alike."""

from __future__ import annotations

from rubrics import Message
from rubrics.wording import method_title
from scoring.actions.plans import Plan


def method_named(plan: Plan, method: str) -> Message:
    """Return what a method is called in a round."""
    title = method_title(plan.rubric, method)
    return title if isinstance(title, Message) else Message("{title}", (("title", title),))


def methods_of(plan: Plan) -> dict[str, Message]:
    """Return the methods by which anything is marked, with their titles, in the rubric's order."""
    used = dict.fromkeys(method for leaf in plan.leaves.values() if leaf.leaf for method in leaf.leaf.methods)
    return {method: method_named(plan, method) for method in used}


def seats_of(plan: Plan) -> dict[str, str]:
    """Return what every rater's seat is called, without the name: 评议员1, and 评议员1′ of a substitute."""
    words = {group.id: group.seat or group.title for group in plan.round.groups}
    return {
        rater: f"{words[seat.group]}{seat.number}{'′' * seat.substitute}" for rater, seat in plan.round.seat_of.items()
    }
