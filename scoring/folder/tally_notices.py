"""What is to be looked at after a count: sums that disagree, sheets that nobody has checked, reasons that lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rubrics import Message, TreeNode, say
from scoring.folder.evaluating import EvaluatedFolder
from scoring.rounds import Sheet
from scoring.rounds.control_totals import control_totals
from scoring.rounds.drafts import draft_of
from scoring.rounds.intakes import NOT_APPLICABLE, counting
from scoring.rounds.keyed import leaf_of
from scoring.rounds.papers import Paper, papers, unchecked

Told = tuple[str, str, Message]
"""Agency, rater, and a sentence with places for both."""


def tally_notices(read: EvaluatedFolder, labels: Mapping[str, str]) -> tuple[Message, ...]:
    """Return every notice of the sheets that were taken in, in the order in which they lie on the table.

    `labels` are what raters are called here. Sheets of agencies and raters that the round does not have any more say
    nothing: the folder is checked elsewhere.
    """
    round_ = read.results.round
    order = {agency: n for n, agency in enumerate((*round_.presenting, *round_.withdrawn))}
    seats = {rater: n for n, rater in enumerate(round_.raters)}
    found = [told for told in (*_sums(read), *_unchecked(read), *_open(read)) if told[0] in order and told[1] in seats]
    return tuple(
        message.filled(agency=round_.names[agency], rater=labels[rater], **dict(message.values))
        for agency, rater, message in sorted(found, key=lambda told: (order[told[0]], seats[told[1]]))
    )


def _sums(read: EvaluatedFolder) -> Iterator[Told]:
    """Yield every sum on a paper that is not what its items add up to."""
    for held in control_totals(_leaves(read), read.folder.collected.marks, read.folder.intakes):
        if not held.agrees:
            words = say(
                "{agency}, {rater}: the items add up to {sum}, the paper says {total}",
                sum=held.items,
                total=held.written,
            )
            yield held.agency, held.rater, words


def _unchecked(read: EvaluatedFolder) -> Iterator[Told]:
    """Yield every sheet that was typed and that nobody has checked."""
    folder = read.folder
    for paper in papers(folder.rubric, folder.round, folder.collected.marks, folder.intakes):
        if typed := unchecked(folder.intakes, paper):
            words = say("{agency}, {rater}: typed by {people}, not checked yet, so it does not count")
            yield paper.agency, paper.rater, words.filled(people=tuple(typed))


def _open(read: EvaluatedFolder) -> Iterator[Told]:
    """Yield what is open or unclear on the last sheet that counts of each rater and agency, where it was typed."""
    for (agency, rater), sheets in counting(read.folder.intakes).items():
        intake, at, _ = sheets[0]
        if intake.way == "typed":
            wanted = set(intake.asked)
            paper = Paper(agency, rater, tuple(leaf for leaf in _leaves(read) if leaf.id in wanted))
            yield from ((agency, rater, message) for message in _of_sheet(paper, intake.sheets[at]))


def _leaves(read: EvaluatedFolder) -> tuple[TreeNode, ...]:
    return tuple(leaf for leaf in read.results.tree.leaves() if leaf.rated)


def _of_sheet(paper: Paper, sheet: Sheet) -> Iterator[Message]:
    """Yield what is open or unclear on a sheet that counts."""
    if sheet.void is not None:
        yield say("{agency}, {rater}: the sheet is void ({reason}); none of its marks count", reason=sheet.void)
        return
    if sheet.recused is not None or sheet.absent is not None:
        return
    titles = {leaf.id: leaf_of(leaf).title for leaf in paper.leaves}
    if open_ := tuple(title for criterion, title in titles.items() if criterion not in sheet.marks):
        yield say("{agency}, {rater}: open on the paper: {titles}", titles=open_)
    if spared := tuple(title for criterion, title in titles.items() if sheet.marks.get(criterion) == NOT_APPLICABLE):
        yield say("{agency}, {rater}: not applicable by the paper, for the office to decide: {titles}", titles=spared)
    if lacking := tuple(titles[paper.asked[n - 1]] for n in draft_of(paper, sheet).lacking):
        yield say("{agency}, {rater}: no reason for low marks: {titles}", titles=lacking)
