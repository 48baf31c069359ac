"""A case as it may be shown to others: the number masked, and what people typed without numbers, codes and tokens."""

from __future__ import annotations

import re
from typing import Any, Final

from ban_wizard.application.cards import Card
from ban_wizard.case.phone import masked
from ban_wizard.case.secrets import mask
from ban_wizard.case.view import evolve
from ban_wizard.values import replace

_LAST: Final = 7
"""A number is known by its last digits, however its beginning is written: +7 911, 8 911, or not at all."""


def discreet(card: Card) -> Card:
    """The card with the number masked wherever its words may name it. For reading only: it is not the case any more."""
    header, facts = card.view.header, card.view.facts
    header = replace(header, number_shown=masked(header.number_shown))
    shown = {name: _hidden(card, name, value) for name, value in facts.items()}
    return replace(card, view=evolve(card.view, header=header, facts=shown))


def _hidden(card: Card, name: str, value: Any) -> Any:
    fact = card.playbook.facts.get(name)
    if fact is not None and fact.type == "phone" and isinstance(value, str):
        return masked(value)
    if isinstance(value, str) and (fact is None or fact.type == "text"):
        return _without_numbers(value, card.view.header.number, card.view.header.number_shown)
    return value


def _without_numbers(text: str, number: str, shown: str) -> str:
    gap = r"[\s().\u00a0-]{0,2}"
    own = rf"\+?(?:\d{gap}){{0,8}}{gap.join(number[-_LAST:])}(?!\d)"
    return re.sub(own, masked(shown), mask(text, number).text)
