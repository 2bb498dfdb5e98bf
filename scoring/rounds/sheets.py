"""What the sheets say, entry by entry, to marks: every unknown name, double entry and mark out of range told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rubrics import Place, Problem, Rubric, TreeNode, say, tree
from scoring.rounds.expected import expected_marks
from scoring.rounds.marks import AWAITED, STATE_WORDS, Mark, MarkKey, MarkState
from scoring.rounds.model import Round
from scoring.rounds.unknown import listed, quoted
from scoring.rounds.words import Refused, read_mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark of a sheet as it was written, and where it stands.

    `agency_at`, `rater_at` and `criterion_at` are the places of the names, where they stand for more than this mark: a
    wrong name is told once.
    """

    agency: str
    rater: str
    criterion: str
    text: str
    place: Place
    remark: str = ""
    agency_at: Place | None = None
    rater_at: Place | None = None
    criterion_at: Place | None = None


def marks_from(rubric: Rubric, round_: Round, entries: Iterable[Entry]) -> tuple[Mapping[MarkKey, Mark], list[Problem]]:
    """Return a mark for every seat that may mark (awaited where nothing was written), and all problems.

    Entries that are made anew each time they are gone through need not be held; a mark is read once for all cells of
    a criterion that say the same.
    """
    if isinstance(entries, Iterator):
        entries = list(entries)
    leaves = {leaf.id: leaf for leaf in tree(rubric).leaves() if leaf.rated}
    criteria = {leaf.id: (leaf.leaf, leaf.leaf.rule) for leaf in leaves.values() if leaf.leaf}
    expected = expected_marks(tuple(leaves.values()), round_)
    marks, written = expected.marks, _Written(expected.marks, entries)
    known: dict[tuple[str, str], Mark | Refused] = {}
    problems: list[Problem] = []
    for entry in entries:
        key = (entry.agency, entry.rater, entry.criterion)
        before = marks.get(key, None)
        if before is not AWAITED or key in written.unlike:
            found = [*_unknown(entry, leaves, round_)] or [*_forbidden(entry, leaves, round_, marks, written.at(key))]
            problems += found
            if found:
                continue
        cell = (entry.criterion, entry.text)
        if cell not in known:
            known[cell] = read_mark(entry.text, *criteria[entry.criterion])
        read = known[cell]
        if not isinstance(read, Mark) or read.state is not MarkState.GIVEN or before is not AWAITED:
            written.unlike[key] = entry.place
        if isinstance(read, Mark):
            remark = entry.remark or marks[key].remark
            marks[key] = replace(read, remark=remark) if remark else read
        else:
            code, rule, remedy = read
            problems.append(Problem(code, entry.place, rule, remedy))
    return expected.after_events(), problems


@dataclass
class _Written:
    """Which marks were written, and where first.

    A given mark says so itself, and its place is looked up when it is asked for; `unlike` are the places of those
    that do not: no mark could be read, a word stands there, or the round had closed it beforehand.
    """

    marks: Mapping[MarkKey, Mark]
    entries: Iterable[Entry]
    unlike: dict[MarkKey, Place] = field(default_factory=dict)

    def at(self, key: MarkKey) -> Place | None:
        """Return where a mark was written first; None where it was not."""
        if key in self.unlike:
            return self.unlike[key]
        mark = self.marks.get(key)
        return self._places[key] if mark and mark.state is MarkState.GIVEN else None

    @cached_property
    def _places(self) -> dict[MarkKey, Place]:
        found: dict[MarkKey, Place] = {}
        for entry in self.entries:
            found.setdefault((entry.agency, entry.rater, entry.criterion), entry.place)
        return found


def _unknown(entry: Entry, leaves: Mapping[str, TreeNode], round_: Round) -> Iterator[Problem]:
    names = (entry.agency, entry.agency_at), (entry.rater, entry.rater_at), (entry.criterion, entry.criterion_at)
    known_names: tuple[Mapping[str, object], ...] = (round_.names, round_.raters, leaves)
    for (name, place), (code, what), known in zip(names, _NAMED, known_names, strict=True):
        if name not in known:
            yield Problem(
                code,
                place or entry.place,
                say("the {what} “{name}” is not part of this round.", what=what, name=quoted(name)),
                say("Known: {known}.", known=listed(known)),
            )


_NAMED = (
    ("AGENCY-UNKNOWN", say("agency")),
    ("RATER-UNKNOWN", say("rater")),
    ("CRITERION-UNKNOWN", say("criterion")),
)


def _forbidden(
    entry: Entry,
    leaves: Mapping[str, TreeNode],
    round_: Round,
    marks: Mapping[MarkKey, Mark],
    first: Place | None,
) -> Iterable[Problem]:
    key = (entry.agency, entry.rater, entry.criterion)
    names = {"agency": entry.agency, "rater": entry.rater, "criterion": entry.criterion}
    if key not in marks and not leaves[entry.criterion].concerns(round_.classes[entry.agency]):
        yield Problem(
            "MARK-CLASS",
            entry.place,
            say("“{criterion}” is not written for the class of “{agency}”.", **names),
            say("Remove the mark, or correct the agency, its class or the criterion."),
        )
    elif key not in marks:
        yield Problem(
            "MARK-GROUP",
            entry.place,
            say("“{rater}” does not belong to the group that marks “{criterion}”.", **names),
            say("Remove the mark, or correct the rater or the criterion."),
        )
    elif first is not None:
        yield Problem(
            "MARK-TWICE",
            entry.place,
            say(
                "“{rater}” marks “{criterion}” of “{agency}” a second time; first at {first}.",
                first=first,
                **names,
            ),
            say("Keep one of the two."),
        )
    elif marks[key].state in _CLOSED and STATE_WORDS.get(entry.text) != marks[key].state:
        yield Problem(
            "MARK-CLOSED",
            entry.place,
            say(
                "“{rater}” is {state} for “{criterion}” of “{agency}” in round.yaml, but there is a mark.",
                state=marks[key].state.title,
                **names,
            ),
            say(
                "Remove the mark, or correct round.yaml; what came to light after the sheets were in "
                "is an event there (recused, assigned)."
            ),
        )


_CLOSED = (MarkState.RECUSED, MarkState.UNASSIGNED, MarkState.NOT_APPLICABLE)
