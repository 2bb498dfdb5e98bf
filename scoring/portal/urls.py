"""All addresses: the doors that the pages open, and the assets."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from django.urls import path

from scoring.portal import assets, pages
from scoring.portal.doors import patterns

# A page is there once its module is imported: whatever lies in the package, none forgotten.
for found in walk_packages(pages.__path__, f"{pages.__name__}."):
    import_module(found.name)

urlpatterns = [path("assets/<slug:version>/<str:name>", assets.serve, name="asset"), *patterns()]
handler404 = "scoring.portal.refusals.nothing_here"
handler500 = "scoring.portal.refusals.broken"
