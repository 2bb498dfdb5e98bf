"""One sheet for each agency: every criterion with its marks seat by seat, what they came to, and what was said.

All figures are formulas into the other sheets, so that they follow a mark that is changed among the raw inputs.
"""

from __future__ import annotations

from collections.abc import Mapping

from scoring.reports.workbook.agency_lines import NONE, ROW, Lines
from scoring.reports.workbook.agency_pools import Dropped, Pools, name_dropped
from scoring.reports.workbook.agency_remarks import write_remarks
from scoring.reports.workbook.agency_rows import Columns, lines, seats_of
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.flow import Flow
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.structure import Kind
from submissions.plain_text import one_line

_TOP = 4
# How many small letters of 9 points take as much room as one of 11.
_SMALL = 1.2


def write_agency_sheets(book: Book, sheets: Mapping[str, Sheet], nodes: Nodes) -> None:
    """Write the sheet of every agency, by id."""
    dropped = name_dropped(book, nodes)
    for agency in nodes.structure.agencies:
        _AgencySheet(book, sheets[agency], nodes, agency).write(dropped)


class _AgencySheet:
    """The sheet of one agency, from its title to the lines that are signed."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, agency: str) -> None:
        self.book, self.sheet, self.nodes, self.agency = book, sheet, nodes, agency
        self.flow = Flow(sheet)
        self.results = nodes.structure.results
        self.columns = Columns(seats_of(nodes.structure, agency), bool(book.findings.self_assessment))
        self.told = tuple(lines(nodes.structure, agency))
        places = {line.node.id: _TOP + at for at, line in enumerate(self.told) if line.kind is Kind.LEAF}
        self.lines = Lines(book, self.flow, nodes, agency, self.columns, places)

    def write(self, dropped: Dropped) -> None:
        self._title()
        self._headings()
        for at, line in enumerate(self.told, start=_TOP):
            self.lines.write(at, line)
        at = self._total(_TOP + len(self.told))
        pools = Pools(self.book, self.flow, self.nodes, self.agency, self.columns)
        at = pools.write(at)
        pools.mark_dropped(dropped, self.lines.places)
        pools.mark_states(_TOP, at)
        at = write_remarks(self.book, self.flow, self.nodes, self.agency, self.columns, at)
        at = self._foot(at)
        for column, width in enumerate(self.columns.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.freeze_panes(_TOP, self.columns.FULL)
        self.flow.paginate(self.columns.widths, self.columns.pages)
        self.sheet.print_area(0, 0, at, self.columns.right)
        if self.columns.pages > 1:
            self.sheet.fit_to_pages(self.columns.pages, 0)
            self.sheet.repeat_columns(self.columns.NUMBER, self.columns.TITLE)

    def _title(self) -> None:
        book, round_, right = self.book, self.results.round, self.columns.right
        name, former = one_line(round_.names[self.agency]), round_.former_names.get(self.agency)
        if former:
            name = book.say("{name} (formerly {names})", name=name, names=tuple(map(one_line, former)))
        title = book.say("{agency}: marks and scores", agency=name)
        about = [one_line(round_.title), book.say("Organizer: {name}", name=one_line(round_.organizer))]
        if round_.date:
            about.append(book.say("Date: {date}", date=round_.date))
        about.append(book.words(book.findings.status.title))
        if self.agency in round_.withdrawn:
            about.append(book.say("withdrawn ({reason})", reason=one_line(round_.withdrawn[self.agency])))
        for row, (text, style, height, size) in enumerate(
            ((title, "title", 34, 2.2), ("    ".join(about), "subtitle", 18, 1.15))
        ):
            book.merged(self.sheet, row, 0, row, right, text, style)
            lines = int(wide(text) * size // self.columns.width(0, right)) + 1
            self.flow.row(row, height * lines, joined=row > 0)

    def _headings(self) -> None:
        book, columns, top = self.book, self.columns, _TOP - 2
        titles = {
            columns.NUMBER: book.say("serial number"),
            columns.TITLE: book.say("criterion"),
            columns.FULL: book.say("full marks"),
            columns.METHODS: book.say("method"),
            columns.score: book.say("score"),
        }
        if columns.assessed:
            titles |= {columns.own: book.say("self-assessment"), columns.difference: book.say("difference")}
        if not columns.seats:
            titles[columns.SEATS] = book.say("where it comes from")
        for column, words in titles.items():
            book.merged(self.sheet, top, column, top + 1, column, words, "head")
        for group in self.results.round.groups:
            raters = {rater.id for rater in self.results.round.raters_of(group.id)}
            own = [columns.seat(rater) for rater in columns.seats if rater in raters]
            if own:
                book.merged(self.sheet, top, own[0], top, own[-1], group.title, "head")
        for rater in columns.seats:
            self.sheet.write_string(top + 1, columns.seat(rater), book.seats[rater], book.style("head_small"))
        letters = max(int((columns.widths[columns.SEATS] - 1) * _SMALL), 2)
        longest = max((wide(book.seats[rater]) for rater in columns.seats), default=1)
        self.flow.heading(top, (19, 12 + 12 * -(-longest // letters)))

    def _total(self, at: int) -> int:
        """Write the total with its rank and grades; return the next free row."""
        book, ranking, columns = self.book, self.nodes.places.ranking, self.columns
        standing = next(item for item in self.results.standings if item.agency == self.agency)
        decided = book.findings.decision.by_agency.get(self.agency) if book.findings.decision else None
        total: Figure = NONE if standing.score is None else self.results.shown(standing.score)
        rows: dict[str, tuple[str, Figure, str]] = {
            "shown": (book.say("total score"), total, "subtotal"),
            "rank": (book.say("rank"), standing.placing.rank if standing.placing else NONE, "seat"),
            "grade": (book.say("grade"), standing.grade or NONE, "seat"),
        }
        if book.findings.decision:
            rows["grade"] = (book.say("computed grade"), standing.grade or NONE, "seat")
            rows["proposed"] = (book.say("proposed grade"), (decided and decided.proposed) or NONE, "seat")
            rows["decision"] = (book.say("decided grade"), (decided and decided.decided) or NONE, "seat")
        for row, (name, (words, figure, style)) in enumerate(rows.items(), start=at):
            book.merged(self.sheet, row, columns.NUMBER, row, columns.TITLE, words, "head")
            self.lines.close(row, columns.FULL, columns.right)
            book.put(self.sheet, row, columns.score, ranking.cell(self.nodes.row(self.agency), name), figure, style)
            self.flow.row(row, ROW, joined=True)
        full = self.lines.full(self.results.tree)
        book.value(self.sheet, at, columns.FULL, NONE if full is None else full, "seat")
        if columns.assessed:
            self.lines.assessed(at, self.results.tree, "subtotal")
        return at + len(rows)

    def _foot(self, at: int) -> int:
        """Write the lines that are signed two rows below; return their row."""
        line = "＿＿＿＿＿＿"
        roles = (
            self.book.say("Counted by: {line}", line=line),
            self.book.say("Checked by: {line}", line=line),
            self.book.say("Supervised by: {line}", line=line),
            self.book.say("Signed on: {line}", line=line),
        )
        self.book.merged(self.sheet, at + 1, 0, at + 1, self.columns.right, "　　".join(roles), "sign")
        self.flow.row(at + 1, 26, joined=True)
        return at + 1
