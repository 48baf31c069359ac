"""The command line: arguments in, one object or plain lines out. Results go to stdout, talk to stderr.

Exit codes: 0 done, 1 refused, conflict or findings, 2 bad usage or input, 3 store unavailable, 70 a mistake of the
program itself, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from ban_wizard import __version__
from ban_wizard.arguments import PROGRAM, Arguments, parse
from ban_wizard.case.errors import BadInput
from ban_wizard.commands import common
from ban_wizard.commands.common import BAD_INPUT, DONE, INTERRUPTED, NO_STORE, REFUSED
from ban_wizard.faces.wording import sentence, store_sentence
from ban_wizard.i18n import language, say
from ban_wizard.store.protocol import Conflict, StoreError
from ban_wizard.text import clean

UNWRITABLE: Final = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the machine says where an answer cannot be written."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. `argv` is what was typed after the program's name, by default the process's."""
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _answered(args)
        if sys.stdout is not None:
            sys.stdout.flush()  # what goes wrong with that is told here, and not by Python on the way out
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more can be said there
        if isinstance(error, BrokenPipeError):  # the reader has seen enough
            return DONE
        return _fail(BAD_INPUT, "bad_input", say(language(None), "error.cannot_print", why=error), False)


def _answered(args: Sequence[str]) -> int:
    """The exit code of one command. Raises KeyboardInterrupt, and OSError where its answer cannot be written."""
    lang, as_json = language(None), "--json" in args
    try:
        try:
            options = parse(args)
            if any(not word or word[-1] in "= " for word in args):  # nothing where a value belongs?
                raise BadInput("usage")
        except BadInput:
            from ban_wizard.commands import manual, usage

            lang = usage.spoken(args)
            if not usage.HELP.isdisjoint(args):
                print(manual.page(usage.command_of(args), lang), end="")
                return DONE
            options = parse(usage.in_plain_order(args, lang))
        if options.version:
            print(f"{PROGRAM} {__version__}")
            return DONE
        lang = common.add_settings(options)
        return _run(options, lang)
    except BadInput as error:
        return _fail(BAD_INPUT, "bad_input", sentence(error, lang), as_json)
    except Conflict as error:
        from ban_wizard.faces.meanwhile import conflict_sentence

        return _fail(REFUSED, "conflict", conflict_sentence(error, common.open_wizard(options, lang)), as_json)
    except StoreError as error:
        return _fail(NO_STORE, "store", store_sentence(error, lang), as_json)
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in UNWRITABLE:
            raise
        return _other(error, lang, as_json)


def _other(error: Exception, lang: str, as_json: bool) -> int:
    """Refusals and faults whose classes are not worth importing before they happen."""
    from ban_wizard.application.casebook import NotAllowed
    from ban_wizard.letter.model import BadLetterInput
    from ban_wizard.playbook.findings import BadPlaybook

    if isinstance(error, NotAllowed):
        refused = error.refused
        details = {
            "rule": ", ".join(refused.rules),
            "cites": list(refused.cites),
            "earliest": refused.earliest.isoformat(timespec="seconds") if refused.earliest else None,
        }
        message = error.message
        if not as_json and refused.cites:
            message += " " + say(lang, "refused.sources", cites=", ".join(refused.cites))
        if not as_json and refused.overridable:
            message += "\n" + say(lang, "refused.override")
        return _fail(REFUSED, "refused", message, as_json, details)
    if isinstance(error, BadLetterInput):
        return _fail(BAD_INPUT, "bad_input", str(error), as_json)
    if isinstance(error, BadPlaybook):
        return _fail(BAD_INPUT, "bad_input", say(lang, "error.playbook", findings=str(error)), as_json)
    return _crashed(error, lang, as_json)


def _crashed(error: Exception, lang: str, as_json: bool) -> int:
    """A mistake of our own. What Python would say of it holds values, and those are people's."""
    from ban_wizard.faces import crash

    report = crash.report(error, lang)
    return _fail(crash.EXIT_CODE, "fault", report, as_json)


def _fail(code: int, name: str, message: str, as_json: bool, details: Mapping[str, Any] | None = None) -> int:
    if as_json:
        why = details or {"rule": None, "cites": [], "earliest": None}
        print(common.dumps({"error": {"code": name, "message": clean(message), **why}}))
    else:
        common.talk([message])
    return code


COMMANDS: Final[Mapping[str | None, str]] = {
    None: "faces.face",
    "diagnose": "knowing.diagnose",
    "start": "cases.start",
    "do": "cases.do",
    "show": "cases.show",
    "log": "cases.log",
    "letter": "letters.letter",
    "undo": "cases.undo",
    "amend": "cases.amend",
    "migrate": "cases.migrate",
    "note": "cases.note",
    "evidence": "cases.evidence",
    "assign": "cases.assign",
    "snooze": "cases.snooze",
    "close": "cases.close",
    "board": "boards.board",
    "due": "files.due",
    "handout": "files.handout",
    "export": "files.export",
    "import": "files.import_case",
    "forget": "files.forget",
    "playbook": "authors.playbook",
    "reply": "cases.reply",
    "stats": "boards.stats",
    "sources": "knowing.sources",
    "completions": "completions.completions",
}
"""Which function of which module in `commands/` does what was asked for."""


def _run(options: Arguments, lang: str) -> int:
    module, _, function = COMMANDS[options.command].partition(".")
    return int(getattr(import_module(f"ban_wizard.commands.{module}"), function)(options, lang))


if __name__ == "__main__":
    sys.exit(main())
