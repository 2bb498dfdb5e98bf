"""English is English from one end to the other, and Chinese is Chinese: screens, help, problems, workbook.

The round that is shown holds ASCII signs only, so whatever is Chinese in English output was put there by the program;
in Chinese output whatever is English and does not stand in the round's files was left untranslated.
"""

from __future__ import annotations

import gettext
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from rubrics.library import round_names, rubric_names
from scoring.cli.language import CHINESE, speak
from scoring.cli.main import main
from scoring.folder import write_folder
from tests import everything
from tests.test_messages import CJK, ENTRIES

BAD = sorted((Path(__file__).parent / "examples" / "bad").glob("*.yaml"))
AGENCIES = ("tax", "parks", "water", "trade", "mint", "guards", "north", "south", "east", "west")
# A language is named in itself, whatever is spoken.
OWN_NAME = "zh 中文 / en English"
# What no translation changes: the program, its commands, options and arguments, files, formats, standards.
TECHNICAL = {
    *("pingyi", "demo", "new", "check", "rank", "explain", "report", "rubric", "show", "schema", "library", "form"),
    *("lang", "zh", "en", "version", "help", "like", "json", "output"),
    *("OPTIONS", "COMMAND", "ARGS", "DIR", "AGENCY", "FILE", "NAME"),
    *("round", "sheets", "marks", "imports", "yaml", "csv", "xlsx", "Excel", "JSON", "Schema", "GB"),
}
Run = Callable[..., str]
# A command's help is put into a language when it is imported: each language needs a process of its own.
PROGRAM = "from scoring.cli.main import run; run()"
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
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Return a function that calls `pingyi` and returns all that it printed."""
    for name in ("LANGUAGE", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    before = gettext.textdomain()

    def called(*arguments: str | Path) -> str:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="pingyi").output

    yield called
    gettext.textdomain(before)
    speak(CHINESE)


def screens(folder: Path) -> list[list[str]]:
    """Return every command that shows something of a round or of its rubric."""
    of_round = (("check",), ("rank",), ("rank", "--json"), ("explain",))
    of_rubric = ("check", "show", "form")
    return [
        *([*words, str(folder)] for words in of_round),
        *(["explain", str(folder), agency] for agency in AGENCIES),
        *(["rubric", words, str(folder / "rubric.yaml")] for words in of_rubric),
    ]


def helps(language: str) -> dict[str, str]:
    """Return what every command's --help prints."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", HELPS],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80", "PINGYI_LANG": language},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return {words: text.replace(OWN_NAME, "") for words, text in found.items()}


def chinese(text: str) -> list[str]:
    """Return the runs of Chinese signs in a text."""
    return CJK.findall(text)


def test_the_round_holds_ascii_only() -> None:
    """Else nothing could be told by it."""
    texts = [content for name, content in everything.files().items() if not name.endswith(".png")]
    assert [text for text in texts if not text.isascii()] == []


def test_every_screen_in_english(run: Run, folder: Path) -> None:
    """Every command, every agency; the workbook's name too."""
    shown = {" ".join(command): run("--lang", "en", *command) for command in screens(folder)}
    assert {name: chinese(text) for name, text in shown.items()} == {name: [] for name in shown}
    assert chinese(run("--lang", "en", "report", folder)) == []
    assert [chinese(file.name) for file in (folder / "out").iterdir()] == [[]]


def test_every_help_in_english() -> None:
    """What a command does, its arguments and options."""
    found = helps("en")
    assert (len(found), {text[: len("Usage: pingyi")] for text in found.values()}) == (13, {"Usage: pingyi"})
    assert {words: chinese(text) for words, text in found.items()} == {words: [] for words in found}


@pytest.mark.parametrize(
    "arguments",
    [["nix"], ["rank"], ["rank", "nix"], ["rank", "--jsn", "."], ["new", "x", "--like", "nix"], ["new", "x", "--like"]],
    ids=" ".join,
)
def test_wrong_usage_in_english(arguments: list[str], tmp_path: Path) -> None:
    """Click's own sentences; in a process of its own, because click takes some words when a command is loaded."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, "--lang", "en", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr.count("Error: "), chinese(done.stderr)) == (2, 1, [])


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


def test_every_cell_of_the_workbook_in_english(run: Run, folder: Path, tmp_path: Path) -> None:
    """Also formulas, names of sheets, headers, footers, charts, comments and properties; fonts have Chinese names."""
    run("--lang", "en", "report", folder, "-o", tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as book:
        parts = {name: without_fonts(book.read(name).decode("utf-8")) for name in book.namelist()}
    assert any(name.startswith("xl/charts/") for name in parts)
    assert {name: chinese(text) for name, text in parts.items()} == {name: [] for name in parts}


def without_fonts(xml: str) -> str:
    """Return XML of a workbook without the names of fonts, and without lines to sign on and wide spaces."""
    return re.sub(
        "[\uff3f\u3000]", "", re.sub(r'(<(name|rFont) val|typeface)="[^"]*"|&amp;"[^"]*"|&amp;&quot;.*?&quot;', "", xml)
    )


def test_every_sentence_has_chinese_of_its_own() -> None:
    """No translation repeats an English sentence: where there are words, there is Chinese."""
    worded = [item for item in ENTRIES if re.search(r"[A-Za-z]{2}", re.sub(r"{.*?}", "", item.text))]
    assert len(worded) > len(ENTRIES) // 2
    assert [item.text for item in worded if item.chinese == item.text or not CJK.search(item.chinese)] == []


def test_no_english_in_chinese_screens(run: Run, folder: Path) -> None:
    """Every English word stands in the files of the round, or is a technical name."""
    known = words_of(folder)
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


def test_no_english_in_the_chinese_workbook(run: Run, folder: Path, tmp_path: Path) -> None:
    """Every value that a cell shows, and names of sheets."""
    run("--lang", "zh", "report", folder, "-o", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)
    texts = [
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    texts += [sheet.title for sheet in book]
    known = words_of(folder)
    assert {word for text in texts for word in english_words(text) if word not in known} == set()


def english_words(text: str) -> set[str]:
    """Return the words of at least two Latin letters."""
    return set(re.findall(r"(?<![A-Za-z0-9_])[A-Za-z]{2,}(?![A-Za-z0-9_])", text))


def words_of(folder: Path) -> set[str]:
    """Return the English words that a round's files hold, and technical names."""
    files = [file for file in folder.rglob("*") if file.suffix in {".yaml", ".csv"}]
    return TECHNICAL.union(*(english_words(file.read_text("utf-8")) for file in files))
