"""closing.yaml: what is written down when a round is closed."""

from __future__ import annotations

import pytest

from rubrics import Problems, build, parse
from scoring.rounds.closing import Closing

WRITTEN = """格式版本: 1
时间: 2026-07-01T09:00:00+08:00
经办人: 张三
引擎版本: 0.1.0
结果校验码: abc
"""


def test_closing_says_who_when_and_by_which_engine() -> None:
    """Its Chinese words are read, too."""
    closing = build(Closing, parse(WRITTEN, "closing.yaml"))
    assert closing == Closing(pingyi=1, at="2026-07-01T09:00:00+08:00", by="张三", engine="0.1.0", results="abc")


def test_a_moment_without_a_zone_is_refused() -> None:
    """When a round was closed is a moment, wherever it is read."""
    with pytest.raises(Problems) as caught:
        build(Closing, parse(WRITTEN.replace("+08:00", ""), "closing.yaml"))
    assert [problem.code for problem in caught.value.items] == ["SHAPE-VALUE"]
