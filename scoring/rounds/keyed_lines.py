"""A line that a clerk keys while counting: a command with what follows it, or marks one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Command(Enum):
    """What a line asks for; `MARKS` is none of the others."""

    MARKS = "marks"
    RECUSED = "recused"
    ABSENT = "absent"
    VOID = "void"
    REASON = "reason"
    HIGHLIGHTS = "highlights"
    PROBLEMS = "problems"
    SUGGESTIONS = "suggestions"
    CHANGE = "change"
    UNDO = "undo"
    SKIP = "skip"
    DONE = "done"
    HELP = "help"


STATES = (Command.RECUSED, Command.ABSENT, Command.VOID)
BOXES = (Command.HIGHLIGHTS, Command.PROBLEMS, Command.SUGGESTIONS)


@dataclass(frozen=True)
class Line:
    """A line as it was understood: `n` is the item that 改 and 理由 name, `rest` what follows."""

    command: Command
    rest: str = ""
    n: int | None = None

    @property
    def words(self) -> list[str]:
        """The marks of a line."""
        return self.rest.split()


def read_line(text: str, titles: frozenset[str] = frozenset()) -> Line:
    """Return what a line asks for. A word that is one of `titles` (of levels) is a mark, whatever else it could be."""
    text = text.strip()
    first, *rest = text.split(maxsplit=1) or [""]
    if first in titles:
        return Line(Command.MARKS, text)
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        command = _WORDS[numbered["word"].lower()]
        return Line(command, (numbered["rest"] or "").strip(), int(numbered["n"]))
    found = _WORDS.get(first.lower())
    return Line(Command.MARKS, text) if found is None else Line(found, "".join(rest))


_WORDS = {
    "回避": Command.RECUSED,
    "recused": Command.RECUSED,
    "缺席": Command.ABSENT,
    "absent": Command.ABSENT,
    "作废": Command.VOID,
    "void": Command.VOID,
    "理由": Command.REASON,
    "reason": Command.REASON,
    "亮点": Command.HIGHLIGHTS,
    "highlights": Command.HIGHLIGHTS,
    "问题": Command.PROBLEMS,
    "problems": Command.PROBLEMS,
    "建议": Command.SUGGESTIONS,
    "suggestions": Command.SUGGESTIONS,
    "改": Command.CHANGE,
    "change": Command.CHANGE,
    "撤": Command.UNDO,
    "undo": Command.UNDO,
    "跳": Command.SKIP,
    "skip": Command.SKIP,
    "完": Command.DONE,
    "done": Command.DONE,
    "?": Command.HELP,
    "？": Command.HELP,
    "帮助": Command.HELP,
    "help": Command.HELP,
}
# Of more digits there is no item; the word and its number may stand side by side: 改3.
_NUMBERED = re.compile(r"(?P<word>改|理由|change|reason)\s*(?P<n>[0-9０-９]{1,4})(?:\s+(?P<rest>.*))?", re.IGNORECASE)
