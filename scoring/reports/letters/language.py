"""The language of letter templates: names, conditions on names and loops over lists, and nothing else of Jinja's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, cast

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from rubrics import say
from scoring.reports.letters.placeholders import LISTS, LOOP, TEXTS, Values
from scoring.reports.letters.tags import Fault, beyond

# Loops within loops repeat each other, and conditions within conditions nobody can read.
MOST_LOOPS, DEEPEST = 2, 8
_FIRST_WORDS = {name.partition(".")[0] for name in (*TEXTS, *LISTS, *LOOP)}
_LONGEST_QUOTED = 80
_Held: TypeAlias = "str | Mapping[str, _Held] | Sequence[_Held]"


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """Return where templates are rendered: values are escaped, and a name without a value is an error."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


# The same template is filled in for one agency after the other: a body, two headers, two footers, footnotes.
@lru_cache(maxsize=16)
def compiled(source: str) -> Template:
    """Return a template that is ready to be rendered, once its language was found to be sound."""
    return environment().from_string(source)


@lru_cache(maxsize=16)
def _body(source: str) -> list[nodes.Node]:
    return environment().parse(source).body


def language_faults(source: str) -> list[Fault]:
    """Return everything in a template that is not of its language, unknown names first of all."""
    lines = source.split("\n")
    try:
        body = _body(source)
    except TemplateSyntaxError as error:
        return [_unreadable(_quoted(lines, error.lineno))]
    except RecursionError:
        return [TOO_DEEP]
    return list(dict.fromkeys(_Reading(lines).faults(body, _Scope())))


def rendered_size(source: str, values: Values) -> int:
    """Return how many characters a sound template can become at most; it may be far fewer."""
    longest = max(map(len, _texts(values)), default=0)
    return _size(_body(source), values, longest)


@dataclass(frozen=True)
class _Scope:
    """The loops around a place: the variable of each, with the list that it goes through."""

    loops: tuple[tuple[str, str], ...] = ()
    depth: int = 0

    def within(self, variable: str, listed: str) -> _Scope:
        return _Scope((*self.loops, (variable, listed)), self.depth + 1)

    def deeper(self) -> _Scope:
        return _Scope(self.loops, self.depth + 1)

    @property
    def known(self) -> dict[str, bool]:
        """The names that may be written here, and whether one is a list."""
        names = {**dict.fromkeys(TEXTS, False), **dict.fromkeys(LISTS, True)}
        for variable, listed in self.loops:
            names |= {f"{variable}.{field}" if field else variable: False for field in LISTS[listed]}
        return {**names, **dict.fromkeys(LOOP if self.loops else (), False)}


@dataclass(frozen=True)
class _Reading:
    """Reads a template node by node; whatever is not spelled out here is a fault."""

    lines: list[str]

    def faults(self, body: list[nodes.Node], scope: _Scope) -> Iterator[Fault]:
        """Yield what is wrong in a run of text, placeholders, conditions and loops."""
        if scope.depth > DEEPEST or len(scope.loops) > MOST_LOOPS:
            yield TOO_DEEP
            return
        for node in body:
            if isinstance(node, nodes.Output):
                for item in node.nodes:
                    if not isinstance(item, nodes.TemplateData):
                        yield from self._name(item, scope, listed=False)
            elif isinstance(node, nodes.If):
                yield from self._condition(node, scope)
            elif isinstance(node, nodes.For):
                yield from self._loop(node, scope)
            else:
                yield beyond(self._text(node))

    def _condition(self, node: nodes.If, scope: _Scope) -> Iterator[Fault]:
        yield from self._test(node.test, scope)
        yield from self.faults(node.body, scope.deeper())
        for other in node.elif_:
            yield from self._condition(other, scope)
        yield from self.faults(node.else_, scope.deeper())

    def _test(self, node: nodes.Node, scope: _Scope) -> Iterator[Fault]:
        if isinstance(node, nodes.Not):
            yield from self._test(node.node, scope)
        elif isinstance(node, nodes.And | nodes.Or):
            yield from self._test(node.left, scope)
            yield from self._test(node.right, scope)
        else:
            yield from self._name(node, scope, listed=None)

    def _loop(self, node: nodes.For, scope: _Scope) -> Iterator[Fault]:
        variable = node.target.name if isinstance(node.target, nodes.Name) else ""
        taken = variable in _FIRST_WORDS or variable in dict(scope.loops)
        if not variable or taken or node.test is not None or node.recursive:
            yield beyond(self._text(node))
            return
        found = list(self._name(node.iter, scope, listed=True))
        yield from found
        if not found:
            yield from self.faults(node.body, scope.within(variable, _dotted(node.iter)))
        yield from self.faults(node.else_, scope.deeper())

    def _name(self, node: nodes.Node, scope: _Scope, *, listed: bool | None) -> Iterator[Fault]:
        """Yield what is wrong with a name; `listed` is whether it must be a list, None where it may be either."""
        name, known = _dotted(node), scope.known
        if not name:
            yield beyond(self._text(node))
        elif name not in known:
            yield _unknown(name, self._text(node), tuple(known))
        elif listed is not None and listed is not known[name]:
            yield _other_use(name, listed=known[name])

    def _text(self, node: nodes.Node) -> str:
        """Return the paragraph in which a node stands; a few kinds of nodes only know the lines of what they hold."""
        numbers = (part.lineno for part in (node, *node.find_all(nodes.Node)))
        return _quoted(self.lines, next((number for number in numbers if number), 1))


def _dotted(node: nodes.Node) -> str:
    """Return a name with its attributes as it is written; empty where it is anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    before = _dotted(node.node) if isinstance(node, nodes.Getattr) else ""
    return f"{before}.{node.attr}" if before and isinstance(node, nodes.Getattr) else ""


def _size(body: list[nodes.Node], values: Values, longest: int) -> int:
    size = 0
    for node in body:
        if isinstance(node, nodes.Output):
            held = (len(item.data) if isinstance(item, nodes.TemplateData) else longest for item in node.nodes)
            size += sum(held)
        elif isinstance(node, nodes.If):
            size += _size([*node.body, *node.elif_, *node.else_], values, longest)
        else:
            loop = cast("nodes.For", node)  # a sound template holds nothing else
            times = len(values[_dotted(loop.iter)])
            size += times * _size(loop.body, values, longest) + _size(loop.else_, values, longest)
    return size


def _texts(values: _Held) -> Iterator[str]:
    if isinstance(values, str):
        yield values
        return
    for value in values.values() if isinstance(values, Mapping) else values:
        yield from _texts(value)


def _quoted(lines: list[str], number: int) -> str:
    """Return the text of a line of the template, which is a paragraph, without its markup."""
    text = re.sub(r"<[^>]*>", "", lines[number - 1]).strip() if number <= len(lines) else ""
    return text if len(text) <= _LONGEST_QUOTED else f"{text[: _LONGEST_QUOTED - 1]}…"


def _unknown(name: str, text: str, known: tuple[str, ...]) -> Fault:
    return (
        "LETTER-UNKNOWN",
        say("“{name}” is no placeholder (in: {text}).", name=name, text=text),
        say("Known: {known}.", known=known),
    )


def _other_use(name: str, *, listed: bool) -> Fault:
    rule = say("“{name}” is a list and no text.", name=name) if listed else say("“{name}” is no list.", name=name)
    lists = tuple(f"{{% for … in {name} %}}" for name in LISTS)
    return "LETTER-LIST", rule, say("Lists are gone through with: {known}.", known=lists)


def _unreadable(text: str) -> Fault:
    return (
        "LETTER-SYNTAX",
        say("the placeholders cannot be read near “{text}”.", text=text),
        say("Every if needs its endif, every for its endfor, in this order; double braces hold one name alone."),
    )


TOO_DEEP: Fault = (
    "LETTER-DEPTH",
    say("conditions and loops stand too deep within each other."),
    say("At most {n} loops may stand within each other.", n=MOST_LOOPS),
)
