"""A letter template: a .docx with placeholders, checked as hostile input and filled in by docxtpl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from docx.document import Document
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup, escape

from rubrics import Place, Problem, Problems, say
from scoring.reports.documents.inspection import inspect_document
from scoring.reports.documents.markup import local_name
from scoring.reports.documents.packing import set_properties
from scoring.reports.letters.language import compiled, environment, language_faults, rendered_size
from scoring.reports.letters.placeholders import Values, example_values
from scoring.reports.letters.tags import Fault, size_faults, tag_faults

_BODY = "word/document.xml"
LARGEST_TEXT = 4 * 1024 * 1024
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"\{[{%]")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
# Kinds of parts that tell of the template's author and not of the letter.
_NOT_FOR_READERS = ("customXml", "extended-properties", "custom-properties", "thumbnail")
_HEADERS_AND_FOOTERS = (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, but for what it would do with properties, with broken markup, and with text that looks like a code."""

    def patch_xml(self, src_xml: str) -> str:
        """Return a part with docxtpl's placeholders made Jinja's, each paragraph on a line of its own."""
        return re.sub(r"<w:p(?=[\s>])", "\n<w:p", super().patch_xml(src_xml))

    def render_xml_part(self, src_xml: str, part: object, context: dict[str, Any], jinja_env: Any = None) -> str:  # noqa: ANN401, ARG002 - docxtpl's signature
        """Return a part filled in. Raises XMLSyntaxError where conditions tear the markup apart; docxtpl mends that."""
        filled = compiled(src_xml).render(context).replace("\n<w:p", "<w:p")
        root = etree.fromstring(filled.encode(), etree.XMLParser(resolve_entities=False))
        for holder in root.iter(f"{_WORD}tc", f"{_WORD}hdr", f"{_WORD}ftr"):
            # Word calls a document damaged in which one of these does not end with a paragraph.
            if len(holder) == 0 or local_name(holder[-1].tag) != "p":
                etree.SubElement(holder, f"{_WORD}p")
        return str(etree.tostring(root, encoding="unicode"))

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the properties alone: docxtpl would run them as templates."""

    def sources(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the markup of every part that is filled in, as docxtpl reads it."""
        self.init_docx()
        yield _BODY, self.get_xml()
        for uri in _HEADERS_AND_FOOTERS:
            for _, part in self.get_headers_footers(uri):
                yield part.partname.lstrip("/"), self.get_part_xml(part)
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(".footnotes+xml"):
                yield part.partname.lstrip("/"), part.blob.decode()


def check_template(data: bytes, file: str) -> None:
    """Raise Problems with all that is wrong with a template: as a document, in its placeholders, or when filled in."""
    _checked(data, file)


# The same template is used for one agency after the other.
@lru_cache(maxsize=2)
def _checked(data: bytes, file: str) -> None:
    inspect_document(data, file)
    try:
        template = _Template(io.BytesIO(data))
        problems = [
            # Of the body an office need not know what it is called inside the file.
            Problem(code, Place(file, path="" if part == _BODY else part), rule, remedy)
            for part, faults in _part_faults(template)
            for code, rule, remedy in faults
        ]
        if not problems and not any(_TAG.search(template.patch_xml(xml)) for _, xml in template.sources()):
            problems.append(Problem("LETTER-EMPTY", Place(file), *_EMPTY))
    except Exception as error:  # docxtpl and python-docx answer bad content with whatever error they ran into
        raise _unusable(file) from error
    if problems:
        raise Problems(problems)
    for lines in (0, 2):
        _rendered(data, file, example_values("甲" * (lines // 2), lines))


def _part_faults(template: _Template) -> Iterator[tuple[str, list[Fault]]]:
    if faults := size_faults(xml for _, xml in template.sources()):
        yield "", faults
        return
    for part, xml in template.sources():
        faults = tag_faults(xml)
        yield part, faults or language_faults(template.patch_xml(xml))
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith(".endnotes+xml") and re.search(rb"\{[{%#]", part.blob):
            yield part.partname.lstrip("/"), [_ENDNOTES]


def fill_template(data: bytes, file: str, values: Values, author: str) -> Document:
    """Return a checked template filled in; whatever names its own author is left out.

    Raises Problems for a template that is not sound, or would become longer than 4 MiB.
    """
    check_template(data, file)
    template = _Template(io.BytesIO(data))
    size = sum(rendered_size(template.patch_xml(xml), values) for _, xml in template.sources())
    if size > LARGEST_TEXT:
        raise Problems([Problem("LETTER-SIZE", Place(file), *_TOO_LONG)])
    document = _rendered(data, file, values)
    set_properties(document, str(values["title"]), author)
    return document


def _rendered(data: bytes, file: str, values: Values) -> Document:
    template = _Template(io.BytesIO(data))
    try:
        template.render(_marked(values), environment())
    except Exception as error:  # the same
        raise _unusable(file) from error
    document: Document = template.docx
    for relations in (document.part.package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _NOT_FOR_READERS:
                del relations[name]
    # Where programs keep what they like, WPS the number of the machine among it.
    for kept in list(document.settings.element.iterchildren(f"{_WORD}docVars")):
        document.settings.element.remove(kept)
    return document


def _marked(value: object) -> Any:  # noqa: ANN401 - as deep as the values are
    """Return the same values as markup in which nothing is any: new lines are the document's own line breaks."""
    if isinstance(value, str):
        return _BREAK.join(escape(line) for line in value.split("\n"))
    if isinstance(value, dict):
        return {name: _marked(item) for name, item in value.items()}
    return [_marked(item) for item in value] if isinstance(value, list) else value


def _unusable(file: str) -> Problems:
    return Problems(
        [
            Problem(
                "LETTER-TORN",
                Place(file),
                say("the placeholders and the tables or paragraphs in which they stand do not fit together."),
                say("Begin and end each condition and each loop in the same cell, or in paragraphs of their own."),
            )
        ]
    )


_TOO_LONG = (
    say("filled in, the letter would be longer than any letter."),
    say("Take loops out of loops, and copies out of the template."),
)
_EMPTY = (
    say("nothing in it is a placeholder: every agency would get the same letter."),
    say("Write placeholders where something is to be filled in, such as {example}.", example="{{ agency.name }}"),
)
_ENDNOTES: Fault = (
    "LETTER-PLACE",
    say("placeholders in endnotes are not filled in."),
    say("Move them into the text, a footnote, a header or a footer."),
)
