"""What is said beside an act that is allowed, and what is kept of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ban_wizard.case.facts import is_unsure
from ban_wizard.i18n import say
from ban_wizard.text import clean

if TYPE_CHECKING:
    from ban_wizard.case.secrets import Masked
    from ban_wizard.case.view import View
    from ban_wizard.playbook.model import Words


def ahead_note(lang: str, when: datetime, now: datetime) -> tuple[str, ...]:
    """That a time is more than a day ahead, if it is."""
    return (say(lang, "note.far_ahead", at=when),) if when - now > timedelta(days=1) else ()


def assumed_note(lang: str, offence: object) -> tuple[str, ...]:
    """What is supposed where the person does not know which block of the number it is."""
    return (say(lang, "note.offence_assumed"),) if is_unsure(offence) else ()


def lapsed_note(lang: str, words: Words, before: View, after: View) -> tuple[str, ...]:
    """What was told of the kind of block that it was, or asked about it, and no longer counts now that it is another."""
    labels: Any = words.get("facts", {})
    lapsed = [name for name, value in before.facts.items() if name not in after.facts and value not in (None, {}, [])]
    told = (say(lang, "note.lapsed", what="; ".join(str(labels.get(name, {}).get("label", name)) for name in lapsed)),) if lapsed else ()
    asked = (say(lang, "note.lapsed_review"),) if after.kind != before.kind and before.reviews.keys() - after.reviews.keys() else ()
    return told + asked


def masked_note(lang: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    """What was not kept of a text, if anything was not."""
    if not counts:
        return ()
    what = ", ".join(say(lang, f"note.masked.{sort}", n=n) for sort, n in counts.items())
    return (say(lang, "note.masked", what=what),)


def to_keep(text: str, own: str, told: Sequence[str] = ()) -> Masked:
    """What is kept of a text: without control characters, secrets and other people's numbers."""
    from ban_wizard.case.secrets import mask

    return mask(clean(text), own, told)
