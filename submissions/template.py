"""Workbooks that an office hands in to be filled: nothing in them may reach beyond the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from rubrics import Message, Place, Problem, Problems, say
from submissions.members import holds_xml
from submissions.package import DAMAGED, inspect

_ELSEWHERE = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/xmlmaps.xml", "xl/model/")
_OBJECTS = (
    "xl/embeddings/",
    "xl/activex/",
    "xl/ctrlprops/",
    "xl/dialogsheets/",
    "xl/macrosheets/",
    "xl/webextensions/",
    "customui/",
    "word/",
    "ppt/",
)
_LINKED = {"ddeLink", "oleLink", "oleObject", "webPublishItem"}
_FORMULAS = {"f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
_ADDRESS = re.compile("https?://|mailto:", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
# Another workbook ([1]Sheet1!A1, '[a.xlsx]b'!A1), a program (cmd|'…'!A0), a function that fetches or starts something.
_REACHES = re.compile(
    r"""\[\d+\][^\[\](),+*/]*!|\[[^\]]*\.(?:xls\w*|et|ods|csv)\]|\|[^|]*!|\\\\|://|\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE)\s*\(""",
    re.IGNORECASE,
)


def inspect_template(data: bytes, file: str) -> None:
    """Look through a workbook that is to be filled, without giving any of it to a spreadsheet program.

    Raises Problems: those of `inspect` (not a workbook, encrypted, with macros, damaged, a bomb, …); else every
    part that fetches from elsewhere (links to workbooks, data connections, DDE), every embedded object or control,
    and every formula, name or rule that leads out of the workbook. Plain hyperlinks to web and mail addresses stay.
    """
    inspect(data, file)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        faults = [fault for name in archive.namelist() for fault in _faults(archive, name)]
    if faults:
        raise Problems(Problem(code, Place(file, path=name), rule, remedy) for name, (code, rule, remedy) in faults)


def _faults(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, tuple[str, Message, Message]]]:
    lowered = name.lower().replace("\\", "/").lstrip("/")
    if lowered.startswith(_ELSEWHERE):
        yield name, _LINK
    if lowered.startswith(_OBJECTS):
        yield name, _OBJECT
    data = archive.read(name)
    if not holds_xml(name, data):
        return
    try:
        yield from ((name, fault) for fault in _reaching(data))
    except (ET.ParseError, LookupError, ValueError):
        if not lowered.endswith(".vml"):  # drawings of the older kind are written like pages, and refused elsewhere
            yield name, DAMAGED


def _reaching(data: bytes) -> Iterator[tuple[str, Message, Message]]:
    """Yield what in a part of XML leads out. Raises ParseError, LookupError or ValueError where it cannot be read."""
    for _, element in ET.iterparse(io.BytesIO(data)):  # noqa: S314 - entities were refused before
        local = element.tag.rpartition("}")[2]
        if local in _LINKED or (local == "Relationship" and _leads_out(element)):
            yield _LINK
        elif local in _FORMULAS:
            formula = "".join(element.itertext())
            if _REACHES.search(_QUOTED.sub('""', formula)):
                yield (
                    "TEMPLATE-FORMULA",
                    say("the formula “{formula}” leads out of the workbook.", formula=formula[:60]),
                    say("Replace the formula by its value."),
                )
        element.clear()


def _leads_out(relation: ET.Element) -> bool:
    """Return whether a part of the workbook lies elsewhere. A link that a person may click is none of its parts."""
    if relation.get("TargetMode", "").strip().lower() != "external":
        return False
    return not (relation.get("Type", "").endswith("/hyperlink") and _ADDRESS.match(relation.get("Target", "")))


_LINK = (
    "TEMPLATE-LINK",
    say("this part of the template fetches from elsewhere."),
    say("Break the links (in Excel: Data, Edit Links, and Queries & Connections), then save it again."),
)
_OBJECT = (
    "TEMPLATE-OBJECT",
    say("this part of the template is an embedded object, a control or a program."),
    say("Delete it in the workbook, then save it again."),
)
