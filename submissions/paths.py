"""Names of files as people write them into a submission."""

from __future__ import annotations


def inside(name: str) -> str | None:
    """Return a file name relative to its folder with forward slashes; None where it would leave the folder.

    Backslashes separate as slashes do; absolute names, drives, `..` and control characters are refused.
    """
    steps = name.replace("\\", "/").split("/")
    if steps[0] == "" or ".." in steps or ":" in name or any(ord(sign) < ord(" ") for sign in name):
        return None
    return "/".join(step for step in steps if step not in {"", "."}) or None
