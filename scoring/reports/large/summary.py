"""Page 1 and those that follow it: the ranking as it is signed, its headings repeated on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from rubrics import TreeNode
from scoring.engine.results import Standing
from scoring.reports.large.book import LargeBook
from scoring.reports.large.columns import NONE, NodeColumns
from scoring.reports.large.rows import Cell, Rows, write_cells
from scoring.reports.large.rules import rules_line
from scoring.reports.large.told import Told
from scoring.reports.workbook.book import Look, Sheet, wide
from scoring.rounds import DecidedGrade
from scoring.rounds.paperwork import SIGNATURES

_PAGE_WIDTH = 138
_LINE, _ROW = 18, 22
_UNDECIDED = DecidedGrade(agency="none")
_BLANK, _DATE = "＿＿＿＿＿＿", "＿＿＿＿"


class Summary:
    """The ranked list, some of it on each of its sheets; what is signed stands below the last of them."""

    def __init__(self, book: LargeBook, columns: NodeColumns, shown: Sequence[list[Cell]]) -> None:
        self.book, self.columns, self.shown = book, columns, shown
        self.results = book.results
        self.told = Told(book, columns.structure)
        self.widths = self._widths()
        self.right = len(self.titles) - 1

    @cached_property
    def _several(self) -> bool:
        return self.book.findings.decision is not None

    @cached_property
    def titles(self) -> list[str]:
        """The headings of the columns: rank, agency, total, class, grades, parts, remarks."""
        book = self.book
        grades = [book.say("computed grade")]
        grades += [book.say("proposed grade"), book.say("decided grade")] if self._several else []
        classes = [book.say("class")] if self.results.rubric.classes else []
        parts = [self._titled(part) for part in self.columns.parts]
        first = [book.say("rank"), book.say("agency evaluated"), book.say("total score")]
        return [*first, *classes, *grades, *parts, book.say("remarks")]

    def _titled(self, part: TreeNode) -> str:
        if not part.weight:
            return part.node.title
        return self.book.say("{title} (weight {weight})", title=part.node.title, weight=f"{float(part.weight):g}")

    def _widths(self) -> list[float]:
        longest = max(wide(name) for name in self.results.round.names.values())
        name = min(max(longest * 1.1 + 2, 16), 40)
        middle = [12.0] * (len(self.titles) - 4 - len(self.columns.parts) + 1)
        taken = 8.0 + name + 14.0 + sum(middle) - 12.0 + 22.0
        each = max((_PAGE_WIDTH - taken) / max(len(self.columns.parts), 1), 9)
        return [8.0, name, 14.0, *middle[1:], *[each] * len(self.columns.parts), 22.0]

    def write(self, sheet: Sheet, standings: Sequence[Standing], *, last: bool, done: Callable[[], None]) -> None:
        """Write these lines of the ranking; `done` is called after each."""
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        sheet.set_default_row(_ROW)
        top, lines = len(self._top), Rows(sheet, self._looks())
        self._across(sheet, 0, self._top)
        write_cells(sheet, top, self.titles, [self.book.style("head")] * len(self.titles))
        sheet.set_row(top, 36)
        for at, standing in enumerate(standings, start=top + 1):
            lines.write(at, self._cells(standing))
            done()
        end = top + 1 + len(standings)
        if last:
            self._across(sheet, end, self._bottom)
            end += len(self._bottom)
        sheet.print_area(0, 0, end - 1, self.right)
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 2)

    @cached_property
    def _top(self) -> list[tuple[str, str, float]]:
        """The lines above the headings: text, style and height."""
        book, round_ = self.book, self.results.round
        about = [book.say("Organizer: {name}", name=round_.organizer)]
        if round_.period:
            about.append(book.say("Period: {first} to {last}", first=round_.period.first, last=round_.period.last))
        if round_.date:
            about.append(book.say("Date: {date}", date=round_.date))
        most = self.results.tree.earnable
        about.append(book.say("Full marks: {total}", total=NONE if most is None else f"{float(most):g}"))
        title = book.say("{round}: summary of results", round=round_.title)
        lines = [
            (title, "title", 36.0 if wide(title) * 2.2 < sum(self.widths) else 66.0),
            (book.say("({status})", status=book.findings.status.title), "status", 26.0),
            ("    ".join(about), "subtitle", self._height("    ".join(about))),
        ]
        return [*lines, (book.statement, "sample", self._height(book.statement))] if book.statement else lines

    @cached_property
    def _bottom(self) -> list[tuple[str, str, float]]:
        """The lines below the ranking: the rules, what is open, and the lines for signatures."""
        told = [rules_line(self.book, self.columns.structure, self.columns.parts), *self.told.matters()]
        roles = self.results.round.paperwork.signatures or tuple(map(self.book.words, SIGNATURES))
        broad = max(wide(role) for role in roles)
        lines = [(text, "rule", self._height(text)) for text in told]
        for role in roles:
            filled = role + "　" * ((broad - wide(role)) // 2)
            text = self.book.say("{role}: {line} dated {date}", role=filled, line=_BLANK, date=_DATE)
            lines.append((text, "sign", 30.0))
        return lines

    @property
    def around(self) -> int:
        """How many rows a sheet has besides the ranking."""
        return len(self._top) + 1 + len(self._bottom)

    def _looks(self) -> list[Look]:
        style = self.book.style
        middle = len(self.titles) - 4 - len(self.columns.parts)
        parts = [style("shown")] * len(self.columns.parts)
        return [style("text"), style("name"), style("subtotal"), *[style("text")] * middle, *parts, style("name")]

    def _cells(self, standing: Standing) -> list[Cell]:
        row, decision = self.results.rows[standing.agency], self.book.findings.decision
        decided = decision.by_agency.get(standing.agency, _UNDECIDED) if decision else _UNDECIDED
        classes = [self.told.classes.get(self.results.round.classes[standing.agency], NONE)]
        return [
            float(standing.placing.rank) if standing.placing else NONE,
            self.told.label(standing.agency),
            self.shown[0][row] if standing.placing else NONE,
            *(classes if self.results.rubric.classes else ()),
            standing.grade or NONE,
            *((decided.proposed or NONE, decided.decided or NONE) if self._several else ()),
            *(column[row] for column in self.shown[1:]),
            self.told.remark(standing),
        ]

    def _across(self, sheet: Sheet, at: int, lines: Sequence[tuple[str, str, float]]) -> None:
        for row, (text, style, height) in enumerate(lines, start=at):
            self.book.merged(sheet, row, 0, row, self.right, text, style)
            sheet.set_row(row, height)

    def _height(self, text: str) -> float:
        return min(_LINE * (int(wide(text) * 1.15 // sum(self.widths)) + 1), 409)
