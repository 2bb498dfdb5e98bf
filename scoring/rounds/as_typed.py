"""What people type into a cell or at a keyboard, to what they plainly mean: full-width digits, 8.5分, titles."""

from __future__ import annotations

from rubrics import Criterion, Level, Marking, Part
from scoring.rounds.half_width import half_width
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.rounds.marks import STATE_WORDS
from scoring.rounds.numbers import plain_number
from scoring.rounds.words import BETWEEN, yes_or_no
from submissions import clean

Leaf = Part | Criterion

# How a tick and a cross are drawn elsewhere. ☒ is left alone: some programs tick a box with it.
_SIGNS = str.maketrans({"✅": "√", "☑": "√", "❌": "×", "✖": "×", "\ufe0e": None, "\ufe0f": None})
_UNIT = "分"
_WORDS = {word: word for word in (*STATE_WORDS, NOT_APPLICABLE)} | {"not_applicable": NOT_APPLICABLE}


def meant(text: str, leaf: Leaf, rule: Marking) -> str:  # noqa: ARG001 - it is called as read_mark is
    """Return a mark as `read_mark` takes it, from how it was typed; it decides what is a mark.

    White space around it, full-width digits, 分 after points, signs from elsewhere and the ways of writing a level
    (优, 优(10), 优 10分, 10分) are put right. Nothing else is guessed: what remains unclear comes back as it was,
    without the white space around it.
    """
    typed = clean(text)
    plain = clean(_narrow(typed))
    word = _WORDS.get(_folded(plain))
    if word is not None:
        return word
    if rule.levels:
        return _level(typed, plain, rule.levels)
    if rule.checklist or rule.veto:
        return _ticks(plain.translate(_SIGNS), rule) or typed
    # Of what is counted by the piece, 3分 does not say how many there were.
    counted = getattr(rule.counted, "each", None) is not None
    number = plain if counted else plain.removesuffix(_UNIT).rstrip()
    return typed if plain_number(number) is None else number


def _ticks(plain: str, rule: Marking) -> str:
    """Return √ and × of a checklist without what stands between them, or 是 or 否 of a veto; "" for anything else."""
    if rule.veto:
        answer = yes_or_no(plain)
        return "" if answer is None else "是" if answer else "否"
    answers = [yes_or_no(sign) for sign in plain if sign not in BETWEEN and not sign.isspace()]
    return "" if None in answers else "".join("√" if answer else "×" for answer in answers)


def _level(typed: str, plain: str, levels: tuple[Level, ...]) -> str:
    """Return the title of the only level that a text can stand for, else a number as it is, or what was typed."""
    folded = _folded(plain)
    for found in (
        [level.title for level in levels if level.title == typed],
        [level.title for level in levels if _title(level) == folded],
        [level.title for level in levels if plain_number(_points(folded, level)) == level.points],
    ):
        if len(found) == 1:
            return found[0]
    return typed if plain_number(plain) is None else plain


def _points(folded: str, level: Level) -> str:
    """Return the number in 优10分, 优(10) or 10分; a title that ends with a digit is told from it by brackets only."""
    title = _title(level)
    if folded.startswith(f"{title}(") and folded.endswith(")"):
        return folded[len(title) + 1 : -1].removesuffix(_UNIT)
    if folded.startswith(title) and not title[-1].isdigit():
        return folded[len(title) :].removesuffix(_UNIT)
    return folded.removesuffix(_UNIT)


def _title(level: Level) -> str:
    return _folded(_narrow(level.title))


def _narrow(text: str) -> str:
    return half_width(text).replace("\N{MINUS SIGN}", "-")


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
