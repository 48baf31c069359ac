"""Faults in words: one sentence for each, in the language of the interface."""

from __future__ import annotations

from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.store.protocol import FORGOTTEN, Conflict, StoreError


def sentence(error: BadInput, lang: str) -> str:
    """What to do about something that cannot be used."""
    return say(lang, f"error.{error.key}", **error.params)


def store_sentence(error: StoreError, lang: str) -> str:
    """What to do about a store that cannot be used."""
    return say(lang, f"store.{error.code}", **error.params)


def conflict_sentence(error: Conflict, lang: str) -> str:
    """Who wrote first, when and what."""
    if error.what == FORGOTTEN:
        return say(lang, "error.forgotten")
    return say(lang, "error.conflict", who=error.who, when=error.when.isoformat(timespec="minutes"), what=error.what)
