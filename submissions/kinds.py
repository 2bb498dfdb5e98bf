"""The built-in kinds of evidence, and what may stand behind each of them.

Published tables of materials name these six (规范文件, 说明报告, 统计表格, 实景图片, 网址, 电话). A rubric may
name others, such as 宣传视频: those take any file that can be opened, an address, a telephone number, 现场备查 or a
disc.
"""

from __future__ import annotations

from dataclasses import dataclass

IMAGES = frozenset({"png", "jpeg", "gif", "tiff", "webp", "heic"})
DOCUMENTS = frozenset({"pdf", "ofd", "docx", "doc", "odf", "rtf", "text"})
TABLES = frozenset({"xlsx", "xls"})

WAYS = ("file", "url", "phone", "on_site", "disc")


@dataclass(frozen=True, slots=True)
class KindRule:
    """In which ways a kind is handed in, and which contents its file may have; None: any."""

    ways: tuple[str, ...] = WAYS
    contents: frozenset[str] | None = None


KINDS: dict[str, KindRule] = {
    "规范文件": KindRule(("file", "on_site"), DOCUMENTS | IMAGES),  # often scanned, with its seal
    "说明报告": KindRule(("file", "on_site"), DOCUMENTS),
    "统计表格": KindRule(("file", "on_site"), DOCUMENTS | TABLES),
    "实景图片": KindRule(("file", "on_site"), IMAGES),
    "网址": KindRule(("url",)),
    "电话": KindRule(("phone",)),
}


def kind_rule(kind: str) -> KindRule:
    """Return the rule of a kind; kinds that only a rubric knows are open to everything."""
    return KINDS.get(kind, KindRule())
