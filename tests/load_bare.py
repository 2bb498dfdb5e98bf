"""The yardstick of tests/load.py: a Django view that looks up the session and writes the same row through the ORM."""

from __future__ import annotations

import json
import os
from types import ModuleType

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scoring.portal.settings")
django.setup()

from scoring.storage.models import Save


def save(request: HttpRequest) -> JsonResponse:
    """Keep one mark: one transaction, three statements."""
    held = json.loads(request.body)["saves"][0]
    person = int(request.session["_auth_user_id"])
    with transaction.atomic():
        newest = Save.objects.filter(sheet_id=held["sheet"], criterion=held["criterion"]).order_by("-pk").first()
        row = Save.objects.create(
            sheet_id=held["sheet"],
            criterion=held["criterion"],
            value=held["value"],
            reason=held["reason"],
            base=newest.pk if newest else 0,
            device=f"{person}.{held['device']}",
            seq=held["seq"],
            person_id=person,
            at=timezone.now(),
        )
    line = {"device": held["device"], "seq": held["seq"], "status": "kept", "id": row.pk, "value": row.value}
    response = JsonResponse({"saves": [line]})
    response["Content-Length"] = str(len(response.content))
    return response


class _Urls(ModuleType):
    urlpatterns = (path("saves", save),)


settings.ROOT_URLCONF = _Urls("load_urls")
settings.MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
# Each thread keeps its connection: opening one costs more than the row.
settings.DATABASES["default"]["CONN_MAX_AGE"] = None
application = get_wsgi_application()
