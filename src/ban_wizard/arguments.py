"""What may be typed on the command line: commands with their arguments, read by argparse. Their words are in `commands/manual.py`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NoReturn

from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import LANGUAGES

PROGRAM: Final = "ban-wizard"

Arguments = argparse.Namespace
Argument = tuple[str, dict[str, Any]]


def _arg(name: str, metavar: str | None = None, **more: Any) -> Argument:
    return name, {**({"metavar": metavar} if metavar else {}), **more}


_CASE: Final = _arg("case", "CASE")
_AT: Final = _arg("--at", "TIME")
_NOW: Final = _arg("--now", "TIME")
_REASON: Final = _arg("--reason", "TEXT")
_FACTS: Final = _arg("--fact", "FACT=VALUE", action="append")
_MESSENGER: Final = _arg("--messenger", "MESSENGER")
_SYMPTOMS: Final = _arg("--symptom", "SYMPTOM", action="append")
_PAGE: Final = (_NOW, _arg("--after", "CURSOR"), _arg("--limit", "N", type=int, default=100, help=argparse.SUPPRESS))

# Left out where they are not given, so that a command does not undo what stands before it.
GLOBAL: Final = (
    _arg("--json", action="store_true", default=argparse.SUPPRESS),
    _arg("--data-dir", "DIR", default=argparse.SUPPRESS),
    _arg("--lang", choices=LANGUAGES, default=argparse.SUPPRESS),
)

ALONE: Final = (
    _arg("--version", action="store_true"),
    _arg("--plain", action="store_true"),
)
"""What stands before a command, or without one."""

COMMANDS: Final[Mapping[str, Sequence[Argument]]] = {
    "diagnose": (_arg("file", "FILE", nargs="?"), _MESSENGER, _SYMPTOMS),
    "start": (
        _arg("--messenger", "MESSENGER", required=True),
        _arg("--number", "NUMBER", required=True),
        _arg("--kind", "KIND"),
        _SYMPTOMS,
        _arg("--text", "FILE"),
        _arg("--offence", "N"),
        _FACTS,
        _arg("--tz", "ZONE"),
        _AT,
        _arg("--override", action="store_true"),
    ),
    "do": (
        _CASE,
        _arg("action", "ACTION"),
        _FACTS,
        _AT,
        _arg("--next", "TIME"),
        _REASON,
        _arg("--override", action="store_true"),
        _arg("--text", "FILE"),
    ),
    "show": (_CASE, _NOW),
    "log": (_CASE,),
    "letter": (
        _CASE,
        _arg("letter", "LETTER", nargs="?"),
        _arg("--lang", dest="letter_lang", choices=LANGUAGES),
        _FACTS,
        _arg("--claim", "CLAIM", action="append"),
        _arg("--out", "FILE"),
        _arg("--copy", action="store_true"),
    ),
    "undo": (_CASE, _REASON, _AT),
    "amend": (_CASE, _arg("answer", "FACT=VALUE"), _REASON, _AT),
    "migrate": (_CASE, _arg("--apply", action="store_true")),
    "note": (_CASE, _arg("text", "TEXT")),
    "evidence": (_CASE, _arg("file", "FILE"), _AT),
    "assign": (_CASE, _arg("agent", "AGENT")),
    "snooze": (_CASE, _arg("--until", "TIME", required=True), _AT),
    "close": (_CASE, _REASON, _AT),
    "board": (
        *_PAGE,
        _arg("--due", action="store_true"),
        _arg("--search", "TEXT"),
        _MESSENGER,
        _arg("--kind", "KIND"),
        _arg("--agent", "AGENT"),
    ),
    "due": (*_PAGE, _arg("--exit-code", action="store_true"), _arg("--ics", "FILE")),
    "handout": (_CASE, _arg("--format", choices=("md", "txt"), default="md"), _NOW),
    "export": (_CASE, _arg("file", "FILE")),
    "import": (_arg("file", "FILE"),),
    "forget": (_CASE, _arg("--yes", action="store_true")),
    "reply": (_CASE,),
    "stats": (),
    "playbook": (_arg("what", choices=("check", "paths", "graph", "schema")), _arg("name", "NAME", nargs="?")),
    "sources": (),
    "completions": (_arg("shell", choices=("bash", "zsh", "tcsh")),),
}


class _Formatter(argparse.HelpFormatter):
    """For what argparse looks at by it while arguments are added; the manual is printed by `commands/manual.py`.

    Without a width it would ask for the terminal's, and import all kinds of compression on the way there.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput("usage")


def parse(args: Sequence[str]) -> Arguments:
    """The command (`command`, None where there is none) and its arguments. Global ones may stand before or after it.

    Raises BadInput; what is wrong is found out by `commands/usage.py`.
    """
    parser = _Parser(prog=PROGRAM, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
    parser.set_defaults(command=None, json=False)
    _add(parser, (*ALONE, *GLOBAL))
    commands = parser.add_subparsers(parser_class=_Parser, prog=PROGRAM)
    for name in COMMANDS:
        if name in args:  # to make all of them takes longer than most commands
            command = commands.add_parser(name, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
            command.set_defaults(command=name)
            _add(command, everything_of(name))
    return parser.parse_args(args)


def everything_of(command: str) -> tuple[Argument, ...]:
    """The arguments of a command: its own, and those of every command."""
    return (*COMMANDS[command], *common_of(command))


def common_of(command: str) -> tuple[Argument, ...]:
    """The arguments of every command that this one has none of its own for."""
    own = {flag for flag, _ in COMMANDS[command]}
    return tuple(each for each in GLOBAL if each[0] not in own)


def _add(parser: argparse.ArgumentParser, arguments: Iterable[Argument]) -> None:
    for flag, told in arguments:
        parser.add_argument(flag, **told)
