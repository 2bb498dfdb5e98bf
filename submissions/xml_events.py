"""XML of strangers as a row of events: no tree is built of it, and no document type is accepted.

Without a document type there are no entities but the five of XML itself, in whatever encoding the file is: the parser
is asked, and not a search through the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers.expat import ExpatError, ParserCreate

DEEPEST = 256

Start = Callable[[str, dict[str, str]], object]
Named = Callable[[str], object]


class Declared(ValueError):  # noqa: N818 - named for what was found
    """Raised for XML with a document type, before any of it is used."""


def walk(xml: bytes, start: Start, end: Named, text: Named, *, spaces: bool = False) -> None:
    """Call `start` with the name and the attributes of each element, `text` with what it holds, `end` with its name.

    Names are without prefixes, those of attributes as they are written; with `spaces` each is its namespace, a space,
    and the name. Raises Declared; ValueError for what is no XML, or goes deeper than any form; whatever the functions
    raise.
    """
    names: dict[str, str] = {}
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ValueError(name)
        if name not in names:
            names[name] = name if spaces else name.rpartition(":")[2]
        start(names[name], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(names[name])

    parser = ParserCreate(namespace_separator=" " if spaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - this is all of it
    except (ExpatError, LookupError) as error:
        raise ValueError(str(error)) from error


def elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return the name and the attributes of every element, in the order in which they begin. Raises as `walk`."""
    found: list[tuple[str, dict[str, str]]] = []
    walk(xml, lambda name, attributes: found.append((name, attributes)), _nothing, _nothing)
    return found


def _nothing(_: str) -> None:
    pass


def _declared(*_: object) -> None:
    raise Declared
