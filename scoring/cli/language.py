"""Which language this run of the program speaks, for its own words and for click's."""

from __future__ import annotations

import gettext
import os
from importlib.resources import as_file, files

CHINESE, ENGLISH = "zh_CN", "en"
DOMAIN = "pingyi"


def preferred() -> str:
    """Return en where PINGYI_LANG or else the locale asks for English, and zh_CN everywhere else."""
    asked = next((os.environ[name] for name in ("PINGYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return ENGLISH if asked.lower().startswith("en") else CHINESE


def speak(language: str) -> None:
    """Let gettext, click's own sentences included, speak `language` from now on."""
    with as_file(files("rubrics") / "locale") as folder:
        gettext.bindtextdomain(DOMAIN, str(folder))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def tr(text: str) -> str:
    """Return the msgid `text` in the language spoken now."""
    return gettext.gettext(text)
