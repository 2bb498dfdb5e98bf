"""The files of a round as they are verified, in words of their own so that no catalogue changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from rubrics import Message
from scoring.reports.findings import Findings
from scoring.reports.public.document import write_public_document
from scoring.reports.public.listing import public_list
from scoring.reports.public.table import write_public_table
from scoring.reports.public.workbook import write_public_workbook
from scoring.reports.verify import Difference, differences
from scoring.reports.workbook.editions import write_detail, write_for_approval
from tests.scoring.reports.public.published import findings_of, published
from tests.scoring.reports.workbook.chinese import chinese

PAGE, PARTS = "成绩汇总表", "分项得分"
Told = list[tuple[str, str, str, str]]


@cache
def findings() -> Findings:
    """Return what all the files are made from."""
    return replace(findings_of(published(), None), translate=chinese)


def written(write: Callable[..., None], *arguments: Any) -> bytes:  # noqa: ANN401 - what a writer takes
    """Return what a writer writes."""
    stream = BytesIO()
    write(*arguments, stream)
    return stream.getvalue()


@cache
def files() -> dict[str, bytes]:
    """Return the files of the round by name."""
    listed = public_list(findings_of(published(), None), for_approval=True)
    return {
        "送审表.xlsx": written(write_for_approval, findings()),
        "内部明细.xlsx": written(write_detail, findings()),
        "公布稿.xlsx": written(write_public_workbook, listed),
        "公布稿.docx": written(write_public_document, listed),
        "公布稿.csv": written(write_public_table, listed),
    }


def told(name: str, data: bytes) -> Told:
    """Return sheet, cell (or line), and both texts of every difference from the file of this name."""
    return [_told(item) for item in differences(name, files()[name], data)]


def _told(item: Difference) -> tuple[str, str, str, str]:
    place = item.place
    return (place.sheet, place.cell or str(place.line or ""), _shown(item.expected), _shown(item.found))


def _shown(words: Message | str) -> str:
    return words if isinstance(words, str) else words.render()
