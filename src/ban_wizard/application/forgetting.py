"""What goes when a case is forgotten: said before it is, so that nobody finds out afterwards what it held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ban_wizard.application.cards import Card, fill
from ban_wizard.case.quotas import entries_of, still_counting
from ban_wizard.case.view import zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import BLOCK_KINDS


def lines(card: Card) -> list[str]:
    """What a person should read: what is erased, what is no longer counted, what stays."""
    lang, header, lost = card.lang, card.view.header, list(limits_lost(card))
    messenger = say(lang, f"messenger.{header.messenger}")
    return [
        say(lang, "files.forget_what", case=card.case, number=header.number_shown, messenger=messenger),
        say(lang, "files.forget_lost") if lost else say(lang, "files.lost_nothing"),
        *(f"- {text}" for text in lost),
        say(lang, "files.forget_stays"),
    ]


def limits_lost(card: Card) -> Iterator[str]:
    """Uses of quotas that still count at the card's time, locks that are held, and the offence, each as a sentence."""
    lang, view, playbook, zone = card.lang, card.view, card.playbook, zone_of(card.view)
    rules: Mapping[str, Any] = card.words.get("rules", {})  # type: ignore[assignment]
    for use in view.uses:
        quota = playbook.quotas[use.quota]
        if any(still_counting(limit, [use.at], card.now.astimezone(zone).date(), zone) for limit in quota.limits):
            scope, at = _scope(card, quota.scope, use.scope), moment(lang, use.at.astimezone(zone))
            action = card.action_title(quota.counts)
            yield say(lang, "files.lost_use", action=action, at=at, scope=scope, rule=fill(rules[quota.id], card))
    for entry in entries_of(playbook, view, card.case):
        if entry.what == "hold":
            lock = playbook.locks[entry.scope.partition("|")[0]]
            yield say(lang, "files.lost_hold", scope=_scope(card, lock.scope, entry.scope), rule=fill(rules[lock.id], card))
    if view.kind in BLOCK_KINDS:
        yield say(lang, "files.lost_offence", number=view.header.number_shown)


def _scope(card: Card, names: tuple[str, ...], key: str) -> str:
    """A shared scope in words: the gateway, the line."""
    return ", ".join(card.value_text(name, value) for name, value in zip(names, key.split("|")[1:], strict=False))
