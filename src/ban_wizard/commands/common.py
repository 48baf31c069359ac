"""What the commands share: the application object over the person's own store, and how results and talk are printed."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ban_wizard.case.errors import BadInput
from ban_wizard.text import INVISIBLE, clean

if TYPE_CHECKING:
    from ban_wizard.application.cards import Card
    from ban_wizard.arguments import Arguments
    from ban_wizard.letter.cache import Letters
    from ban_wizard.wizard import Wizard

DONE, REFUSED, BAD_INPUT, NO_STORE, INTERRUPTED = 0, 1, 2, 3, 130


def add_settings(options: Arguments) -> str:
    """Put the person's settings into `options` (None without a file), with what is wrong there; the language of the interface."""
    from ban_wizard.desktop.locations import settings_file
    from ban_wizard.i18n import language

    folder = getattr(options, "data_dir", None)
    options.settings, options.settings_notes = None, []
    options.settings_file = settings_file(Path(folder) if folder else None)
    if not os.path.exists(options.settings_file):  # as with nearly everybody
        return language(getattr(options, "lang", None))
    from ban_wizard.settings import read

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

    folder, settings = Path(options.data_dir) if getattr(options, "data_dir", None) else None, options.settings
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
        actor=(settings and settings.agent) or agent_name(),
        zone=(settings and settings.time_zone) or machine_zone() or "UTC",
        lang=lang,
    )


def dumps(value: object) -> str:
    """A result as one JSON object; what would command a terminal, or cannot be written, stands as JSON escapes it."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else re.sub(INVISIBLE, lambda found: json.dumps(found[0])[1:-1], text)


def write_lines(lines: Iterable[str]) -> None:
    """Results, a line each, on stdout; nobody's words reach the terminal as a command to it."""
    print("\n".join(map(clean, lines)))


def talk(notes: Iterable[str]) -> None:
    """Notes to the person, on stderr."""
    for note in notes:
        print(clean(note), file=sys.stderr)


def show_card(options: Arguments, card: Card, full: Wizard | None = None) -> int:
    """Print where a case stands; with `full` also who says so."""
    talk(card.notes)
    if getattr(options, "json", False):
        from ban_wizard.application.card_json import card_json

        print(dumps(card_json(card)))
    else:
        from ban_wizard.faces.lines import case_lines

        write_lines(case_lines(card, sources=full.library.sources() if full else None))
    return DONE


def typed_facts(pairs: Sequence[str] | None) -> dict[str, str]:
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
