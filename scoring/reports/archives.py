"""The parts of an office file as one archive that depends on nothing but them: no moment, no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The same for every file; the zip format knows no year before 1980.
MOMENT = (2000, 1, 1, 0, 0, 0)
# Programs look at the first member of the archive to know what it is.
_FIRST = "[Content_Types].xml"


def archived(parts: Mapping[str, bytes]) -> bytes:
    """Return parts by name as an archive, all of one fixed moment and in one order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # else the operating system of whoever writes it
            archive.writestr(member, parts[name])
    return stream.getvalue()
