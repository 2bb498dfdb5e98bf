"""XML of strangers, event by event."""

from __future__ import annotations

import codecs

import pytest

from submissions.xml_events import Declared, elements, walk


def test_events_come_in_their_order() -> None:
    """Names without prefixes, text whole, in any encoding that XML knows."""
    told: list[object] = []
    xml = '<?xml version="1.0" encoding="utf-16"?><x:a b="1" c:d="2"><e>甲&lt;<![CDATA[乙]]></e></x:a>'
    walk(xml.encode("utf-16"), lambda name, held: told.append((name, held)), told.append, told.append)
    assert told == [("a", {"b": "1", "c:d": "2"}), ("e", {}), "甲<乙", "e", "a"]


def test_elements_in_the_order_in_which_they_begin() -> None:
    """With their attributes only."""
    assert elements(b"<a b='1'>x<c/><d>y</d></a>") == [("a", {"b": "1"}), ("c", {}), ("d", {})]


def test_how_deep_elements_may_lie() -> None:
    """256 within each other, and any number beside each other."""
    assert len(elements(b"<a>" * 256 + b"</a>" * 256)) == 256
    assert len(elements(b"<a>" + b"<b></b>" * 300 + b"</a>")) == 301


BOMB = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "xml",
    [
        BOMB.encode(),
        BOMB.encode("utf-16"),
        codecs.BOM_UTF8 + BOMB.encode(),
        b"<!-- a --><!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_a_document_type_is_refused(xml: bytes) -> None:
    """In whatever letters it is written: without one there are no entities to grow."""
    with pytest.raises(Declared):
        elements(xml)


EBCDIC = b"<?xml version='1.0' encoding='cp037'?>" + BOMB.encode("cp037")


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a>",
        b"<a/><b/>",
        b"<a>&b;</a>",
        b"<a>\x01</a>",
        b"<?xml version='1.0' encoding='none'?><a/>",
        EBCDIC,
        b"<a>" * 257 + b"</a>" * 257,
    ],
)
def test_what_is_no_xml(xml: bytes) -> None:
    """Cut off, with entities that nobody declared, in an encoding that is unknown or of the large machines."""
    with pytest.raises(ValueError, match=r"[:a]") as raised:
        elements(xml)
    assert raised.type is ValueError
