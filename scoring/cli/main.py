"""The command `pingyi`. Only click is imported here; each command imports what it needs when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from scoring.cli.language import CHINESE, ENGLISH, preferred, speak
from scoring.cli.language import tr as _

# name: where the command is, and its one line of help (a test holds it equal to the command's own).
COMMANDS = {
    "demo": ("scoring.cli.demo", "Write a fictional round and its workbook, and print the standings."),
    "new": ("scoring.cli.new", "Make a round folder from a library rubric or a real round's set-up."),
    "setup": ("scoring.cli.setup", "Write the set-up workbook of a round, or read it back."),
    "forms": ("scoring.cli.forms", "Write the agencies' forms, or take in what they handed in."),
    "visits": ("scoring.cli.visits", "Write the forms of visits and talks, or take them in."),
    "sheets": ("scoring.cli.sheets", "Write score sheets to fill in, or take in those that came back."),
    "tally": ("scoring.cli.tally", "Count paper sheets: type them, check them, see the standing."),
    "figures": ("scoring.cli.figures", "Take in figures from outside: questionnaires, votes, scores."),
    "record": ("scoring.cli.record", "Write the record of the count."),
    "spot-check": ("scoring.cli.spot_check", "Draw sheets to compare with the paper, or take in what was found."),
    "check": ("scoring.cli.check", "Report every problem of a round folder."),
    "rank": ("scoring.cli.rank", "Print the standings of a round."),
    "explain": ("scoring.cli.explain", "Explain the standings, or how one agency's score came about."),
    "report": ("scoring.cli.report", "Write the ranked sheet for approval, or other files of a round."),
    "template": (
        "scoring.cli.template",
        "Write a template (.xlsx or .docx) to make your own of.",
    ),
    "verify": (
        "scoring.cli.verify",
        "Name every figure and text that was altered in files of a round.",
    ),
    "history": (
        "scoring.cli.history",
        "Print the record of past rounds, and who is due.",
    ),
    "rubric": ("scoring.cli.rubric", "Check, show and list rubrics."),
    "serve": ("scoring.cli.serve", "Run the portal."),
    "import": ("scoring.cli.import_", "Take a round folder into the portal's database."),
    "export": ("scoring.cli.export", "Write a round of the portal as a round folder."),
    "backup": ("scoring.cli.backup", "Write everything the portal holds to one file."),
    "restore": ("scoring.cli.restore", "Bring back what backup wrote."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called, not when they are listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which a round needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return a command; None where there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), _function(cmd_name))
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options; --help itself was made before --lang was read."""
        option = self.get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands with their one line of help, without importing them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(line)) for name, (__, line) in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Say what the program is for, in the language chosen by then."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_("Exact, explained scores and ranked workbooks for evaluation rounds."))
            formatter.write_paragraph()
            formatter.write_text(_("Exit codes: 0 done, 1 problems found, 2 wrong usage."))


def _function(name: str) -> str:
    """Return the name of a command's function: Python keeps some words for itself."""
    name = name.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


def _chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> None:  # noqa: ARG001 - click's signature
    speak({"zh": CHINESE, "en": ENGLISH}[value] if value else preferred())


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - click's signature
    if value:
        from scoring.engine.version import VERSION  # noqa: PLC0415 - only this option needs it

        click.echo(f"pingyi {VERSION}")
        ctx.exit()


@click.group(cls=Commands, name="pingyi")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    expose_value=False,
    is_eager=True,
    callback=_chosen,
    help="zh 中文 / en English",
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="pingyi x.y.z")
def main() -> None:
    """Exact, explained scores and ranked workbooks for evaluation rounds."""


def run() -> None:
    """Start the program from the command line."""
    speak(preferred())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    main(prog_name="pingyi")
