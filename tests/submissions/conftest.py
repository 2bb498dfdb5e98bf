"""A small rubric, a submission that answers it whole, and files as they come from phones and offices."""

from __future__ import annotations

import io
import zipfile

import pytest

from rubrics import Rubric, read_rubric
from submissions import StoredFile, stored_file

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
PDF = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def stored(*contents: tuple[str, bytes]) -> dict[str, StoredFile]:
    """Return these files as a folder would find them, lengths counted."""
    return {name: stored_file(name, io.BytesIO(data), count=True) for name, data in contents}


@pytest.fixture
def rubric() -> Rubric:
    """Return a rubric with points, levels, a band over a fact, evidence and a report of ten characters."""
    return read_rubric(RUBRIC, "rubric.yaml")
