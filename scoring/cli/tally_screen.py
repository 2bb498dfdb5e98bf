"""What a count shows: whose sheet is at hand, what stands on it, what was typed, and how the round stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from rubrics import Message, say
from scoring.cli.language import tr
from scoring.cli.output import show_line, show_table
from scoring.cli.tally_asking import tell
from scoring.folder import EvaluatedFolder
from scoring.rounds.drafts import Draft
from scoring.rounds.keyed import OPEN, keys_of, leaf_of
from scoring.rounds.papers import Paper

_BETWEEN = 2


def show_items(paper: Paper) -> None:
    """Print what stands on the sheet, an item a line, with what may be keyed for it."""
    for n, leaf in enumerate(paper.leaves, start=1):
        line = say("{n} {title}: {keys}", n=n, title=leaf_of(leaf).title, keys=keys_of(leaf))
        show_line((line.render(tr), "dim"), indent=2)


def show_help() -> None:
    """Print what can be typed."""
    tell(*_HELP, style="dim")


def show_draft(draft: Draft) -> None:
    """Read back a sheet in two lines, numbers above marks; what is open is shown as a dash."""
    if draft.state is not None:
        tell(state_words(draft), style="bold")
    else:
        for pair in _paired(draft.marks, shutil.get_terminal_size().columns):
            for line, style in zip(pair, ("dim", "bold"), strict=True):
                show_line((line, style))
    tell(sum_words(draft), style="bold" if draft.disagrees else "dim")


def state_words(draft: Draft) -> Message:
    """Return why none of a sheet's marks count."""
    assert draft.state is not None  # noqa: S101 - asked of such sheets only
    return _STATES[draft.state].filled(reason=draft.said[draft.state])


def sum_words(draft: Draft) -> Message:
    """Return what a sheet adds up to, beside what the paper says."""
    if draft.state is not None:
        return say("no mark of this sheet counts")
    if draft.total is None:
        return say("the items add up to {sum}", sum=draft.sum)
    if draft.disagrees:
        return say(
            "the items add up to {sum}, the paper says {total}: the items decide", sum=draft.sum, total=draft.total
        )
    return say("the items add up to {sum}, as the paper says", sum=draft.sum)


def show_standing(read: EvaluatedFolder) -> None:
    """Print every agency's place and total so far, short enough to be looked at between two agencies."""
    found = read.results
    rows = [
        (
            str(item.placing.rank) if item.placing else "—",
            item.name,
            found.written(item.score)
            if item.score is not None
            else tr("open")
            if item.withdrawn is None
            else tr("withdrew"),
        )
        for item in found.standings
    ]
    show_table([tr("Rank"), tr("Agency"), tr("Total")], rows, right=(0, 2))


def _paired(marks: Sequence[str], width: int) -> Iterator[tuple[str, str]]:
    """Yield lines of numbers with the lines of marks below them, as many as fit side by side."""
    upper, lower = "", ""
    for n, mark in enumerate(marks, start=1):
        shown = mark or OPEN[0]
        column = max(len(str(n)), cell_len(shown)) + _BETWEEN
        if upper and cell_len(lower) + column > width:
            yield upper.rstrip(), lower.rstrip()
            upper, lower = "", ""
        upper += str(n).ljust(column)
        lower += shown + " " * (column - cell_len(shown))
    yield upper.rstrip(), lower.rstrip()


_STATES = {
    "recused": say("recused: {reason}"),
    "absent": say("absent: {reason}"),
    "void": say("void: {reason}"),
}
_HELP = (
    say("Marks: one a line, or several with spaces between; - for a cell that is open on the paper."),
    say("change 3 8.5: another mark for item 3. undo: take back the last line, or the sheet before."),
    say("recused …, absent …, void …: no mark of this sheet counts, with the reason behind the word."),
    say("reason 3 …: why item 3 lost points. highlights …, problems …, suggestions …: what the boxes say."),
    say("skip: leave this sheet for later. done: end here; what was kept stays."),
)
