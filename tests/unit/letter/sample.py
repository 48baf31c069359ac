"""The shipped letters, the facts of the playbooks that use them, and a case that knows everything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.letter.load import ids, load
from ban_wizard.letter.model import Confirmed, Letter
from ban_wizard.letter.render import render
from ban_wizard.playbook.load import load_flow
from ban_wizard.playbook.model import Fact, Playbook

TODAY = date(2026, 11, 21)
NAMES = ids(templates_dir())

TEXTS = {
    "screen_text": "This account can no longer use WhatsApp",
    "business_name": "Лесная лавка",
    "purpose": "ответы покупателям и сообщения о доставке",
    "line": "Магазин на Лесной",
    "gateway_name": "Мост",
    "other_channel": "+7 495 000-00-00, shop@example.com",
    "what_is_new": "список сверен с заказами",
}
CHOICES = {
    "seen_where": "at_login",
    "consent": "they_wrote_first",
    "sending": "crm",
    "crm_mailing": "yes",
    "gateway": "olchat",
}
MEASURES = {
    "stopped": {"on": "2026-11-18", "planned": False},
    "list_cleaned": {"on": "2026-11-19", "planned": False},
    "texts_changed": {"on": "2026-11-20", "planned": False},
    "unsubscribe_added": {"on": "2026-11-25", "planned": True},
    "links_full": {"on": "2026-11-21", "planned": False},
    "auto_replies_off": {"on": "2026-11-21", "planned": True},
    "consent_only": {"on": "2026-12-01", "planned": True},
    "gateway_disconnected": {"on": "2026-11-18", "planned": False},
    "unofficial_app_removed": {"on": "2026-11-30", "planned": True},
}
EVERYTHING: Mapping[str, Any] = {**TEXTS, **CHOICES, "blocked_at": "2026-11-17T21:30:00+00:00", "measures": MEASURES}
"""The block began on 18 November in Moscow."""


@cache
def playbooks() -> tuple[Playbook, ...]:
    folders = sorted(path.parent for path in playbooks_dir().glob("*/flow.yaml"))
    return tuple(load_flow((folder / "flow.yaml").read_text("utf-8"), {}, folder.name)[0] for folder in folders)


@cache
def letter(name: str) -> Letter:
    return load(templates_dir() / name)


def users(name: str) -> list[Playbook]:
    return [p for p in playbooks() if any(ref.letter == name for state in p.states.values() for ref in state.letters)]


def declared(name: str) -> Mapping[str, Fact]:
    return users(name)[0].facts


def case(name: str, facts: Mapping[str, Any] = EVERYTHING, **changes: Any) -> Confirmed:
    """A case of the first playbook that uses the letter: a permanent ban, not yet lifted."""
    known: dict[str, Any] = {
        "number": "+79111234567",
        "number_shown": "+7 911 123-45-67",
        "messenger": users(name)[0].id,
        "kind": "permanent_ban",
        "offence": 1,
        "zone": "Europe/Moscow",
        "facts": facts,
        "declared": declared(name),
    }
    return Confirmed(**{**known, **changes})


def text(name: str, lang: str, facts: Mapping[str, Any] = EVERYTHING, claims: Collection[str] | None = None, **changes: Any) -> str:
    written = render(letter(name), lang=lang, facts=case(name, facts, **changes), today=TODAY, claims=claims).text
    assert written is not None
    return written
