"""What stands above and below the pages of a sheet: the status, a statement, page numbers, fingerprints."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

# Codes of fonts, sizes, colours and places; those of page numbers and names stand for text and stay.
_LOOKS = re.compile(r"""&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[BIUESXYOHLCR]""")
_ON = ("1", "true", "on")
_SIGN = "\0"


def margin_texts(held: Element) -> tuple[str, ...]:
    """Return the texts of a headerFooter: above and below all pages, then those of first and even pages if other."""
    texts = [_text(held, "oddHeader"), _text(held, "oddFooter")]
    for pages, wanted in (("first", "differentFirst"), ("even", "differentOddEven")):
        if held.get(wanted) in _ON:
            texts += [
                text
                for part in ("Header", "Footer")
                if (text := _text(held, f"{pages}{part}")) not in ("", _text(held, f"odd{part}"))
            ]
    return tuple(texts)


def _text(held: Element, name: str) -> str:
    """Return a text without its looks and spaces, which programs put where they like."""
    whole = _LOOKS.sub("", (held.findtext(name) or "").replace("&&", _SIGN)).replace(_SIGN, "&")
    return "".join(whole.split())
