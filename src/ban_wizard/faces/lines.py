"""A case as lines of plain text: what the command line prints and the plain wizard says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ban_wizard.application.cards import Card, wait_sentences
from ban_wizard.application.overview import (
    conflicts,
    done_sentences,
    due_sentence,
    evidence_sentences,
    forecast_sentences,
    later_titles,
    ledger_sentences,
    place,
    shares_a_limit,
    source_words,
    zone_sentence,
)
from ban_wizard.case.allowed import Action
from ban_wizard.case.events import Event
from ban_wizard.case.view import zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.sources import Sources
from ban_wizard.store.protocol import BoardRow

if TYPE_CHECKING:
    from ban_wizard.application.diagnosing import Told
    from ban_wizard.application.stats import Group
    from ban_wizard.case.progress import Progress

WIDTH = 78


def wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """Paragraphs of `text` folded to the width, the first line led by `first`, the others by `rest`."""
    rest = " " * len(first) if rest is None else rest
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ""
        yield from folded(paragraph.split(), rest if number else first, rest)


def folded(words: Iterable[str], line: str, rest: str) -> Iterator[str]:
    """Words on lines of the width, the first of which begins with `line` and the others with `rest`. A word is never broken."""
    empty = True
    for word in words:
        if empty:
            line += word
        elif len(line) + 1 + len(word) <= WIDTH:
            line += " " + word
        else:
            yield line
            line = rest + word
        empty = False
    yield line


def case_lines(card: Card, *, sources: Sources | None = None, commands: bool = True) -> Iterator[str]:
    """The whole card: what not to do, the step, why and who says so, the wait, what can be done and what not yet.

    Without `commands` the acts are left to a menu; what is not allowed yet is told all the same.
    """
    lang, view = card.lang, card.view
    yield f"{card.case}  {view.header.number_shown}  {say(lang, 'messenger.' + view.header.messenger)}  {card.kind_title}"
    if card.do_not:
        yield ""
        yield say(lang, "heading.do_not")
        for text in card.do_not:
            yield from wrapped(text, "  - ")
    way = card.progress
    yield ""
    yield card.title
    if where := place(card, way):
        yield where
    yield ""
    yield from wrapped(card.text)
    for text, _ in card.items:
        yield from wrapped(text, "  - ")
    if card.why:
        yield ""
        yield from wrapped(say(lang, "heading.why", why=card.why))
    yield from wait_lines(card)
    yield from source_lines(card, sources)
    if card.result:
        yield ""
        yield say(lang, f"result.{card.result}")
        return
    if card.due:
        yield ""
        yield due_sentence(card)
    if whose := zone_sentence(card):
        yield from wrapped(whose)
    if commands:
        yield from act_lines(card)
    yield from refusal_lines(card)
    for breach in view.breaches:
        yield from wrapped(
            say(lang, "line.breach", action=card.action_title(breach.action), at=moment(lang, breach.at), reason=breach.reason)
        )
    if commands:
        yield from overview_lines(card, way)


def overview_lines(card: Card, way: Progress) -> Iterator[str]:
    """What stands round the step: the way, how long the rest may take, the ledger, the evidence, the linked cases."""
    lang = card.lang
    sections = (
        ("done", done_sentences(card, way)),
        ("later", later_titles(card, way)),
        ("ahead", forecast_sentences(card)),
        ("ledger", ledger_sentences(card) if shares_a_limit(card) else ()),
        ("evidence", evidence_sentences(card)),
        ("links", (f"{case}: {say(lang, f'link.{relation}')}" for relation, case in card.links)),
    )
    for heading, sentences in sections:
        for number, sentence in enumerate(sentences):
            if not number:
                yield ""
                yield say(lang, f"heading.{heading}")
            yield from wrapped(sentence, "  - ")


def wait_lines(card: Card) -> Iterator[str]:
    """The wait as it is, folded, an empty line before it."""
    if card.timing is not None:
        yield ""
        for text in wait_sentences(card):
            yield from wrapped(text)


def source_lines(card: Card, sources: Sources | None) -> Iterator[str]:
    """Who says so and how strong that is; where sources disagree, what each says, which is followed, and why."""
    if sources is None or not card.cites:
        return
    yield ""
    yield say(card.lang, "heading.sources")
    for cite in card.cites:
        yield from wrapped(": ".join(source_words(card.lang, sources, cite)), "  ")
    for conflict in conflicts(card, sources):
        yield ""
        yield from wrapped(say(card.lang, "heading.contested", ruling=conflict.ruling), "  ")
        for head, says in conflict.statements:
            yield from wrapped(f"{head}: {says}", "  - ")


def act_lines(card: Card) -> Iterator[str]:
    """What can be done now, by the word that `do` takes, and the step's letters."""
    yield ""
    yield say(card.lang, "heading.allowed")
    for action in (offer for offer in card.offered if isinstance(offer, Action)):
        needs = "".join(f" --fact {n.fact}={'|'.join(n.values) or '...'}" if n.fact != "reason" else " --reason ..." for n in action.needs)
        yield from wrapped(f"{card.action_title(action.action)}  [{action.action}{needs}]", "  - ")
    for letter in card.letters:
        yield say(card.lang, "line.letter", letter=letter, case=card.case)


def refusal_lines(card: Card) -> Iterator[str]:
    """What is not allowed yet, with the rule, its source and the earliest time; last what does not belong to this step."""
    for heading, actions in zip(("refused", "refused_far"), card.refused_soon, strict=True):
        if actions:
            yield ""
            yield say(card.lang, f"heading.{heading}")
        for action in actions:
            if action.refused:
                cites = say(card.lang, "refused.sources", cites=", ".join(action.refused.cites)) if action.refused.cites else ""
                yield from wrapped(f"{card.action_title(action.action)}: {card.refusal(action.refused)} {cites}", "  - ")


def row_line(row: BoardRow, card: Card, lang: str, between: str = "  ") -> str:
    """A case in one line: number, messenger, kind, step, what is due and when, how sure the wait is, whose it is.

    Times are those of the person's own clock: in a list stand cases from several zones.
    """
    from ban_wizard.faces.board import due_words, is_late, wait_words

    zone = ZoneInfo(card.here) if card.here else zone_of(card.view)
    at = row.due_at.astimezone(zone) if row.due_at else None
    due = due_words(row, moment(lang, at, card.now) if at else "", lang, card.now).removesuffix(".")
    late = say(lang, "board.overdue") if is_late(row, card.now, zone) else ""
    wait = f"{usual}, " if (usual := wait_words(row, lang)) else ""
    what = f"{say(lang, 'messenger.' + row.messenger)}, {say(lang, 'kind.' + row.kind)}"
    parts = (row.case, card.view.header.number_shown, what, card.title, f"{late}{wait}{due}", row.agent)
    return between.join(part for part in parts if part)


def log_lines(card: Card, events: Sequence[Event]) -> Iterator[str]:
    """What has been said and done, by whom and when, in words."""
    from ban_wizard.faces.history import entries

    for entry in entries(card, events):
        yield from wrapped(f"{moment(card.lang, entry.at)}  {entry.actor}: {entry.text}", f"{entry.seq:4}  ")


def diagnosis_lines(told: Told) -> Iterator[str]:
    """The kind, how sure, what speaks for it, and what to ask."""
    yield f"{told.messenger}: {told.kind} ({told.certainty})"
    for note in told.notes:
        yield from wrapped(note)
    for words, cites in told.evidence:
        yield from wrapped(f"{words} [{', '.join(cites)}]", "  - ")
    for question, why in told.ask:
        yield from wrapped(question, "  ? ")
        yield from wrapped(why, "    ")


def stats_lines(groups: Iterable[Group], kind_words: Callable[[str, str], str], lang: str) -> Iterator[str]:
    """Counts, and shares where there are cases enough, each with what it is a share of."""
    nothing = True
    for group in groups:
        nothing = False
        offence = say(lang, f"stats.{group.offence}")
        yield f"{say(lang, f'messenger.{group.messenger}')}: {kind_words(group.messenger, group.kind)}, {offence}"
        for result, count in group.outcomes:
            share = group.share(count)
            told = say(lang, "stats.share", percent=round(100 * share)) if share is not None else ""
            yield f"  {say(lang, f'result.{result}')} " + say(lang, "stats.of", count=count, ended=group.ended) + told
        yield "  " + say(lang, "stats.open", count=group.open)
    if nothing:
        yield say(lang, "line.no_cases")
