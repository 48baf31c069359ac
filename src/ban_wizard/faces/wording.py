"""Faults in words: one sentence for each, in the language of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import has, say
from ban_wizard.store.protocol import StoreError

if TYPE_CHECKING:
    from ban_wizard.wizard import Wizard


def sentence(error: BadInput, lang: str, face: str = "") -> str:
    """What to do about something that cannot be used; in the own words of a face (`screen`, `plain`) where others speak of options."""
    own = f"{face}.error.{error.key}"
    return say(lang, own if face and has(lang, own) else f"error.{error.key}", **error.params)


def erased(wizard: Wizard, case: str) -> str:
    """Erase a case, and what came of it: with traces left on the disk it is erased all the same. Raises BadInput, StoreError."""
    try:
        return say(wizard.lang, "files.forgotten", case=wizard.forget(case))
    except StoreError as error:
        if error.code != "traces_left":
            raise
        return store_sentence(error, wizard.lang)


def store_sentence(error: StoreError, lang: str) -> str:
    """What to do about a store that cannot be used."""
    return say(lang, f"store.{error.code}", **error.params)
