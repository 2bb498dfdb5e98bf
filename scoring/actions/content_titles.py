"""What a file holds, in words that whoever chose it knows."""

from __future__ import annotations

from rubrics import Message, say

_TITLES = {
    "unknown": say("an unknown format"),
    "ole": say("an old Office format that cannot be told"),
    "zip": say("a ZIP archive"),
    "rar": say("a RAR archive"),
    "html": say("a web page"),
    "text": say("plain text"),
    "odf": say("OpenDocument"),
    "doc": say("doc (of WPS too)"),
    "xls": say("xls (of WPS too)"),
}


def content_title(kind: str) -> Message | str:
    """Return what a content type (`Content.kind`) is called; most are known by the ending of their files' names."""
    return _TITLES.get(kind, kind)
