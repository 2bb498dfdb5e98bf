"""The rubrics of tests/examples: adding a case is adding a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rubrics import Problems, Rubric, parse, read_rubric
from rubrics.schema import rubric_schema

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "examples"
GOOD = sorted((EXAMPLES / "good").glob("*.yaml"))
BAD = sorted((EXAMPLES / "bad").glob("*.yaml"))
SOURCES = sorted([*(ROOT / "rubrics").glob("*.py"), *(ROOT / "rubrics" / "rules").glob("*.py")])
# A file of a megabyte does not lie among the examples: tests/rubrics/test_document.py builds it.
TOO_LARGE = {"YAML-LARGE"}
VALIDATOR = Draft202012Validator(rubric_schema())


def text_of(path: Path) -> str:
    """Return the text of an example as it lies on the disk."""
    return path.read_text(encoding="utf-8")


def expected(path: Path) -> list[tuple[str, int]]:
    """Return the codes and lines that the first line of a bad example promises."""
    first, _, _ = text_of(path).partition("\n")
    assert first.startswith("# expect: "), f"{path.name} does not begin with “# expect: CODE:LINE …”"
    promised = (item.rpartition(":") for item in first.removeprefix("# expect: ").split())
    return sorted((code, int(line)) for code, _, line in promised)


def found(path: Path) -> Problems:
    """Return the problems of a bad example."""
    with pytest.raises(Problems) as caught:
        read_rubric(text_of(path), path.name)
    return caught.value


def named(paths: list[Path]) -> list[object]:
    """Return the paths as parameters that are named for their files."""
    return [pytest.param(path, id=path.stem) for path in paths]


@pytest.mark.parametrize("path", named(GOOD))
def test_a_good_rubric_is_read(path: Path) -> None:
    """A good example becomes a rubric that bears the file's name."""
    assert read_rubric(text_of(path), path.name).id == path.stem


@pytest.mark.parametrize("path", named(GOOD))
def test_the_schema_accepts_a_good_rubric(path: Path) -> None:
    """An editor that checks with the schema does not complain about a good example."""
    assert [error.message for error in VALIDATOR.iter_errors(parse(text_of(path), path.name).value)] == []


@pytest.mark.parametrize("path", named(BAD))
def test_a_bad_rubric_is_refused_with_every_fault(path: Path) -> None:
    """A bad example yields exactly the codes it promises, each on its line, all in one run."""
    problems = found(path).items
    assert sorted((problem.code, problem.place.line or 0) for problem in problems) == expected(path)


@pytest.mark.parametrize("path", named(BAD))
def test_every_message_is_whole(path: Path) -> None:
    """A message names the file, ends both sentences, and leaves no place unfilled and no Python showing."""
    for problem in found(path).items:
        sentences = f"{problem.rule.render()} {problem.remedy.render()}"
        assert re.findall(r"[{}]|None|Decimal|Fraction|\(\)|\['", sentences) == []
        assert problem.place.file == path.name
        assert (problem.rule.render()[-1], problem.remedy.render()[-1]) in {(".", "."), (".", "?")}


@pytest.mark.parametrize("path", named([path for path in BAD if not path.stem.startswith("yaml-")]))
def test_the_schema_judges_shape_and_only_shape(path: Path) -> None:
    """The schema refuses what the model refuses, and leaves soundness to the rules."""
    misshapen = any(code.startswith("SHAPE-") for code, _ in expected(path))
    assert VALIDATOR.is_valid(parse(text_of(path), path.name).value) is not misshapen


def test_every_code_has_a_bad_example() -> None:
    """No fault can be found that no example shows, and no example shows a fault that cannot be found."""
    in_code = {code for source in SOURCES for code in re.findall(r'"([A-Z]+(?:-[A-Z]+)+)"', text_of(source))}
    assert in_code == {code for path in BAD for code, _ in expected(path)} | TOO_LARGE


def test_every_code_has_a_file_of_its_own() -> None:
    """Whoever looks for a code finds the file that is named for it."""
    codes = {code for path in BAD for code, _ in expected(path)}
    assert codes - {path.stem.upper() for path in BAD} == set()


def test_the_good_examples_use_every_field() -> None:
    """Together the good examples write every key of the model, so that the schema is tried on each."""
    used = {key for path in GOOD for key in re.findall(r"([a-z_]+): ?", text_of(path))}
    schema = Rubric.model_json_schema()
    known = {name for shape in (schema, *schema["$defs"].values()) for name in shape["properties"]}
    assert known - used == set()
