"""Every sentence of the code has its Chinese, and nothing in the catalogue is left over."""

from __future__ import annotations

import ast
import gettext
import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from types import ModuleType

import click
from jinja2 import Environment
from jinja2.ext import extract_from_ast

import rubrics
import scoring
import submissions
from scoring.cli import click_words
from scoring.cli.language import CHINESE, DOMAIN, catalogues

# What marks a sentence for the catalogue: the keywords of the session `messages` in noxfile.py.
KEYWORDS = {"say", "_", "tr", "translate", "gettext"}
MESSAGES = Path(CHINESE, "LC_MESSAGES", DOMAIN)
# Click has changed these words between its versions; the catalogue knows both.
ONE_OF_THEM = ("No such option: {name}", "No such option {name!r}.")
PACKAGES = (rubrics, submissions, scoring)
# Chinese characters with their punctuation and full-width forms, in runs.
CJK = re.compile("[\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")


@dataclass(frozen=True)
class Entry:
    """One entry of the .po file: the msgid, the plural msgid ("" where there is none), the Chinese, the flags."""

    text: str
    plural: str
    chinese: str
    flags: str


def sentences(*modules: ModuleType) -> set[tuple[str, str]]:
    """Return (msgid, plural) of every marked sentence of modules, and of everything in those that are packages."""
    files = [Path(str(module.__file__)) for module in modules]
    return {
        pair
        for file in files
        for source in (sorted(file.parent.rglob("*.py")) if file.stem == "__init__" else [file])
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for pair in marked(node)
    }


def sentences_of_pages() -> set[tuple[str, str]]:
    """Return (msgid, "") of every marked sentence of the portal's templates."""
    templates = Path(str(scoring.__file__)).parent.joinpath("portal", "templates").rglob("*.html")
    parse = Environment().parse  # noqa: S701 - nothing is rendered
    return {
        (str(texts[0]), "")
        for template in templates
        for _, _, texts in extract_from_ast(parse(template.read_text("utf-8")), ["_"], babel_style=False)
        if isinstance(texts, tuple)
    }


def marked(call: ast.Call) -> Iterator[tuple[str, str]]:
    """Yield the (msgid, plural) that a call hands to gettext."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    match call.args:
        case [ast.Constant(value=str(text)), ast.Constant(value=str(plural)), _] if name == "ngettext":
            yield text, plural
        case [ast.Constant(value=str(text)), *_] if name in KEYWORDS:
            yield text, ""


def entries() -> list[Entry]:
    """Return the entries of the .po file, its header left out."""
    text = catalogue(".po").read_text("utf-8")
    found = [entry(block) for block in re.split(r"\n{2,}", text) if "\nmsgid " in f"\n{block}"]
    return [item for item in found if item.text]


def entry(block: str) -> Entry:
    """Return one block of a .po file as an Entry."""
    fields: dict[str, list[str]] = {}
    field = ""
    flags = "".join(line for line in block.splitlines() if line.startswith("#,"))
    for line in block.splitlines():
        if line.startswith("msg"):
            field, _, line = line.partition(" ")  # noqa: PLW2901 - what is left of the line
        if line.startswith('"'):
            fields.setdefault(field, []).append(ast.literal_eval(line))
    joined = {name: "".join(texts) for name, texts in fields.items()}
    chinese = joined.get("msgstr") or joined.get("msgstr[0]", "")
    return Entry(joined["msgid"], joined.get("msgid_plural", ""), chinese, flags)


def catalogue(suffix: str) -> Path:
    """Return the .po or .mo file of the installed package."""
    return catalogues() / MESSAGES.with_suffix(suffix)


def places(text: str) -> set[str]:
    """Return the names of the {places} of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


ENTRIES = entries()


def test_every_sentence_is_in_the_catalogue_and_nothing_else() -> None:
    """A sentence of the code without Chinese, and Chinese without a sentence, are both refused."""
    assert {(item.text, item.plural) for item in ENTRIES} == sentences(*PACKAGES) | sentences_of_pages()


def test_every_sentence_of_the_code_is_english() -> None:
    """No msgid holds a Chinese character: who chose English could not read it."""
    assert [item.text for item in ENTRIES if CJK.search(item.text + item.plural)] == []


def test_every_entry_is_translated_and_approved() -> None:
    """No Chinese is empty, and none is a guess."""
    assert [item for item in ENTRIES if not item.chinese or "fuzzy" in item.flags] == []


def test_no_entry_is_left_over() -> None:
    """The file keeps no entries of sentences that are gone."""
    assert [line for line in catalogue(".po").read_text("utf-8").splitlines() if line.startswith("#~")] == []


def test_the_places_are_those_of_the_sentence() -> None:
    """The Chinese has every {place} of the English and no other; of two English forms, those of the second."""
    assert [item for item in ENTRIES if places(item.chinese) != places(item.plural or item.text)] == []


def test_every_sentence_can_be_filled_in() -> None:
    """Filling all places leaves no brace, in neither language."""
    for item in ENTRIES:
        values = dict.fromkeys(places(item.text + item.plural), "甲")
        for text in (item.text, item.plural, item.chinese):
            assert re.findall(r"[{}]", text.format(**values)) == [], item


def test_chinese_has_chinese_punctuation() -> None:
    """No comma, semicolon, question mark or bracket of a Western alphabet stands beside a Chinese character."""
    beside = re.compile(r"[一-鿿][,;?!()]|[,;?!()][一-鿿]")
    assert [item for item in ENTRIES if beside.search(item.chinese)] == []


def test_a_sentence_ends_as_one() -> None:
    """What ends with a full stop in English does so in Chinese; what is cut short (No.) is no sentence."""
    english, chinese = (".", "!", ", …"), ("。", "……")
    whole = [item for item in ENTRIES if item.text != "No."]
    assert [item for item in whole if item.text.endswith(english) != item.chinese.endswith(chinese)] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """The .mo file says what the .po file says, and nothing else."""
    with catalogue(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    said = {
        item: compiled.ngettext(item.text, item.plural, 2) if item.plural else compiled.gettext(item.text)
        for item in ENTRIES
    }
    assert said == {item: item.chinese for item in ENTRIES}
    held: dict[object, str] = compiled._catalog  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to list it
    assert len(held) == len(ENTRIES) + 1


def test_clicks_sentences_are_clicks() -> None:
    """Each sentence that is written out for click stands in click as it is installed."""
    modules = ("core", "decorators", "exceptions", "formatting", "parser", "types")
    source = "\n".join(inspect.getsource(importlib.import_module(f"{click.__name__}.{name}")) for name in modules)
    known = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    written = {text for text, _ in sentences(click_words)}  # of two forms the first is what is looked up
    assert written - known <= set(ONE_OF_THEM)
    assert sum(text in known for text in ONE_OF_THEM) == 1
