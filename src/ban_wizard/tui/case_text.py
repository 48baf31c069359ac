"""A case as paragraphs for the screen: what not to do first, then the step, why, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from ban_wizard.application.cards import Card, wait_sentences
from ban_wizard.application.overview import conflicts, due_sentence, is_late, place, source_words, zone_sentence
from ban_wizard.case.judge import Refused
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.sources import Sources
from ban_wizard.tui.text import BLANK, GOOD, MUTED, STOP, TITLE, Line, paragraphs, words

BAR = 10
"""Cells of a bar."""


def top_line(card: Card, width: int) -> Content:
    """Number, messenger, kind; the case's id at the right end if there is room. What is cut off is shown by three dots."""
    lang, view = card.lang, card.view
    left = words(f" {view.header.number_shown}", "bold")
    left += words(f"  {say(lang, 'messenger.' + view.header.messenger)} · {card.kind_title}")
    right = words(say(lang, "screen.case_id", case=card.case) + " ", MUTED)
    gap = width - left.cell_length - right.cell_length
    return left + " " * gap + right if gap >= 2 else left.truncate(width, ellipsis=True)


def step_lines(card: Card) -> Iterator[Line]:
    """The do-not list before anything else, then the step: its title, where it stands, the wait, its text, the checklist, why."""
    lang = card.lang
    if card.do_not:
        yield Line(words(say(lang, "heading.do_not"), STOP))
        for text in card.do_not:
            yield Line(words(text), "× ", STOP)
        yield BLANK
    yield Line(words(card.title, TITLE))
    if card.result:
        yield Line(result_words(card.result, lang))
    else:
        yield Line(words(place(card, card.progress), MUTED) + due_words(card))
        if whose := zone_sentence(card):
            yield Line(words(whose, MUTED))
        yield from (Line(words(text), "│ ", TITLE) for text in wait_sentences(card, bar=bar))
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


def result_words(result: str, lang: str) -> Content:
    """How a case has ended; what went well stands out."""
    return words(say(lang, f"result.{result}"), GOOD if result in ("recovered", "not_a_ban", "new_number") else "")


def bar(share: float) -> str:
    """A share from 0 to 1 drawn with characters; it is full only once all is over."""
    full = int(share * BAR)
    return "█" * full + "░" * (BAR - full)


def due_words(card: Card) -> Content:
    """When something is due. Where a wait has no sure end, only its own words speak of that, not a date that sounds like one."""
    lang, due = card.lang, card.due
    if due is None or (due.kind == "over" and card.timing and card.timing.shape != "exact"):
        return Content("")
    text = due_sentence(card)
    return words(f" {say(lang, 'screen.overdue')} {text}", STOP) if is_late(card) else words(f" {text}", MUTED)


def source_lines(card: Card, sources: Sources) -> Iterator[Line]:
    """Who says so and how strong that is; where sources disagree, what each says, which is followed, and why."""
    if not card.cites:
        return
    yield Line(words(say(card.lang, "heading.sources"), TITLE))
    for cite in card.cites:
        yield statement(*source_words(card.lang, sources, cite))
    for conflict in conflicts(card, sources):
        yield BLANK
        yield Line(words(say(card.lang, "heading.contested", ruling=conflict.ruling), "bold"))
        yield from (statement(head, says) for head, says in conflict.statements)
    yield BLANK


def statement(head: str, says: str) -> Line:
    """Who says it, and what."""
    return Line(words(f"{head}: ", MUTED) + words(says), "· ", MUTED)


def refusal_lines(card: Card, refused: Refused, sources: Sources) -> Iterator[Line]:
    """Why an act is not allowed yet: the rule, from when on, and what its sources say."""
    yield Line(words(card.action_title(refused.action), TITLE))
    yield Line(words(say(card.lang, "screen.not_yet"), STOP))
    yield BLANK
    yield from paragraphs(card.refusal(refused))
    if refused.cites:
        yield BLANK
        yield Line(words(say(card.lang, "heading.sources"), TITLE))
        yield from (statement(*source_words(card.lang, sources, cite)) for cite in refused.cites)
