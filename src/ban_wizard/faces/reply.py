"""A step as a short message to the customer: what not to do, what to do now, what to answer, when we look again."""

from __future__ import annotations

from collections.abc import Iterator

from ban_wizard.application.cards import Card
from ban_wizard.i18n import moment, say
from ban_wizard.text import clean


def reply_text(card: Card) -> str:
    """Plain text, ready to be sent in the card's language; no commands, no citations, nothing about other cases."""
    return clean("\n\n".join(part for part in _parts(card) if part))  # a playbook may have come with a file


def _parts(card: Card) -> Iterator[str]:
    lang, state = card.lang, card.playbook.states[card.view.state]
    yield say(lang, "reply.about", number=card.view.header.number_shown)
    yield f"{card.title}.\n{card.text}" if card.title[-1] not in ".?!" else f"{card.title}\n{card.text}"
    yield "\n".join(f"- {text}" for text, _ in card.items)
    if card.do_not:
        yield say(lang, "heading.do_not") + "\n" + "\n".join(f"- {text}" for text in card.do_not)
    if state.fact:
        yield _question(card, state.fact)
    elif card.result is None:
        yield from _asked(card)
    yield _when(card)


def _question(card: Card, fact: str) -> str:
    """An open question with its answers, to be answered by a number."""
    words = card.fact_words(fact)
    values = words.get("values", {})
    lines = [str(words.get("question", card.title)), str(words.get("help") or "")]
    known = card.playbook.facts[fact]
    lines += [f"{number}. {values.get(value, value)}" for number, value in enumerate(known.values, 1)]
    lines.append(say(card.lang, "reply.unsure"))
    return "\n".join(line for line in lines if line)


def _asked(card: Card) -> Iterator[str]:
    """What the customer should tell us: which of the step's own acts has happened, and what it needs."""
    own = {arc.on for arc in card.playbook.states[card.view.state].next if not arc.anywhere}
    acts = [action for action in card.allowed if action.action in own]
    if acts:
        yield say(card.lang, "reply.tell_us") + "\n" + "\n".join(f"- {card.action_title(action.action)}" for action in acts)
    for need in {need.fact: need for action in acts for need in action.needs if need.fact in card.playbook.facts}.values():
        yield str(card.fact_words(need.fact).get("question") or card.fact_words(need.fact).get("label", need.fact))


def _when(card: Card) -> str:
    """The next date of a wait, as sure as it is."""
    wait, lang = card.timing, card.lang
    if wait is None:
        return ""
    if wait.shape == "exact" and wait.earliest:
        return say(lang, "wait.ends", at=moment(lang, wait.earliest, card.now))
    known = [("wait.earliest", wait.earliest), ("wait.assumed", wait.assumed), ("wait.next_look", wait.next_look)]
    return " ".join(say(lang, key, at=moment(lang, at, card.now)) for key, at in known if at)
