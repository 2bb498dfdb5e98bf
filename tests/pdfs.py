"""PDFs as word processors save them: Chinese text by the numbers of its glyphs, with a table of what they mean."""

from __future__ import annotations

import zlib


def pdf(*pages: str) -> bytes:
    """Return a PDF of one line a page; a page of "" is a picture of a page, as scanners make them."""
    letters = sorted(set("".join(pages)))
    numbers = {letter: at for at, letter in enumerate(letters, start=1)}
    meant = "".join(f"<{at:04X}> <{letter.encode('utf-16-be').hex()}>\n" for letter, at in numbers.items())
    table = f"begincmap\n{len(letters)} beginbfchar\n{meant}endbfchar\nendcmap"
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R]"
            b" /ToUnicode 5 0 R >>"
        ),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (A) /Ordering (I) >> >>",
        stream(table.encode()),
    ]
    for at, text in enumerate(pages):
        shown = "".join(f"{numbers[letter]:04X}" for letter in text)
        content = f"BT /F1 16 Tf 72 700 Td <{shown}> Tj ET" if text else "0.5 g 0 0 600 800 re f"
        page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        parts += [f"<< {page} /Contents {7 + 2 * at} 0 R >>".encode(), stream(content.encode())]
    found, starts = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        starts.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    entries = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(found))
    return found + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + entries + tail


def stream(content: bytes) -> bytes:
    """Return a packed stream."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
