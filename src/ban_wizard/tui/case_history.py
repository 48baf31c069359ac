"""How the screen shows what has been said and done in a case, and what an overview of the case looks like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ban_wizard.application.cards import Card
from ban_wizard.application.overview import done_sentences, evidence_sentences, forecast_sentences, later_titles, ledger_sentences, place
from ban_wizard.case.events import Event
from ban_wizard.faces.history import entries
from ban_wizard.i18n import moment, say
from ban_wizard.tui.text import BLANK, MUTED, STOP, TITLE, Line, words


def history_lines(card: Card, events: Sequence[Event]) -> Iterator[Line]:
    """The whole log, the latest first."""
    yield Line(words(say(card.lang, "screen.history"), TITLE))
    for entry in reversed(list(entries(card, events))):
        style = MUTED if entry.taken_back else STOP if entry.against_a_rule else ""
        yield Line(words(entry.text, style), f"{moment(card.lang, entry.at, card.now)}  ", MUTED)


# ------------------------------------------------------------------------------------------- the overview


def overview_lines(card: Card) -> Iterator[Line]:
    """Where the case is on its way, how long the rest may take, the ledger of its line, its evidence."""
    lang, way = card.lang, card.progress
    yield Line(words(place(card, way) or say(lang, f"result.{card.result}"), TITLE))
    yield BLANK
    yield from section(lang, "done", done_sentences(card, way), "√ ")
    yield from section(lang, "now", [card.title], "> ")
    yield from section(lang, "later", later_titles(card, way), "· ")
    yield from section(lang, "ahead", forecast_sentences(card), "│ ")
    yield from section(lang, "ledger", ledger_sentences(card), "│ ")
    yield from section(lang, "evidence", evidence_sentences(card), "· ")
    if card.view.agent:
        yield Line(words(say(lang, "case.event.assigned", agent=card.view.agent), MUTED))


def section(lang: str, heading: str, sentences: Iterable[str], lead: str) -> Iterator[Line]:
    """Sentences under their heading; nothing where there are none."""
    lines = [Line(words(sentence), lead, TITLE) for sentence in sentences]
    if lines:
        yield Line(words(say(lang, f"heading.{heading}"), TITLE))
        yield from lines
        yield BLANK
