"""LibreOffice opens the letters of the demo and prints them: how many pages, and what stands on them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from rubrics.library import demo_files
from scoring.folder import Reading, evaluate_folder
from scoring.reports.findings import Findings
from scoring.reports.letters import letter_values, write_letter
from scoring.rounds import Decision, Status
from tests.office.recalculate import OfficeFailed
from tests.scoring.reports.letters.chinese import chinese

pytestmark = pytest.mark.office

SECONDS = 180


def demo(folder: Path) -> Findings:
    """Return the findings of the demo after its grades were decided as they were computed."""
    for name, data in demo_files().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    read = evaluate_folder(folder, Reading.EVERYTHING)
    decision = Decision.model_validate(
        {
            "pingyi": 1,
            "body": "示例市普法工作联席会议",
            "date": "2026-11-05",
            "minutes": "示例市普法联席会议纪要〔2026〕3号",
            "grades": [{"agency": item.agency, "decided": item.grade} for item in read.results.standings],
        }
    )
    return Findings(read.results, chinese, "0.1.0", Status.DECIDED, decision=decision, feedback=read.folder.feedback)


def printed(letters: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the text of every page of every letter, without its spaces; one call of LibreOffice prints them all."""
    for name, data in letters.items():
        (folder / f"{name}.docx").write_bytes(data)
    _run(
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in letters),
    )  # fmt: skip
    return {
        name: re.sub(r"[^\S\f]", "", _run("pdftotext", "-layout", str(folder / f"{name}.pdf"), "-")).split("\f")[:-1]
        for name in letters
    }


def _run(command: str, *arguments: str) -> str:
    program = shutil.which(command)
    if program is None:
        raise OfficeFailed(f"{command} is not installed; `nox -s office` says what to install.")
    done = subprocess.run([program, *arguments], capture_output=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise OfficeFailed(done.stderr.decode(errors="replace"))
    return done.stdout.decode()


def letter(findings: Findings, agency: str) -> bytes:
    """Return the letter to an agency."""
    stream = io.BytesIO()
    write_letter(findings, agency, stream)
    return stream.getvalue()


def test_the_letters_of_the_demo_are_printed_whole(tmp_path: Path) -> None:
    """One page each, with every figure of every part, the grade, the remarks, and who signs on the same page."""
    findings = demo(tmp_path / "demo")
    agencies = findings.results.agencies
    pages = printed({agency: letter(findings, agency) for agency in agencies}, tmp_path)
    assert {agency: len(pages[agency]) for agency in agencies} == dict.fromkeys(agencies, 1)
    for agency in agencies:
        (page,) = pages[agency]
        expected = list(figures(findings, agency))
        assert [text for text in expected if text not in page] == []


def figures(findings: Findings, agency: str) -> list[str]:
    """Return what must stand on the page: each line of the table as a whole, and the texts around it."""
    values = letter_values(findings, agency)
    parts, total, remarks = values["parts"], values["total"], values["remarks"]
    assert isinstance(parts, list)
    assert isinstance(total, dict)
    assert isinstance(remarks, list)
    held = [{"title": "总分", **total}, *(part for part in parts if isinstance(part, dict))]
    rows = ["".join(line[name] for name in ("title", "full", "score", "median", "lost")) for line in held]
    said = [remark["text"] for remark in remarks if isinstance(remark, dict)]
    name = findings.results.round.names[agency]
    return [*rows, *said, f"{name}：", f"等次为：{values['grade']}。", "示例市普法办公室", "2026年11月5日", "—1—"]


def test_a_long_letter_has_more_pages_and_a_signature_with_text(tmp_path: Path) -> None:
    """The signature never stands on a page of its own."""
    findings = demo(tmp_path / "demo")
    feedback = findings.feedback
    assert feedback is not None
    remark = feedback.by_agency["metro"][0]
    letters = {}
    for lines in range(20, 60, 4):
        text = "\n".join(f"第{line}条意见。" for line in range(lines))
        longer = feedback.model_copy(update={"remarks": (remark, remark.model_copy(update={"text": text}))})
        # A copy keeps what was worked out before.
        longer.__dict__.pop("by_agency", None)
        letters[f"lines-{lines}"] = letter(replace(findings, feedback=longer), "metro")
    pages = printed(letters, tmp_path)
    assert {name: len(held) > 1 for name, held in pages.items()} == dict.fromkeys(letters, True)
    for held in pages.values():
        assert re.search(r"示例市普法办公室\s*2026年11月5日", held[-1])
        assert "条意见。" in held[-1]
