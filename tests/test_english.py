"""English is English from one end to the other, and Chinese is Chinese: screens, help, problems, wrong usage.

The round that is shown holds ASCII signs only, so whatever is Chinese in English output was put there by the program;
in Chinese output whatever is English and does not stand in the round's files was left untranslated.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rubrics.library import round_names, rubric_names
from scoring.folder import write_folder
from tests import everything
from tests.languages import TECHNICAL, called, chinese, commands_of_both_languages, english_words, words_of
from tests.test_messages import CJK, ENTRIES

Run = Callable[..., str]
BAD = sorted((Path(__file__).parent / "examples" / "bad").glob("*.yaml"))
AGENCIES = ("tax", "parks", "water", "trade", "mint", "guards", "north", "south", "east", "west")
# A language is named in itself, whatever is spoken.
OWN_NAME = "zh 中文 / en English"
# A command's help is put into a language when it is imported: each language needs a process of its own.
USED = """
import contextlib, io, json, sys
from scoring.cli.main import run
def used(words):
    shown = io.StringIO()
    sys.argv = ["pingyi", *words]
    with contextlib.redirect_stderr(shown):
        try:
            run()
        except SystemExit as ended:
            return ended.code, shown.getvalue()
print(json.dumps([used(words) for words in json.loads(sys.argv[1])]))
"""
HELPS = """
import contextlib, io, json, sys
from scoring.cli.main import main, run
def helps(command, words):
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.suppress(SystemExit):
        sys.argv = ["pingyi", *words, "--help"]
        run()
    found = {" ".join(words): shown.getvalue()}
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        found |= helps(command.get_command(None, name), [*words, name])
    return found
print(json.dumps(helps(main, [])))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the round that uses everything."""
    target = tmp_path_factory.mktemp("english") / "everything"
    write_folder(target, everything.files())
    return target


@pytest.fixture
def run() -> Iterator[Run]:
    """Return a function that calls `pingyi` and returns all that it printed."""
    with commands_of_both_languages():
        yield called


def screens(folder: Path) -> list[list[str]]:
    """Return every command that shows something of a round or of its rubric."""
    of_round = (("check",), ("rank",), ("rank", "--json"), ("explain",), ("history",))
    of_rubric = ("check", "show", "form")
    return [
        *([*words, str(folder)] for words in of_round),
        *(["explain", str(folder), agency] for agency in AGENCIES),
        *(["explain", str(folder), agency, "--for-agency"] for agency in AGENCIES),
        *(["rubric", words, str(folder / "rubric.yaml")] for words in of_rubric),
    ]


def printed(code: str, language: str, *arguments: str, folder: Path | None = None) -> Any:  # noqa: ANN401 - JSON
    """Return what code prints in a process of its own that speaks a language."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80", "PINGYI_LANG": language},
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=folder,
    )
    return json.loads(done.stdout)


def helps(language: str) -> dict[str, str]:
    """Return what every command's --help prints."""
    found: dict[str, str] = printed(HELPS, language)
    return {words: text.replace(OWN_NAME, "") for words, text in found.items()}


def test_the_round_holds_ascii_only() -> None:
    """Else nothing could be told by it."""
    texts = [content for name, content in everything.files().items() if not name.endswith(".png")]
    assert [text for text in texts if not text.isascii()] == []


def test_every_screen_in_english(run: Run, folder: Path) -> None:
    """Every command, every agency."""
    shown = {" ".join(command): run("--lang", "en", *command) for command in screens(folder)}
    assert {name: chinese(text) for name, text in shown.items()} == {name: [] for name in shown}


def test_every_help_in_english() -> None:
    """What a command does, its arguments and options."""
    found = helps("en")
    assert (len(found), {text[: len("Usage: pingyi")] for text in found.values()}) == (42, {"Usage: pingyi"})
    assert {words: chinese(text) for words, text in found.items()} == {words: [] for words in found}


WRONG = (
    ("nix",),
    ("rank",),
    ("rank", "nix"),
    ("rank", "--jsn", "."),
    ("new", "x", "--like", "nix"),
    ("new", "x", "--like"),
    ("explain", ".", "--for-agency"),
    ("explain", ".", "nix", "--for-agency"),
    ("report", ".", "--template", "nix.xlsx"),
    ("report", ".", "--template", "round.yaml"),
    ("report", ".", "--template", "a.docx", "--template", "b.docx"),
    ("report", ".", "--letters", "-o", "x.xlsx"),
    ("report", ".", "-o", "x.csv"),
    ("template",),
    ("template", "x.pdf"),
    ("verify", "."),
    ("verify", ".", "nix.xlsx"),
    ("history",),
    ("history", ".", "--every", "0"),
    ("history", ".", "--every", "x"),
    ("history", ".", "--year", "0"),
    ("history", ".", "--agencies", "nix.csv"),
    ("history", ".", "-o", "x.pdf"),
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_wrong_usage_in_both_languages(folder: Path, language: str) -> None:
    """Click's own sentences too; in a process of its own, because click takes some words when a command is loaded."""
    for name in ("a.docx", "b.docx"):
        (folder / name).write_bytes(b"PK")
    error = {"en": "Error: ", "zh": "错误："}[language]
    known = (
        TECHNICAL
        | words_of(everything.files())
        | set(re.findall("[a-z]+", f"nix jsn {rubric_names()} {round_names()}"))
    )
    for arguments, (code, said) in zip(WRONG, printed(USED, language, json.dumps(WRONG), folder=folder), strict=True):
        last = said.partition(error)[2]
        wrong = set(chinese(said)) if language == "en" else english_words(last) - known
        assert (arguments, code, last != "", wrong) == (arguments, 2, True, set())


def test_what_is_new_in_english(run: Run, tmp_path: Path) -> None:
    """A new round's files are in Chinese; what is said of it is not."""
    shown = run("--lang", "en", "new", tmp_path / "new", "--like", "taizhou")
    assert (shown.startswith("Written: "), chinese(shown)) == (True, [])


def test_the_library_in_english(run: Run) -> None:
    """Its titles are Chinese and nothing else is."""
    shown = run("--lang", "en", "rubric", "library")
    titles = re.findall(r"(?<=\s\s)\S*[一-鿿]\S*", shown)
    assert len(titles) == len(rubric_names()) + len(round_names())
    assert chinese(re.sub(r"(?<=\s\s)\S*[一-鿿]\S*", "", shown)) == []


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_every_problem_in_english(run: Run, file: Path) -> None:
    """What is Chinese in a message about a broken rubric is quoted from it."""
    shown = run("--lang", "en", "rubric", "check", file)
    text = file.read_text("utf-8")
    assert re.search(r"^Problems found: \d+\.$", shown, re.MULTILINE)
    assert [words for words in chinese(shown.replace(str(file), "")) if words not in text] == []


def test_every_sentence_has_chinese_of_its_own() -> None:
    """No translation repeats an English sentence: where there are words, there is Chinese."""
    worded = [item for item in ENTRIES if re.search(r"[A-Za-z]{2}", re.sub(r"{.*?}", "", item.text))]
    assert len(worded) > len(ENTRIES) // 2
    assert [item.text for item in worded if item.chinese == item.text or not CJK.search(item.chinese)] == []


def test_no_english_in_chinese_screens(run: Run, folder: Path) -> None:
    """Every English word stands in the files of the round, or is a technical name."""
    known = words_of(everything.files())
    commands = [
        command for command in screens(folder) if not {"--json", "form"} & set(command)
    ]  # those are for programs
    shown = "\n".join(run("--lang", "zh", *command) for command in commands)
    shown = shown.replace(str(folder), "")
    assert {word for word in english_words(shown) if word not in known} == set()


def test_no_english_in_chinese_help() -> None:
    """But for the names of commands, options and arguments."""
    found = helps("zh")
    assert {words: english_words(text) - TECHNICAL for words, text in found.items()} == {
        words: set() for words in found
    }
