"""The last sheet: which rubric and engine made the figures, by which rules, and what the office should know."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubrics import TreeNode, fingerprints
from rubrics.markings import PointsMarking
from rubrics.wording import NOT_APPLICABLE, marking_words, node_words, pool_words, quota_words, rounding_words
from scoring.engine.events import event_words
from scoring.reports.findings import MOST_LIVE
from scoring.reports.workbook.book import Book, Sheet, wide
from scoring.reports.workbook.decided import decision_words
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.tables import node_title

_LABEL, _TEXT = 22, 108
_LINE = 16.5
_MOST_FIXED = 40
# Points: no program makes a row higher.
_HIGHEST = 409


def write_notes(book: Book, sheet: Sheet, structure: Structure, kind: str, *, discreet: bool) -> None:
    """Write the notes as two columns: what, and in words; `kind` is what this edition is called.

    A `discreet` edition leaves out events and notices that tell of raters and says how many there are.
    """
    book.merged(sheet, 0, 0, 0, 1, sheet.get_name(), "title")
    sheet.set_row(0, 36)
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _TEXT)
    row = 1
    told = (
        *_about(book, kind),
        *_rules(book, structure),
        *_happened(book, discreet=discreet),
        *_noticed(book, discreet=discreet),
        _formulas(book),
    )
    for label, text in (piece for pair in told for piece in _rows(*pair)):
        sheet.write_string(row, 0, label, book.style("label"))
        sheet.write_string(row, 1, text, book.style("value"))
        sheet.set_row(row, min(_LINE * _lines(text) + 4, _HIGHEST))
        row += 1
    sheet.repeat_rows(0)


def _lines(text: str) -> int:
    return sum(wide(line) // (_TEXT - 4) + 1 for line in text.split("\n"))


def _rows(label: str, text: str) -> Iterator[tuple[str, str]]:
    """Return a text in as many rows as it needs: a row has a greatest height, and what is beyond it is not printed."""
    held: list[str] = []
    for line in text.split("\n"):
        if held and _LINE * _lines("\n".join([*held, line])) + 4 > _HIGHEST:
            yield label, "\n".join(held)
            label, held = "", []
        held.append(line)
    yield label, "\n".join(held)


def _about(book: Book, kind: str) -> Iterator[tuple[str, str]]:
    rubric, round_ = book.results.rubric, book.results.round
    prints = fingerprints(rubric)
    yield book.say("File"), book.say("{kind}, {status}", kind=kind, status=book.findings.status.title)
    yield book.say("Round"), book.say("{title} ({id})", title=round_.title, id=round_.id)
    yield book.say("Organizer"), round_.organizer
    if book.statement:
        yield book.say("Sample"), book.statement
    yield book.say("Rubric"), book.say("{title} ({id})", title=rubric.title, id=rubric.id)
    yield book.say("Basis"), rubric.basis
    if rubric.source:
        yield book.say("Source"), rubric.source
    yield book.say("Scoring fingerprint"), f"{prints.short[0]}    {prints.scoring}"
    yield book.say("Text fingerprint"), f"{prints.short[1]}    {prints.text}"
    yield book.say("Worked out with"), f"pingyi {book.findings.engine_version}"


def _rules(book: Book, structure: Structure) -> Iterator[tuple[str, str]]:
    rubric = book.results.rubric
    lines = [_node(book, structure, node) for node in structure.results.nodes.values() if _told(node)]
    yield book.say("How scores are made"), "\n".join(lines)
    yield book.say("Rounding"), book.words(rounding_words(rubric.rounding))
    keys = tuple(book.words(structure.results.tie_words(key.name)) for key in rubric.rank.ties)
    ranked = [book.say("ranked by exact totals") if rubric.rank.by == "exact" else book.say("ranked by shown totals")]
    if keys:
        ranked.append(book.say("equal totals are decided by: {keys}", keys=keys))
    ranked.append(
        book.say("what is still equal shares its rank") if rubric.rank.share else book.say("ranks may not be shared")
    )
    yield book.say("Ranking"), book.translate("; ").join(ranked)
    if rubric.grades:
        read = book.say("read from exact totals") if rubric.grades.by == "exact" else book.say("read from shown totals")
        bands = [book.words(quota_words(band, rubric.grades)) for band in rubric.grades.bands]
        yield book.say("Grades"), "\n".join([*bands, read])
    if rubric.not_applicable:
        yield book.say("Not applicable"), book.words(NOT_APPLICABLE[rubric.not_applicable])
    if any(pool.node.pool and pool.node.pool.alike for pool in structure.pools):
        yield (
            book.say("Void sheets"),
            book.say("Which sheets are void was found beforehand: a mark that is typed over does not change it."),
        )


def _node(book: Book, structure: Structure, node: TreeNode) -> str:
    own, clauses = node.node, []
    earned = [child for child in node.children if not child.extra]
    if node.weighted:
        terms = tuple(
            book.say("{title} {weight}", title=child.node.title, weight=_plain(child.weight)) for child in earned
        )
        clauses.append(book.say("weighted: {terms}", terms=terms))
    elif earned:
        clauses.append(book.say("sum of: {terms}", terms=tuple(child.node.title for child in earned)))
    added = tuple(child.node.title for child in node.children if child.extra and not child.veto)
    if added:
        clauses.append(book.say("then added: {terms}", terms=added))
    if node.leaf and not _plain_points(node):
        facts = {fact.id: fact.title for fact in structure.results.rubric.facts}
        clauses.append(book.words(marking_words(node.leaf.rule, node.leaf.points, facts)))
    if own.pool:
        titles = {group.id: group.title for group in structure.results.round.groups}
        clauses.append(book.words(pool_words(own.pool, titles)))
    clauses += [book.words(words) for words in node_words(node)]
    if own.round is not None:
        clauses.append(book.words(rounding_words(own.round)))
    indent = "　" * node.depth
    rules = book.translate("; ").join(clauses)
    return indent + book.say("{title}: {rules}", title=node_title(book, node), rules=rules)


def _plain_points(node: TreeNode) -> bool:
    return node.leaf is not None and node.leaf.rule.points == PointsMarking()


def _told(node: TreeNode) -> bool:
    """Return whether there is anything to say of a node: leaves that are marked in points speak for themselves."""
    own = node.node
    plain = _plain_points(node) and own.pool is None and own.round is None
    return not plain or bool(node_words(node))


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def _happened(book: Book, *, discreet: bool) -> Iterator[tuple[str, str]]:
    """Yield what happened while the round ran, and what was decided in the end."""
    events = [
        book.say(
            "{date}: {what} ({reason})", date=event.date, what=event_words(book.results, event), reason=event.reason
        )
        for event in book.results.round.events
    ]
    told = [text for text in events if not (discreet and _names_a_rater(book, text))]
    withheld = len(events) - len(told)
    if withheld:
        told.append(book.say("Events that concern raters stand in the internal details: {n}.", n=withheld))
    if told:
        yield book.say("Events"), "\n".join(told)
    decided = decision_words(book, book.findings.decision) if book.findings.decision else []
    if decided:
        yield book.say("Decision"), "\n".join(decided)


def _noticed(book: Book, *, discreet: bool) -> Iterator[tuple[str, str]]:
    notices = [book.words(notice) for notice in book.findings.notices]
    told = [text for text in notices if not (discreet and _names_a_rater(book, text))]
    withheld = len(notices) - len(told)
    lines = [f"{at}. {text}" for at, text in enumerate(told, start=1)]
    if withheld:
        lines.append(book.say("Notices that concern raters stand in the internal details: {n}.", n=withheld))
    yield from ((book.say("Notices") if at == 0 else "", text) for at, text in enumerate(lines or [book.say("none")]))


def _names_a_rater(book: Book, text: str) -> bool:
    """Return whether a sentence names a rater, or a run of seats (评议员1–3), which begins with a seat."""
    names = (rater.name for rater in book.results.round.raters.values())
    return any(word in text for word in (*book.seats.values(), *names))


def _formulas(book: Book) -> tuple[str, str]:
    """Return what of the figures is a formula, and what is not."""
    title = book.say("Formulas")
    if not book.live:
        return title, book.say(
            "More than {n} agencies: every figure is a value, and a changed mark changes nothing.", n=MOST_LIVE
        )
    lines = [
        book.say(
            "Figures are live formulas from the pooled values on. Pooled values and what else follows from single"
            " raters' marks came over as values: in the internal details they are formulas too."
        )
        if book.carried
        else book.say("Figures are live formulas: type over a mark, and everything follows.")
    ]
    fixed = [book.say("{place}: {why}", place=f"{item.sheet} {item.cell}", why=item.why) for item in book.fixed]
    if fixed:
        more = [book.say("and {n} more", n=len(fixed) - _MOST_FIXED)] if len(fixed) > _MOST_FIXED else []
        lines += [book.say("These cells hold values instead of formulas:"), *fixed[:_MOST_FIXED], *more]
    return title, "\n".join(lines)
