"""Full-width letters, digits and signs, as Chinese keyboards write them, to the half-width ones."""

from __future__ import annotations

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def half_width(text: str) -> str:
    """Return a text with ８．５ as 8.5 and no other equal shapes changed: nobody means 82 by 8², or 8 by ⑧."""
    return text.translate(_HALF_WIDTH)
