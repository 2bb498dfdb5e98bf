"""Which language is spoken, and where its sentences lie."""

from __future__ import annotations

import gettext

import pytest

from scoring.cli.language import CHINESE, ENGLISH, catalogues, preferred, speak, tr


def test_ours_and_clicks_sentences_change_together() -> None:
    """What gettext is asked by others follows what was chosen."""
    speak(ENGLISH)
    assert (tr("recused"), gettext.gettext("Options")) == ("recused", "Options")
    speak(CHINESE)
    assert (tr("recused"), gettext.gettext("Options")) == ("回避", "选项")


def test_a_sentence_without_chinese_stays_english() -> None:
    """Better a foreign word than none."""
    assert tr("no such sentence") == "no such sentence"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, CHINESE),
        ({"LANG": "C.UTF-8"}, CHINESE),
        ({"LANG": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, CHINESE),
        ({"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "C"}, CHINESE),
        ({"LC_ALL": "zh_CN.UTF-8", "PINGYI_LANG": "EN"}, ENGLISH),
        ({"LC_ALL": "en_US.UTF-8", "PINGYI_LANG": ""}, ENGLISH),
    ],
)
def test_english_is_spoken_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    """PINGYI_LANG decides, then the locale; where neither asks for English it is Chinese."""
    for name in ("PINGYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert preferred() == language


def test_the_catalogues_lie_in_the_package() -> None:
    """They are found without importing it."""
    assert sorted(path.name for path in (catalogues() / CHINESE / "LC_MESSAGES").iterdir()) == [
        "pingyi.mo",
        "pingyi.po",
    ]
