"""Every file of a round is English or Chinese throughout, whatever the round has come to and however large it is."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from scoring.folder import write_folder
from tests import everything
from tests.languages import called, chinese, commands_of_both_languages, english_words, parts_of, shown_in, values_of
from tests.scoring.reports.verify.altering import Altered, altered

LANGUAGES = ("en", "zh")
# The options of each file of a round, by the folder it goes to.
REPORTS = {
    "ranked": [],
    "detail": ["--detail", "--internal"],
    "names": ["--detail", "--names", "--internal"],
    "public": ["--public", "--for-approval"],
    "letters": ["--letters"],
}
ASKED = {
    "decided": tuple(REPORTS),
    "undecided": ("ranked", "public", "letters"),
    "large": ("ranked", "detail", "names", "public"),
}
# As many agencies as are written in values only.
MANY = 51


def earlier(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a round as it could have been a year before: another id, another date, another name of an agency."""
    text = files["round.yaml"].decode()
    text = text.replace("everything-2026", "everything-2025").replace("date: 2026-08-01", "date: 2025-08-01")
    text = text.replace("2026-01-01, to: 2026", "2025-01-01, to: 2025").replace("name: Mint", "name: Old Mint")
    return {**files, "round.yaml": text.encode()}


ROUNDS = {
    "decided": everything.files(),
    "undecided": everything.undecided(),
    "large": everything.undecided(MANY),
    "earlier": earlier(everything.files()),
}
# What templates are made of, which no language changes.
TEMPLATE = {"nix", "Sheet", "word", "document", "xml", "tr", "tc"}
# One file of each kind is verified.
VERIFIED = re.compile(r"decided/(ranked/.*|public/.*\.(csv|docx)|letters/.*/tax\.docx)$")
KNOWN = set().union(*map(values_of, ROUNDS.values()))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of all rounds."""
    root = tmp_path_factory.mktemp("english")
    for name, files in ROUNDS.items():
        write_folder(root / name, files)
    return {name: root / name for name in ROUNDS}


@pytest.fixture(scope="module")
def written(folders: dict[str, Path]) -> dict[str, dict[str, bytes]]:
    """Return every file of every round in each language, and of templates in that language, by path."""
    with commands_of_both_languages():
        return {language: dict(_written(folders, language)) for language in LANGUAGES}


def _written(folders: dict[str, Path], language: str) -> Iterator[tuple[str, bytes]]:
    out = folders["decided"].parent / language
    own = [out / f"template{ending}" for ending in (".xlsx", ".docx")]
    for file in own:
        called("--lang", language, "template", file)
    templates = [str(item) for file in own for item in ("--template", file)]
    called("--lang", language, "report", folders["decided"], *templates, "-o", out / "decided" / "templates")
    for name, kinds in ASKED.items():
        for kind in kinds:
            called("--lang", language, "report", folders[name], *REPORTS[kind], "-o", out / name / kind)
    for ending in ("xlsx", "csv"):
        past = [folders["earlier"], folders["undecided"]]
        called("--lang", language, "history", *past, "-o", out / f"record.{ending}")
    for file in sorted(path for path in out.rglob("*") if path.is_file()):
        yield file.relative_to(out).as_posix(), file.read_bytes()


def test_every_file_is_there(written: dict[str, dict[str, bytes]]) -> None:
    """As many in one language as in the other: nine agencies have letters, and those of the template beside them."""
    counted = {
        language: {folder: sum(name.startswith(f"{folder}/") for name in files) for folder in ASKED}
        for language, files in written.items()
    }
    ranked, detail, names, public, letters = 1, 2, 1, 3, 9
    expected = {
        "decided": ranked + detail + names + public + letters + (1 + letters),
        "undecided": ranked + public + letters,
        "large": ranked + detail + names + public,
    }
    assert counted == dict.fromkeys(LANGUAGES, expected)


def test_every_file_in_english(written: dict[str, dict[str, bytes]]) -> None:
    """Names and all that is in them: formulas, names of sheets, headers, footers, charts, comments, properties."""
    found = {
        f"{name} {part}".strip(): chinese(text)
        for name, data in written["en"].items()
        for part, text in (*parts_of(name, data).items(), ("", name))
    }
    assert {place: words for place, words in found.items() if words} == {}


def test_no_english_in_chinese_files(written: dict[str, dict[str, bytes]]) -> None:
    """Every English word that a reader meets is one of the round's own, or a technical name."""
    found = {name: english_words(" ".join(shown_in(name, data))) - KNOWN for name, data in written["zh"].items()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_says_how_far_the_round_has_come(written: dict[str, dict[str, bytes]], language: str) -> None:
    """The status stands in each file that is not a template, in the words of its language; on the screen too."""
    titles = {"en": ("decided version", "for approval", "preliminary result"), "zh": ("审定稿", "送审稿", "初步结果")}
    for name, data in written[language].items():
        folder, _, kind = name.partition("/")
        if not kind:
            continue
        decided, for_approval, preliminary = titles[language]
        expected = decided if folder == "decided" else for_approval if kind.startswith("public") else preliminary
        assert (name, expected in " ".join(shown_in(name, data))) == (name, True)


def test_history_for_programs(folders: dict[str, Path]) -> None:
    """Its notices are in the language that is spoken; the names of fields are English."""
    with commands_of_both_languages():
        said = {
            language: called("--lang", language, "history", "--json", folders["earlier"], folders["undecided"])
            for language in LANGUAGES
        }
    assert chinese(said["en"]) == []
    notices = {language: json.loads(text)["notices"] for language, text in said.items()}
    assert len(notices["en"]) == len(notices["zh"]) > 0
    assert english_words(" ".join(notices["zh"])) - KNOWN == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_verify_says(
    written: dict[str, dict[str, bytes]], folders: dict[str, Path], tmp_path: Path, language: str
) -> None:
    """No difference; differences of every kind; files that are none of the round's."""
    files = {name: written[language][name] for name in written[language] if VERIFIED.match(name)}
    paths = [
        *_saved(tmp_path / "sound", files),
        *_saved(tmp_path / "changed", _changed(files)),
        *_saved(tmp_path / "strange", {"1.pdf": b"%PDF-1.7", "2.bin": b"\0\1", "3.xlsx": b"PK\3\4", "4.csv": b"1,2\n"}),
    ]
    with commands_of_both_languages():
        said = called("--lang", language, "verify", folders["decided"], *paths)
    said = re.sub(rf"{re.escape(tmp_path.as_posix())}[^ ：:]*", "", said)
    wrong = set(chinese(said)) if language == "en" else english_words(said) - KNOWN
    assert (len(files), len(said.splitlines()) > len(paths), wrong) == (4, True, set())


def _saved(folder: Path, files: dict[str, bytes]) -> list[Path]:
    paths = [folder / f"{at}{Path(name).suffix}" for at, name in enumerate(files)]
    folder.mkdir(parents=True)
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def _changed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a ranked sheet, a public list as a table and a letter in which somebody wrote something else."""
    sheet = next(name for name in files if "/ranked/" in name)
    table, letter = (next(name for name in files if name.endswith(ending)) for ending in (".csv", ".docx"))
    title = openpyxl.load_workbook(io.BytesIO(files[sheet])).sheetnames[0]

    def change(held: Altered) -> None:
        held.put(title, "A1", "2019")
        held.put(title, "C9", 99.0)
        held.put(title, "D40", 7.0, "3+4")

    with zipfile.ZipFile(io.BytesIO(files[letter])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"2026", b"2019")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return {
        sheet: altered(files[sheet], change),
        table: files[table].replace(b"2026", b"2019") + b"1,2\r\n",
        letter: stream.getvalue(),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_templates(folders: dict[str, Path], tmp_path: Path, language: str) -> None:
    """Placeholders that there are none of, with all that there are; a template that is no file of its kind."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "{{nix}}"
    book.worksheets[0]["A2"] = "{{agency.nix}}"
    book.save(tmp_path / "1.xlsx")
    letter = Document()
    letter.add_paragraph("{{ nix }} {{ agency.nix }} {% for x in nix %}{% endfor %} {{ f() }}")
    letter.save(str(tmp_path / "1.docx"))
    (tmp_path / "2.xlsx").write_bytes(b"PK")
    (tmp_path / "2.docx").write_bytes(b"PK")
    with commands_of_both_languages():
        for name in ("1.xlsx", "1.docx", "2.xlsx", "2.docx"):
            said = called("--lang", language, "report", folders["decided"], "--template", tmp_path / name)
            assert "1" in said
            wrong = set(chinese(said)) if language == "en" else english_words(said) - KNOWN - TEMPLATE
            assert (name, wrong) == (name, set())
