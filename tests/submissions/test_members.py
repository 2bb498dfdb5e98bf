"""The members of an office file, which every program should take for the same things."""

from __future__ import annotations

import pytest

from submissions.members import disputed, holds_xml, kinds, main_parts, misleading, twice

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = "word/document.xml"


def types(*declared: tuple[str, str]) -> bytes:
    """Return what an office file says of its parts: names, or endings without a slash, and kinds."""
    items = (
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        if name.startswith("/")
        else f'<Default Extension="{name}" ContentType="{kind}"/>'
        for name, kind in declared
    )
    return f"<Types>{''.join(items)}</Types>".encode()


def relations(*targets: str) -> bytes:
    """Return relationships of a whole file to main parts, after one to a picture of it."""
    items = "".join(f'<Relationship Type="urn:x/officeDocument" Target="{target}"/>' for target in targets)
    return f'<Relationships><Relationship Type="urn:x/thumbnail" Target="a.png"/>{items}</Relationships>'.encode()


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ((), None),
        (("a.xml", "b/a.xml"), None),
        (("a.xml", "a.xml"), "a.xml"),
        (("b/a.xml", "B/A.xml"), "B/A.xml"),
        (("b/a.xml", "b\\a.xml"), "b\\a.xml"),
        (("/b/a.xml", "b/a.xml"), "b/a.xml"),
    ],
)
def test_names_that_mean_one_member(names: tuple[str, ...], found: str | None) -> None:
    """On a system that knows no case, or takes a backslash for a slash."""
    assert twice(names) == found


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.xml", b"\0", True),
        ("a.RELS", b"", True),
        ("a.vml", b"x", True),
        ("a.bin", b"<a/>", True),
        ("a.bin", b"\xef\xbb\xbf \r\n\t<a/>", True),
        ("a.bin", "<a/>".encode("utf-16"), True),
        ("a.bin", "<a/>".encode("utf-16-be"), True),
        ("a.bin", "<?xml version='1.0' encoding='cp037'?><a/>".encode("cp037"), True),
        ("a.png", b"\x89PNG\r\n<a/>", False),
        ("a.xml.bin", b"x<a/>", False),
        ("a", b"", False),
    ],
)
def test_what_may_be_read_as_xml(name: str, data: bytes, *, expected: bool) -> None:
    """By its name, or by what it begins with in any encoding."""
    assert holds_xml(name, data) is expected


@pytest.mark.parametrize(
    "declared",
    [
        [(f"/{MAIN}", f"{KIND}.document.main+xml")],
        [("xml", f"{KIND}.document.main+xml"), ("/word/styles.xml", f"{KIND}.styles+xml")],
        [("svg", "image/svg+xml"), ("vml", "application/xml"), ("bin", "application/octet-stream"), ("rels", "a+xml")],
        [("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml")],
    ],
)
def test_files_that_mean_what_they_say(declared: list[tuple[str, str]]) -> None:
    """As Word, WPS, LibreOffice and .NET write them."""
    for target in (MAIN, f"/{MAIN}", f"./{MAIN}", "Word/document.xml"):
        assert misleading(types(*declared), relations(target), MAIN) is None
    assert misleading(b"", b"", MAIN) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("/word/footer1.bin", f"{KIND}.footer+xml"),
        ("png", "application/XML "),
        ("/word/a", "text/xml"),
        ("/word/document2.xml", f"{KIND}.document.main+xml"),
        ("/word/real.bin", f"{KIND}.document.main+xml"),
        ("/word/a.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ],
)
def test_parts_that_seem_something_else(name: str, kind: str) -> None:
    """XML that nobody takes for XML, and a main part beside the one that is looked for."""
    told = name if name.startswith("/") else f".{name}"
    assert misleading(types((f"/{MAIN}", f"{KIND}.document.main+xml"), (name, kind)), relations(MAIN), MAIN) == told


def test_a_main_part_elsewhere() -> None:
    """By the relationships of the file."""
    assert misleading(types(), relations(MAIN, "word/../other.xml"), MAIN) == "other.xml"
    assert main_parts(relations("a.xml", "/b.xml")) == ["a.xml", "b.xml"]


@pytest.mark.parametrize("xml", [b"<a>", b"<!DOCTYPE a><a/>", "<!DOCTYPE a><a/>".encode("utf-16"), b"x"])
def test_what_cannot_be_read(xml: bytes) -> None:
    """Torn, with entities, or in an encoding that one parser knows and another does not."""
    for read in (kinds, main_parts):
        with pytest.raises(ValueError, match=r".*"):
            read(xml)
    with pytest.raises(ValueError, match=r".*"):
        kinds("<?xml version='1.0' encoding='gb18030'?><Types/>".encode("gb18030"))


def test_long_names_are_cut_in_messages() -> None:
    """They are the stranger's own."""
    assert disputed("x" * 500).render() == f"programs do not agree on what “{'x' * 80}” in this file is."
