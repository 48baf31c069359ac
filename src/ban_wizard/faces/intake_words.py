"""What every face says of a new case: its number, its facts, which time it is, and the command that would open it."""

from __future__ import annotations

import shlex

from ban_wizard.application.cards import Card
from ban_wizard.faces.intake import Draft, Intake
from ban_wizard.i18n import has, say


def fact_text(intake: Intake, card: Card, name: str) -> str:
    """A fact of the draft as its case (the `preview`) would keep it, in words."""
    lang = intake.wizard.lang
    if name not in intake.told:
        return say(lang, "new_case.later")
    if intake.told[name].strip() == "?":
        return say(lang, "new_case.unsure")
    return card.value_text(name, card.view.facts.get(name))


def nth(lang: str, offence: str) -> str:
    """Which time a number is blocked (`Draft.offence`), in words."""
    return say(lang, f"new_case.nth.{offence if offence in ('1', '2', '3', 'unsure') else 'more'}", n=offence)


def number_sentence(typed: str, lang: str) -> tuple[str, bool]:
    """What a number that is being typed amounts to, in words, and whether it can be taken: "+7 911 123-45-67, Russia"."""
    from ban_wizard.case.phone import check

    found = check(typed)
    country = say(lang, f"country.{found.region}") if found.region and has(lang, f"country.{found.region}") else ""
    if found.phone is None:
        wanting = say(lang, "new_case.number.digits", n=found.missing) if found.missing else say(lang, f"new_case.number.{found.wanting}")
        return (say(lang, "new_case.number.in", country=country, what=wanting) if country else wanting), False
    shown = f"{found.phone.shown}, {country}" if country else found.phone.shown
    return (say(lang, "new_case.number.unknown", shown=shown) if found.wanting else shown), True


def start_command(draft: Draft) -> str:
    """What to type on the command line to go on with all that was told; words in capitals stand for what was not."""
    options = [("--messenger", draft.messenger or "MESSENGER"), ("--kind", draft.kind), *(("--symptom", name) for name in draft.seen)]
    options += [
        ("--text", "FILE" if draft.text else ""),
        ("--number", draft.number or "NUMBER"),
        ("--offence", draft.offence),
    ]
    options += [("--fact", f"{name}={typed}") for name, typed in draft.facts.items()]
    return shlex.join(["ban-wizard", "start", *(word for option, value in options if value for word in (option, value))])
