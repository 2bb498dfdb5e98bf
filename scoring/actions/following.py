"""People follow the round: with its real name, the account of a seat or agency has it too; without it, it is shut."""

from __future__ import annotations

from datetime import datetime

from scoring.actions.people import LONGEST_NAME, shut_out
from scoring.rounds import Round as RoundValue
from scoring.storage.models import Person, Role, Round


def follow(round_: Round, before: RoundValue, after: RoundValue, by: Person | None, at: datetime) -> None:
    """Let the accounts of seats and agencies be as the round is now.

    Whose account was called as its seat or agency was called before is called as it is called now: slips are printed
    with this name. Where seat or agency is gone nobody signs in any more: another may get its id one day.
    """
    old, new = _names(before), _names(after)
    if old == new:
        return
    renamed = []
    for person in round_.people.filter(role__in=(Role.PANEL, Role.AGENCY)):
        place = (person.role, person.seat)
        if place not in new:
            if person.is_active:
                shut_out(person, by, at)
        elif person.name == old.get(place) != new[place]:
            person.name = new[place]
            renamed.append(person)
    Person.objects.bulk_update(renamed, ["name"], batch_size=500)


def _names(held: RoundValue) -> dict[tuple[str, str], str]:
    agencies = {(str(Role.AGENCY), agency): name[:LONGEST_NAME] for agency, name in held.names.items()}
    return agencies | {(str(Role.PANEL), rater.id): rater.name[:LONGEST_NAME] for rater in held.raters.values()}
