"""The rules of a round in one line, as they stand below its ranking."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics import TreeNode
from rubrics.wording import pool_words, rounding_words
from scoring.reports.large.book import LargeBook
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.vetoes import shown_as_veto


def rules_line(book: LargeBook, structure: Structure, parts: Sequence[TreeNode]) -> str:
    """Return how the total comes about, how values are pooled and rounded, and by what agencies are ranked."""
    results = book.results
    rubric, groups = results.rubric, {group.id: group.title for group in results.round.groups}
    if results.tree.weighted:
        shares = [
            book.say("{title} {weight}%", title=part.node.title, weight=f"{float(part.weight):g}")
            for part in parts
            if not part.extra
        ]
        clauses = [book.say("Total: {shares}", shares=" + ".join(shares))]
    else:
        clauses = [book.say("Total: sum of all parts")]
    extras = tuple(part.node.title for part in parts if part.extra and not shown_as_veto(part))
    vetoes = tuple(node.node.title for node in structure.vetoes)
    pools = dict.fromkeys(book.words(pool_words(pool.node.pool, groups)) for pool in structure.pools if pool.node.pool)
    clauses += [book.say("then added: {terms}", terms=extras)] if extras else []
    clauses += [book.say("vetoes: {titles}", titles=vetoes)] if vetoes else []
    clauses += [*pools, book.words(rounding_words(rubric.rounding))]
    exact = rubric.rank.by == "exact"
    clauses.append(book.say("ranked by exact totals") if exact else book.say("ranked by shown totals"))
    return book.say("Rules: {clauses}", clauses=book.translate("; ").join(clauses))
