"""A small rubric, a submission that answers it whole, and files as they come from phones and offices."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from rubrics import Rubric, read_rubric
from submissions import StoredFile, pdf_text, report_text, stored_file

RUBRIC = """
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
facts:
  - {id: viewers, title: 观看人次, unit: 人次, min: 0, max: 9000000}
report: {max_chars: 10}
parts:
  - id: panel
    title: 评议团评分
    by: panel
    pool: {mean: {}, incomplete: leave_out}
    criteria:
      - id: A1
        title: 普法责任清单
        points: 10
        evidence: [{kind: 规范文件, required: true}, {kind: 网址}, {kind: 电话}]
      - id: A2
        title: 学法用法
        marking: {levels: [{title: 优, points: 5}, {title: 良, points: 2.5}]}
        evidence: [{kind: 实景图片, note: 会场全景}]
  - id: reach
    title: 覆盖面
    criteria:
      - id: B1
        title: 执法直播
        marking: {bands: {fact: viewers, table: [{from: 0, points: 0}, {from: 1000, points: 5}]}}
"""


@pytest.fixture
def pdf() -> bytes:
    """Return the smallest thing that begins and ends as a PDF."""
    return b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def png() -> bytes:
    """Return the smallest thing that begins and ends as a PNG."""
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    """Return a function that makes a zip file of named contents."""

    def make(members: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make


def text_of(data: bytes, kind: str) -> str | None:
    """Return the text of a report, a PDF's in this process."""
    return pdf_text(io.BytesIO(data)) if kind == "pdf" else report_text(data, kind)


@pytest.fixture
def stored() -> Callable[[dict[str, bytes]], dict[str, StoredFile]]:
    """Return a function that gives files as a folder would find them, with their texts."""

    def find(contents: dict[str, bytes]) -> dict[str, StoredFile]:
        return {name: stored_file(name, io.BytesIO(data), text_of=text_of) for name, data in contents.items()}

    return find


@pytest.fixture
def rubric() -> Rubric:
    """Return a rubric with points, levels, a band over a fact, evidence and a report of ten characters."""
    return read_rubric(RUBRIC, "rubric.yaml")
