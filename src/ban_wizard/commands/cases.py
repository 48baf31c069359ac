"""Commands of one case: opening it, recording, showing, correcting."""

from __future__ import annotations

import sys

from ban_wizard.arguments import Arguments
from ban_wizard.commands.common import DONE, dumps, open_wizard, read_text, show_card, typed_facts, write_lines
from ban_wizard.i18n import say


def start(options: Arguments, lang: str) -> int:
    card = open_wizard(options, lang).start(
        options.messenger,
        options.number,
        kind=options.kind,
        symptoms=options.symptom or (),
        text=read_text(options.text),
        offence=options.offence,
        facts=typed_facts(options.fact),
        zone=options.tz,
        at=options.at,
        override=options.override,
    )
    return show_card(options, card)


def do(options: Arguments, lang: str) -> int:
    card = open_wizard(options, lang).do(
        options.case,
        options.action,
        facts=typed_facts(options.fact),
        at=options.at,
        reason=options.reason,
        override=options.override,
        text=read_text(options.text),
        next=options.next,
    )
    return show_card(options, card)


def show(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    return show_card(options, it.show(options.case, now=options.now), it)


def log(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    if options.json:
        print(dumps({"events": [event.as_json() for event in it.log(options.case)]}))
    else:
        from ban_wizard.faces.lines import log_lines

        write_lines(log_lines(it.show(options.case), it.log(options.case)))
    return DONE


def undo(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).undo(options.case, reason=options.reason, at=options.at))


def amend(options: Arguments, lang: str) -> int:
    (fact, value), *_ = typed_facts([options.answer]).items()
    return show_card(options, open_wizard(options, lang).amend(options.case, fact, value, reason=options.reason, at=options.at))


def note(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).note(options.case, options.text))


def evidence(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).evidence(options.case, options.file, at=options.at))


def assign(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).assign(options.case, options.agent))


def snooze(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).snooze(options.case, options.until, at=options.at))


def close(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).close(options.case, options.reason, at=options.at))


def migrate(options: Arguments, lang: str) -> int:
    found = open_wizard(options, lang).migrate(options.case, apply=options.apply)
    former, version = found.former, found.card.playbook.version
    if options.json:
        print(dumps(found.as_json()))
        return DONE
    key = "migrated" if found.applied else "would_migrate" if former.hash != found.card.playbook.hash else "newest"
    print(say(lang, f"line.{key}", former=former.version, version=version), file=sys.stderr)
    return show_card(options, found.card)


def reply(options: Arguments, lang: str) -> int:
    from ban_wizard.faces.reply import reply_text

    card = open_wizard(options, lang).show(options.case)
    text = reply_text(card)
    print(dumps({"case": card.case, "lang": lang, "text": text}) if options.json else text)
    return DONE
