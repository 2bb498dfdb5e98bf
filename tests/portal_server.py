"""A real `pingyi serve` in a process of its own, for tests that need a server: browsers, load, PostgreSQL."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-c", "from scoring.cli.main import run; run()"]
_PATIENCE = 60  # seconds for a server to start on a busy machine


@dataclass(frozen=True)
class Server:
    """A server that runs: where it listens, on which data folder, and the file its output goes to."""

    port: int
    data: Path
    output: Path

    @property
    def address(self) -> str:
        """Where it is reached on this machine without TLS."""
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def serving(data: Path, *options: str, database: str = "") -> Iterator[Server]:
    """Run the portal on a data folder until the block ends. Raises RuntimeError, with its output, if it does not."""
    port, output = free_port(), data.parent / f"{data.name}-server.log"
    command = [*COMMAND, "--lang", "zh", "serve", "--data", str(data), "--port", str(port), *options]
    environment = {**os.environ, "PYTHONSAFEPATH": "1", "PINGYI_DATABASE": database}
    for name in ("PINGYI_DATA", "PINGYI_LOOPBACK", "PINGYI_HOSTS", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    with output.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, env=environment) as process:
        try:
            _wait(process, port, output)
            yield Server(port, data, output)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(output.read_text("utf-8", "replace"))


def manage(data: Path, *arguments: str, database: str = "") -> str:
    """Run a command of pingyi on a data folder and return what it printed; raises CalledProcessError when it fails."""
    environment = {**os.environ, "PYTHONSAFEPATH": "1", "PINGYI_DATABASE": database}
    done = subprocess.run(
        [*COMMAND, "--lang", "zh", *arguments, "--data", str(data)], capture_output=True, env=environment, check=True
    )
    return done.stdout.decode()
