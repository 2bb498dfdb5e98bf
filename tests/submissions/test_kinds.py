"""The kinds of evidence."""

from __future__ import annotations

from submissions import KINDS, KindRule, kind_rule


def test_the_built_in_kinds_are_those_of_published_tables() -> None:
    """Six, four of them files."""
    assert {kind: rule.ways for kind, rule in KINDS.items()} == {
        "规范文件": ("file", "on_site"),
        "说明报告": ("file", "on_site"),
        "统计表格": ("file", "on_site"),
        "实景图片": ("file", "on_site"),
        "网址": ("url",),
        "电话": ("phone",),
    }


def test_a_kind_of_its_own_is_open_to_everything() -> None:
    """Only the rubric knows what its own kinds mean."""
    assert kind_rule("宣传视频") == KindRule(("file", "url", "phone", "on_site", "disc"), None)
