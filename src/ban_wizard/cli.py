"""The command line: arguments in, one object or plain lines out. Results go to stdout, talk to stderr.

Exit codes: 0 done, 1 refused, conflict or findings, 2 bad usage or input, 3 store unavailable, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ban_wizard import __version__
from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import LANGUAGES, language, say
from ban_wizard.store.protocol import Conflict, StoreError
from ban_wizard.wording import conflict_sentence, sentence, store_sentence

if TYPE_CHECKING:
    from ban_wizard.cards import Card
    from ban_wizard.wizard import Wizard

DONE, REFUSED, BAD_INPUT, NO_STORE, INTERRUPTED = 0, 1, 2, 3, 130

Arguments = argparse.Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    lang, as_json = _ahead_of_parsing(args)
    try:
        options = _parser().parse_args(args)
        lang = language(getattr(options, "lang", None))
        return int(options.run(options, lang) or DONE)
    except BadInput as error:
        return _fail(BAD_INPUT, "bad_input", sentence(error, lang), as_json)
    except Conflict as error:
        return _fail(REFUSED, "conflict", conflict_sentence(error, lang), as_json)
    except StoreError as error:
        return _fail(NO_STORE, "store", store_sentence(error, lang), as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough; nothing is left to say to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _other(error, lang, as_json)


def _other(error: Exception, lang: str, as_json: bool) -> int:
    """Refusals and faults whose classes are not worth importing before they happen."""
    from ban_wizard.letter.model import BadLetterInput
    from ban_wizard.playbook.findings import BadPlaybook
    from ban_wizard.wizard import NotAllowed

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
    raise error


def _fail(code: int, name: str, message: str, as_json: bool, details: Mapping[str, Any] | None = None) -> int:
    if as_json:
        print(_dumps({"error": {"code": name, "message": message, **(details or {"rule": None, "cites": [], "earliest": None})}}))
    else:
        print(message, file=sys.stderr)
    return code


def _ahead_of_parsing(args: Sequence[str]) -> tuple[str, bool]:
    """The language and form of an error that parsing itself may have to tell."""
    lang = next((args[n + 1] for n, word in enumerate(args[:-1]) if word == "--lang"), None)
    lang = next((word.partition("=")[2] for word in args if word.startswith("--lang=")), lang)
    return language(lang), "--json" in args


# ------------------------------------------------------------------------------------------- what the commands do


def wizard(options: Arguments, lang: str) -> Wizard:
    """The application object over the person's own store."""
    from ban_wizard.desktop.clock import SystemClock, machine_zone
    from ban_wizard.desktop.identity import agent_name, new_case_id
    from ban_wizard.desktop.locations import cache_dir, data_dir, playbooks_dir, templates_dir
    from ban_wizard.letter.cache import Letters
    from ban_wizard.playbook.cache import Library
    from ban_wizard.store.sqlite import SQLiteStore
    from ban_wizard.wizard import Wizard

    folder = Path(options.data_dir) if getattr(options, "data_dir", None) else None
    cache = cache_dir(folder)
    letters = Letters(templates_dir(), cache)
    return Wizard(
        SQLiteStore(data_dir(folder)),
        Library(playbooks_dir(), templates_dir(), cache),
        letters.letter,
        SystemClock(),
        new_case_id,
        actor=agent_name(),
        zone=machine_zone() or "UTC",
        lang=lang,
    )


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _print(lines: Iterable[str]) -> None:
    print("\n".join(lines))


def _talk(notes: Iterable[str]) -> None:
    for note in notes:
        print(note, file=sys.stderr)


def _show_card(options: Arguments, card: Card, full: Wizard | None = None) -> int:
    _talk(card.notes)
    if getattr(options, "json", False):
        print(_dumps(card.as_json()))
    else:
        from ban_wizard.lines import case_lines

        _print(case_lines(card, sources=full.library.sources() if full else None))
    return DONE


def _facts(pairs: Sequence[str] | None) -> dict[str, str]:
    """`name=value` pairs; the same name twice adds up, as for the several words of one fact."""
    facts: dict[str, str] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise BadInput("not_a_pair", text=pair)
        name = name.strip()
        facts[name] = f"{facts[name]},{value}" if name in facts else value
    return facts


def read_text(file: str | None) -> str | None:
    """The text of a file, or of the standard input for `-`; raises BadInput."""
    if file is None:
        return None
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadInput("no_file", file=file, why=error.strerror or error) from None
    return data.decode("utf-8", "replace")


def _diagnose(options: Arguments, lang: str) -> int:
    it = wizard(options, lang)
    if options.file is not None and not options.symptom:
        known = [name for messenger in it.messengers() for name in it.library.symptoms(messenger).symptoms]
        raise BadInput("text_later", values=", ".join(dict.fromkeys(known)))
    found = it.diagnose(options.messenger, options.symptom or ())
    messenger = found.messenger or ""
    words, symptoms = it.library.words(messenger, lang), it.library.symptoms(messenger)
    if options.json:
        texts: Any = words
        evidence = [{"symptom": s, "matched": texts["symptoms"][s], "cites": list(symptoms.symptoms[s].cites)} for s in found.evidence]
        ask = [{"question": texts["asks"][a]["question"], "why": texts["asks"][a]["why"]} for a in found.ask]
        print(_dumps({"messenger": messenger, "kind": found.kind, "certainty": found.certainty, "evidence": evidence, "ask": ask}))
    else:
        from ban_wizard.lines import diagnosis_lines

        _print(diagnosis_lines(found, words, symptoms, lang))
    return DONE


def _start(options: Arguments, lang: str) -> int:
    card = wizard(options, lang).start(
        options.messenger,
        options.number,
        kind=options.kind,
        symptoms=options.symptom or (),
        text=read_text(options.text),
        offence=options.offence,
        facts=_facts(options.fact),
        zone=options.tz,
        at=options.at,
        override=options.override,
    )
    return _show_card(options, card)


def _do(options: Arguments, lang: str) -> int:
    card = wizard(options, lang).do(
        options.case,
        options.action,
        facts=_facts(options.fact),
        at=options.at,
        reason=options.reason,
        override=options.override,
        text=read_text(options.text),
        next=options.next,
    )
    return _show_card(options, card)


def _show(options: Arguments, lang: str) -> int:
    it = wizard(options, lang)
    return _show_card(options, it.show(options.case, now=options.now), it)


def _log(options: Arguments, lang: str) -> int:
    events = wizard(options, lang).log(options.case)
    if options.json:
        print(_dumps({"events": [event.as_json() for event in events]}))
    else:
        from ban_wizard.lines import event_lines

        _print(event_lines(events, lang))
    return DONE


def _letter(options: Arguments, lang: str) -> int:
    card = wizard(options, lang).letter(
        options.case, options.letter, lang=options.letter_lang, facts=_facts(options.fact), claims=options.claim
    )
    written = card.rendered
    if options.out and written.text is not None:
        from ban_wizard.desktop.files import write_new

        write_new(Path(options.out), written.text + "\n")
        print(say(lang, "line.written", file=options.out), file=sys.stderr)
    if options.json:
        print(_dumps(written.as_json(card.channel)))
        return DONE
    _talk(written.warnings)
    if card.repeats:
        print(say(lang, "note.repeats"), file=sys.stderr)
    if written.missing:
        fields = ", ".join(f"{card.letter.label(name, lang)} (--fact {name}=...)" for name in written.missing)
        print(say(lang, "line.missing", fields=fields), file=sys.stderr)
    elif not options.out:
        print(written.text)
    return DONE


def _undo(options: Arguments, lang: str) -> int:
    return _show_card(options, wizard(options, lang).undo(options.case, reason=options.reason, at=options.at))


def _amend(options: Arguments, lang: str) -> int:
    (fact, value), *_ = _facts([options.answer]).items()
    return _show_card(options, wizard(options, lang).amend(options.case, fact, value, reason=options.reason, at=options.at))


def _note(options: Arguments, lang: str) -> int:
    return _show_card(options, wizard(options, lang).note(options.case, options.text))


def _assign(options: Arguments, lang: str) -> int:
    return _show_card(options, wizard(options, lang).assign(options.case, options.agent))


def _close(options: Arguments, lang: str) -> int:
    return _show_card(options, wizard(options, lang).close(options.case, options.reason, at=options.at))


def _board(options: Arguments, lang: str) -> int:
    it = wizard(options, lang)
    page = it.board(due_only=options.due, search=options.search or "", now=options.now, after=options.after, limit=options.limit)
    if options.json:
        from ban_wizard.wizard import rows_json

        print(_dumps({"cases": rows_json(page.rows), "next": page.next}))
        return DONE
    from ban_wizard.lines import row_line

    for row in page.rows:
        print(row_line(row, it.show(row.case, now=options.now), lang))
    if not page.rows:
        print(say(lang, "line.no_cases"), file=sys.stderr)
    if page.next:
        print(say(lang, "line.more", cursor=page.next), file=sys.stderr)
    return DONE


def _due(options: Arguments, lang: str) -> int:
    code = _board(options, lang)
    if options.exit_code and wizard(options, lang).board(due_only=True, now=options.now, limit=1).rows:
        return REFUSED
    return code


def _check(options: Arguments, lang: str) -> int:
    from ban_wizard.desktop.locations import playbooks_dir, templates_dir
    from ban_wizard.letter.load import check as check_letters
    from ban_wizard.letter.load import ids
    from ban_wizard.playbook.load import check

    folder = Path(options.dir) if options.dir else playbooks_dir()
    if not folder.is_dir():
        raise BadInput("no_folder", folder=folder)
    beside = folder.resolve().parent / "appeal_templates"  # an author's copy of both folders is checked as a whole
    letters = beside if beside.is_dir() else templates_dir()
    findings = [*check(folder, ids(letters)), *(check_letters(letters) if letters == beside or not options.dir else ())]
    if options.json:
        print(
            _dumps(
                {
                    "findings": [
                        {
                            "file": f.file,
                            "line": f.line,
                            "code": f.code,
                            "severity": f.severity,
                            "message": f.message,
                            "witness": list(f.witness),
                        }
                        for f in findings
                    ]
                }
            )
        )
    else:
        _print(map(str, findings) if findings else [say(lang, "line.no_findings")])
    return REFUSED if findings else DONE


def _sources(options: Arguments, lang: str) -> int:
    it = wizard(options, lang)
    used = it.used_facts()
    facts = it.library.sources().facts
    if options.json:
        print(_dumps({"facts": [{"id": f.id, "source": f.source, "used_in": used.get(f.id, [])} for f in facts.values()]}))
        return DONE
    from ban_wizard.lines import wrapped

    for fact in facts.values():
        places = say(lang, "line.used_in", places=", ".join(used[fact.id])) if fact.id in used else say(lang, "line.not_used")
        _print([*wrapped(f"{fact.id} ({say(lang, 'strength.' + fact.strength)}): {fact.says[lang]}"), *wrapped(places, "    ")])
    return DONE


def _wizard(options: Arguments, lang: str) -> int:
    """No command: the screen where there is one, else the plain wizard."""
    screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if options.plain or not screen:
        from ban_wizard.plain import run_plain

        return run_plain(wizard(options, lang), sys.stdin, sys.stdout)
    from ban_wizard.tui.app import run_tui

    return run_tui(wizard(options, lang))


# ------------------------------------------------------------------------------------------- what may be typed


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadInput("usage", text=f"{message}\n{self.format_usage().strip()}")


def _parser() -> argparse.ArgumentParser:
    """Global options may stand before or after the command."""
    globals_ = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    globals_.add_argument("--json", action="store_true", help="one JSON object on stdout")
    globals_.add_argument("--data-dir", metavar="DIR", help="where the cases are kept")
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, parents=[globals_])
    everywhere.add_argument("--lang", choices=LANGUAGES, help="language of the interface")

    parser = _Parser(prog="ban-wizard", description="What to do when a messenger has blocked a number.", parents=[everywhere])
    parser.add_argument("--version", action="version", version=f"ban-wizard {__version__}")
    parser.add_argument("--plain", action="store_true", help="questions and answers in plain lines")
    parser.set_defaults(run=_wizard, json=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Callable[[Arguments, str], int], help: str, *, to: Any = commands) -> argparse.ArgumentParser:
        parent = globals_ if name == "letter" else everywhere  # whose --lang is the letter's
        added: argparse.ArgumentParser = to.add_parser(name, help=help, description=help, parents=[parent], allow_abbrev=False)
        added.set_defaults(run=run)
        return added

    def case(name: str, run: Callable[[Arguments, str], int], help: str) -> argparse.ArgumentParser:
        added = command(name, run, help)
        added.add_argument("case", metavar="CASE", help="a case's id, the beginning of one, or a phone number with one open case")
        return added

    c = command("diagnose", _diagnose, "say what kind of block it is; saves nothing")
    c.add_argument("file", nargs="?", metavar="FILE", help="a pasted text; - for stdin")
    c.add_argument("--messenger", metavar="M")
    c.add_argument("--symptom", action="append", metavar="S")

    c = command("start", _start, "open a case, also one in the middle of its way")
    c.add_argument("--messenger", required=True, metavar="M")
    c.add_argument("--number", required=True, metavar="N")
    c.add_argument("--kind", metavar="K")
    c.add_argument("--symptom", action="append", metavar="S")
    c.add_argument("--text", metavar="FILE", help="what the screen or the e-mail says; - for stdin")
    c.add_argument("--offence", type=int, metavar="N", help="1 for the first block of this number")
    c.add_argument("--fact", action="append", metavar="K=V")
    c.add_argument("--tz", metavar="ZONE")
    c.add_argument("--at", metavar="TIME")
    c.add_argument("--override", action="store_true", help="open one more case for a number that has one")

    c = case("do", _do, "record what happened")
    c.add_argument("action", metavar="ACTION")
    c.add_argument("--fact", action="append", metavar="K=V")
    c.add_argument("--at", metavar="TIME")
    c.add_argument("--next", metavar="TIME", help="with looked: when to look again")
    c.add_argument("--reason", metavar="TEXT")
    c.add_argument("--override", action="store_true", help="it was done although it is refused; needs --reason")
    c.add_argument("--text", metavar="FILE", help="with sent: the text that was sent; - for stdin")

    case("show", _show, "where a case stands").add_argument("--now", metavar="TIME")
    case("log", _log, "the events of a case")

    c = case("letter", _letter, "write a letter of the present step")
    c.add_argument("letter", nargs="?", metavar="LETTER")
    c.add_argument("--lang", dest="letter_lang", choices=LANGUAGES, help="language of the letter")
    c.add_argument("--fact", action="append", metavar="K=V", help="a confirmed fact, recorded first")
    c.add_argument("--claim", action="append", metavar="ID", help="only these claims")
    c.add_argument("--out", metavar="FILE")

    c = case("undo", _undo, "take back the last event")
    c.add_argument("--reason", metavar="TEXT")
    c.add_argument("--at", metavar="TIME")
    c = case("amend", _amend, "say that an answer was always wrong")
    c.add_argument("answer", metavar="FACT=VALUE")
    c.add_argument("--reason", metavar="TEXT")
    c.add_argument("--at", metavar="TIME")
    case("note", _note, "a remark").add_argument("text", metavar="TEXT")
    case("assign", _assign, "whose case it is").add_argument("agent", metavar="AGENT")
    c = case("close", _close, "end a case whose customer fell silent")
    c.add_argument("--reason", metavar="TEXT")
    c.add_argument("--at", metavar="TIME")

    for name, run, help in (("board", _board, "all cases by due date"), ("due", _due, "what is due")):
        c = command(name, run, help)
        c.set_defaults(due=name == "due", search=None, exit_code=False)
        c.add_argument("--now", metavar="TIME")
        c.add_argument("--after", metavar="CURSOR", help="the page after this one")
        c.add_argument("--limit", type=int, default=100, metavar="N", help=argparse.SUPPRESS)
        if name == "board":
            c.add_argument("--due", action="store_true", help="only what is due")
            c.add_argument("--search", metavar="TEXT")
        else:
            c.add_argument("--exit-code", action="store_true", help="exit 1 if anything is due")

    authors = command("playbook", _check, "for authors of playbooks").add_subparsers(metavar="WHAT", required=True, parser_class=_Parser)
    c = command("check", _check, "find the mistakes in a folder of playbooks", to=authors)
    c.add_argument("dir", nargs="?", metavar="DIR")
    command("sources", _sources, "every fact, who says it, where it is used")
    return parser


if __name__ == "__main__":
    sys.exit(main())
