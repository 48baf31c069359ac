"""What each command does: from parsed arguments to one object or plain lines on stdout, talk on stderr, an exit code."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say

if TYPE_CHECKING:
    from ban_wizard.arguments import Arguments
    from ban_wizard.cards import Card
    from ban_wizard.letter.cache import Letters
    from ban_wizard.wizard import Wizard

DONE, REFUSED, BAD_INPUT, NO_STORE, INTERRUPTED = 0, 1, 2, 3, 130


def add_settings(options: Arguments, lang: str) -> str:
    """Put the person's settings into `options`, with what is wrong in their file; the language of the interface."""
    from ban_wizard.desktop.locations import config_dir
    from ban_wizard.i18n import language
    from ban_wizard.settings import FILE_NAME, read

    folder = getattr(options, "data_dir", None)
    options.settings_file = config_dir(Path(folder) if folder else None) / FILE_NAME
    options.settings, mistakes = read(options.settings_file)
    lang = language(getattr(options, "lang", None) or options.settings.language)
    options.settings_notes = [mistake.sentence(options.settings_file, lang) for mistake in mistakes]
    talk(options.settings_notes)
    return lang


def open_wizard(options: Arguments, lang: str) -> Wizard:
    """The application object over the person's own store."""
    from ban_wizard.desktop.clock import SystemClock, machine_zone
    from ban_wizard.desktop.identity import agent_name, new_case_id
    from ban_wizard.desktop.locations import cache_dir, data_dir, playbooks_dir, templates_dir
    from ban_wizard.playbook.cache import Library
    from ban_wizard.store.sqlite import SQLiteStore
    from ban_wizard.wizard import Wizard

    folder = Path(options.data_dir) if getattr(options, "data_dir", None) else None
    kept = cache_dir(folder)

    @cache
    def letters() -> Letters:
        from ban_wizard.letter.cache import Letters

        return Letters(templates_dir(), kept)

    return Wizard(
        SQLiteStore(data_dir(folder)),
        Library(playbooks_dir(), templates_dir(), kept),
        lambda name: letters().letter(name),
        SystemClock(),
        new_case_id,
        actor=options.settings.agent or agent_name(),
        zone=options.settings.time_zone or machine_zone() or "UTC",
        lang=lang,
    )


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _print(lines: Iterable[str]) -> None:
    print("\n".join(lines))


def talk(notes: Iterable[str]) -> None:
    for note in notes:
        print(note, file=sys.stderr)


def show_card(options: Arguments, card: Card, full: Wizard | None = None) -> int:
    talk(card.notes)
    if getattr(options, "json", False):
        from ban_wizard.card_json import card_json

        print(dumps(card_json(card)))
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
    from ban_wizard.desktop.pasted import read_whole

    return read_whole(file)


def diagnose(options: Arguments, lang: str) -> int:
    text = None
    if options.file is not None:
        from ban_wizard.desktop.pasted import read_ends

        text = read_ends(options.file)
    it = open_wizard(options, lang)
    found = it.diagnose(options.messenger, options.symptom or (), text)
    if options.json:
        from ban_wizard.diagnosing import as_json

        print(dumps(as_json(found, it.told(found))))
    else:
        from ban_wizard.lines import diagnosis_lines

        _print(diagnosis_lines(it.told(found)))
    return DONE


def start(options: Arguments, lang: str) -> int:
    card = open_wizard(options, lang).start(
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
    return show_card(options, card)


def do(options: Arguments, lang: str) -> int:
    card = open_wizard(options, lang).do(
        options.case,
        options.action,
        facts=_facts(options.fact),
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
    events = open_wizard(options, lang).log(options.case)
    if options.json:
        print(dumps({"events": [event.as_json() for event in events]}))
    else:
        from ban_wizard.lines import event_lines

        _print(event_lines(events, lang))
    return DONE


def letter(options: Arguments, lang: str) -> int:
    from ban_wizard.text import clean

    card = open_wizard(options, lang).letter(
        options.case, options.letter, lang=options.letter_lang, facts=_facts(options.fact), claims=options.claim
    )
    written = card.rendered
    text = None if written.text is None else clean(written.text)
    if card.is_copy and (options.copy or options.out):
        print(say(lang, f"letter.copy_to_read.{card.letter.language}"), file=sys.stderr)
    if options.out and text is not None:
        from ban_wizard.desktop.files import write_new
        from ban_wizard.letter.markdown import as_file

        write_new(Path(options.out), as_file(options.out, card.letter.title[written.lang], text))
        print(say(lang, "line.written", file=options.out), file=sys.stderr)
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


def undo(options: Arguments, lang: str) -> int:
    return show_card(options, open_wizard(options, lang).undo(options.case, reason=options.reason, at=options.at))


def amend(options: Arguments, lang: str) -> int:
    (fact, value), *_ = _facts([options.answer]).items()
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


def board(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    filters = {name: value for name in ("search", "messenger", "kind", "agent") if (value := getattr(options, name, None)) is not None}
    page = it.board(due_only=options.due, now=options.now, after=options.after, limit=options.limit, **filters)
    if options.json:
        from ban_wizard.casebook import rows_json

        print(dumps({"cases": rows_json(page.rows), "next": page.next}))
        return DONE
    from ban_wizard.lines import row_line

    for row in page.rows:
        print(row_line(row, it.show(row.case, now=options.now), lang))
    if not page.rows:
        print(say(lang, "line.no_cases"), file=sys.stderr)
    if page.next:
        print(say(lang, "line.more", cursor=page.next), file=sys.stderr)
    return DONE


def due(options: Arguments, lang: str) -> int:
    options.due = True
    code = board(options, lang)
    if options.exit_code and open_wizard(options, lang).board(due_only=True, now=options.now, limit=1).rows:
        return REFUSED
    return code


def playbook(options: Arguments, lang: str) -> int:
    """For authors: `check`, `paths`, `graph`, `schema`. `name` is a folder of playbooks, a playbook, or a schema."""
    from ban_wizard import authoring
    from ban_wizard.desktop.locations import cache_dir, playbooks_dir
    from ban_wizard.playbook.cache import Library

    root, name, cache = playbooks_dir(), options.name, cache_dir(Path(options.data_dir) if getattr(options, "data_dir", None) else None)
    if options.what == "check":
        root = Path(name) if name else root
        if not root.is_dir():
            raise BadInput("no_folder", folder=root)
        told = authoring.check(root, _letters_of(root), cache, lang)
    elif options.what == "schema":
        told = authoring.schema(name)
    else:
        if name and (Path(name) / "flow.yaml").is_file():  # an author's own
            root, name = Path(name).resolve().parent, Path(name).resolve().name
        library = Library(root, _letters_of(root), cache)
        if name not in library.ids():
            raise BadInput("unknown_playbook", name=name or "", values=", ".join(library.ids()))
        told = authoring.paths(library, name) if options.what == "paths" else authoring.graph(library, name, lang)
    _print([dumps(told.object)] if options.json else told.lines)
    return REFUSED if told.mistakes else DONE


def _letters_of(playbooks: Path) -> Path:
    """The letters beside a folder of playbooks: an author's copy of both is taken as a whole; else the shipped ones."""
    from ban_wizard.desktop.locations import templates_dir

    beside = playbooks.resolve().parent / "appeal_templates"
    return beside if beside.is_dir() else templates_dir()


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
    from ban_wizard.reply import reply_text

    card = open_wizard(options, lang).show(options.case)
    text = reply_text(card)
    print(dumps({"case": card.case, "lang": lang, "text": text}) if options.json else text)
    return DONE


def stats(options: Arguments, lang: str) -> int:
    from ban_wizard.stats import groups

    it = open_wizard(options, lang)
    found = groups(it.all_rows())
    if options.json:
        print(dumps({"groups": [group.as_json() for group in found]}))
        return DONE
    from ban_wizard.lines import stats_lines

    _print(stats_lines(found, it.kind_words, lang))
    return DONE


def sources(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    used = it.used_facts()
    facts = it.library.sources().facts
    if options.json:
        print(dumps({"facts": [{"id": f.id, "source": f.source, "used_in": used.get(f.id, [])} for f in facts.values()]}))
        return DONE
    from ban_wizard.lines import wrapped

    for fact in facts.values():
        places = say(lang, "line.used_in", places=", ".join(used[fact.id])) if fact.id in used else say(lang, "line.not_used")
        _print([*wrapped(f"{fact.id} ({say(lang, 'strength.' + fact.strength)}): {fact.says[lang]}"), *wrapped(places, "    ")])
    return DONE


def face(options: Arguments, lang: str) -> int:
    """No command: the screen where there is one, else the plain wizard."""
    screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if options.plain or not screen:
        from ban_wizard.plain import run_plain

        return run_plain(open_wizard(options, lang), sys.stdin, sys.stdout)
    gc.disable()  # until the first page is drawn
    from ban_wizard.tui.app import run_tui

    return run_tui(open_wizard(options, lang), options.settings, options.settings_file, options.settings_notes)
