"""The shipped letters, the facts of the playbooks that use them, and a case that knows everything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from ban_wizard.desktop.locations import playbooks_dir, templates_dir
from ban_wizard.letter.fields import field_facts
from ban_wizard.letter.load import ids, load
from ban_wizard.letter.model import Confirmed, Letter
from ban_wizard.letter.render import render
from ban_wizard.playbook.load import load_flow
from ban_wizard.playbook.model import Fact, Playbook

TODAY = date(2026, 11, 21)
UNBLOCKED = {"unblocked": datetime(2026, 11, 20, 22, tzinfo=UTC)}
"""On the 21st in Moscow."""
APPEALED = {"appealed": datetime(2026, 11, 18, 9, tzinfo=UTC)}
NAMES = ids(templates_dir())
KINDS = {
    "restriction_appeal": "restriction_30d",
    "lock_appeal": "account_lock",
    "portfolio_appeal": "portfolio_block",
    "portfolio_answer": "portfolio_block",
    "provider_note": "restriction_30d",
    "follow_up": "account_lock",
    "client_apology": "restriction_timed",
}
"""What a letter is mostly written for; a permanent ban for the others."""

TEXTS = {
    "screen_text": "This account can no longer use WhatsApp",
    "business_name": "Лесная лавка",
    "purpose": "answers to our buyers and messages about their orders",
    "line": "Магазин на Лесной",
    "gateway_name": "Мост",
    "other_channel": "+7 495 000-00-00, shop@example.com",
    "what_is_new": "the list was compared with the orders of this year",
    "website": "https://shop.example",
    "waba_id": "102290129340398",
    "portfolio_id": "506914307656634",
    "provider_name": "Bridge",
    "violation_type": "SPAM",
    "refusal_text": "We've reviewed your account and it does not follow our policy.",
    "other_numbers": "+7 911 765-43-21",
    "problem": "every message fails since Monday",
    "error_code": "131031",
    "template_name": "order_ready",
    "cause": "one mailing to a list that was too large",
    "amends": "delivery is free until the end of the month",
}
CHOICES = {
    "seen_where": ("at_login",),
    "login_says": ("blocked_or_deleted",),
    "login_trouble": ("no_code",),
    "consent": ("they_wrote_first", "form"),
    "sending": ("crm",),
    "crm_mailing": ("yes",),
    "gateway": ("olchat",),
    "level": ("waba",),
    "opt_out": ("button",),
    "template_state": ("pacing",),
    "consent_proof": ("yes",),
    "opt_outs_kept": ("yes",),
    "restriction_types": ("start_conversations", "utility_templates"),
}
"""By fact, what is known; of the messengers that have the fact each has one of them, or many."""
TIMES = {"blocked_at": "2026-11-17T21:30:00+00:00", "timer_end": "2026-12-18T12:00:00+03:00"}
"""The block began on 18 November in Moscow."""
MEASURES = {
    "stopped": ("2026-11-18", False),
    "list_cleaned": ("2026-11-19", False),
    "texts_changed": ("2026-11-20", False),
    "unsubscribe_added": ("2026-11-25", True),
    "links_full": ("2026-11-21", False),
    "auto_replies_off": ("2026-11-21", True),
    "consent_only": ("2026-12-01", True),
    "gateway_disconnected": ("2026-11-18", False),
    "unofficial_app_removed": ("2026-11-30", True),
    "templates_checked": ("2026-11-20", False),
    "consent_collected": ("2026-11-20", False),
    "quality_watched": ("2026-11-18", False),
    "warm_up_planned": ("2026-12-20", True),
    "frequency_capped": ("2026-12-20", True),
    "personalised": ("2026-12-20", True),
    "off_target_removed": ("2026-11-19", False),
    "official_provider": ("2026-11-01", False),
    "staff_briefed": ("2026-11-20", False),
    "requests_answered": ("2026-11-21", False),
    "sending_reviewed": ("2026-11-28", True),
}


@cache
def playbooks() -> tuple[Playbook, ...]:
    folders = sorted(path.parent for path in playbooks_dir().glob("*/flow.yaml"))
    return tuple(load_flow((folder / "flow.yaml").read_text("utf-8"), {}, folder.name)[0] for folder in folders)


@cache
def letter(name: str) -> Letter:
    return load(templates_dir() / name)


def users(name: str) -> list[Playbook]:
    return [p for p in playbooks() if any(ref.letter == name for state in p.states.values() for ref in state.letters)]


def facts_of(name: str) -> Mapping[str, Fact]:
    """What the fields of a letter are in the first playbook that uses it."""
    return field_facts(letter(name), users(name)[0].facts)


def known(name: str, fact: Fact) -> Any:
    """What the sample knows of a fact, in the form of the log."""
    match fact.type:
        case "many" if fact.dated:
            told = {word: MEASURES[word] for word in fact.values}
            return {word: {"on": on, "planned": planned} for word, (on, planned) in told.items()}
        case "many":
            return [value for value in CHOICES[fact.id] if value in fact.values]
        case "choice":
            return next(value for value in CHOICES[fact.id] if value in fact.values)
        case "time":
            return TIMES[fact.id]
        case _:
            return TEXTS[fact.id]


def everything(name: str, **changes: Any) -> dict[str, Any]:
    """All that a letter can take."""
    return {**{id: known(name, fact) for id, fact in facts_of(name).items()}, **changes}


def case(name: str, facts: Mapping[str, Any] | None = None, **changes: Any) -> Confirmed:
    """A case of the first playbook that uses the letter: blocked, not yet lifted."""
    known: dict[str, Any] = {
        "number": "+79111234567",
        "number_shown": "+7 911 123-45-67",
        "messenger": users(name)[0].id,
        "kind": KINDS.get(name, "permanent_ban"),
        "offence": 1,
        "zone": "Europe/Moscow",
        "facts": everything(name) if facts is None else facts,
        "declared": users(name)[0].facts,
    }
    return Confirmed(**{**known, **changes})


def text(name: str, lang: str, facts: Mapping[str, Any] | None = None, claims: Collection[str] | None = None, **changes: Any) -> str:
    written = render(letter(name), lang=lang, facts=case(name, facts, **changes), today=TODAY, claims=claims).text
    assert written is not None
    return written
