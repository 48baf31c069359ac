"""What has been said and done in a case, as a person would say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ban_wizard.application.cards import Card
from ban_wizard.application.overview import size
from ban_wizard.case.engine import SNOOZED
from ban_wizard.case.events import Event
from ban_wizard.case.evidence import NAME as EVIDENCE
from ban_wizard.case.facts import is_unsure, known_value
from ban_wizard.case.view import View, zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.values import frozen


@frozen
class Entry:
    """An entry of the log in words."""

    seq: int
    at: datetime
    """In the case's zone."""
    actor: str
    text: str
    taken_back: bool
    against_a_rule: bool


def entries(card: Card, events: Sequence[Event]) -> Iterator[Entry]:
    """The whole log, the oldest first. What was taken back stays, marked as that, with the reason."""
    lived = live(card.view)
    reasons = {event.value["seq"]: event.value.get("reason") for event in events if event.kind == "undone"}
    for event in events:
        told = event_words(card, event, lived.get(event.seq))
        if not told:
            continue
        if event.seq in reasons:
            reason = reasons[event.seq]
            told = say(card.lang, "case.event.taken_back", what=told, reason=f" — {reason}" if reason else "")
        elif event.seq in card.view.strays:
            told = say(card.lang, "case.event.stray", what=told)
        at = event.at.astimezone(zone_of(card.view))
        yield Entry(event.seq, at, event.actor, told, event.seq in reasons, event.kind == "overridden")


def live(view: View) -> dict[int, View | None]:
    """The views before the events that count, by the event's seq."""
    found: dict[int, View | None] = {}
    at: View | None = view
    while at is not None:
        found[at.event.seq] = at.before
        at = at.before
    return found


def event_words(card: Card, event: Event, before: View | None) -> str:
    """An event in words; empty for one that tells a person nothing. `before` is the case as it was then, if that is known."""
    value = event.value if isinstance(event.value, dict) else {}
    match event.kind:
        case "opened":
            return say(card.lang, "case.event.opened", kind=card.words["kinds"].get(value["kind"], value["kind"]))  # type: ignore[attr-defined]
        case "acted" | "overridden" | "closed":
            facts = {name: told for name, told in value.get("facts", {}).items() if name in card.playbook.facts}
            said = " — ".join((acted_words(card, event.name, before), *(chosen(card, name, told) for name, told in facts.items())))
            reason = f" — {value['reason']}" if value.get("reason") else ""
            return f"{said}{reason}" if event.kind != "overridden" else say(card.lang, "case.event.overridden", action=said) + reason
        case "answered" | "learned" | "amended":
            told = fact_told(card, event.name, event.value)
            return say(card.lang, "case.event.amended", what=told) if event.kind == "amended" else told
        case "looked":
            told = "; ".join(fact_told(card, name, known) for name, known in value.get("facts", {}).items())
            return " — ".join(part for part in (say(card.lang, "action.looked") if not told else "", told) if part)
        case "noted" if event.name == EVIDENCE:
            return say(card.lang, "case.event.evidence", file=value["file"], size=size(card.lang, value["bytes"]), hash=value["sha256"])
        case "noted" if event.name == SNOOZED:
            at = datetime.fromisoformat(event.value).astimezone(zone_of(card.view))
            return say(card.lang, "case.event.snoozed", at=moment(card.lang, at, card.now))
        case "noted":
            return say(card.lang, "case.event.noted", text=event.value)
        case "assigned":
            return say(card.lang, "case.event.assigned", agent=event.value or "—")
        case "linked":
            return say(card.lang, f"case.event.{event.name}", case=event.value)
        case "migrated":
            return say(card.lang, "case.event.migrated")
    return ""


def chosen(card: Card, fact: str, value: Any) -> str:
    """A fact that was told with an act: the act has asked for the kind of block in its own words, other facts are named."""
    kind = card.playbook.facts[fact].type == "kind"
    return told_text(card, fact, known_value(value)) if kind else fact_told(card, fact, value)


def recorded_words(card: Card) -> str:
    """What was recorded last, as the history has it."""
    return event_words(card, card.view.event, card.view.before)


def fact_label(card: Card, fact: str) -> str:
    """What a fact is called."""
    return str(_words(card, fact).get("label") or fact)


def _words(card: Card, fact: str) -> Mapping[str, Any]:
    """The playbook's words of a fact, or those of the letter whose field it is."""
    return card.fact_words(fact) or card.field_words(fact)


def fact_told(card: Card, fact: str, value: Any) -> str:
    """A fact and its value, as it is said in one line."""
    label = fact_label(card, fact)
    return f"{label}{' ' if label[-1] in '?:' else ': '}{told_text(card, fact, value)}"


def told_text(card: Card, fact: str, value: Any) -> str:
    """What was answered, in words."""
    if is_unsure(value):
        return say(card.lang, "case.unsure")
    if fact in card.playbook.facts and card.playbook.facts[fact].type == "kind":
        return str(card.words["kinds"].get(value, value))  # type: ignore[attr-defined]
    return card.value_text(fact, value, _words(card, fact))


def known_now(card: Card, fact: str) -> str:
    """A fact and what counts as its value now, in one line."""
    value = card.view.facts.get(fact)
    return fact_told(card, fact, {"unsure": value} if fact in card.view.unsure else value)


def acted_words(card: Card, action: str, before: View | None) -> str:
    """What the step of that time called the act, if it is known; the present one may have other words for it."""
    return card.action_title(action, before.state if before else None)
