"""The sentences of click that a user of pingyi can meet, written out for the catalogue: gettext looks them up there.

Never called when the program runs; tests/test_messages.py finds each of them in click itself.
"""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext


def click_words() -> tuple[str, ...]:
    """Return click's sentences in the language spoken now; of those with two forms, the one for many."""
    return (
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("Show this message and exit."),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("Aborted!"),
        _("required"),
        _("Missing command."),
        _("Missing argument"),
        _("Missing option"),
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        _("No such option: {name}"),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 2),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("Choose from:\n\t{choices}"),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2),
        _("Option {name!r} does not take a value."),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 2),
        _("file"),
        _("directory"),
        _("path"),
        _("{value} is not in the range {range}."),
        _("{value!r} is not a valid {number_type}."),
        _("default: {default}"),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
    )
