"""The placeholders that a template may name are those that docs/letters.md tells."""

from __future__ import annotations

import re
from pathlib import Path

from scoring.reports.letters.placeholders import LISTS, LOOP, TEXTS, example_values

DOCS = Path(__file__).parents[4] / "docs" / "letters.md"
ROW = re.compile(r"\| `\{\{ (\S+) \}\}` \| (.+) \| (.+) \|")
LOOPS = re.compile(r"`\{% for (\w+) in (\w+) %\} … \{% endfor %\}`\n")


def test_every_placeholder_is_documented() -> None:
    """Each with its meaning in both languages, in the order of the tables; lists with what they are gone through by."""
    text = DOCS.read_text("utf-8").partition("## 占位符")[2]
    told = [(name, english) for name, _, english in ROW.findall(text)]
    loops = {listed: variable for variable, listed in LOOPS.findall(text)}
    assert list(loops) == list(LISTS)
    expected = [(name, meaning.render()) for name, meaning in TEXTS.items()]
    for listed, fields in LISTS.items():
        expected += [(f"{loops[listed]}.{field}".rstrip("."), meaning.render()) for field, meaning in fields.items()]
    assert told == [*expected, *((name, meaning.render()) for name, meaning in LOOP.items())]


def test_example_values_are_as_deep_as_the_names() -> None:
    """A text for every name, and as many entries in every list as are asked for."""
    assert set(example_values("甲", 0)) == {name.partition(".")[0] for name in (*TEXTS, *LISTS)}
    values = example_values("甲", 2)
    assert (values["grade"], values["decision"]) == ("甲", {"body": "甲", "date": "甲", "minutes": "甲"})
    assert (values["open"], values["remarks"]) == (["甲", "甲"], [{"number": "甲", "about": "甲", "text": "甲"}] * 2)
