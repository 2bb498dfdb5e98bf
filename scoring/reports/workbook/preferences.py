"""Whom raters preferred: for a tie key, how many valued one agency higher than another, pair by pair.

The tables have a row for every agency and a column for every agency: how many raters have values for both, and how
many of them valued the column's agency higher than the row's.
"""

from __future__ import annotations

from fractions import Fraction

from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.expressions import APART
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import held
from scoring.reports.workbook.places import COMMON, COMPARED, PREFERRED
from scoring.reports.workbook.tables import headings, node_title

Panels = dict[str, dict[str, Fraction]]


def values_at(nodes: Nodes, pool_id: str) -> Panels:
    """Return every agency's values at a pool, by agency and rater."""
    structure = nodes.structure
    pool = structure.results.nodes[pool_id]
    return {agency: held(structure, pool, agency) for agency in structure.agencies}


def common(values: Panels, one: str, other: str) -> set[str]:
    """Return the raters who have values for both agencies."""
    return values[one].keys() & values[other].keys()


def wins(values: Panels, one: str, other: str) -> int:
    """Return how many raters valued one agency higher than another."""
    return sum(values[one][rater] > values[other][rater] for rater in common(values, one, other))


def sound(values: Panels, one: str, other: str) -> bool:
    """Return whether doubles see every difference between two agencies' values as exact arithmetic does."""
    apart = (abs(values[one][rater] - values[other][rater]) for rater in common(values, one, other))
    return all(not distance or distance >= APART for distance in apart)


def write_preferences(book: Book, sheet: Sheet, nodes: Nodes, pool_id: str) -> None:
    """Write the values that are compared, to nine places, and the two tables of pairs."""
    blocks, structure = nodes.places.preferred[pool_id], nodes.structure
    pool = structure.results.nodes[pool_id]
    title, names, raters = node_title(book, pool), structure.results.round.names, nodes.places.seats(pool)
    compared = book.say("“{title}”: values that are compared", title=title)
    headings(book, sheet, blocks[COMPARED], compared, [book.seats[rater] for rater in raters])
    both = book.say("“{title}”: how many raters valued both agencies", title=title)
    headings(book, sheet, blocks[COMMON], both, list(names.values()))
    higher = book.say("“{title}”: how many raters valued the column's agency higher than the row's", title=title)
    headings(book, sheet, blocks[PREFERRED], higher, list(names.values()))
    values = values_at(nodes, pool_id)
    for other, row in structure.results.rows.items():
        for rater in raters:
            cell = nodes.places.raters[pool_id].cell(row, rater)
            figure = values[other].get(rater, "")
            block = blocks[COMPARED]
            formula = f'IF(ISNUMBER({cell}),ROUND({cell},9),"")'
            book.put(sheet, block.top + row, block.column(rater), formula, figure, "exact")
        theirs = blocks[COMPARED].across(row, raters)
        for one, at in structure.results.rows.items():
            ours = blocks[COMPARED].across(at, raters)
            both = f"SUMPRODUCT(ISNUMBER({ours})*ISNUMBER({theirs}))"
            higher = f"SUMPRODUCT(ISNUMBER({ours})*ISNUMBER({theirs})*({ours}>{theirs}))"
            figures = {
                COMMON: (both, len(common(values, one, other)), True),
                PREFERRED: (higher, wins(values, one, other), sound(values, one, other)),
            }
            for table, (formula, count, safe) in figures.items():
                block = blocks[table]
                book.put(sheet, block.top + row, block.column(one), formula, count, "whole", sound=safe)
