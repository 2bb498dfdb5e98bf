"""Which language this run of the program speaks, for its own words and for click's."""

from __future__ import annotations

import gettext
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

CHINESE, ENGLISH = "zh_CN", "en"
DOMAIN = "pingyi"
_ASKED = ("PINGYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def preferred() -> str:
    """Return en where PINGYI_LANG or else the locale asks for English, and zh_CN everywhere else."""
    asked = next((os.environ[name] for name in _ASKED if os.environ.get(name)), "")
    return ENGLISH if asked.lower().startswith("en") else CHINESE


def speak(language: str) -> None:
    """Let gettext, click's own sentences included, speak `language` from now on."""
    gettext.bindtextdomain(DOMAIN, str(catalogues()))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def catalogues() -> Path:
    """Return the folder of the catalogues, found without importing rubrics, which would cost `--help` 150 ms."""
    spec = find_spec("rubrics")
    assert spec is not None  # noqa: S101 - it is installed together with this package
    assert spec.origin is not None  # noqa: S101 - it has an __init__.py
    return Path(spec.origin).with_name("locale")


def tr(text: str) -> str:
    """Return the msgid `text` in the language spoken now."""
    return _catalogue(os.environ.get("LANGUAGE", ENGLISH)).gettext(text)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # gettext.gettext would look for the file each time: 0.1 s for the sentences of a workbook.
    return gettext.translation(DOMAIN, catalogues(), [language], fallback=True)
