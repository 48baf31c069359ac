"""A case as paragraphs for the screen: what not to do first, then the step, why, who says so, and what has been done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from textual.content import Content

from ban_wizard.cards import Card, wait_sentences
from ban_wizard.case.events import Event
from ban_wizard.case.judge import Refused
from ban_wizard.case.times import is_overdue
from ban_wizard.case.view import View, zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import Sources
from ban_wizard.tui.text import BLANK, GOOD, MUTED, STOP, TITLE, Line, paragraphs, words


def top_line(card: Card, width: int) -> Content:
    """Number, messenger, kind; the case's id at the right end if there is room."""
    lang, view = card.lang, card.view
    left = words(f" {view.header.number_shown}", "bold")
    left += words(f"  {say(lang, 'messenger.' + view.header.messenger)} · {card.kind_title}")
    right = words(say(lang, "screen.case_id", case=card.case) + " ", MUTED)
    gap = width - left.cell_length - right.cell_length
    return left + " " * gap + right if gap >= 2 else left


def step_lines(card: Card) -> Iterator[Line]:
    """The do-not list before anything else, then the step: its title, when it is due, the wait, its text, the checklist, why."""
    lang = card.lang
    if card.do_not:
        yield Line(words(say(lang, "heading.do_not"), STOP))
        for text in card.do_not:
            yield Line(words(text), "× ", STOP)
        yield BLANK
    yield Line(words(card.title, TITLE))
    if card.result:
        yield Line(words(say(lang, f"result.{card.result}"), GOOD if card.result in ("recovered", "not_a_ban", "new_number") else ""))
    else:
        yield from due_lines(card)
        yield from (Line(words(text), "│ ", TITLE) for text in wait_sentences(card))
    yield BLANK
    if card.text:
        yield from paragraphs(card.text)
        yield BLANK
    if card.items:
        heading = "advice" if card.result else "checklist"
        yield Line(words(say(lang, f"screen.{heading}"), TITLE))
        yield from (Line(words(text), "· ", TITLE) for text, _ in card.items)
        yield BLANK
    if card.why:
        yield from paragraphs(say(lang, "heading.why", why=card.why))
        yield BLANK
    for breach in card.view.breaches:
        said = say(lang, "line.breach", action=card.action_title(breach.action), at=moment(lang, breach.at), reason=breach.reason)
        yield Line(words(said, STOP), "! ", STOP)


def due_lines(card: Card) -> Iterator[Line]:
    """When something is due. Where a wait has no sure end, only its own words speak of that, not a date that sounds like one."""
    lang, due = card.lang, card.due
    if due is None or (due.kind == "over" and card.timing and card.timing.shape != "exact"):
        return
    late = is_overdue(due.at, card.now, zone_of(card.view))
    if due.kind == "act" and due.at - card.now < timedelta(minutes=1) and not late:
        yield Line(words(say(lang, "screen.your_turn"), MUTED))
        return
    text = say(lang, "heading.due", at=moment(lang, due.at, card.now), what=say(lang, f"due.{due.kind}"))
    yield Line(words(f"{say(lang, 'screen.overdue')} {text}" if late else text, STOP if late else MUTED))


def source_lines(card: Card, sources: Sources) -> Iterator[Line]:
    """Who says so and how strong that is; where sources disagree, both sides and the one that is followed."""
    lang = card.lang
    if not card.cites:
        return
    yield Line(words(say(lang, "heading.sources"), TITLE))
    for cite in card.cites:
        yield source_line(card, sources, cite)
    for group in card.playbook.states[card.view.state].contested:
        contested = sources.contested[group]
        yield BLANK
        yield Line(words(say(lang, "heading.contested", ruling=contested.ruling[lang]), "bold"))
        for cite in contested.facts:
            yield source_line(card, sources, cite, "followed" if cite not in contested.not_followed else "not_followed")
    yield BLANK


def source_line(card: Card, sources: Sources, cite: str, stance: str = "") -> Line:
    """One fact: its id, how strong its source is, what it says, whether we follow it."""
    fact = sources.facts[cite]
    strength = say(card.lang, f"strength.{fact.strength}")
    mark = f" · {say(card.lang, f'screen.{stance}')}" if stance else ""
    return Line(words(f"{cite} ({strength}{mark}): ", MUTED) + words(fact.says[card.lang]), "· ", MUTED)


def refusal_lines(card: Card, refused: Refused, sources: Sources) -> Iterator[Line]:
    """Why an act is not allowed yet: the rule, from when on, and what its sources say."""
    yield Line(words(card.action_title(refused.action), TITLE))
    yield Line(words(say(card.lang, "screen.not_yet"), STOP))
    yield BLANK
    yield from paragraphs(card.refusal(refused))
    if refused.cites:
        yield BLANK
        yield Line(words(say(card.lang, "heading.sources"), TITLE))
        yield from (source_line(card, sources, cite) for cite in refused.cites)


# ------------------------------------------------------------------------------------------- history


def history_lines(card: Card) -> Iterator[Line]:
    """What has been said and done, the latest first. What was taken back is not among it."""
    yield Line(words(say(card.lang, "screen.history"), TITLE))
    at: View | None = card.view
    while at is not None:
        if told := event_words(card, at.event, at.before):
            yield Line(words(told), f"{moment(card.lang, at.event.at.astimezone(zone_of(card.view)), card.now)}  ", MUTED)
        at = at.before


def event_words(card: Card, event: Event, before: View | None) -> str:
    """An event as a person would say it."""
    value = event.value if isinstance(event.value, dict) else {}
    match event.kind:
        case "opened":
            return say(card.lang, "screen.event.opened", kind=card.words["kinds"].get(value["kind"], value["kind"]))  # type: ignore[attr-defined]
        case "acted" | "overridden" | "closed":
            said = acted_words(card, event.name, before)
            reason = f" — {value['reason']}" if value.get("reason") else ""
            return f"{said}{reason}" if event.kind != "overridden" else say(card.lang, "screen.event.overridden", action=said) + reason
        case "answered" | "learned" | "amended":
            label = card.fact_words(event.name).get("label") or event.name
            known = event.value["unsure"] if set(value) == {"unsure"} else event.value
            text = say(card.lang, "screen.unsure") if set(value) == {"unsure"} else card.value_text(event.name, known)
            return f"{label}: {text}"
        case "looked":
            return say(card.lang, "action.looked")
        case "noted":
            return say(card.lang, "screen.event.noted", text=event.value)
        case "assigned":
            return say(card.lang, "screen.event.assigned", agent=event.value or "—")
        case "linked":
            return say(card.lang, f"screen.event.{event.name}", case=event.value)
    return ""


def acted_words(card: Card, action: str, before: View | None) -> str:
    """What the step of that time called the act; this one may have other words for it, or none."""
    then = card.words["states"].get(before.state, {}) if before else {}  # type: ignore[attr-defined]
    own = then.get("actions", {}).get(action)
    return str(own) if own is not None else card.action_title(action)
