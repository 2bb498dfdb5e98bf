"""The pages on which an agency assesses itself and reports facts: a row for each criterion and for each fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rubrics import Criterion, Message, Part, TreeNode, full_marks, say
from rubrics.model import Fact
from rubrics.wording import marking_words
from scoring.sheets.agency_forms.heights import height
from scoring.sheets.paper import FormBook, Sheet
from submissions import LABEL
from submissions.workbook import FACTS, HEADS, SELF, TEXT, Blank, fact_row, page_of

_SELF_WIDTHS = (6, 18, 28, 7, 70, 12)
_FACTS_WIDTHS = (6, 60, 14, 28, 20)
_TOP = 3


def write_self(book: FormBook, blank: Blank, title: str) -> None:
    """Write the page of the self-assessment: points by criterion; what does not concern the agency is locked."""
    sheet = book.page(title, page_of(SELF, blank.agency), _SELF_WIDTHS, landscape=True)
    heads = (say("No."), say("Part"), say("Criterion"), say("Points"), say("Standard"), say("Own points"))
    _heads(book, sheet, title, blank, {3: LABEL, 6: TEXT}, heads)
    for n, node in enumerate(blank.assessed, start=1):
        row = _TOP + n
        standard = "\n".join(_standard(book, blank, node))
        part = node.parent.node.title if node.parent and node.parent.parent else ""
        leaf = leaf_of(node)
        number = str(n if leaf.no is None else leaf.no)
        texts = (number, part, leaf.title, _plain(full_marks(leaf)), standard)
        _row(book, sheet, row, node.id, texts, _SELF_WIDTHS)
        if node.id in blank.spared:
            sheet.write_string(row, 6, book.say("not applicable"), book.style("closed"))
            continue
        sheet.write_blank(row, 6, None, book.style("mark"))
        _points(book, sheet, row, node)
    total = _TOP + len(blank.assessed) + 1
    sheet.set_row(total, 28)
    book.merged(sheet, total, 1, total, 5, book.say("Sum of the points"), book.style("total_word"))
    sheet.write_formula(total, 6, f"=SUM(G{_TOP + 2}:G{total})", book.style("total"), 0)
    sheet.repeat_rows(_TOP)


def write_facts(book: FormBook, blank: Blank, title: str) -> None:
    """Write the page of the facts: numbers, each with its unit and its bounds."""
    sheet = book.page(title, page_of(FACTS, blank.agency), _FACTS_WIDTHS, landscape=True)
    heads = (say("No."), say("Fact"), say("Unit"), say("Bounds"), say("Number"))
    _heads(book, sheet, title, blank, {2: LABEL, 5: TEXT}, heads)
    for n, fact in enumerate(blank.rubric.facts, start=1):
        bounds = "" if (told := bounds_of(fact)) is None else book.words(told)
        _row(book, sheet, _TOP + n, fact_row(fact.id), (str(n), fact.title, fact.unit or "", bounds), _FACTS_WIDTHS)
        sheet.write_blank(_TOP + n, 5, None, book.style("mark"))
        told = say("A number without its unit; {bounds}", bounds=bounds) if bounds else say("A number without its unit")
        book.check(sheet, _TOP + n, 5, _between(f"F{_TOP + n + 1}", fact.min, fact.max), told=told)
    sheet.repeat_rows(_TOP)


def bounds_of(fact: Fact) -> Message | None:
    """Return within which bounds a fact lies; None where it has none."""
    if fact.min is not None and fact.max is not None:
        return say("{low} to {high}", low=fact.min, high=fact.max)
    if fact.min is not None:
        return say("at least {low}", low=fact.min)
    return None if fact.max is None else say("at most {high}", high=fact.max)


def leaf_of(node: TreeNode) -> Part | Criterion:
    """Return what is marked at a node that is assessed."""
    assert node.leaf is not None  # noqa: S101 - only leaves are assessed
    return node.leaf


def _heads(  # noqa: PLR0913, PLR0917 - what stands above a table
    book: FormBook, sheet: Sheet, title: str, blank: Blank, ids: dict[int, str], heads: tuple[Message, ...]
) -> None:
    for column, column_id in ids.items():
        sheet.write_string(0, column, column_id, book.style("id"))
    sheet.set_row(1, 32)
    book.merged(sheet, 1, 1, 1, len(heads), title, book.style("title"))
    sheet.set_row(2, 22)
    whose = book.say("Agency: {name}    Round: {title}", name=blank.name, title=blank.title)
    book.merged(sheet, 2, 1, 2, len(heads), whose, book.style("whose"))
    sheet.set_row(_TOP, 30)
    sheet.write_string(_TOP, 0, HEADS, book.style("id"))
    for column, head in enumerate(heads, start=1):
        sheet.write_string(_TOP, column, book.words(head), book.style("head"))
    sheet.freeze_panes(_TOP + 1, 0)


def _row(  # noqa: PLR0913, PLR0917 - a row is a place, an id, its texts and their columns
    book: FormBook, sheet: Sheet, row: int, row_id: str, texts: tuple[str, ...], widths: tuple[float, ...]
) -> None:
    sheet.write_string(row, 0, row_id, book.style("id"))
    sheet.set_row(row, height(*zip(texts, widths, strict=False), size=10.5))
    for column, text in enumerate(texts, start=1):
        look = "label" if widths[column - 1] > 20 else "number"  # noqa: PLR2004 - wide columns hold sentences
        sheet.write_string(row, column, text, book.style(look))


def _standard(book: FormBook, blank: Blank, node: TreeNode) -> Iterator[str]:
    leaf = leaf_of(node)
    if leaf.text:
        yield leaf.text
    if leaf.rule.levels:
        for level in leaf.rule.levels:
            worth = book.say("{title}: {points} points", title=level.title, points=level.points)
            yield book.say("{level}, {when}", level=worth, when=level.when) if level.when else worth
    elif leaf.rule.name != "points":
        yield book.words(marking_words(leaf.rule, leaf.points, {fact.id: fact.title for fact in blank.rubric.facts}))


def _points(book: FormBook, sheet: Sheet, row: int, node: TreeNode) -> None:
    leaf = leaf_of(node)
    rule, most = leaf.rule, full_marks(leaf)
    if rule.levels:
        told = say("The points of one level: {levels}", levels=tuple(level.points for level in rule.levels))
        book.choice(sheet, row, 6, tuple(_plain(level.points) for level in rule.levels), told=told)
        return
    least = rule.points.min if rule.points else rule.deductions.floor if rule.deductions else Decimal(0)
    told = say("A number from {low} to {high}", low=least, high=most)
    book.check(sheet, row, 6, _between(f"G{row + 1}", least, most), told=told)


def _between(cell: str, least: Decimal | None, most: Decimal | None) -> str:
    low = [] if least is None else [f"{cell}>={_plain(least)}"]
    high = [] if most is None else [f"{cell}<={_plain(most)}"]
    return f"AND({','.join([f'ISNUMBER({cell})', *low, *high])})"


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
