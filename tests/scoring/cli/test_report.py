"""`pingyi report`: each file in its place, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from docx import Document

from scoring.reports import outputs

Run = Callable[..., Result]

DECISION = """\
pingyi: 1
body: 领导小组
date: 2026-12-01
minutes: 〔2026〕1号
grades: [{agency: a, decided: 优秀}, {agency: b, decided: 优秀}, {agency: c, decided: 优秀}, {agency: d}]
"""


def written(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, in their order."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_the_usual_place(run: Run, small: Path) -> None:
    """The ranked sheet is named for the round and stands in out/, with nothing beside it."""
    shown = run("report", small)
    target = small / "out" / "small-2026-送审表.xlsx"
    assert (shown.exit_code, shown.output) == (0, f"已写入：{target}\n")
    assert list((small / "out").iterdir()) == [target]
    assert openpyxl.load_workbook(target).sheetnames == ["成绩汇总表", "分项得分", "计算过程", "计分说明"]


def test_a_place_of_ones_own(run: Run, small: Path, tmp_path: Path) -> None:
    """A file or a folder; folders on the way are made."""
    target = tmp_path / "报送" / "汇总.xlsx"
    assert run("report", small, "-o", target).exit_code == 0
    assert run("report", small, "--detail", "-o", tmp_path / "存档").exit_code == 0
    assert run("report", small, "--detail", "-o", tmp_path / "明细.xlsx").exit_code == 0
    assert openpyxl.load_workbook(target).sheetnames[0] == "成绩汇总表"
    assert written(tmp_path / "存档") == ["small-2026-内部明细.xlsx", "small-2026-席位对照表.xlsx"]
    assert (tmp_path / "明细.xlsx").exists()
    assert not (small / "out").exists()


@pytest.mark.parametrize(("grade", "told"), [("proposed", 0), ("decided", 2)])
def test_who_decided_is_told_once_it_is_decided(run: Run, small: Path, grade: str, told: int) -> None:
    """On page 1 and in the notes; a body that has only been asked has decided nothing."""
    (small / "decision.yaml").write_text(DECISION.replace("decided:", f"{grade}:"), encoding="utf-8")
    assert run("report", small).exit_code == 0
    book = openpyxl.load_workbook(small / "out" / "small-2026-送审表.xlsx")
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [isinstance(text, str) and text.startswith("审定：审定机构") for text in cells].count(True) == told


def test_the_template_is_not_written_over(run: Run, small: Path, tmp_path: Path) -> None:
    """What an office made itself is not lost to a slip of the pen; nor is a template that stands there already."""
    template = tmp_path / "表.xlsx"
    assert run("template", template).exit_code == 0
    before = template.read_bytes()
    again = run("template", template)
    over = run("report", small, "--template", template, "-o", template)
    assert (again.exit_code, "[TEMPLATE-THERE]" in again.stderr, over.exit_code) == (1, True, 2)
    assert template.read_bytes() == before


def test_all_files_at_once(run: Run, small: Path) -> None:
    """Each flag adds its files; names of raters need no key."""
    (small / "decision.yaml").write_text(DECISION, encoding="utf-8")
    shown = run("report", small, "--names", "--internal", "--public", "--letters")
    assert shown.exit_code == 0
    assert written(small / "out") == [
        "small-2026-公布稿.csv",
        "small-2026-公布稿.docx",
        "small-2026-公布稿.xlsx",
        "small-2026-内部明细.xlsx",
        *(f"small-2026-反馈意见书/{agency}.docx" for agency in "abcd"),
    ]
    assert "评分人分析" in openpyxl.load_workbook(small / "out" / "small-2026-内部明细.xlsx").sheetnames


def test_nothing_is_public_before_the_decision(run: Run, small: Path) -> None:
    """Nothing at all is written then; marked as for approval it may leave."""
    shown = run("report", small, "--public", "--detail")
    assert (shown.exit_code, "[PUBLIC-UNDECIDED]" in shown.stderr, (small / "out").exists()) == (1, True, False)
    assert run("report", small, "--public", "--for-approval").exit_code == 0
    paragraphs = Document(str(small / "out" / "small-2026-公布稿.docx")).paragraphs
    assert any("送审稿" in paragraph.text for paragraph in paragraphs)


def test_templates_of_ones_own(run: Run, small: Path, tmp_path: Path) -> None:
    """What `pingyi template` writes can be handed back as it is; the file is told by its ending."""
    for name in ("汇总.xlsx", "意见书.docx"):
        assert run("template", tmp_path / name).exit_code == 0
    shown = run("report", small, "--template", tmp_path / "汇总.xlsx", "--template", tmp_path / "意见书.docx")
    assert shown.exit_code == 0
    assert written(small / "out") == [
        *(f"small-2026-反馈意见书/{agency}.docx" for agency in "abcd"),
        "small-2026-汇总-已填.xlsx",
    ]


def test_the_earlier_workbook_stays_when_writing_fails(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle leaves the old file as it was, and no piece of the new one."""

    def fill(stream: object) -> None:
        stream.write(b"PK")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    assert run("report", small).exit_code == 0
    target = small / "out" / "small-2026-送审表.xlsx"
    before = target.read_bytes()
    monkeypatch.setattr("scoring.cli.report.ranked_sheet", lambda *_: outputs.Output(target.name, fill))
    shown = run("report", small)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert f"{target.as_posix()}：无法写入（No space left on device）。" in shown.stderr
    assert (target.read_bytes(), list(target.parent.iterdir())) == (before, [target])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "汇总.csv"), "这里请写文件夹"),
        (("--public", "--for-approval", "-o", "x.xlsx"), "这里请写文件夹"),
        (("--detail", "--letters", "-o", "x.xlsx"), "这里请写文件夹"),
    ],
)
def test_a_name_for_one_workbook_only(run: Run, small: Path, arguments: tuple[str, ...], words: str) -> None:
    """One name cannot be several files, and Excel does not open a workbook that calls itself .csv."""
    shown = run("report", small, *arguments)
    assert (shown.exit_code, words in shown.stderr, (small / "out").exists()) == (2, True, False)


def test_two_templates_of_one_name(run: Run, small: Path, tmp_path: Path) -> None:
    """They would be one file: refused, and nothing is written."""
    for folder in ("一", "二"):
        assert run("template", tmp_path / folder / "汇总.xlsx").exit_code == 0
    own = [argument for folder in ("一", "二") for argument in ("--template", tmp_path / folder / "汇总.xlsx")]
    shown = run("report", small, *own)
    assert (shown.exit_code, "两个模板同名" in shown.stderr, (small / "out").exists()) == (2, True, False)
