"""From a letter and what is confirmed to its text. Loads jinja2: import it where a letter is rendered."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ban_wizard.i18n import say
from ban_wizard.letter.claims import choose, far_off, lapsed, standings
from ban_wizard.letter.dates import date_text
from ban_wizard.letter.fields import read
from ban_wizard.letter.lint import lint
from ban_wizard.letter.model import BadLetterInput, Confirmed, Known, LeftOut, Letter, Rendered
from ban_wizard.letter.template import PARTS, compiled
from ban_wizard.text import clean


def render(letter: Letter, *, lang: str, facts: Confirmed, today: date, claims: Collection[str] | None = None, ui: str = "en") -> Rendered:
    """Write the letter in `lang` from confirmed facts, with the chosen claims (by default all that are supported).

    `today` is a date in the case's zone: a measure planned for an earlier day is left out. `ui` is the language of
    warnings and of the sentences in BadLetterInput, which is raised for a value that the letter cannot take, a claim that
    nothing supports, or a language it is not written in.
    """
    if lang not in letter.templates:
        raise BadLetterInput([say(ui, "letter.no_language", letter=letter.id, values=", ".join(letter.templates), asked=lang)])
    known = read(letter, facts, ui)
    found = standings(letter, facts, known, today)
    chosen = choose(letter, found, claims, ui)
    body, said = written(letter, lang, facts, known, today, chosen)
    draft = f"{say(lang, 'letter.reading_copy')}\n\n{body}" if letter.is_copy(lang) else body
    sure = {name: value for name, value in facts.facts.items() if name not in facts.unsure and (name in known or name not in letter.fields)}
    told = {**sure, "kind": facts.kind}
    wanted = [name for name in letter.asked(told) if letter.fields[name].required]
    missing = tuple(name for name in wanted if name not in known and name not in facts.unsure)
    return Rendered(
        letter=letter.id,
        lang=lang,
        text=None if missing else draft,
        draft=draft,
        claims=tuple(claim for claim in letter.claims if claim in said),
        left_out=tuple(LeftOut(standing.claim, standing.lacks) for standing in found if standing.claim not in said),
        missing=missing,
        warnings=tuple(_warnings(letter, facts, known, today, body, ui)),
    )


def written(letter: Letter, lang: str, facts: Confirmed, known: Known, today: date, chosen: Collection[str]) -> tuple[str, set[str]]:
    """The text with these claims, which must be supported, and those of them that it makes."""
    said: set[str] = set()
    template = compiled(letter.templates[lang], letter.code.get(lang, ""))
    return tidy(clean(template.render(_context(lang, facts, known, today, chosen, said)))), said


def tidy(text: str) -> str:
    """Lines of a paragraph joined into one, lines that begin with `- ` kept apart, one empty line between paragraphs."""
    paragraphs = []
    for block in re.split(r"\n\s*\n", text):
        lines: list[str] = []
        for line in filter(None, (" ".join(line.split()) for line in block.splitlines())):
            if lines and not line.startswith("- "):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        if lines:
            paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def _context(lang: str, confirmed: Confirmed, known: Known, today: date, chosen: Collection[str], said: set[str]) -> dict[str, Any]:
    zone = ZoneInfo(confirmed.zone)
    measures = {name: measure for value in known.values() if isinstance(value, Mapping) for name, measure in value.items()}

    def claim(name: str) -> bool:
        if name in chosen:
            said.add(name)
        return name in chosen

    def done(name: str) -> str:
        measure = measures.get(name)
        return date_text(measure.on, lang) if measure and measure.is_done(today) else ""

    def planned(name: str) -> str:
        measure = measures.get(name)
        return date_text(measure.on, lang) if measure and measure.is_planned(today) else ""

    def reached(name: str) -> str:
        return date_text(confirmed.milestones[name].astimezone(zone).date(), lang)

    def spoken(value: Any) -> Any:
        return date_text(value.astimezone(zone).date(), lang) if isinstance(value, datetime) else value

    names = {name: spoken(value) for name, value in known.items()}
    told = {"number": confirmed.number_shown, "messenger": confirmed.messenger}
    return {**names, **told, **dict.fromkeys(PARTS, True), "claim": claim, "done": done, "planned": planned, "reached": reached}


def _warnings(letter: Letter, confirmed: Confirmed, known: Known, today: date, body: str, ui: str) -> list[str]:
    warnings = [warning.message for warning in lint(body, letter, confirmed, ui)]
    warnings += [
        say(ui, "letter.unsure", label=letter.label(name, ui))
        for name, field in letter.fields.items()
        if field.required and name in confirmed.unsure
    ]
    claims = letter.words[ui]["claims"]
    warnings += [say(ui, "letter.lapsed", claim=claims[name]) for name in lapsed(letter, known, today)]
    warnings += [say(ui, "letter.far_off", claim=claims[name], day=date_text(day, ui)) for name, day in far_off(letter, known, today)]
    return warnings
