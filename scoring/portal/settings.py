"""Django's settings, from the variables that `pingyi serve` sets: PINGYI_DATA, PINGYI_DATABASE, PINGYI_HOSTS and more.

With the variables set, `python -m django check --deploy --settings scoring.portal.settings` needs nothing else.
"""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_urlsafe

from scoring.portal.databases import database
from scoring.portal.secret import secret_key

# Set and empty is as good as not set: it is not the folder where the command happens to run.
_DATA = os.environ.get("PINGYI_DATA", "")
PINGYI_DATA = Path(_DATA or "pingyi-data").resolve()
# Plain HTTP beyond this machine was asked for with --hall-network: cookies cannot be Secure then.
PINGYI_HALL_NETWORK = os.environ.get("PINGYI_HALL_NETWORK") == "1"
# Plain HTTP on this machine alone: a browser calls 127.0.0.1 secure, but sends no Secure cookie there.
PINGYI_LOOPBACK = os.environ.get("PINGYI_LOOPBACK") == "1"
PINGYI_DEMO = os.environ.get("PINGYI_DEMO") == "1"
_PLAIN = PINGYI_HALL_NETWORK or PINGYI_LOOPBACK

# A type checker reads this file too, where there is no data folder and nothing to sign.
SECRET_KEY = secret_key(PINGYI_DATA) if _DATA else token_urlsafe(64)
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("PINGYI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in [os.environ.get("PINGYI_PROXY", "")] if origin]
# The origin that a trusted reverse proxy offers, and where it connects from (scoring.portal.forwarded).
PINGYI_PROXY = os.environ.get("PINGYI_PROXY", "")
PINGYI_PROXY_ADDRESSES = frozenset(filter(None, os.environ.get("PINGYI_PROXY_ADDRESSES", "").split(",")))
# The largest request of somebody who is signed in, in bytes; what one upload may be is smaller.
PINGYI_LARGEST_REQUEST = 512 * 1024 * 1024

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "axes", "scoring.storage"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "scoring.portal.packed.Packed",
    "scoring.portal.headers.Headers",
    "scoring.portal.hosts.Hosts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "scoring.portal.wording.Wording",
    "scoring.portal.sign_in.Idle",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "scoring.portal.urls"
ASGI_APPLICATION = "scoring.portal.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).with_name("templates")],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "scoring.portal.templating.environment",
            "context_processors": ["scoring.portal.templating.context"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("PINGYI_DATABASE", ""), PINGYI_DATA)}
AUTH_USER_MODEL = "storage.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "scoring.portal.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# By name or link alone: a village hall comes from one address, and one member's typing errors are not to lock out all.
# The address is no use against who changes it, and a link cannot be guessed (axes.W006 is about this).
AXES_LOCKOUT_PARAMETERS = [["username"]]
AXES_USERNAME_FORM_FIELD = "username"  # what scoring.portal.sign_in.Backend calls it; else all share one count
# Counted in memory: a table would hold the addresses that were asked for, personal links among them. The one process
# that serves has one memory, which is all that axes.W001 warns of.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "scoring.portal.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_ENGINE = "scoring.storage.models.sessions"
# With this prefix a browser takes them from this host alone, over HTTPS: no other host of the domain can plant one.
_HOST = "" if _PLAIN else "__Host-"
SESSION_COOKIE_NAME = f"{_HOST}pingyi"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_HOST}pingyi-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "scoring.portal.refusals.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _PLAIN
# A month: long enough for a round, and a name that was used by mistake is free again after it.
SECURE_HSTS_SECONDS = 0 if _PLAIN else 30 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_SSL_REDIRECT = False  # the port speaks HTTPS alone, or the proxy redirects
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = False  # sentences come from the project's own catalogue (scoring.portal.wording)
LANGUAGE_CODE = "zh-hans"
DEFAULT_CHARSET = "utf-8"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
APPEND_SLASH = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "scoring.portal.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "scoring": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names below this one are not the portal's to decide about
    "security.W008",  # see SECURE_SSL_REDIRECT
    "security.W021",  # nor is it to be built into browsers for ever
    "axes.W001",  # see AXES_HANDLER
    "axes.W006",  # see AXES_LOCKOUT_PARAMETERS
]
