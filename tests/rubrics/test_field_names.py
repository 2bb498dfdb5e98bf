"""Tests of rubrics.field_names: every field of every file has a word, and no word means two things at one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args

import pytest
from pydantic import BaseModel

import rubrics
import scoring
import submissions
from rubrics import Rubric, Settings, build, fingerprints, parse, read_rubric, write
from rubrics.field_names import FIELD_NAMES, SET_VALUES, column_name, words_anywhere, words_for
from rubrics.known_keys import translated
from scoring.rounds import Round
from submissions import Submission
from tests.portal_data import data_folder

EXAMPLES = Path(__file__).parents[1] / "examples"
# The words of decision.yaml may be there before its model is.
DECISION = {"body", "minutes", "Decision.grades", "proposed", "decided"}
TWINS: dict[str, type[BaseModel]] = {"rubric": Rubric, "round": Round, "submission": Submission}


PACKAGES = (rubrics, submissions, scoring)
data_folder()  # the tables cannot be imported before Django is set up
# A model is known once the file that holds it was imported.
for package in PACKAGES:
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)


def models(model: type[BaseModel] = Settings) -> Iterator[type[BaseModel]]:
    """Yield every model of the program, those of tests left out."""
    for inner in model.__subclasses__():
        if not inner.__module__.startswith("test"):
            yield inner
        yield from models(inner)


MODELS = sorted(models(), key=lambda model: (model.__module__, model.__name__))


def keys(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model as files write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def choices(kind: object) -> Iterator[object]:
    """Yield the set values that a type allows, true and false where it is a flag."""
    if kind is bool:
        yield from (True, False)
    for inner in get_args(kind):
        if isinstance(inner, str | bool):
            yield inner
        else:
            yield from choices(inner)


def in_chinese(value: object, kind: object, nth: int) -> object:
    """Return a value of a file with the `nth` word (the last where there are fewer) in place of every key."""
    if isinstance(value, list):
        return [in_chinese(item, kind, nth) for item in value]
    if not isinstance(value, dict):
        return value
    found: dict[str, object] = {}
    for key, inner in value.items():
        spots = [model for model in own(kind) if key in keys(model)]
        words = words_for(spots[0].__name__, key) if spots else (key,)
        fields = {field.alias or name: field for spot in spots for name, field in spot.model_fields.items()}
        name = words[min(nth, len(words) - 1)]
        found[name] = in_chinese(inner, fields[key].annotation if spots else kind, nth)
    return found


def own(kind: object) -> list[type[BaseModel]]:
    """Return the models of which a type speaks itself, not those within their fields."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [model for inner in get_args(kind) for model in own(inner)]


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_a_word(model: type[BaseModel]) -> None:
    """No key has to be written in English."""
    assert [key for key in keys(model) if not words_for(model.__name__, key)] == []


@pytest.mark.parametrize("model", MODELS)
def test_no_word_means_two_things_at_one_place(model: type[BaseModel]) -> None:
    """Each word of a model stands for one of its keys, and for none that has a place of its own there."""
    words = {key: words_for(model.__name__, key) for key in keys(model)}
    assert [word for word, count in Counter(word for own in words.values() for word in own).items() if count > 1] == []
    strangers = {(key, other): {*words_anywhere(key)} & {*words[other]} for key in words for other in words}
    assert [pair for pair, shared in strangers.items() if shared and pair[0] != pair[1]] == []


@pytest.mark.parametrize("model", MODELS)
def test_every_word_leads_back_to_its_field(model: type[BaseModel]) -> None:
    """Whichever word stands at its place, the key comes out."""
    for key in keys(model):
        for word in words_for(model.__name__, key):
            assert translated(model, parse(f"{word}: x", "f")) == ({key: "x"}, [])


def test_every_entry_is_of_use() -> None:
    """A key that no model has any more leaves the list."""
    known = {name for model in MODELS for key in keys(model) for name in (key, f"{model.__name__}.{key}")}
    assert set(FIELD_NAMES) - known in (set(), DECISION)


@pytest.mark.parametrize("model", MODELS)
def test_every_set_value_has_a_word_of_its_own(model: type[BaseModel]) -> None:
    """Where a choice must be made, it can be made in Chinese, and each word makes one choice."""
    for field in model.model_fields.values():
        worded = [SET_VALUES[str(choice).lower()] for choice in choices(field.annotation)]
        assert max(Counter(word for words in worded for word in words).values(), default=1) == 1


@pytest.mark.parametrize("name", TWINS)
def test_a_file_in_chinese_says_the_same(name: str) -> None:
    """A whole file in Chinese words is read as its English twin is."""
    chinese, english = (
        build(TWINS[name], parse((EXAMPLES / "words" / f"{name}.{language}.yaml").read_text("utf-8"), name))
        for language in ("zh", "en")
    )
    assert chinese == english


def test_a_rubric_in_chinese_has_the_same_fingerprints() -> None:
    """In what words the keys were written is no part of a rubric."""
    chinese, english = (
        read_rubric((EXAMPLES / "words" / f"rubric.{language}.yaml").read_text("utf-8"), language)
        for language in ("zh", "en")
    )
    assert fingerprints(chinese) == fingerprints(english)


@pytest.mark.parametrize("nth", range(3))
@pytest.mark.parametrize("path", sorted((EXAMPLES / "good").glob("*.yaml")), ids=lambda path: path.stem)
def test_an_example_put_into_chinese_says_the_same(path: Path, nth: int) -> None:
    """Every good example, put into Chinese word by word, is still the same rubric."""
    value = parse(path.read_text("utf-8"), path.name).value
    chinese = write(in_chinese(value, Rubric, nth))
    assert build(Rubric, parse(chinese, path.name)) == Rubric.model_validate(value)


def test_columns_have_words_too() -> None:
    """The columns of tables are known by Chinese words; an id is left as it is."""
    words = [
        "被评议单位",
        "单位",
        "参评人",
        "评议员",
        "指标",
        "评分项",
        "评分",
        "备注",
        "数值",
        "得分",
        "票数",
        "得票数",
    ]
    assert [column_name(word) for word in [*words, "A1", "agency"]] == [
        *("agency", "agency", "rater", "rater", "criterion", "criterion"),
        *("mark", "remark", "value", "value", "votes", "votes", "A1", "agency"),
    ]
