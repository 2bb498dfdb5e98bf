"""What a round may not say about its own agencies, raters and rubric."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Fault, Locate, Problem, Rubric, say, tree
from scoring.rounds.model import Round
from scoring.rounds.rules_of_duties import check_duties
from scoring.rounds.rules_of_events import check_events
from scoring.rounds.rules_of_sites import check_sites
from scoring.rounds.unknown import unknown_name, unknown_names


def check(round_: Round, rubric: Rubric, locate: Locate) -> list[Problem]:
    """Return every fault of `round_` by itself and against its rubric."""
    faults = (
        *_period(round_),
        *_repeated(round_),
        *_references(round_, rubric),
        *_groups(round_, rubric),
        *_classes(round_, rubric),
        *check_duties(round_, rubric),
        *check_events(round_, rubric),
        *_not_applicable(round_, rubric),
        *check_sites(round_),
    )
    return [Problem(code, locate(path), rule, remedy) for code, path, rule, remedy in faults]


def _period(round_: Round) -> Iterator[Fault]:
    period = round_.period
    if period and period.last < period.first:
        yield (
            "ROUND-PERIOD",
            ("period",),
            say("the period ends on {last}, before it begins on {first}.", first=period.first, last=period.last),
            say("Correct “from” or “to”."),
        )


def _repeated(round_: Round) -> Iterator[Fault]:
    agencies = [(("agencies", at), agency.id, agency.name) for at, agency in enumerate(round_.agencies)]
    groups = [(("groups", at), group.id, group.title) for at, group in enumerate(round_.groups)]
    members = [
        (("groups", at, "members", seat), rater.id, "")
        for at, group in enumerate(round_.groups)
        for seat, rater in enumerate(group.members)
    ]
    for listed in (agencies, groups, members):
        ids: set[str] = set()
        names: set[str] = set()
        for path, item_id, name in listed:
            # Files and folders bear the ids of agencies, and many systems know no case.
            known = item_id.casefold() if listed is agencies else item_id
            if known in ids or (name and name in names):
                yield (
                    "ROUND-TWICE",
                    path,
                    say("“{id}” {name} is listed twice.", id=item_id, name=name),
                    say("Give each its own id and name."),
                )
            ids.add(known)
            names.add(name)


def _references(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    criteria = tuple(leaf.id for leaf in tree(rubric).leaves())
    for at, recusal in enumerate(round_.recusals):
        yield from unknown_names(recusal, ("recusals", at), round_)
    for at, assignment in enumerate(round_.assignments):
        yield from unknown_names(assignment, ("assignments", at), round_)
    for at, item in enumerate(round_.not_applicable):
        yield from unknown_names(item, ("not_applicable", at), round_)
        if item.criterion not in criteria:
            yield unknown_name(("not_applicable", at, "criterion"), say("criterion"), item.criterion, criteria)


def _groups(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    wanted = dict.fromkeys(group for leaf in tree(rubric).leaves() if leaf.rated for group in leaf.groups)
    present = [group.id for group in round_.groups]
    for group in wanted:
        if group not in present:
            yield (
                "GROUP-UNKNOWN",
                ("groups",),
                say("the rubric is marked by “{group}”, but the round has no such group.", group=group),
                say("Add a group with the id “{group}” and its members.", group=group),
            )
    for at, group in enumerate(present):
        if group not in wanted:
            yield (
                "GROUP-IDLE",
                ("groups", at),
                say("nothing in the rubric is marked by the group “{group}”.", group=group),
                say("Remove it, or correct its id; the rubric names: {wanted}.", wanted=tuple(wanted)),
            )


def _classes(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    known = tuple(item.id for item in rubric.classes)
    for at, agency in enumerate(round_.agencies):
        if known and agency.agency_class is None:
            yield (
                "ROUND-CLASS",
                ("agencies", at),
                say("“{agency}” has no class, but the rubric tells classes apart.", agency=agency.id),
                say("Add “class”, one of: {known}.", known=known),
            )
        elif known and agency.agency_class not in known:
            yield (
                "ROUND-CLASS",
                ("agencies", at, "class"),
                say("the rubric has no class “{name}”.", name=agency.agency_class),
                say("Write one of: {known}.", known=known),
            )


def _not_applicable(round_: Round, rubric: Rubric) -> Iterator[Fault]:
    if round_.not_applicable and rubric.not_applicable is None:
        yield (
            "NOT-APPLICABLE",
            ("not_applicable",),
            say("the rubric does not say what becomes of a criterion that is not applicable."),
            say("Add “not_applicable: rescale”, “full” or “zero” to the rubric."),
        )
    elif round_.not_applicable and rubric.not_applicable == "rescale" and tree(rubric).earnable is None:
        yield (
            "NOT-APPLICABLE",
            ("not_applicable",),
            say("the total cannot be rescaled: some given values have no scale."),
            say("Add a scale to them, or write “full” or “zero”."),
        )
    elif rubric.not_applicable == "full":
        unknown = {leaf.id for leaf in tree(rubric).leaves() if leaf.combined_earnable is None}
        for at, item in enumerate(round_.not_applicable):
            if item.criterion in unknown:
                yield (
                    "NOT-APPLICABLE",
                    ("not_applicable", at, "criterion"),
                    say(
                        "“{id}” cannot count in full: it does not say how much can be earned in it.",
                        id=item.criterion,
                    ),
                    say("Add a scale to it, or write “zero”."),
                )
