"""How somebody reads the portal: in larger type (关怀版), in which language. Kept with the account."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.storage.models import Person

CARE_COOKIE = "pingyi-care"
LANGUAGE_COOKIE = "pingyi-lang"
LANGUAGES = ("zh_CN", "en")


def set_care(person: Person, *, larger: bool) -> None:
    """Keep with the account whether type is larger."""
    person.care = larger
    person.save(update_fields=["care"])


def set_language(person: Person, language: str) -> None:
    """Keep with the account in which language pages are; one of LANGUAGES."""
    person.language = language
    person.save(update_fields=["language"])


def bring_along(person: Person, cookies: Mapping[str, str]) -> None:
    """Keep with the account what somebody chose on this device before signing in."""
    if cookies.get(CARE_COOKIE) == "1" and not person.care:
        set_care(person, larger=True)
    if cookies.get(LANGUAGE_COOKIE) in LANGUAGES and not person.language:
        set_language(person, cookies[LANGUAGE_COOKIE])
