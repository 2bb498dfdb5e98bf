"""A paper sheet while it is typed: what stands on it so far, what can be changed and undone, and what it adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from rubrics import Message, TreeNode, full_marks, say
from scoring.rounds.intakes import NOT_APPLICABLE, Sheet
from scoring.rounds.keyed import keyed, leaf_of
from scoring.rounds.marks import Mark
from scoring.rounds.papers import Paper
from scoring.rounds.words import Refused, read_mark


@dataclass(frozen=True)
class Draft:
    """What was typed of a paper: a text for each of its first criteria, "" where a cell is open.

    `lines` are how many marks each line held; `said` are the boxes, and why none of the marks count (recused, absent,
    void), by their names in `Sheet`; `spareable` is whether a criterion can be 不涉及.
    """

    paper: Paper
    spareable: bool = False
    marks: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    total: str | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing more is to be typed."""
        return len(self.marks) == len(self.paper.leaves) or self.state is not None

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed yet."""
        return not (self.marks or self.said or self.reasons)

    @property
    def state(self) -> str | None:
        """Why none of the marks count: recused, absent or void; None where they do."""
        return next((name for name in ("recused", "absent", "void") if name in self.said), None)

    @property
    def next(self) -> int:
        """The number of the item that comes next, from 1."""
        return len(self.marks) + 1

    def taken(self, words: list[str]) -> Draft | tuple[Message, ...]:
        """Return the draft with these marks for the next items, or all that is wrong with them: then none is taken."""
        open_ = () if self.complete else self.paper.leaves[len(self.marks) :]
        if len(words) > len(open_):
            return (say("{n} marks are too many: {open} items are open.", n=len(words), open=len(open_)),)
        read = [keyed(word, leaf, spareable=self.spareable) for word, leaf in zip(words, open_, strict=False)]
        faults = [_told(self.next + at, held) for at, held in enumerate(read) if not isinstance(held, str)]
        if faults:
            return tuple(faults)
        texts = tuple(held for held in read if isinstance(held, str))
        return replace(self, marks=self.marks + texts, lines=(*self.lines, len(texts)))

    def changed(self, n: int, word: str) -> Draft | tuple[Message, ...]:
        """Return the draft with another mark for item `n`, counted from 1, or what is wrong."""
        if not 1 <= n <= len(self.marks):
            return (say("there is no item {n} yet.", n=n),)
        read = keyed(word, self.paper.leaves[n - 1], spareable=self.spareable)
        if not isinstance(read, str):
            return (_told(n, read),)
        return replace(self, marks=(*self.marks[: n - 1], read, *self.marks[n:]))

    def undone(self) -> Draft:
        """Return the draft without its last line; of one that says why no mark counts, without that."""
        if self.state:
            return replace(self, said={name: text for name, text in self.said.items() if name != self.state})
        kept = len(self.marks) - self.lines[-1] if self.lines else 0
        return replace(self, marks=self.marks[:kept], lines=self.lines[:-1])

    def saying(self, name: str, text: str) -> Draft:
        """Return the draft with the text of a box, or with why none of its marks count."""
        return replace(self, said={**self.said, name: text})

    def reasoned(self, n: int, text: str) -> Draft:
        """Return the draft with the reason (扣分理由) for item `n`, counted from 1."""
        return replace(self, reasons={**self.reasons, self.paper.leaves[n - 1].id: text})

    @property
    def given(self) -> Iterator[tuple[int, TreeNode, Mark]]:
        """Every mark that was typed, with its number and its criterion; not what is open or does not apply."""
        for n, (leaf, text) in enumerate(zip(self.paper.leaves, self.marks, strict=False), start=1):
            if text and text != NOT_APPLICABLE:
                read = read_mark(text, leaf_of(leaf), leaf_of(leaf).rule)
                assert isinstance(read, Mark)  # noqa: S101 - a draft takes nothing else
                yield n, leaf, read

    @property
    def sum(self) -> Fraction:
        """What the items add up to, in points, with what had come in before."""
        points = (Fraction(mark.points) for _, leaf, mark in self.given if mark.points is not None and not leaf.veto)
        return sum(points, self.paper.held)

    @property
    def disagrees(self) -> bool:
        """Whether the sum on the paper is another one than that of its items."""
        return self.total is not None and self.state is None and Fraction(Decimal(self.total)) != self.sum

    @property
    def lacking(self) -> tuple[int, ...]:
        """The numbers of the items whose mark is so low that a reason should stand beside it, and none does."""
        return tuple(n for n, leaf, mark in self.given if leaf.id not in self.reasons and needs_reason(leaf, mark))

    @property
    def sheet(self) -> Sheet:
        """The sheet as it was typed."""
        named = zip(self.paper.asked, self.marks, strict=False)
        return Sheet(
            agency=self.paper.agency,
            rater=self.paper.rater,
            marks={criterion: text for criterion, text in named if text},
            reasons=dict(self.reasons),
            total=self.total,
            **self.said,
        )


def needs_reason(leaf: TreeNode, mark: Mark) -> bool:
    """Return whether a mark is below the share of what can be earned that needs no reason."""
    most, share = full_marks(leaf_of(leaf)), leaf.reason_below
    return bool(share and most and mark.points is not None and Fraction(mark.points) < share * Fraction(most))


def draft_of(paper: Paper, sheet: Sheet, *, spareable: bool = False) -> Draft:
    """Return the draft that a sheet was typed from."""
    marks = tuple(sheet.marks.get(criterion, "") for criterion in paper.asked)
    names = ("highlights", "problems", "suggestions", "recused", "absent", "void")
    said = {name: text for name in names if (text := getattr(sheet, name)) is not None}
    return Draft(paper, spareable, marks, (len(marks),), sheet.reasons, said, sheet.total)


def _told(n: int, refused: Refused) -> Message:
    return say("item {n}: {rule} {remedy}", n=n, rule=refused[1], remedy=refused[2])
