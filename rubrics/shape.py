"""Plain values to frozen models; every misfit becomes a Problem with place and remedy."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rubrics.document import Document, Path
from rubrics.invisible import revealed
from rubrics.known_keys import known_keys, translated
from rubrics.messages import Message, say
from rubrics.problems import MOST_FAULTS, Problem, Problems

Shape = TypeVar("Shape", bound=BaseModel)


def build(shape: type[Shape], document: Document) -> Shape:
    """Return `document` as a `shape`, its keys in English or in Chinese words.

    Raises Problems with every misfit, up to the first thousand.
    """
    try:
        return shape.model_validate(document.value)
    except ValidationError:
        # No shape lets an unknown key pass, so Chinese words always lead here, and plain files never pay for them.
        return _translated(shape, document)


def _translated(shape: type[Shape], document: Document) -> Shape:
    value, problems = translated(shape, document)
    try:
        built = shape.model_validate(value)
    except ValidationError as error:
        faults = error.errors()
        inner = {fault["loc"][:depth] for fault in faults for depth in range(len(fault["loc"]))}
        told = (fault for fault in faults if not (fault["type"] == "too_short" and fault["loc"] in inner))
        chinese = value != document.value
        problems += [_problem(fault, document, shape, chinese=chinese) for fault in islice(told, MOST_FAULTS)]
    if problems:
        raise Problems(problems)
    return built


def _problem(fault: Any, document: Document, shape: type[BaseModel], *, chinese: bool) -> Problem:  # noqa: ANN401 - pydantic's ErrorDetails
    path: Path = tuple(fault["loc"])
    place = document.locate(path)
    if fault["type"] == "missing":
        *around, name = path
        words = known_keys(shape, around).get(str(name), ()) if chinese else ()
        return Problem(
            "SHAPE-MISSING",
            place,
            say("“{name}” is missing.", name=" ".join((str(name), *words[:1]))),
            say("Add it; there is no default."),
        )
    if fault["type"] == "extra_forbidden":
        return Problem(
            "SHAPE-UNKNOWN",
            place,
            say("the key “{name}” is not known here.", name=revealed(str(path[-1]))),
            _instead(fault, shape),
        )
    if fault["type"] == "invisible":
        return Problem(
            "TEXT-INVISIBLE",
            place,
            say("character {at} of this text, {code}, cannot be seen.", **fault["ctx"]),
            say("Delete it, or type the text anew."),
        )
    return Problem("SHAPE-VALUE", place, _misplaced(fault["input"]), _remedy(fault))


def _instead(fault: Any, shape: type[BaseModel]) -> Message:  # noqa: ANN401 - pydantic's ErrorDetails
    *around, name = fault["loc"]
    keys = known_keys(shape, around)
    known = sorted(keys)
    # Whoever writes Chinese is answered in the words for the keys; a key without one (none is, by a test) in English.
    nearby = known if str(name).isascii() else [word for key, words in keys.items() for word in (*words, key)]
    if near := get_close_matches(str(name), nearby, n=1):
        return say("Did you mean “{near}”?", near=near[0])
    if fault["input"] is None:
        return say("If it continues the text before the comma, put that text in quotation marks; else remove it.")
    listed = known if str(name).isascii() else [" ".join((key, *keys[key][:1])) for key in known]
    return say("Remove it; known are: {known}.", known=tuple(listed))


def _misplaced(given: object) -> Message:
    if given is None or given == "":
        return say("nothing stands here.")
    if given == []:
        return say("the list is empty.")
    if isinstance(given, dict):
        return say("a mapping (key: value) cannot stand here.")
    if isinstance(given, list):
        return say("a list cannot stand here.")
    if isinstance(given, bool):
        return say("“{given}” cannot stand here.", given=str(given).lower())
    text = revealed(str(given)[: _LONGEST + 1])
    return say("“{given}” cannot stand here.", given=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _remedy(fault: Any) -> Message:  # noqa: ANN401 - pydantic's ErrorDetails
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "literal_error":
        return say("Write one of: {choices}.", choices=tuple(re.split(", | or ", context["expected"].replace("'", ""))))
    if kind == "string_pattern_mismatch":
        return _DATE if r"\d{4}" in context["pattern"] else _ID
    if kind == "string_type" and isinstance(fault["input"], int):
        return _QUOTE
    if kind in _BOUNDS:
        text, name = _BOUNDS[kind]
        return text.filled(bound=context[name])
    return _WANTED.get(kind, say("Look up in the reference what may stand here."))


_LONGEST = 40
_DATE = say("Write a date as 2026-01-31.")
_ID = say("Begin with a letter or digit; go on with letters, digits, “_”, “-” and “.” only, without spaces.")
_QUOTE = say("Write text; a number or true and false need quotation marks to be text.")
_WANTED = {
    "date": _DATE,
    "int_type": say("Write a whole number."),
    "string_type": say("Write text."),
    "bool_type": say("Write true or false."),
    "tuple_type": say("Write a list."),
    "list_type": say("Write a list."),
    "dict_type": say("Write a mapping (key: value)."),
    "model_type": say("Write a mapping (key: value)."),
    "number": say("Write a plain number such as 8 or 8.5."),
    "label": say("Write a number or text."),
    "tie_key": say("Write an id, untrimmed: <id>, best_mark: <id> or preferred: <id>."),
    "quorum": say("Write a whole number from 1 on, or majority."),
    "share": say("Write a share above 0% and up to 100%, such as 40%."),
    "fingerprint": say("Write the eight characters that are printed as a fingerprint."),
    "string_too_short": say("Write at least one character."),
    "blank": say("Write at least one character that can be seen."),
}
_BOUNDS = {
    "greater_than_equal": (say("Write {bound} or more."), "ge"),
    "greater_than": (say("Write more than {bound}."), "gt"),
    "less_than_equal": (say("Write {bound} or less."), "le"),
    "too_short": (say("Write at least {bound} of them."), "min_length"),
    "string_too_long": (say("Write at most {bound} characters."), "max_length"),
}
