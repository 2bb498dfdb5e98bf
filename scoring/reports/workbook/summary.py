"""Page 1: the ranked sheet that is signed. Its lines find their agency by place, so they re-sort themselves."""

from __future__ import annotations

from rubrics import TreeNode, say
from rubrics.wording import pool_words, rounding_words
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.chart import draw_totals
from scoring.reports.workbook.decided import decision_words
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import absent
from scoring.reports.workbook.ranking import Ranking
from scoring.reports.workbook.vetoes import shown, shown_as_veto
from scoring.rounds.paperwork import SIGNATURES

# More agencies than this do not fit one page readably: the sheet then runs over several, without a chart.
ONE_PAGE = 20
# So many agencies leave room for higher lines.
ROOMY = 10
_RANK, _NAME, _TOTAL = 0, 1, 2
_MATTERS = {
    "unranked": say("Not ranked: {names}"),
    "shared": say("Shared ranks: {names}"),
    "decided": say("Ties decided: {names}"),
}
_NONE = "—"
_PAGE_WIDTH = 138
_LINE = 18
# How high a line of an agency's name is in points, and how many of them it may take.
_NAME_LINE, _NAME_LINES = 21, 4
# A blank to sign on, how many of them may stand side by side, the digits between two, and a row's height in points.
_LINES, _DATE, _SIGNED_BESIDE, _BETWEEN, _SIGNED = "＿" * 9, "＿" * 6, 3, 4, 32
# Points in a pixel.
_POINTS = 0.75


class Summary:
    """The first sheet."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, ranking: Ranking) -> None:
        self.book, self.sheet, self.nodes = book, sheet, nodes
        self.results = nodes.structure.results
        shown_nodes = set(nodes.structure.nodes)
        self.parts = tuple(part for part in self.results.tree.children if part in shown_nodes)
        self.decision = book.findings.decision
        self.told = ranking.told
        self.columns = self._columns()
        self.right = len(self.columns) - 1
        self.size = len(self.results.rows)
        self.labels = [ranking.told.label(agency) for agency in self.results.rows]
        self.widths = self._widths()
        longest = max(wide(name) for name in self.labels)
        needed = int(longest * 1.35 // self.widths[_NAME]) + 1
        # Lines re-sort themselves, so all are as high as the longest name needs; a far longer one is shrunk instead.
        self.name_lines, self.name_style = (needed, "name_big") if needed <= _NAME_LINES else (1, "name")
        self.chart_height = 0

    def _columns(self) -> tuple[str | TreeNode, ...]:
        """Return the columns: names of the ranking's table, and the parts. Three grades stay three things."""
        settled = self.decision.grades if self.decision else ()
        proposed = ("proposed",) if any(item.proposed for item in settled) else ()
        decided = ("decision",) if any(item.decided for item in settled) else ()
        grades = ("grade", *proposed, *decided)
        classes = ("class",) if self.results.rubric.classes else ()
        return ("rank", "label", "shown", *classes, *grades, *self.parts, "remark")

    def write(self) -> None:
        """Write the whole page."""
        top = self._title()
        self._headings(top)
        for line in range(self.size):
            self._line(top + 1 + line, line)
        bottom = top + 1 + self.size
        left = self._beside() if self.size <= ONE_PAGE else 0
        at = self._matters(bottom, left)
        if left:
            size = (int((sum(self.widths[:left]) + left * 0.7) * 7) - 12, self.chart_height - 12)
            draw_totals(
                book=self.book, sheet=self.sheet, lines=(top + 1, bottom - 1), columns=(_NAME, _TOTAL), size=size
            )
            self.sheet.fit_to_pages(1, 1)
        last = self._signatures(at)
        self.sheet.print_area(0, 0, last, self.right)
        self.sheet.repeat_rows(top)
        self.sheet.freeze_panes(top + 1, 0)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)

    def _widths(self) -> list[float]:
        names = max(wide(name) for name in self.labels)
        name = min(max(names * 1.35 + 2, 16), 40)
        fixed = {"rank": 8.0, "label": name, "shown": 14.0, "remark": 22.0, "class": 12.0}
        fixed |= dict.fromkeys(("grade", "proposed", "decision"), 11.0)
        taken = sum(fixed[column] for column in self.columns if isinstance(column, str))
        rest = max((_PAGE_WIDTH - taken) / max(len(self.parts), 1), 9)
        return [fixed[column] if isinstance(column, str) else rest for column in self.columns]

    def _title(self) -> int:
        book = self.book
        title = book.say("{round}: summary of results", round=self.results.round.title)
        book.merged(self.sheet, 0, 0, 0, self.right, title, "title")
        self.sheet.set_row(0, 36 if wide(title) * 2.2 < sum(self.widths) else 66)
        status = book.say("({status})", status=book.findings.status.title)
        book.merged(self.sheet, 1, 0, 1, self.right, status, "status")
        self.sheet.set_row(1, 26)
        about = [book.say("Organizer: {name}", name=self.results.round.organizer)]
        if self.results.round.period:
            period = self.results.round.period
            about.append(book.say("Period: {first} to {last}", first=period.first, last=period.last))
        if self.results.round.date:
            about.append(book.say("Date: {date}", date=self.results.round.date))
        about.append(book.say("Full marks: {total}", total=self._full()))
        book.merged(self.sheet, 2, 0, 2, self.right, "    ".join(about), "subtitle")
        if not book.statement:
            return 3
        book.merged(self.sheet, 3, 0, 3, self.right, book.statement, "sample")
        self.sheet.set_row(3, _LINE * self._lines(book.statement))
        return 4

    def _full(self) -> str:
        most = self.results.tree.earnable
        return "—" if most is None else f"{float(most):g}"

    def _lines(self, text: str, left: int = 0) -> int:
        return int(wide(text) * 1.15 // sum(self.widths[left:])) + 1

    def _headings(self, top: int) -> None:
        book = self.book
        known = {
            "rank": book.say("rank"),
            "label": book.say("agency evaluated"),
            "shown": book.say("total score"),
            "class": book.say("class"),
            "grade": book.say("computed grade"),
            "proposed": book.say("proposed grade"),
            "decision": book.say("decided grade"),
            "remark": book.say("remarks"),
        }
        titles = [known[column] if isinstance(column, str) else self._titled(column) for column in self.columns]
        for column, words in enumerate(titles):
            self.sheet.write_string(top, column, words, book.style("head"))
        self.sheet.set_row(top, 36)

    def _titled(self, part: TreeNode) -> str:
        if not part.weight:
            return part.node.title
        return self.book.say("{title} (weight {weight})", title=part.node.title, weight=f"{float(part.weight):g}")

    def _line(self, at: int, line: int) -> None:
        block, standing = self.nodes.places.ranking, self.results.standings[line]
        match = f"MATCH({line + 1},{block.down('position')},0)"
        decided = self.told.decided.get(standing.agency)
        titles = {item.id: item.title for item in self.results.rubric.classes}
        values: dict[str, tuple[Figure, str]] = {
            "rank": (standing.placing.rank if standing.placing else _NONE, "strong_big"),
            "label": (self.told.label(standing.agency), self.name_style),
            "shown": (_NONE if standing.score is None else self.results.shown(standing.score), "total_big"),
            "class": (titles.get(self.results.round.classes[standing.agency] or "", _NONE), "text"),
            "grade": (standing.grade or _NONE, "text_big"),
            "proposed": ((decided and decided.proposed) or _NONE, "text_big"),
            "decision": ((decided and decided.decided) or _NONE, "text_big"),
            "remark": (self.told.remark(standing.agency), "text"),
        }
        for column, what in enumerate(self.columns):
            if isinstance(what, str):
                self._found(at, column, block.down(what), match, *values[what])
            elif standing.withdrawn is not None:
                # Whoever withdrew stands last, whatever is typed: kept on the other sheets, not shown here.
                self.book.value(self.sheet, at, column, _NONE, "shown_big")
            else:
                cells = self.nodes.places.part(what.id).down(what.id)
                self._found(at, column, cells, match, self._part(what, standing.agency), "shown_big")
        self.sheet.set_row(at, max(31 if self.size <= ROOMY else 25, _NAME_LINE * self.name_lines))

    def _part(self, part: TreeNode, agency: str) -> Figure:
        structure = self.nodes.structure
        veto = shown(self.book, self.nodes, part, agency)
        if veto:
            return veto[1]
        if not structure.applies(part, agency):
            return self.book.words(absent(structure, part, agency))
        score = structure.score(part.id, agency)
        return _NONE if score is None else self.results.shown(score)

    def _found(self, row: int, column: int, cells: str, match: str, value: Figure, style: str) -> None:  # noqa: PLR0913, PLR0917 - a cell is a place, a formula, a value and a style
        self.book.put(self.sheet, row, column, f"INDEX({cells},{match})", value, style)

    def _matters(self, at: int, left: int) -> int:
        """Write the rules in short and what is open from column `left` on; return the next free row."""
        book = self.book
        rules = self._rules()
        book.merged(self.sheet, at, left, at, self.right, rules, "rule")
        lines = [rules]
        block, last = self.nodes.places.ranking, len(self.results.rows) - 1
        separator = len(book.translate("; "))
        texts = self.told.matters.sentences(self.told.handling)
        for line, (column, sentence) in enumerate(_MATTERS.items(), start=at + 1):
            cell = block.cell(last, column)
            names = texts[column][-1][separator:]
            text = book.words(sentence.filled(names=names)) if names else ""
            told = book.templated(sentence.text, names=f"MID({cell},{separator + 1},9999)")
            if left < self.right:
                self.sheet.merge_range(line, left, line, self.right, "", book.style("rule"))
            book.put(self.sheet, line, left, f'IF({cell}="","",{told})', text, "rule")
            lines.append(text)
        for text in self._settled():
            book.merged(self.sheet, at + len(lines), left, at + len(lines), self.right, text, "rule")
            lines.append(text)
        self._heights(at, lines, left)
        return at + len(lines)

    def _settled(self) -> list[str]:
        """Return what no mark can change: who withdrew and why, and what the deciding body made of the grades."""
        book, round_ = self.book, self.results.round
        gone = tuple(
            book.say("{name} ({reason})", name=round_.names[agency], reason=reason)
            for agency, reason in round_.withdrawn.items()
        )
        found = [book.say("Withdrawn: {names}", names=book.translate("; ").join(gone))] if gone else []
        return [*found, *decision_words(book, self.decision)] if self.decision else found

    def _heights(self, at: int, lines: list[str], left: int) -> None:
        """Make rows high enough for their texts; beside the chart they share what is left of its height."""
        heights = [_LINE * self._lines(text, left) for text in lines]
        spare = (self._bars() * _POINTS - sum(heights)) / sum(1 for text in lines if text) if left else 0
        for row, (height, text) in enumerate(zip(heights, lines, strict=True), start=at):
            self.sheet.set_row(row, height + (max(spare, 0) if text else 0))
        self.chart_height = max(self._bars(), int(sum(heights) / _POINTS))

    def _rules(self) -> str:
        book, rubric = self.book, self.results.rubric
        if self.results.tree.weighted:
            shares = tuple(
                book.say("{title} {weight}%", title=part.node.title, weight=f"{float(part.weight):g}")
                for part in self.parts
                if not part.extra
            )
            first = book.say("Total: {shares}", shares=" + ".join(shares))
        else:
            first = book.say("Total: sum of all parts")
        groups = {group.id: group.title for group in self.results.round.groups}
        pools = tuple(
            dict.fromkeys(
                book.words(pool_words(pool.node.pool, groups)) for pool in self.nodes.structure.pools if pool.node.pool
            )
        )
        compared = (
            book.say("ranked by exact totals") if rubric.rank.by == "exact" else book.say("ranked by shown totals")
        )
        extras = tuple(part.node.title for part in self.parts if part.extra and not shown_as_veto(part))
        added = (book.say("then added: {terms}", terms=extras),) if extras else ()
        vetoes = tuple(node.node.title for node in self.nodes.structure.vetoes)
        vetoed = (book.say("vetoes: {titles}", titles=vetoes),) if vetoes else ()
        clauses = (first, *added, *vetoed, *pools, book.words(rounding_words(rubric.rounding)), compared)
        return book.say("Rules: {clauses}", clauses=book.translate("; ").join(clauses))

    def _bars(self) -> int:
        """Return how many pixels high a chart with a bar for each agency is at least."""
        return 60 + max(17, 190 // self.size) * self.size

    def _beside(self) -> int:
        """Return the first column right of the chart: a little more than half of the page is the chart's."""
        wanted, taken = sum(self.widths) * 0.55, 0.0
        for column, width in enumerate(self.widths[:-1]):
            taken += width
            if taken >= wanted:
                return column + 1
        return self.right

    def _signatures(self, at: int) -> int:
        """Write a blank line with a date for each who signs; return the last row of them."""
        book, wanted = self.book, self.results.round.paperwork.signatures
        roles = wanted or tuple(book.words(role) for role in SIGNATURES)
        broad = max(wide(role) for role in roles)
        lines = [
            # Filled up with spaces as wide as a Chinese character, so that the blanks stand below each other.
            book.say(
                "{role}: {line} dated {date}", role=role + "　" * ((broad - wide(role)) // 2), line=_LINES, date=_DATE
            )
            for role in roles
        ]
        beside = max(1, min(_SIGNED_BESIDE, int(sum(self.widths) // (wide(lines[0]) * 1.2 + _BETWEEN))))
        rows = [lines[first : first + beside] for first in range(0, len(lines), beside)]
        for row, held in enumerate(rows, start=at):
            book.merged(self.sheet, row, 0, row, self.right, ("　" * (_BETWEEN // 2)).join(held), "sign")
            self.sheet.set_row(row, _SIGNED)
        return at + len(rows) - 1
