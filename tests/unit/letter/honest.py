"""What it means that a letter does not lie, written down a second time: straight from the log's values, without the letter's own code."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from ban_wizard.i18n import say
from ban_wizard.letter.claims import choose, standings
from ban_wizard.letter.fields import read
from ban_wizard.letter.lint import lint
from ban_wizard.letter.model import Confirmed, Letter, Rendered
from ban_wizard.letter.render import render, tidy, written
from tests.unit.letter import sample

LANGS = ("en", "ru")
CONFIRMED_BY = {"stopped": "sending_stopped"}
"""Measures that a milestone confirms."""


def day_of(case: Confirmed, milestone: str) -> str | None:
    reached: datetime | None = case.milestones.get(milestone)
    return reached.astimezone(ZoneInfo(case.zone)).date().isoformat() if reached else None


def is_supported(case: Confirmed, claim: str, name: str, today: date) -> bool:
    """Whether the facts of a case, as the log keeps them, bear out what a claim says."""
    now = today.isoformat()

    def has_measure(words: Collection[str], told: Mapping[str, Any]) -> bool:
        for word in words:
            day = day_of(case, CONFIRMED_BY.get(word, ""))
            if word in told and not told[word]["planned"]:
                day = told[word]["on"]
            elif word in told and day is None and told[word]["on"] >= now:
                return True
            if day is not None and day <= now:
                return True
        return False

    def holds(subject: str, allowed: tuple[str, ...]) -> bool:
        if subject.startswith("milestone."):
            return (subject.removeprefix("milestone.") in case.milestones) == (allowed == ("reached",))
        fact = subject.removeprefix("known.")
        value = None if fact in case.unsure else case.facts.get(fact)
        if fact in ("measures", "aftercare"):
            return has_measure(allowed, value or {})
        if fact in case.unsure:
            return False
        if fact == "kind":
            return case.kind in allowed
        assert fact in sample.letter(name).fields, f"a case knows no {fact}"
        if isinstance(value, list):
            return any(word in allowed for word in value)
        return bool(value) if subject.startswith("known.") else value in allowed

    return all(holds(*need) for need in sample.letter(name).claims[claim].needs)


MARK = re.compile(r"⟦(\w+)⟧")


@cache
def marked(name: str) -> Letter:
    """The letter with a mark at the beginning of every passage that stands under a claim, after the dash of an item."""

    def mark(condition: re.Match[str]) -> str:
        held = [] if " or " in condition.group(1) else re.findall(r'claim\("(\w+)"\)', condition.group(1))
        return condition.group() + "".join(f"⟦{claim}⟧" for claim in held)

    letter = sample.letter(name)
    conditions = re.compile(r"(\{% (?:el)?if .*?%\})(?:\n?- )?", re.S)
    return replace(letter, templates={lang: conditions.sub(mark, source) for lang, source in letter.templates.items()})


def silenced(case: Confirmed, name: str, claims: Collection[str]) -> Confirmed:
    """The case with only those facts and milestones, and of measures only those, that these claims rest on."""
    needs = [need for claim in claims for need in sample.letter(name).claims[claim].needs]
    facts = {}
    for fact, value in case.facts.items():
        if any(subject.removeprefix("known.") == fact for subject, _ in needs):
            words = {word for subject, values in needs if subject == fact for word in values}
            facts[fact] = {word: told for word, told in value.items() if word in words} if isinstance(value, dict) else value
    missing = [subject for claim in sample.letter(name).claims.values() for subject, values in claim.needs if values == ("missing",)]
    kept = {subject.removeprefix("milestone.") for subject in [*missing, *(subject for subject, _ in needs)]}
    kept |= {CONFIRMED_BY.get(claim, "") for claim in claims}
    return replace(case, facts=facts, milestones={name: at for name, at in case.milestones.items() if name in kept})


def body(result: Rendered) -> str:
    """The text without the line that heads a reading copy."""
    letter = sample.letter(result.letter)
    head = f"{say(result.lang, 'letter.reading_copy')}\n\n"
    assert result.draft.startswith(head) == (letter.reader == "messenger" and result.lang != letter.language)
    return result.draft.removeprefix(head)


def unread(letter: Letter, lang: str, case: Confirmed, today: date, chosen: Collection[str] | None) -> str:
    """The text as it is rendered, without the lint reading it: it has read, or will read, the same text."""
    known = read(letter, case, "en")
    return written(letter, lang, case, known, today, choose(letter, standings(letter, case, known, today), chosen, "en"))[0]


def assert_honest(case: Confirmed, name: str, today: date, chosen: Collection[str] | None = None) -> tuple[Rendered, ...]:
    """Both languages say what is confirmed and nothing else, by the same claims, and read like finished letters."""
    letter = sample.letter(name)
    supported = {claim for claim in letter.claims if is_supported(case, claim, name, today)}
    results = tuple(render(letter, lang=lang, facts=case, today=today, claims=chosen) for lang in LANGS)
    english, russian = results
    assert (english.claims, english.left_out, english.missing) == (russian.claims, russian.left_out, russian.missing)
    assert set(english.claims) <= supported
    assert {*english.claims, *(out.claim for out in english.left_out)} == set(letter.claims)
    assert {out.claim for out in english.left_out if out.needs} == set(letter.claims) - supported
    for result in results:
        text = body(result)
        assert tidy(text) == text
        assert not re.search(r"[{}⟦]|None|True|False|  |\n\n\n| \n|\n |^\s|\s$|\.\.|:\s*$|: *\n(?!- )", text), text
        passages = unread(marked(name), result.lang, case, today, chosen)
        assert set(MARK.findall(passages)) == set(result.claims)
        assert tidy(MARK.sub(" ", passages)).replace(" ,", ",") == text.replace(" ,", ",")
        said = None if chosen is None else [claim for claim in chosen if claim in result.claims]
        quiet = unread(letter, result.lang, silenced(case, name, result.claims), today, said)
        assert quiet == text, "a fact that no claim speaks of leaves no trace"
    return results


def lint_codes(result: Rendered, case: Confirmed) -> set[str]:
    """What the lint says of a rendered letter."""
    return {warning.code for warning in lint(body(result), sample.letter(result.letter), case, "en")}
