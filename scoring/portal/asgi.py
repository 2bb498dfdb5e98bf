"""The application that the server runs: saves go to the lane that is made for them, everything else to Django."""

from __future__ import annotations

import os

import django
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scoring.portal.settings")
django.setup()
application = get_asgi_application()
