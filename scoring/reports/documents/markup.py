"""XML from strangers, parsed without entities, without the network and without trees beyond all bounds."""

from __future__ import annotations

import re

from lxml import etree

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""\A<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Unreadable(Exception):  # noqa: N818 - named for what it says of a part
    """A part is no XML, or (`declares`) declares entities or an encoding in which they could hide."""

    def __init__(self, *, declares: bool) -> None:
        """Say which of the two it is."""
        super().__init__()
        self.declares = declares


def parsed(data: bytes) -> etree._Element:
    """Return the root of a part in UTF-8. Raises Unreadable for anything else, before entities could be read."""
    bare = data.removeprefix(_BYTE_ORDER_MARK)
    encoding = _ENCODING.match(bare)
    if encoding and encoding.group(1).lower() not in (b"utf-8", b"us-ascii"):
        raise Unreadable(declares=True)
    if b"\0" in bare or _DECLARED.search(bare):
        raise Unreadable(declares=True)
    try:
        return etree.fromstring(bare, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise Unreadable(declares=False) from error


def local_name(name: object) -> str:
    """Return the name of an element or attribute without its namespace; empty for comments and instructions."""
    return etree.QName(name).localname if isinstance(name, str) else ""
