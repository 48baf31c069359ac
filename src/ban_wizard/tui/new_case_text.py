"""What a new case's pages say: the diagnosis with what speaks for it, and all answers before the case is opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ban_wizard.application.cards import Card
from ban_wizard.case.diagnosis import Diagnosis
from ban_wizard.faces.intake import Intake
from ban_wizard.faces.intake_words import fact_text, nth
from ban_wizard.i18n import say
from ban_wizard.text import brief, one_line
from ban_wizard.tui.asks import Choice, Heading
from ban_wizard.tui.text import BLANK, MUTED, TITLE, Line, words

EXCERPT = 48
"""Characters of a pasted text by which it is known again."""


def diagnosis_lines(intake: Intake, found: Diagnosis) -> list[Line]:
    """The kind, how sure that is, what speaks for it and who says so, and what would settle it."""
    wizard, lang = intake.wizard, intake.wizard.lang
    told = wizard.told(found)
    unclear = say(lang, "new_case.not_clear")
    verdict = unclear if found.kind == "unclear" else say(lang, "new_case.looks_like", kind=told.kind, certainty=told.certainty)
    lines = [Line(words(verdict, TITLE)), *(Line(words(note, "bold"), "! ") for note in told.notes)]
    for question, why in told.ask:
        lines += [Line(words(question, "bold"), "? "), Line(words(why, MUTED), "  ")]
    if told.evidence:
        titles: Mapping[str, Any] = wizard.library.words(found.messenger, lang)["symptoms"] if found.messenger else {}  # type: ignore[assignment]
        facts = wizard.library.sources().facts
        lines += [BLANK, Line(words(say(lang, "new_case.evidence")))]
        for each, (matched, cites) in zip(found.evidence, told.evidence, strict=True):
            shown = words(str(titles[each.symptom])) if each.symptom in titles else words(matched)
            if each.matched and each.symptom in titles:
                shown += words("  " + say(lang, "new_case.matched", words=matched), "bold")
            says = [f"{cite} ({say(lang, f'strength.{facts[cite].strength}')})" for cite in cites]
            lines.append(Line(shown + words(f"  {', '.join(says)}", MUTED), "· "))
    return lines


def excerpt(text: str) -> str:
    """A pasted text by its first words."""
    return brief(one_line(text), EXCERPT)


def summary_choices(intake: Intake, card: Card, number: str) -> tuple[Choice | Heading, ...]:
    """Every answer, to be changed with Enter; the way to open the case on top. `number` is as it stands in letters."""
    draft, lang = intake.draft, intake.wizard.lang

    def item(id: str, label: str, value: str, note: str = "") -> Choice:
        return Choice(id, say(lang, "new_case.item", label=say(lang, f"new_case.label.{label}"), value=value), note)

    choices: list[Choice | Heading] = [Choice("open", say(lang, "new_case.open")), Heading(say(lang, "new_case.answers"))]
    if draft.text:
        choices.append(item("paste", "text", say(lang, "new_case.matched", words=excerpt(draft.text)), " ".join(intake.masked)))
    titles: Any = intake.wizard.library.words(draft.messenger, lang)["symptoms"]
    if draft.seen or not draft.text:
        seen = "; ".join(str(titles[name]) for name in draft.seen) or say(lang, "new_case.nothing_seen")
        choices.append(item("search:symptoms", "seen", seen))
    choices.append(item("messenger", "messenger", say(lang, f"messenger.{draft.messenger}")))
    choices.append(item("kind", "kind", card.kind_title))
    choices.append(item("number", "number", number))
    choices.append(item("time", "time", nth(lang, draft.offence)))
    read = intake.read
    for name in intake.all_facts:
        title, value = str(card.fact_words(name).get("label") or name), fact_text(intake, card, name)
        note = say(lang, "new_case.from_the_text") if name in read and name not in draft.facts else ""
        choices.append(Choice(f"fact:{name}", say(lang, "new_case.item", label=title, value=value), note))
    return tuple(choices)
