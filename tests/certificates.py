"""Certificates that nobody signed, for tests of HTTPS; made by the openssl program."""

from __future__ import annotations

import subprocess
from pathlib import Path


def certificate(folder: Path, name: str = "portal.test", *, old_form: bool = False) -> tuple[Path, Path]:
    """Return a certificate for `name` and 127.0.0.1 with its key, made in a new folder.

    `old_form`: the key as openssl wrote it before PKCS#8.
    """
    folder.mkdir(parents=True)
    cert, key = folder / "cert.pem", folder / "key.pem"
    names = f"subjectAltName=DNS:{name},IP:127.0.0.1"
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext", names]
    _openssl("req", *asked, "-keyout", str(key), "-out", str(cert))
    if old_form:
        _openssl("rsa", "-in", str(key), "-traditional", "-out", str(folder / "old.pem"))
        (folder / "old.pem").replace(key)
    return cert, key


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)  # noqa: S607 - wherever it is
