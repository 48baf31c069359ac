"""What the commands do that write files or take one in: handout, due --ics, export, import, forget."""

from __future__ import annotations

import sys
from pathlib import Path

from ban_wizard.arguments import Arguments
from ban_wizard.case.errors import BadInput
from ban_wizard.commands import boards
from ban_wizard.commands.common import DONE, dumps, open_wizard, show_card, talk
from ban_wizard.desktop.files import read_at_most, write_new
from ban_wizard.i18n import LANGUAGES, say


def handout(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    text = it.handout(options.case, options.format, now=options.now)
    case = it.resolve(options.case)
    print(dumps({"case": case, "lang": lang, "format": options.format, "text": text}) if options.json else text.rstrip("\n"))
    return DONE


def due(options: Arguments, lang: str) -> int:
    if options.ics:
        write_new(Path(options.ics), open_wizard(options, lang).calendar(options.now))
        talk([say(lang, "line.written", file=options.ics)])
    return boards.due(options, lang)


def export(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    case = it.resolve(options.case)
    if options.file == "-":
        sys.stdout.write(it.export(case))
        return DONE
    write_new(Path(options.file), it.export(case))
    talk([say(lang, "line.written", file=options.file), say(lang, "files.exported", file=options.file)])
    if options.json:
        print(dumps({"case": case, "file": options.file}))
    return DONE


def import_case(options: Arguments, lang: str) -> int:
    from ban_wizard.application.portable import MOST_BYTES

    return show_card(options, open_wizard(options, lang).import_case(read_at_most(options.file, MOST_BYTES)))


def forget(options: Arguments, lang: str) -> int:
    """Says what is lost before anything is; without --yes it asks, and only where there is somebody to answer."""
    it = open_wizard(options, lang)
    if not options.yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadInput("forget_needs_yes")
    lost = it.limits_lost(options.case)
    talk(it.forget_lines(options.case))
    if not options.yes and not _confirmed(lang):
        talk([say(lang, "files.kept")])
        return DONE
    case = it.forget(options.case)
    print(dumps({"case": case, "limits_lost": lost}) if options.json else say(lang, "files.forgotten", case=case))
    return DONE


def _confirmed(lang: str) -> bool:
    """Whether the person types yes, in either language; Enter alone is no."""
    print(say(lang, "files.forget_ask"), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {say(each, "files.forget_yes") for each in LANGUAGES}
