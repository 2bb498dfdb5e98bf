"""What the record of the count tells: who gave which sheets, who typed and checked them, what changed afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rubrics import Message, joined, say
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.rounds import BallotRegister, Intake, Issues
from scoring.rounds.as_counted import as_counted, count_code
from scoring.rounds.ballots import BallotCount
from scoring.rounds.control_totals import control_totals
from scoring.rounds.corrections import WHOLE_SHEET, Correction, corrections
from scoring.rounds.intakes import counting
from scoring.rounds.sheet_states import SheetKey, SheetState, SheetStatus, sheet_states, void_sheets
from scoring.rounds.spot_checks import SpotCheck, standing

_READ_BACK, _DOUBLE = "read_back", "double"
# What each kind of workbook is called that is issued and comes back.
_SCORE_SHEET, _AGENCY_FORM = "score-sheet", "agency-form"
FORMS = {
    _SCORE_SHEET: say("score sheets"),
    _AGENCY_FORM: say("agency form"),
    "visit-record": say("record of a visit"),
    "talk-record": say("record of talks"),
    "spot-check": say("sheet of a spot check"),
}
_NO_MARKS = (SheetState.RECUSED, SheetState.ABSENT, SheetState.VOID)
_EMPTY = say("empty")


@dataclass(frozen=True, eq=False)
class Accounts:
    """The papers of a round's count. `ballots` are the registers of all sources, `checks` all spot checks.

    `back` are the numbers of other workbooks that came back, `forms` by agency that of the form it handed in last.
    """

    results: Results
    intakes: tuple[Intake, ...] = ()
    issues: Issues = field(default_factory=Issues)
    ballots: tuple[BallotRegister, ...] = ()
    checks: tuple[SpotCheck, ...] = ()
    back: frozenset[int] = frozenset()
    forms: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def seats(self) -> dict[str, str]:
        """What raters are called: never by name, for the record lies where the results lie."""
        return seat_names(self.results)

    @cached_property
    def states(self) -> dict[SheetKey, SheetStatus]:
        """What became of every sheet."""
        return sheet_states(self.results.round, self.results.collected.marks, self.intakes)

    @cached_property
    def code(self) -> str:
        """The code of all marks as they stand now."""
        return count_code(self.results.collected.marks)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What changed after the first reading."""
        return corrections(self.intakes)

    def tally(self, group: str) -> Counter[SheetState]:
        """Return how many sheets of a group's raters are in each state."""
        own = {rater.id for rater in self.results.round.raters_of(group)}
        return Counter(status.state for (_, rater), status in self.states.items() if rater in own)

    def without_marks(self) -> Iterator[Message]:
        """Yield who gave no marks that count, and why: a rater's agencies with the same reason together."""
        found: dict[tuple[str, SheetState, Message | str], list[str]] = {}
        for (agency, rater), status in self.states.items():
            if status.state in _NO_MARKS:
                found.setdefault((rater, status.state, status.reason), []).append(agency)
        for (agency, rater), why in void_sheets(self.intakes).items():
            if agency not in found.get((rater, SheetState.VOID, why), ()):
                found.setdefault((rater, SheetState.VOID, why), []).append(agency)
        order = {rater: at for at, rater in enumerate(self.results.round.raters)}
        for (rater, state, reason), agencies in sorted(
            found.items(), key=lambda item: order.get(item[0][0], len(order))
        ):
            words = say("{state} ({reason})", state=state.title, reason=reason) if reason else state.title
            names = tuple(self._agency(agency) for agency in agencies)
            yield say("{seat}: {what}: {agencies}", seat=self._seat(rater), what=words, agencies=names)

    def hands(self) -> Iterator[Message]:
        """Yield who read in or typed sheets and who checked them, each with how many; what does not count last."""
        by_number = {intake.number: intake for intake in self.intakes}
        done: Counter[Message] = Counter()
        for intake in self.intakes:
            if intake.counts:
                done[_hand(intake, by_number)] += len(intake.sheets)
        newest = {key: sheets[0][0].number for key, sheets in counting(self.intakes).items()}
        given = {key for key, status in self.states.items() if status.state in {SheetState.IN, SheetState.PARTLY}}
        if tables := given - set(newest):
            done[say("from tables in sheets/")] = len(tables)
        for words, n in done.items():
            yield say("{what}: sheets {n}", what=words, n=n)
        yield from self._unchecked(newest)

    def _unchecked(self, newest: Mapping[SheetKey, int]) -> Iterator[Message]:
        """Yield what was typed and never checked; `newest` are the numbers of the newest sheets that count."""
        paired = {number for intake in self.intakes if intake.check for number in intake.check.of}
        waiting: Counter[str] = Counter()
        for intake in self.intakes:
            if not intake.counts and intake.number not in paired:
                waiting[intake.by] += sum(
                    newest.get((sheet.agency, sheet.rater), 0) < intake.number for sheet in intake.sheets
                )
        for name, n in (+waiting).items():
            yield say("typed by {name}, not checked, not counted: sheets {n}", name=name, n=n)

    def changes(self) -> Iterator[Message]:
        """Yield what changed after the first reading."""
        for item in self.corrections:
            values = {
                "n": item.intake.number,
                "date": item.intake.at[:10],
                "name": item.intake.by,
                "seat": self._seat(item.rater),
                "agency": self._agency(item.agency),
                "before": item.before or _EMPTY,
                "after": item.after or _EMPTY,
            }
            if item.criterion == WHOLE_SHEET:
                values |= {"before": item.before or say("marks"), "after": item.after or say("marks")}
                yield say("No. {n} ({date}, {name}): {seat}, {agency}, whole sheet: {before} → {after}", **values)
            else:
                values["criterion"] = self._criterion(item.criterion)
                yield say("No. {n} ({date}, {name}): {seat}, {agency}, {criterion}: {before} → {after}", **values)

    def settled(self) -> Iterator[Message]:
        """Yield what two typists read differently, and what it was settled as."""
        for intake in self.intakes:
            for item in intake.check.settled if intake.check else ():
                yield say(
                    "No. {n}: {seat}, {agency}, {criterion}: {first} / {second} → {mark}",
                    n=intake.number,
                    seat=self._seat(item.rater),
                    agency=self._agency(item.agency),
                    criterion=self._criterion(item.criterion),
                    first=item.first or _EMPTY,
                    second=item.second or _EMPTY,
                    mark=item.mark or _EMPTY,
                )

    def disagreeing_totals(self) -> Iterator[Message]:
        """Yield every sum on a paper that is another than that of its marks; the marks decide."""
        results = self.results
        for item in control_totals(results.tree.leaves(), results.collected.marks, self.intakes):
            if not item.agrees:
                yield say(
                    "{seat}, {agency}: the paper says {written}, the marks add up to {items}",
                    seat=self._seat(item.rater),
                    agency=self._agency(item.agency),
                    written=item.written,
                    items=item.items,
                )

    def ballot_sums(self) -> Iterator[Message]:
        """Yield a line for each source of ballots: the sums over all agencies, and which counts are void."""
        for register in self.ballots:
            counts = register.latest.values()
            if counts:
                sums = {name: sum(getattr(count, name) for count in counts) for name in _BALLOTS}
                words = [
                    say("{source}: {figures}", source=self._title(register.source), figures=_FIGURES.filled(**sums))
                ]
                if void := tuple(self._agency(count.agency) for count in counts if count.void):
                    words.append(say("void: {names}", names=void))
                yield joined(words)

    def ballot_lines(self) -> Iterator[Message]:
        """Yield a line for each count of ballots that holds."""
        for register in self.ballots:
            for count in register.latest.values():
                yield self._ballots(register.source, count)

    def _ballots(self, source: str, count: BallotCount) -> Message:
        figures: Message = _FIGURES.filled(**{name: getattr(count, name) for name in _BALLOTS})
        answers = tuple(f"{title} {n}" for title, n in count.options.items())
        if answers:
            figures = say("{figures}; {answers}", figures=figures, answers=answers)
        if count.void:
            figures = say("{figures}, void: more came back than were issued", figures=figures)
        return say(
            "{source}, {agency}: {figures} (typed by {name}, checked by {other})",
            source=self._title(source),
            agency=self._agency(count.agency),
            figures=figures,
            name=count.by,
            other=count.checked_by or "—",
        )

    def _title(self, source: str) -> str:
        """Return what the rubric calls the criterion that reads a source."""
        leaves = (node.leaf for node in self.results.nodes.values())
        return next((leaf.title for leaf in leaves if leaf and leaf.rule.source == source), source)

    @cached_property
    def returned(self) -> set[int]:
        """The numbers of the workbooks that came back; an agency's form also where a later one did."""
        found = {check.issue for check in self.checks} | {intake.issue for intake in self.intakes if intake.issue}
        earlier = (item for item in self.issues.issued if item.form == _AGENCY_FORM)
        return found | self.back | {item.number for item in earlier if item.number <= self.forms.get(item.to, 0)}

    def not_returned(self) -> Iterator[Message]:
        """Yield to whom workbooks were issued that never came back, with their numbers."""
        found: dict[tuple[str, str], list[str]] = {}
        for item in self.issues.issued:
            if item.form in FORMS and item.number not in self.returned:
                found.setdefault((item.form, item.to), []).append(str(item.number))
        names = {**self.results.round.names, **self.seats}
        for (form, to), numbers in found.items():
            if to in names:
                yield say("{form}, {name}: No. {numbers}", form=FORMS[form], name=names[to], numbers=tuple(numbers))
            else:
                yield say("{form}: No. {numbers}", form=FORMS[form], numbers=tuple(numbers))

    def spot_checks(self) -> Iterator[Message]:
        """Yield what each spot check found, and what of it is still counted as it was."""
        for check in standing(self.checks):
            found = [(sheet, error) for sheet in check.sheets for error in sheet.errors]
            still = sum(
                self.counted(sheet.agency, sheet.rater, error.criterion) == error.counted for sheet, error in found
            )
            yield say(
                "No. {n}: drawn {drawn} of {of} sheets ({share}, seed {seed}), compared {compared},"
                " wrong marks {errors}, of them not corrected {still}",
                n=check.issue,
                drawn=check.drawn,
                of=check.of,
                share=check.share,
                seed=check.seed,
                compared=len(check.sheets),
                errors=len(found),
                still=still,
            )

    def counted(self, agency: str, rater: str, criterion: str) -> str:
        """Return a mark as it stands in the count now; "" where there is none."""
        mark = self.results.collected.marks.get((agency, rater, criterion))
        return as_counted(mark) if mark else ""

    def _seat(self, rater: str) -> str:
        return self.seats.get(rater, rater)

    def _agency(self, agency: str) -> str:
        return self.results.round.names.get(agency, agency)

    def _criterion(self, criterion: str) -> str:
        node = self.results.nodes.get(criterion)
        return node.node.title if node else criterion


_BALLOTS = ("issued", "collected", "valid", "invalid", "abstained")
_FIGURES = say("issued {issued}, collected {collected}, valid {valid}, invalid {invalid}, abstained {abstained}")


def _hand(intake: Intake, by_number: Mapping[int, Intake]) -> Message:
    """Return who took sheets in, and how they were checked; one for all who signed for themselves."""
    if intake.way == "portal":
        return say("signed in the portal by the raters themselves")
    if intake.check is None:
        return say("read in from workbooks by {name}", name=intake.by)
    if intake.check.way == _READ_BACK:
        return say("typed by {name}, read back to {other}", name=intake.by, other=intake.check.by)
    names = [by_number[number].by for number in intake.check.of if number in by_number]
    both = tuple(dict.fromkeys(names)) or (intake.by, intake.check.by)
    return say("typed twice, by {names}", names=both)
