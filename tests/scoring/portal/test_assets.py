"""Style sheets and scripts: known by their content, and none of them about nothing."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.portal.assets import address, assets
from tests.portal_people import browser

PORTAL = Path(str(files("scoring.portal")))
TEMPLATES = {file.relative_to(PORTAL / "templates").as_posix(): file.read_text("utf-8")
             for file in PORTAL.joinpath("templates").rglob("*.html")}  # fmt: skip
SCRIPTS = [asset.data.decode() for name, asset in assets().items() if name.endswith(".js")]
CODE = [file.read_text("utf-8") for file in PORTAL.rglob("*.py")]
# Of a class that is put together (depth-2) a template says the beginning.
PUT_TOGETHER = re.compile(r"(depth|s)-\w+")


@pytest.mark.usefixtures("db")
def test_an_asset_is_kept_for_a_year_at_the_address_of_its_content() -> None:
    """At any other address it is the same, and asked for each time."""
    now, other = address("pingyi.css"), "/assets/00000000/pingyi.css"
    answers = [browser().get(where, headers={"accept-encoding": "gzip"}) for where in (now, other)]
    assert [gzip.decompress(answer.content) for answer in answers] == [assets()["pingyi.css"].data] * 2
    assert [answer["Cache-Control"] for answer in answers] == ["public, max-age=31536000, immutable", "no-cache"]
    assert browser().get("/assets/00000000/none.css").status_code == 404


def test_every_class_of_a_style_sheet_is_in_a_page() -> None:
    """No rule is left over of something that is gone."""
    pages = " ".join(TEMPLATES.values())
    said = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^>]*)', pages))))
    said |= set(re.findall(r'(?:classList\.\w+\(|className = )"([\w-]+)"', " ".join(SCRIPTS)))
    for name, asset in assets().items():
        selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", asset.data.decode(), flags=re.DOTALL)
        classes = set(re.findall(r"\.([A-Za-z][\w-]*)", selectors)) if name.endswith(".css") else set()
        assert {one for one in classes - said if not PUT_TOGETHER.fullmatch(one)} == set(), name


def test_every_template_is_shown_by_a_page_or_by_another_template() -> None:
    """None is left over of a page that is gone."""
    named = " ".join((*TEMPLATES.values(), *CODE))
    assert [name for name in TEMPLATES if f'"{name}"' not in named] == []
