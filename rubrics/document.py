"""YAML text to plain values and back, every value with its line; the only importer of yaml.

Own resolution of plain words, so that nothing changes on the way in: whole numbers, decimals (as Decimal,
`1.10` keeps its places), true, false, null; everything else is text (`no`, `010`, `2026-01-01`, `1e3`).
Duplicate keys, aliases, tags and a second document are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

import yaml

from rubrics.field_names import words_anywhere
from rubrics.invisible import unprintable_lines
from rubrics.messages import Message, say
from rubrics.problems import MOST_FAULTS, Place, Problem, Problems

Path = tuple[str | int, ...]
Locate = Callable[[Path], Place]
Fault = tuple[str, Path, Message, Message]
"""Code, path, rule and remedy: a Problem whose path has not yet been turned into a place."""
MOST_DIGITS = 28
"""A longer number is a slip of the hand, and would outgrow what can be reckoned with."""

MOST_VALUES = 500_000
"""Far more than a round of a hundred thousand agencies writes down."""

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
# Line ends that other quotation marks would turn into spaces or into each other.
_FOLDED = re.compile("[\r\x85\u2028\u2029\ufeff]")
_WORDS: dict[str, object] = {"": None, "null": None, "~": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 60
_LARGE = say("the file holds more than {n} values.", n=MOST_VALUES), say("Is this the right file? If so, part it.")


@dataclass(frozen=True)
class Document:
    """The values of one YAML file and the line on which each of them stands."""

    file: str
    value: object
    lines: dict[Path, int] = field(repr=False)

    def locate(self, path: Path) -> Place:
        """Return the place of `path`, or of the nearest thing around it that is written down.

        A path in English also finds the Chinese words for it, and the place is then told as it is written there.
        """
        known = self._known(path)
        return Place(self.file, self.lines.get(known, 1), written((*known, *path[len(known) :])))

    def find(self, path: Path) -> object:
        """Return the value that stands at `path`, given in English; None where nothing does."""
        known = self._known(path)
        value: Any = self.value
        for step in known:
            value = value[step]
        return value if len(known) == len(path) else None

    def _known(self, path: Path) -> Path:
        """Return as much of `path` as is written down, with the words that stand there."""
        known: Path = ()
        for step in path:
            names = [name for name in (step, *words_anywhere(step)) if (*known, name) in self.lines]
            if not names:
                break
            known = (*known, names[0])
        return known


def written(path: Path) -> str:
    """Return a path as people write it: `parts[0].criteria[2].points`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def parse(text: str, file: str) -> Document:
    """Return the document that `text` holds.

    Raises Problems with the line of every duplicate key, alias, tag and the like, up to the first syntax error,
    the first place that is nested too deep, the thousandth fault or the value that is one too many.
    """
    if faults := _unprintable(text, file):
        raise Problems(faults)
    walk = _Walk(text, file)
    value = walk.document()
    if walk.faults:
        raise Problems(walk.faults)
    return Document(file, value, walk.lines)


def write(value: object) -> str:
    """Return `value` (mappings, lists, text, numbers) as YAML that `parse` reads back unchanged."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


class _EnoughError(Exception):
    """The rest of the file is not worth reading."""


class _Walk:
    """One pass over the parser's events, gathering values, lines and faults.

    Events, not composed nodes: an alias keeps its own line, and no depth of nesting can exhaust the stack.
    """

    def __init__(self, text: str, file: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Problem] = []

    def document(self) -> object:
        value = None
        try:
            next(self.events)
            if isinstance(next(self.events), yaml.DocumentStartEvent):
                value = self.value(next(self.events), ())
                next(self.events)
                self.end(next(self.events))
        except yaml.MarkedYAMLError as error:
            self.unreadable(error)
        except _EnoughError:
            pass  # the fault is noted; to read on would cost time and tell nothing more
        return value

    def end(self, event: yaml.Event) -> None:
        if not isinstance(event, yaml.StreamEndEvent):
            self.fault(
                "YAML-MANY",
                _line(event),
                (),
                say("a second document begins here."),
                say("Remove the line “---”: a file holds one document."),
            )

    def value(self, event: yaml.Event, path: Path) -> object:
        self.lines[path] = _line(event)
        if len(self.lines) > MOST_VALUES:
            self.fault("YAML-LARGE", _line(event), (), *_LARGE)
            raise _EnoughError
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.CollectionStartEvent):
            return self.collection(event, path)
        self.fault(
            "YAML-ALIAS",
            _line(event),
            path,
            say("an alias (*name) stands for text written elsewhere in the file."),
            say("Write the text out here."),
        )
        return None

    def collection(self, event: yaml.CollectionStartEvent, path: Path) -> object:
        self.untagged(event, path)
        if len(path) > _DEEPEST:
            self.fault(
                "YAML-DEEP",
                _line(event),
                (),
                say("the file is nested more than {n} levels deep.", n=_DEEPEST),
                say("Check the indentation, or remove some levels."),
            )
            raise _EnoughError
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def sequence(self, path: Path) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def mapping(self, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            if not key:
                self.value(next(self.events), path)
            elif key in found:
                self.fault(
                    "YAML-TWICE",
                    _line(event),
                    (*path, key),
                    say("the key “{key}” is already used on line {line}.", key=key, line=self.lines[(*path, key)]),
                    say("Keep one of the two."),
                )
                self.value(next(self.events), (*path, key))
            else:
                found[key] = self.value(next(self.events), (*path, key))
                self.lines[(*path, key)] = _line(event)
        return found

    def key(self, event: yaml.Event, path: Path) -> str:
        if isinstance(event, yaml.ScalarEvent) and event.value and event.tag is None:
            return event.value
        if isinstance(event, yaml.CollectionStartEvent):
            self.value(event, path)
        self.fault(
            "YAML-KEY",
            _line(event),
            path,
            say("what stands before the colon is not a plain name."),
            say("Write a name, and put text with special characters in quotation marks."),
        )
        return ""

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> object:
        self.untagged(event, path)
        text = event.value
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        number = int if _WHOLE.fullmatch(text) else Decimal if _DECIMAL.fullmatch(text) else None
        if number is None:
            return text
        if sum(map(str.isdigit, text)) > MOST_DIGITS:
            self.fault(
                "YAML-NUMBER",
                _line(event),
                path,
                say("the number has more than {n} digits.", n=MOST_DIGITS),
                say("Shorten it, or put it in quotation marks if it is not meant for reckoning."),
            )
            return None
        held = number(text)
        return held or abs(held)

    def untagged(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path) -> None:
        if event.tag is not None:
            self.fault(
                "YAML-TAG",
                _line(event),
                path,
                say("the tag “{tag}” is not allowed.", tag=event.tag),
                say("Remove the tag; put the value in quotation marks if it is text."),
            )

    def unreadable(self, error: yaml.MarkedYAMLError) -> None:
        self.fault(
            "YAML-SYNTAX",
            error.problem_mark.line + 1 if error.problem_mark else 1,
            (),
            say("from here on the file cannot be read as YAML ({reason}).", reason=error.problem),
            say("Check this line and the one before it: indentation (spaces, no tabs), colons, brackets, quotes."),
        )

    def fault(self, code: str, line: int, path: Path, rule: Message, remedy: Message) -> None:
        self.faults.append(Problem(code, Place(self.file, line, written(path)), rule, remedy))
        if len(self.faults) >= MOST_FAULTS:
            raise _EnoughError


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1


def _unprintable(text: str, file: str) -> list[Problem]:
    return [
        Problem(
            "YAML-CHARACTER",
            Place(file, line),
            say("the invisible character {code} may not stand in a file.", code=code),
            say("Delete it, or type the line anew."),
        )
        for line, code in islice(unprintable_lines(text), MOST_FAULTS)
    ]


class _Dumper(yaml.SafeDumper):
    """Writes Decimals as plain numbers, everything out in full, and lists indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _write_decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    text = format(value, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _write_text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = '"' if _FOLDED.search(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


_Dumper.add_representer(Decimal, _write_decimal)
_Dumper.add_representer(str, _write_text)
