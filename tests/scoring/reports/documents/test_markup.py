"""XML from strangers is parsed only where no entity can hide in it."""

from __future__ import annotations

import pytest
from lxml import etree

from scoring.reports.documents.markup import Unreadable, local_name, parsed


def test_a_plain_part_is_parsed() -> None:
    """With a declaration, with the mark of byte order, or with neither."""
    for start in (b"", b'<?xml version="1.0" encoding="UTF-8"?>', b"\xef\xbb\xbf<?xml version='1.0'?>"):
        assert etree.tostring(parsed(start + "<a>甲</a>".encode()), encoding="unicode") == "<a>甲</a>"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<!doctype a><a/>",
        "<!DOCTYPE a><a/>".encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
        b"<?xml version='1.0' encoding='gb18030'?><a/>",
        b"<a>\0</a>",
    ],
)
def test_entities_and_where_they_could_hide(data: bytes) -> None:
    """A declared type, another encoding, a NUL."""
    with pytest.raises(Unreadable) as raised:
        parsed(data)
    assert raised.value.declares


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a>&b;</a>", b"\xff\xff<a/>", b"<a>" * 300 + b"</a>" * 300])
def test_what_is_no_xml(data: bytes) -> None:
    """Nothing, something torn off, an entity that nobody declared, a tree deeper than any document."""
    with pytest.raises(Unreadable) as raised:
        parsed(data)
    assert not raised.value.declares


def test_names_without_their_namespaces() -> None:
    """A comment has no name."""
    root = parsed(b'<w:p xmlns:w="urn:w"><!--c--></w:p>')
    assert [local_name(item.tag) for item in root.iter()] == ["p", ""]
