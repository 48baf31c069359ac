"""What may be typed on the command line: commands with their arguments, read by argparse."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NoReturn

from ban_wizard import __version__
from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import LANGUAGES

Arguments = argparse.Namespace
Argument = tuple[str, dict[str, Any]]


def _arg(name: str, metavar: str | None = None, help: str | None = None, **more: Any) -> Argument:
    return name, {"help": help, **({"metavar": metavar} if metavar else {}), **more}


_CASE: Final = _arg("case", "CASE", "a case's id, the beginning of one, or a phone number with one open case")
_AT: Final = _arg("--at", "TIME")
_NOW: Final = _arg("--now", "TIME")
_REASON: Final = _arg("--reason", "TEXT")
_FACTS: Final = _arg("--fact", "K=V", action="append")
_MESSENGER: Final = _arg("--messenger", "M")
_SYMPTOMS: Final = _arg("--symptom", "S", action="append")
_ICS: Final = _arg("--ics", "FILE", "also write the due dates of all open cases to a new calendar file")
_PAGE: Final = (_NOW, _arg("--after", "CURSOR", "the page after this one"), _arg("--limit", "N", argparse.SUPPRESS, type=int, default=100))

# Left out where they are not given, so that a command does not undo what stands before it.
_GLOBAL: Final = (
    _arg("--json", None, "one JSON object on stdout", action="store_true", default=argparse.SUPPRESS),
    _arg("--data-dir", "DIR", "where the cases are kept", default=argparse.SUPPRESS),
    _arg("--lang", None, "language of the interface", choices=LANGUAGES, default=argparse.SUPPRESS),
)

COMMANDS: Final[Mapping[str, tuple[str, Sequence[Argument]]]] = {
    "diagnose": (
        "say what kind of block it is; saves nothing",
        (_arg("file", "FILE", "a pasted text; - for stdin", nargs="?"), _MESSENGER, _SYMPTOMS),
    ),
    "start": (
        "open a case, also one in the middle of its way",
        (
            _arg("--messenger", "M", required=True),
            _arg("--number", "N", required=True),
            _arg("--kind", "K"),
            _SYMPTOMS,
            _arg("--text", "FILE", "what the screen or the e-mail says; - for stdin"),
            _arg("--offence", "N", "1 for the first block of this number", type=int),
            _FACTS,
            _arg("--tz", "ZONE"),
            _AT,
            _arg("--override", None, "open one more case for a number that has one", action="store_true"),
        ),
    ),
    "do": (
        "record what happened",
        (
            _CASE,
            _arg("action", "ACTION"),
            _FACTS,
            _AT,
            _arg("--next", "TIME", "with looked: when to look again"),
            _REASON,
            _arg("--override", None, "it was done although it is refused; needs --reason", action="store_true"),
            _arg("--text", "FILE", "with sent: the text that was sent; - for stdin"),
        ),
    ),
    "show": ("where a case stands", (_CASE, _NOW)),
    "log": ("the events of a case", (_CASE,)),
    "letter": (
        "write a letter of the present step",
        (
            _CASE,
            _arg("letter", "LETTER", nargs="?"),
            _arg("--lang", None, "language of the letter", dest="letter_lang", choices=LANGUAGES),
            _arg("--fact", "K=V", "a confirmed fact, recorded first", action="append"),
            _arg("--claim", "ID", "only these claims", action="append"),
            _arg("--out", "FILE", "a new file; .md for Markdown"),
            _arg("--copy", None, "into the clipboard", action="store_true"),
        ),
    ),
    "undo": ("take back the last event", (_CASE, _REASON, _AT)),
    "amend": ("say that an answer was always wrong", (_CASE, _arg("answer", "FACT=VALUE"), _REASON, _AT)),
    "migrate": (
        "move a case to the present version of its playbook; shows the result first",
        (_CASE, _arg("--apply", None, "do it", action="store_true")),
    ),
    "note": ("a remark", (_CASE, _arg("text", "TEXT"))),
    "evidence": ("name a file as evidence; kept are its name, size and SHA-256", (_CASE, _arg("file", "FILE"), _AT)),
    "assign": ("whose case it is", (_CASE, _arg("agent", "AGENT"))),
    "snooze": ("do not look at a case before a time", (_CASE, _arg("--until", "TIME", required=True), _AT)),
    "close": ("end a case whose customer fell silent", (_CASE, _REASON, _AT)),
    "board": (
        "all cases by due date",
        (
            *_PAGE,
            _arg("--due", None, "only what is due", action="store_true"),
            _arg("--search", "TEXT", "any part of a number, a case's id, its agent or line"),
            _MESSENGER,
            _arg("--kind", "K"),
            _arg("--agent", "AGENT", 'whose; "" for cases that are nobody\'s'),
        ),
    ),
    "due": ("what is due", (*_PAGE, _arg("--exit-code", None, "exit 1 if anything is due", action="store_true"), _ICS)),
    "handout": (
        "the rest of the way as a page for the number's owner, the number masked",
        (_CASE, _arg("--format", None, "md (Markdown) or txt", choices=("md", "txt"), default="md"), _NOW),
    ),
    "export": ("a case as one portable file", (_CASE, _arg("file", "FILE", "a new file; - for stdout"))),
    "import": ("take in a case that was exported", (_arg("file", "FILE", "the exported case; - for stdin"),)),
    "forget": (
        "erase a case, saying first which limits will no longer be counted",
        (_CASE, _arg("--yes", None, "do not ask", action="store_true")),
    ),
    "reply": ("this step as a message to the customer", (_CASE,)),
    "stats": ("outcomes of your own cases", ()),
    "playbook": (
        "for authors of playbooks",
        (
            _arg(
                "what",
                None,
                "check: find the mistakes in a folder; paths: list every way through a playbook; graph: draw it in Mermaid; "
                "schema: JSON Schema for editors",
                choices=("check", "paths", "graph", "schema"),
            ),
            _arg("name", "DIR|ID|FILE", "the folder to check, the playbook, or the file that the schema is for", nargs="?"),
        ),
    ),
    "sources": ("every fact, who says it, where it is used", ()),
    "completions": (
        "a script for your shell, which then completes commands",
        (_arg("shell", None, None, choices=("bash", "zsh", "tcsh")),),
    ),
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput("usage", text=f"{message}\n{self.format_usage().strip()}")


def parse(args: Sequence[str]) -> Arguments:
    """The command (`command`, None where there is none) and its arguments. Global ones may stand before or after it.

    Raises BadInput; asked for help or the version it prints that and leaves, as argparse does.
    """
    if not {"-h", "--help"}.intersection(args):
        try:
            return _parser([name for name in COMMANDS if name in args]).parse_args(args)
        except BadInput:
            pass
    return _parser(COMMANDS).parse_args(args)


def whole_parser(complete: Mapping[str, object]) -> argparse.ArgumentParser:
    """The parser with every command; what a shell shall complete an argument with, by what it is called (FILE, DIR)."""
    return _parser(COMMANDS, complete)


def _parser(names: Iterable[str], complete: Mapping[str, object] = {}) -> argparse.ArgumentParser:
    """A parser of these commands. To make all takes longer than most commands: only help and mistakes have to know them all."""
    parser = _Parser(prog="ban-wizard", description="What to do when a messenger has blocked a number.")
    parser.add_argument("--version", action="version", version=f"ban-wizard {__version__}")
    parser.add_argument("--plain", action="store_true", help="questions and answers in plain lines")
    parser.set_defaults(command=None, json=False)
    _add(parser, _GLOBAL, complete)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser, prog=parser.prog)
    for name in names:
        help, arguments = COMMANDS[name]
        command = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        command.set_defaults(command=name)
        own = [flag for flag, _ in arguments]
        _add(command, [argument for argument in _GLOBAL if argument[0] not in own], complete)
        _add(command, arguments, complete)
    return parser


def _add(parser: argparse.ArgumentParser, arguments: Iterable[Argument], complete: Mapping[str, object]) -> None:
    for flag, told in arguments:
        action = parser.add_argument(flag, **told)
        if told.get("metavar") in complete:
            action.complete = complete[told["metavar"]]  # type: ignore[attr-defined]  # as shtab wants it
