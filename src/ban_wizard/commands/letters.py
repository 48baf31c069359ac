"""The command `letter`: rendered, written to a file, copied."""

from __future__ import annotations

import sys
from pathlib import Path

from ban_wizard.arguments import Arguments
from ban_wizard.commands.common import DONE, dumps, open_wizard, talk, typed_facts
from ban_wizard.i18n import say


def letter(options: Arguments, lang: str) -> int:
    card = open_wizard(options, lang).letter(
        options.case, options.letter, lang=options.letter_lang, facts=typed_facts(options.fact), claims=options.claim
    )
    written = card.rendered
    text = written.text
    if card.is_copy and (options.copy or options.out):
        print(say(lang, f"letter.copy_to_read.{card.letter.language}"), file=sys.stderr)
    if options.out and text is not None:
        from ban_wizard.desktop.files import write_new
        from ban_wizard.letter.markdown import as_file

        write_new(Path(options.out), as_file(options.out, card.letter.title[written.lang], text))
        talk([say(lang, "line.written", file=options.out)])
    copied = bool(options.copy and text is not None and _copy(text, lang))
    if options.json:
        repeats = [say(lang, "note.repeats")] if card.repeats else []
        told = written.as_json(card.channel)
        print(dumps({**told, "warnings": [*told["warnings"], *repeats]}))
        return DONE
    talk(written.warnings)
    if card.repeats:
        print(say(lang, "note.repeats"), file=sys.stderr)
    if written.missing:
        fields = ", ".join(f"{card.letter.label(name, lang)} (--fact {name}=...)" for name in written.missing)
        print(say(lang, "line.missing", fields=fields), file=sys.stderr)
    elif not options.out and not copied:
        print(text)
    return DONE


def _copy(text: str, lang: str) -> bool:
    """Copy by every way there is, and say what is certain; whether anybody was there to ask."""
    from ban_wizard.desktop import clipboard

    asked = clipboard.ask_terminal(text)
    where = clipboard.copy(text) or ("terminal" if asked else "nowhere")
    print(say(lang, f"letter.copied.{where}"), file=sys.stderr)
    return where != "nowhere"
