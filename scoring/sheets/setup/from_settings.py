"""The sheets 计分规则 and 其他设置 into the rubric and the round: one field a row, named in words."""

from __future__ import annotations

from functools import partial
from typing import Any

from rubrics import Path, Rubric, Settings, say
from rubrics.field_names import words_for
from rubrics.known_keys import standing
from rubrics.methods import POOLS
from scoring.rounds import Round
from scoring.sheets.setup.gathering import Gathering, said
from scoring.sheets.setup.indicators import Indicator
from scoring.sheets.setup.lines import read_grades, read_ties
from scoring.sheets.setup.pages import FIELD, VALUE, WHERE
from scoring.sheets.setup.tables import Row
from scoring.sheets.setup.typed import YES, parted
from scoring.sheets.setup.words import NODE_WORDS, ROUND_WORDS, RUBRIC_WORDS, RULE, WHOLE, field_path, known_words
from submissions.table import clean


def mark_wholes(held: Gathering) -> None:
    """Say of indicators below the first level that they are parts which are marked as a whole."""
    for row in held.settings:
        one = _node(held, row)
        if one is not None and clean(row[FIELD]) == WHOLE:
            one.whole = clean(row[VALUE]) == YES


def put_settings(held: Gathering) -> None:
    """Put every row of settings where it belongs; the indicators know their paths by now."""
    for row in held.settings:
        where, one = clean(row[WHERE]), _node(held, row)
        if where in ROUND_WORDS:
            _put_field(held, Round, (), row)
        elif where in RUBRIC_WORDS:
            _put_field(held, Rubric, (), row)
        elif one is not None:
            _put_field(held, Rubric, one.path, row)
        else:
            rule = say("“{where}” is neither the round nor the rubric nor an indicator.", where=where[:40])
            known = (ROUND_WORDS[0], RUBRIC_WORDS[0], *(f"{NODE_WORDS[0]} {name}" for name in list(held.nodes)[:10]))
            held.fault("SETUP-WHERE", row.places[WHERE], rule, say("Write one of: {known}.", known=known))


def _node(held: Gathering, row: Row) -> Indicator | None:
    """Return the indicator that a row names by its id, with or without its title, or by its title alone."""
    word, _, rest = clean(row[WHERE]).partition(" ")
    if word not in NODE_WORDS or not rest.split():
        return None
    return held.nodes.get(rest.split()[0]) or held.nodes.get(held.titles.id(rest))


def _put_field(held: Gathering, shape: type[Settings], base: Path, row: Row) -> None:
    path = field_path(shape, base, row[FIELD], held.groups)
    if path is None:
        rule = say("the field “{field}” is not known here.", field=clean(row[FIELD])[:40])
        held.fault("SETUP-FIELD", row.places[FIELD], rule, say("Known are: {known}.", known=known_words(shape, base)))
    elif path[-1] == RULE:
        _put_rule(held, (*base, *path[:-1]), row)
    elif path[-1] != WHOLE:
        _put_value(held, shape, (*base, *path), row)


def _put_value(held: Gathering, shape: type[Settings], path: Path, row: Row) -> None:
    assembly = held.rubric if shape is Rubric else held.round
    assembly.mark(path, row.places[VALUE])
    value = _value(held, shape, path, row) if clean(row[VALUE]) else None
    if value is not None:
        assembly.put(path, value, row.places[VALUE])


def _value(held: Gathering, shape: type[Settings], path: Path, row: Row) -> Any:  # noqa: ANN401 - any plain value
    if path == ("grades", "bands"):
        return held.lines(row, VALUE, read_grades)
    if path == ("rank", "ties"):
        return held.lines(row, VALUE, partial(read_ties, nodes=held.titles))
    where = standing(shape, path)
    if where.items and not standing(shape, (*path, 0)).models:
        return list(parted(row[VALUE]))
    return said(row[VALUE], shape, path)


def _put_rule(held: Gathering, pool: Path, row: Row) -> None:
    held.rubric.mark(pool, row.places[VALUE])
    word = clean(row[VALUE])
    rule = next((name for name in POOLS if word in (name, *words_for("Pool", name))), None)
    if rule is not None:
        held.rubric.put((*pool, rule), {}, row.places[VALUE])
    elif word:
        told = say("“{word}” is no way to make one value of several.", word=word[:40])
        held.fault("SETUP-CHOICE", row.places[VALUE], told, say("Choose one of the list."))
