"""The sheets of the set-up workbook: their ids, their columns, and which settings have a row that is always there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rubrics import Message, Path, Rubric, say
from rubrics.methods import POOLS
from scoring.rounds import Round
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.words import RULE

CRITERIA, AGENCIES, PANEL = "setup-criteria", "setup-agencies", "setup-panel"
SITES, RULES, OTHERS = "setup-sites", "setup-rules", "setup-others"
PAGES = (CRITERIA, AGENCIES, PANEL, SITES, RULES, OTHERS)
RUBRIC_FILE = "rubric.yaml"

# Columns. Those of titles are level1, level2, …: as many as the tree is deep, and three at least.
LEVEL, FEWEST_LEVELS = "level", 3
WHERE, FIELD, VALUE, NOTE = "where", "field", "value", "note"
COLUMNS: dict[str, tuple[str, ...]] = {
    CRITERIA: (
        *("id", "no", LEVEL, "points", "weight", "text", "methods", "by", "marking", "content", "evidence", "for"),
    ),
    AGENCIES: ("id", "name", "class", "presents", "region"),
    PANEL: ("group", "group_id", "seat", "id", "name", "kind", "recusals"),
    SITES: ("id", "agency", "place", "date", "group"),
    RULES: (WHERE, FIELD, VALUE, NOTE),
    OTHERS: (WHERE, FIELD, VALUE),
}

# Settings that are asked for even where nothing is said yet.
RUBRIC_RULES: tuple[Path, ...] = (
    ("total",),
    ("rounding", "places"),
    ("rounding", "mode"),
    ("not_applicable",),
    ("reason_below",),
    ("rank", "by"),
    ("rank", "share"),
    ("rank", "ties"),
    ("grades", "by"),
    ("grades", "bands"),
    ("grades", "of"),
    ("grades", "per"),
)
POOL_RULES: tuple[Path, ...] = (
    ("pool", RULE),
    ("pool", "trimmed_mean", "drop"),
    ("pool", "trimmed_mean", "when_more_than"),
    ("pool", "quorum"),
    ("pool", "incomplete"),
    ("pool", "alike"),
)
GROUPS_RULES: tuple[Path, ...] = (
    ("pool", "empty_group"),
    ("pool", "each", RULE),
    ("pool", "each", "trimmed_mean", "drop"),
    ("pool", "each", "trimmed_mean", "when_more_than"),
    ("pool", "each", "quorum"),
    ("pool", "quorum"),
    ("pool", "incomplete"),
)
RUBRIC_OTHERS: tuple[Path, ...] = (("id",), ("title",), ("basis",), ("source",), ("sample",), ("report", "max_chars"))
ROUND_OTHERS: tuple[Path, ...] = (
    ("id",),
    ("title",),
    ("organizer",),
    ("period", "from"),
    ("period", "to"),
    ("date",),
    ("source",),
)
# What a node may carry that is a rule of counting; the rest of what has no column is among the other settings.
RULE_KEYS = ("pool", "round", "factor", "subtract", "floor", "cap", "scale", "reason_below")
POOL_KEYS = POOLS


@dataclass(frozen=True)
class Setup:
    """A sound rubric and a sound round of it."""

    rubric: Rubric
    round: Round


@dataclass(frozen=True)
class Known:
    """The titles by which cells name what has an id."""

    groups: Names = field(default_factory=Names)
    classes: Names = field(default_factory=Names)
    methods: Names = field(default_factory=Names)
    facts: Names = field(default_factory=Names)
    nodes: Names = field(default_factory=Names)
    agencies: Names = field(default_factory=Names)


@dataclass(frozen=True)
class Head:
    """How a column is headed, how wide it is in digits, and whether it holds numbers."""

    title: Message
    width: float
    number: bool = False


HEADS: Mapping[str, Mapping[str, Head]] = {
    CRITERIA: {
        "id": Head(say("Id"), 8),
        "no": Head(say("No."), 5, number=True),
        LEVEL: Head(say("Level {n} indicator"), 14),
        "points": Head(say("Points"), 6, number=True),
        "weight": Head(say("Weight %"), 7, number=True),
        "text": Head(say("Standard"), 28),
        "methods": Head(say("Methods"), 9),
        "by": Head(say("Marked by"), 9),
        "marking": Head(say("Way of marking"), 9),
        "content": Head(say("Levels or settings, one a line"), 28),
        "evidence": Head(say("Evidence asked for, one a line"), 20),
        "for": Head(say("Only for classes"), 9),
    },
    AGENCIES: {
        "id": Head(say("Id"), 14),
        "name": Head(say("Agency"), 40),
        "class": Head(say("Class"), 18),
        "presents": Head(say("Reporting order"), 12, number=True),
        "region": Head(say("Region"), 18),
    },
    PANEL: {
        "group": Head(say("Group"), 20),
        "group_id": Head(say("Id of the group"), 12),
        "seat": Head(say("What a seat is called"), 14),
        "id": Head(say("Id"), 12),
        "name": Head(say("Name of the member"), 18),
        "kind": Head(say("Stands for"), 16),
        "recusals": Head(say("Recused from (agency: reason), one a line"), 42),
    },
    SITES: {
        "id": Head(say("Id"), 12),
        "agency": Head(say("Agency"), 34),
        "place": Head(say("Place"), 40),
        "date": Head(say("Date"), 14),
        "group": Head(say("Visited by"), 20),
    },
    RULES: {
        WHERE: Head(say("Applies to"), 26),
        FIELD: Head(say("Rule"), 30),
        VALUE: Head(say("Choice"), 30),
        NOTE: Head(say("What it means"), 62),
    },
    OTHERS: {
        WHERE: Head(say("Belongs to"), 26),
        FIELD: Head(say("Field"), 40),
        VALUE: Head(say("Value"), 80),
    },
}
TITLES = {
    CRITERIA: say("Criteria"),
    AGENCIES: say("Agencies evaluated"),
    PANEL: say("Panel"),
    SITES: say("Sites"),
    RULES: say("Rules of counting"),
    OTHERS: say("Other settings"),
}
