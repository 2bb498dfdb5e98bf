"""Django set up once for a run of the tests, on a data folder of its own that goes when the run ends."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path


@cache
def data_folder() -> Path:
    """Return the data folder of the portal under test; Django is set up for it, its database is not made yet."""
    data = Path(tempfile.mkdtemp(prefix="pingyi-data-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ |= {
        "PINGYI_DATA": str(data),
        "PINGYI_LOOPBACK": "1",
        "PINGYI_HOSTS": "testserver,localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "scoring.portal.settings",
    }
    import django

    django.setup()
    return data
