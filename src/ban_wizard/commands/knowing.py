"""Commands that need no case: diagnose, sources."""

from __future__ import annotations

from ban_wizard.arguments import Arguments
from ban_wizard.commands.common import DONE, dumps, open_wizard, write_lines
from ban_wizard.i18n import say


def diagnose(options: Arguments, lang: str) -> int:
    text, part = None, False
    if options.file is not None:
        from ban_wizard.desktop.pasted import read_ends

        text, part = read_ends(options.file)
    it = open_wizard(options, lang)
    found = it.diagnose(options.messenger, options.symptom or (), text, part=part)
    if options.json:
        from ban_wizard.application.diagnosing import as_json

        print(dumps(as_json(found, it.told(found))))
    else:
        from ban_wizard.faces.lines import diagnosis_lines

        write_lines(diagnosis_lines(it.told(found)))
    return DONE


def sources(options: Arguments, lang: str) -> int:
    it = open_wizard(options, lang)
    used = it.used_facts()
    facts = it.library.sources().facts
    if options.json:
        print(dumps({"facts": [{"id": f.id, "source": f.source, "used_in": used.get(f.id, [])} for f in facts.values()]}))
        return DONE
    from ban_wizard.faces.lines import wrapped

    for fact in facts.values():
        places = say(lang, "line.used_in", places=", ".join(used[fact.id])) if fact.id in used else say(lang, "line.not_used")
        write_lines([*wrapped(f"{fact.id} ({say(lang, 'strength.' + fact.strength)}): {fact.says[lang]}"), *wrapped(places, "    ")])
    return DONE
