"""A PostgreSQL server of the tests' own: in a folder that goes afterwards, reached through a socket in it."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALL = "PostgreSQL is missing: apt-get install postgresql"
_DEBIAN = Path("/usr/lib/postgresql")


def program(name: str) -> Path | None:
    """Return where a program of the server is; Debian keeps them off the path."""
    found = shutil.which(name)
    if found:
        return Path(found)
    return max(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]), default=None)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Give the address of an empty database (`postgresql://…`) whose server lives as long as this.

    `durable`: a commit is on the disk when it is acknowledged, as an office would have it; else the server is quicker.
    Raises RuntimeError where PostgreSQL is missing, saying what to install.
    """
    initdb, server = program("initdb"), program("postgres")
    if initdb is None or server is None:
        raise RuntimeError(INSTALL)
    # A socket's path may have about a hundred characters: pytest's folders are longer.
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _unprivileged()
    try:
        if user:
            shutil.chown(home, user)
        data = home / "data"
        asked = ["--auth=trust", "--username=pingyi", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run([initdb, "-D", data, *asked], check=True, capture_output=True, user=user, cwd=home)
        speed = [] if durable else ["-F", "-c", "full_page_writes=off"]
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}", "-c", "max_connections=150"]
        with (home / "log").open("wb") as log:
            running = subprocess.Popen(
                [server, "-D", data, *options, *speed], stdout=log, stderr=log, user=user, cwd=home
            )
        try:
            _wait(home, running)
            yield f"postgresql:///postgres?host={home}&user=pingyi"
        finally:
            running.terminate()
            running.wait(30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged() -> str | None:
    """Return as whom to run the server: it refuses to be root's."""
    if os.name == "nt" or getpass.getuser() != "root":
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _wait(home: Path, running: subprocess.Popen[bytes]) -> None:
    asking = program("pg_isready") or "pg_isready"
    for _ in range(120):
        if running.poll() is not None:
            raise RuntimeError((home / "log").read_text(errors="replace"))
        if subprocess.run([asking, "-q", "-h", home], check=False, timeout=10).returncode == 0:
            return
        try:
            running.wait(0.25)
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError((home / "log").read_text(errors="replace"))
