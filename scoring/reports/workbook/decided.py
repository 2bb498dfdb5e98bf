"""What the deciding body made of the computed grades, in words: who decided when, and why a grade differs."""

from __future__ import annotations

from scoring.reports.workbook.book import Book
from scoring.rounds import Decision, Status, status_of


def decision_words(book: Book, decision: Decision) -> list[str]:
    """Return the body with date and minutes, then one line for each agency whose grade is not the computed one.

    While grades are only proposed nobody has decided: the body is not told then.
    """
    about = [
        words
        for value, words in (
            (decision.body, book.say("body: {body}", body=decision.body)),
            (decision.date, book.say("date: {date}", date=decision.date)),
            (decision.minutes, book.say("minutes: {minutes}", minutes=decision.minutes)),
        )
        if value and status_of(decision) is Status.DECIDED
    ]
    found = [book.say("Decision: {about}", about=book.translate("; ").join(about))] if about else []
    return [*found, *differences(book, decision)]


def differences(book: Book, decision: Decision) -> list[str]:
    """Return which proposed or decided grades are not the computed ones, with their reasons."""
    computed = {item.agency: item.grade for item in book.results.standings}
    found = []
    for item in decision.grades:
        own = computed.get(item.agency)
        name = book.results.round.names.get(item.agency, item.agency)
        changes = []
        if item.proposed and item.proposed != own:
            changes.append(book.say("proposed {grade}", grade=item.proposed))
        if item.decided and item.decided != own:
            changes.append(book.say("decided {grade}", grade=item.decided))
        if changes:
            words = book.say(
                "{name}: computed {computed}, {changes}", name=name, computed=own or "—", changes=tuple(changes)
            )
            found.append(book.say("{change} ({reason})", change=words, reason=item.reason) if item.reason else words)
    return found
