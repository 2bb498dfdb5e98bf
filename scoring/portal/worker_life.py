"""The worker that answers ends with the process that started it: one whose parent was killed would go on alone."""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.process import BaseProcess


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it is gone, however it went; nothing where there is none.

    What was acknowledged is on the disk; what was not is sent again, to the server that is started next.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), name="parent", daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
