"""The cells of marks: what is in force is put in, what may be entered is checked, what it is worth is worked out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from rubrics import TreeNode
from scoring.rounds.words import read_mark
from scoring.sheets.entry import Entry, entry_of
from scoring.sheets.paper import FormBook, Look, Sheet


def put_mark(  # noqa: PLR0913 - a cell is a place and what stands there
    book: FormBook,
    sheet: Sheet,
    at: tuple[int, int],
    leaf: TreeNode,
    text: str,
    *,
    not_applicable: bool,
    narrow: bool = False,
) -> Entry:
    """Write the cell of a criterion's mark, open where `text` is "", with what it takes; return how it is entered."""
    assert leaf.leaf is not None  # noqa: S101 - only leaves are marked
    rule = leaf.leaf.rule
    row, column = at
    look = "signs" if rule.checklist or rule.veto else "mark"
    put_typed(sheet, row, column, text, book.style(f"{look}_narrow" if narrow else look))
    entry = entry_of(leaf, xl_rowcol_to_cell(row, column), not_applicable=not_applicable)
    if entry.choices:
        book.choice(sheet, row, column, entry.choices, told=entry.rule)
    else:
        book.check(sheet, row, column, entry.check, told=entry.rule)
    return entry


def points_of(leaf: TreeNode, text: str) -> Fraction | None:
    """Return what a mark is worth in points; None where it is none, or a veto."""
    if leaf.leaf is None or leaf.veto or not text:
        return None
    points = getattr(read_mark(text, leaf.leaf, leaf.leaf.rule), "points", None)
    return None if points is None else Fraction(points)


def put_text(sheet: Sheet, row: int, column: int, text: str, look: Look) -> None:
    """Write a text as it is; an empty cell where there is none."""
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def put_number(sheet: Sheet, row: int, column: int, number: Decimal | Fraction | None, look: Look) -> None:
    """Write a number; an empty cell where there is none."""
    if number is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, float(number), look)


def put_typed(sheet: Sheet, row: int, column: int, text: str, look: Look) -> None:
    """Write what somebody typed: as a number where a spreadsheet keeps every digit of it, else as text."""
    if _kept(text):
        sheet.write_number(row, column, float(text), look)
    else:
        put_text(sheet, row, column, text, look)


def _kept(text: str) -> bool:
    """Return whether a number read back from a double is the text again."""
    if not text.isascii() or not text.replace(".", "", 1).removeprefix("-").isdigit():
        return False
    # A spreadsheet has no -0.
    return text != "-0" and format(Decimal(format(float(text), ".15g")), "f") == text
