"""What a command prints and a file says in each of the two languages, and which words of it are whose."""

from __future__ import annotations

import gettext
import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli.language import CHINESE, speak
from scoring.cli.main import main
from tests.test_messages import CJK

# What no translation changes: the program, its commands, options and arguments, files, formats, standards.
TECHNICAL = {
    *("pingyi", "demo", "new", "check", "rank", "explain", "report", "template", "verify", "history"),
    *("rubric", "show", "schema", "library", "form"),
    *("lang", "zh", "en", "version", "help", "like", "json", "output", "for", "agency", "detail", "names", "internal"),
    *("public", "letters", "approval", "agencies", "every", "year"),
    *("setup", "forms", "visits", "tally", "figures", "record", "spot", "make", "read", "list", "accept", "return"),
    *(
        "again",
        "back",
        "ballots",
        "by",
        "call",
        "date",
        "double",
        "filled",
        "from",
        "layout",
        "matrix",
        "method",
        "out",
    ),
    *("serve", "import", "export", "backup", "restore", "data", "database", "address", "port", "tls", "cert", "key"),
    *("behind", "proxy", "hall", "network", "host", "office", "link", "HTTP", "HTTPS", "IP", "PEM", "URL", "ORIGIN"),
    *("INTEGER", "RANGE", "ROUND", "PINGYI", "DATA", "DATABASE", "PostgreSQL", "SQLite", "Ctrl"),
    *("per", "rater", "reason", "second", "seed", "share", "site", "source"),
    *("DATE", "FOLDER", "ID", "SHARE", "SITE", "SOURCE", "TEXT"),
    *("OPTIONS", "COMMAND", "ARGS", "DIR", "AGENCY", "FILE", "NAME", "PATH", "YEAR", "YEARS"),
    *("round", "sheets", "marks", "imports", "decision", "feedback", "id", "name"),
    *("yaml", "csv", "xlsx", "docx", "CSV", "UTF", "Excel", "Word", "WPS", "PDF", "JSON", "Schema", "GB"),
}
# What no language changes: placeholders of templates, by themselves and in lists of them, and the code of a problem.
_CODE = re.compile(r"{{.*?}}|{%.*?%}|可用的有：[\w.、]+|\[[A-Z-]+\]")
_FONTS = re.compile(
    r'<w:rFonts\b[^>]*>|<w:font w:name="[^"]*"|<w:altName\b[^>]*>'
    r'|(?:<(?:name|rFont) val|typeface)="[^"]*"|&amp;"[^"]*"|&amp;&quot;.*?&quot;|&quot;.*?&quot;(?=[^<]*</odd)'
)
# Lines to sign on and wide spaces, which are neither language.
_SIGNED_ON = re.compile("[\uff3f\u3000]")
# What a reader meets in a file of an office: text, names of sheets, headers, results of formulas and texts in them.
_SHOWN = re.compile(
    r"<(?:t|a:t|w:t|dc:title|dc:subject|odd\w+|even\w+|first\w+)(?: [^>]*)?>(?P<text>[^<]*)<"
    r'|<sheet name="(?P<sheet>[^"]*)"|<c [^>]*t="str"[^>]*>(?:<f[^>]*>(?P<formula>[^<]*)</f>)?<v>(?P<value>[^<]*)<'
)


@contextmanager
def commands_of_both_languages() -> Iterator[None]:
    """Let commands be called in this process; afterwards it speaks what it spoke."""
    before = gettext.textdomain()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LANGUAGE", "FORCE_COLOR", "COLUMNS"):
            patch.setenv(name, "")
            patch.delenv(name)
        yield
    gettext.textdomain(before)
    speak(CHINESE)


def called(*arguments: str | Path) -> str:
    """Return all that `pingyi` prints."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="pingyi").output


def chinese(text: str) -> list[str]:
    """Return the runs of Chinese signs in a text."""
    return CJK.findall(text)


def english_words(text: str) -> set[str]:
    """Return the words of at least two Latin letters."""
    return set(re.findall(r"(?<![A-Za-z0-9_])[A-Za-z]{2,}(?![A-Za-z0-9_])", _CODE.sub("", text)))


def words_of(files: Mapping[str, bytes]) -> set[str]:
    """Return the English words that a round's files hold, and technical names."""
    texts = (data.decode("utf-8") for name, data in files.items() if name.endswith((".yaml", ".csv")))
    return TECHNICAL.union(*map(english_words, texts))


def values_of(files: Mapping[str, bytes]) -> set[str]:
    """Return the English words that a round's files hold as values, names of fields and of columns left out."""
    fields = re.compile(r"\b\w+:(?=\s)")
    values = {
        name: b"\n".join(data.splitlines()[1:]) if name.endswith(".csv") else fields.sub("", data.decode()).encode()
        for name, data in files.items()
        if name.endswith((".yaml", ".csv"))
    }
    return words_of(values)


def parts_of(name: str, data: bytes) -> Mapping[str, str]:
    """Return the texts that a file consists of: parts of a .docx or .xlsx without fonts, else the whole."""
    if not name.endswith((".docx", ".xlsx")):
        return {"": data.decode("utf-8-sig")}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            part: _SIGNED_ON.sub("", _FONTS.sub("", archive.read(part).decode("utf-8"))) for part in archive.namelist()
        }


def shown_in(name: str, data: bytes) -> Iterable[str]:
    """Yield what a reader of a file sees, piece by piece."""
    for part, text in parts_of(name, data).items():
        if not part:
            yield text
        for found in _SHOWN.finditer(text):
            formula = html.unescape(found["formula"] or "")
            yield from re.findall(r'"((?:[^"]|"")*)"', formula)
            yield html.unescape(found["text"] or found["sheet"] or found["value"] or "")
