"""Where placeholders stand in a part of a document: whole, in running text, and alone where they move a line.

This is looked at before docxtpl searches the text with its own patterns, which take their time over braces that
do not close, and which drop what stands beside a placeholder that moves a paragraph, a row or a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from rubrics import Message, say
from scoring.reports.documents.markup import parsed

Fault = tuple[str, Message, Message]

MOST_TAGS, LONGEST_TAG = 500, 120
# A letter of ten pages, with all that Word writes between its words, stays far below; its headers, footers and notes
# count with it.
LONGEST_MARKUP, MOST_PARAGRAPHS = 512 * 1024, 3000
# Placeholders that repeat or drop the paragraph, the row or the cell in which they stand.
MOVING = ("p", "tr", "tc")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PIECE = re.compile(r"(<[^>]*>)([^<]*)")
_IN_TEXT = re.compile(r"<w:t(?:\s[^>]*)?>")
_PARAGRAPH = re.compile(r"</?w:p[\s>]")
_BEGUN = re.compile(r"<w:p[\s/>]")
_MARKS = re.compile(r"\{[{%#]|[}%#]\}|[{｛]｛|｛\{|[}｝]｝|｝\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STATEMENT = re.compile(r"(?:(?:p|tr|tc) |(?!(?:p|tr|tc|r)\s))\s*(?!(?:vm|hm|colspan|cellbg|raw)\b)[^\s+-][^+-]*")
_PRINTED = re.compile(r"(?!(?:r|p|tr|tc)\s)[^+-]+")
_AROUND = 24
# Whoever wrote a template with more faults than these looks at all of it anyway.
_MOST_TOLD = 30


def tag_faults(xml: str) -> list[Fault]:
    """Return what is wrong with the placeholders of a part, whatever their names are."""
    running, faults = _running_text(xml)
    root = parsed(xml.encode())
    found = faults or list(_tags(running)) or [*_not_alone(root), *_without_columns(root)]
    return list(dict.fromkeys(found))[:_MOST_TOLD]


def size_faults(parts: Iterable[str]) -> list[Fault]:
    """Return whether there is more in the parts of a template, taken together, than in any letter."""
    length = paragraphs = 0
    for xml in parts:
        length, paragraphs = length + len(xml), paragraphs + len(_BEGUN.findall(xml))
        if length > LONGEST_MARKUP or paragraphs > MOST_PARAGRAPHS:
            return [_TOO_LONG]
    return []


def around(text: str, start: int, end: int) -> str:
    """Return the text around a place in it, on one line, as it is shown in a message."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before.rpartition(chr(10))[2]}{text[start:end]}{after.partition(chr(10))[0]}".strip()


def _running_text(xml: str) -> tuple[str, list[Fault]]:
    """Return the text of a part, a line for each paragraph, and the placeholders that stand in no text."""
    pieces: list[str] = []
    faults: list[Fault] = []
    for tag, text in _PIECE.findall(xml):
        if _PARAGRAPH.match(tag):
            pieces.append("\n")
        hidden = _MARKS.search(tag)
        if hidden or ("{" in text and not _IN_TEXT.fullmatch(tag)):
            within = tag if hidden else text
            at = hidden.start() if hidden else within.index("{")
            faults.append(_misplaced(around(within, at, at + 2)))
        pieces.append(text)
    return "".join(pieces), faults


def _tags(text: str) -> Iterator[Fault]:
    """Yield the braces that do not close within a paragraph, and what is written between those that do."""
    position = found = 0
    while mark := _MARKS.search(text, position):
        found += 1
        if found > MOST_TAGS:
            yield _TOO_MANY
            return
        closing = _CLOSING.get(mark.group())
        end = text.find(closing, mark.end()) if closing else -1
        content = text[mark.end() : end] if end >= 0 else ""
        if closing is None or end < 0 or len(content) > LONGEST_TAG or re.search(r"[\n{}]", content):
            yield _unclosed(around(text, *mark.span()))
            position = mark.end()
            continue
        position = end + len(closing)
        allowed = {"{{": _PRINTED, "{%": _STATEMENT}.get(mark.group())
        if allowed and not allowed.fullmatch(content):
            yield beyond(text[mark.start() : position])


def _without_columns(root: etree._Element) -> Iterator[Fault]:
    """Yield the tables that lack the list of their columns, which Word writes into every one and docxtpl needs."""
    for table in root.iter(f"{_WORD}tbl"):
        if table.find(f"{_WORD}tblGrid") is None:
            text = "".join(item.text or "" for item in table.iter(f"{_WORD}t")).strip()
            yield _no_columns(around(text, 0, 0))


def _not_alone(root: etree._Element) -> Iterator[Fault]:
    """Yield the placeholders that move a paragraph, row or cell, but not all of its text belongs to them."""
    for kind in MOVING:
        tag = re.compile(rf"\s*\{{%{kind} [^{{}}]*%\}}\s*")
        for element in root.iter(f"{_WORD}{kind}"):
            text = "".join(item.text or "" for item in element.iter(f"{_WORD}t"))
            at = text.find(f"{{%{kind} ")
            nested = next(element.iterdescendants(f"{_WORD}{kind}"), None) is not None
            if at >= 0 and not nested and not tag.fullmatch(text):
                yield _beside(around(text, at, at + 4))


def beyond(text: str) -> Fault:
    """Return that something is more than the language of the templates has."""
    return (
        "LETTER-FORM",
        say("“{text}” is more than a template may hold.", text=text),
        _FORMS,
    )


_FORMS = say(
    "Write only {printed}, {condition} and {repeated}; p, tr or tc right behind “%” drop or repeat a whole "
    "paragraph, row or cell.",
    printed="{{ agency.name }}",
    condition="{% if decided %} … {% else %} … {% endif %}",
    repeated="{% for part in parts %} … {% endfor %}",
)


def _misplaced(text: str) -> Fault:
    return (
        "LETTER-PLACE",
        say("a placeholder does not stand in plain text: “{text}”.", text=text),
        say("Move it into the text of a paragraph."),
    )


def _beside(text: str) -> Fault:
    return (
        "LETTER-ALONE",
        say("what stands beside “{text}” would be dropped with its paragraph, row or cell.", text=text),
        say("Give that placeholder a paragraph, row or cell of its own."),
    )


def _no_columns(text: str) -> Fault:
    return (
        "LETTER-TABLE",
        say("a table does not say which columns it has: “{text}”.", text=text),
        say("Open it in Word or WPS and save it once more as a Word document (.docx)."),
    )


def _unclosed(text: str) -> Fault:
    return (
        "LETTER-BRACES",
        say("the braces of a placeholder do not belong together: “{text}”.", text=text),
        say("Open and close it with plain braces, within one paragraph."),
    )


_TOO_MANY: Fault = (
    "LETTER-SIZE",
    say("there are more than {n} placeholders.", n=MOST_TAGS),
    say("Begin with the built-in template."),
)
_TOO_LONG: Fault = (
    "LETTER-SIZE",
    say("the text is longer than that of any letter."),
    say("Begin with the built-in template."),
)
