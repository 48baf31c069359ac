"""The rest of the way as a page for the number's owner, in Markdown or plain text.

It tells where the case stands, what not to do, the step, what has to wait, and what comes later if all goes as hoped, with
dates that are never promises. The number is masked; other cases, the line and who works on it are nobody else's business and
do not stand here. All of it is text: nothing that people have typed is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from ban_wizard.application.cards import ENGINE_RULES, Card, fill, wait_sentences
from ban_wizard.application.discreet import discreet
from ban_wizard.case.forecast import Coming
from ban_wizard.case.view import evolve
from ban_wizard.case.waits import effective
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.sources import Sources
from ban_wizard.text import one_line
from ban_wizard.values import frozen, replace

WIDTH: Final = 78
UNTOLD: Final = frozenset(ENGINE_RULES) - {"review_open"}
"""Refusals that belong to keeping the log and tell the owner nothing."""


@frozen
class Section:
    """A heading with what stands under it: paragraphs, a list, and a last remark."""

    heading: str
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    mark: str = "-"
    """What stands before an item: `-`, `[ ]` where it can be ticked off, `1.` where the order counts."""
    remark: str = ""


def handout(card: Card, sources: Sources, coming: Sequence[Coming], format: str) -> str:
    """The page in the card's language; `format` is one of FORMATS, `coming` the hoped-for way from the present step on."""
    card = discreet(card)
    title = say(card.lang, "handout.title", number=card.view.header.number_shown)
    return FORMATS[format](title, list(_sections(card, sources, coming)))


# ------------------------------------------------------------------------------------------- what it says


def _sections(card: Card, sources: Sources, coming: Sequence[Coming]) -> Iterator[Section]:
    lang, messenger = card.lang, say(card.lang, f"messenger.{card.view.header.messenger}")
    about = say(lang, "handout.about", messenger=messenger, kind=card.kind_title, at=moment(lang, card.now))
    yield Section("", (about, say(lang, "handout.hidden")))
    if card.do_not:
        yield Section(say(lang, "handout.do_not"), (), card.do_not)
    yield _step(card)
    if waiting := list(_not_yet(card)):
        yield Section(say(lang, "handout.not_yet"), (), waiting)
    if card.result is None:
        yield Section(say(lang, "handout.look"), (*_look_again(card), say(lang, "handout.tell")))
        yield _later(card, sources, coming)
    yield Section(say(lang, "handout.sources"), (), list(_who_says_so(card, sources)))


def _step(card: Card) -> Section:
    lang, state = card.lang, card.playbook.states[card.view.state]
    texts, items = card.text.split("\n\n"), [text for text, _ in card.items]
    if card.result:
        return Section(say(lang, "handout.ended", title=card.title), (*texts, say(lang, f"result.{card.result}")), items)
    heading = say(lang, "handout.now", title=card.title)
    if state.fact:
        words = card.fact_words(state.fact)
        values = [fill(words.get("values", {}).get(value, value), card) for value in card.playbook.facts[state.fact].values]
        question = [fill(words["question"], card)] if words.get("question") not in (None, card.title) else []
        return Section(heading, (*texts, *question), values, remark=say(lang, "reply.unsure"))
    why = (say(lang, "heading.why", why=card.why),) if card.why else ()
    return Section(heading, (*texts, *why), items, "[ ]")


def _not_yet(card: Card) -> Iterator[str]:
    """What is forbidden for now, by the rule and the earliest date. Which other case holds a line stays here."""
    for action in card.refused:
        if action.refused and not UNTOLD.issuperset(action.refused.rules):
            why = card.refusal(replace(action.refused, holder=None))
            yield say(card.lang, "handout.not_yet_act", action=card.action_title(action.action), why=why)


def _look_again(card: Card) -> list[str]:
    """The wait with dates that stay true on paper; without a wait, when something is due."""
    if card.timing is None:
        return [say(card.lang, "handout.look_at", at=moment(card.lang, card.due.at))] if card.due and card.due.at > card.now else []
    return list(wait_sentences(card, dated=True))


def _later(card: Card, sources: Sources, coming: Sequence[Coming]) -> Section:
    lang, heading = card.lang, say(card.lang, "handout.later")
    later = [each for each in coming[1:] if card.playbook.states[each.state].kind not in ("ask", "route")]
    stages = [_stage(replace(card, view=evolve(card.view, state=each.state)), sources, each.earliest) for each in later]
    if not stages:
        return Section(heading, (say(lang, "handout.later_unknown"),))
    ends = card.playbook.states[coming[-1].state].kind == "outcome"
    return Section(heading, (say(lang, "handout.later_hope"),), stages, "1.", "" if ends else say(lang, "handout.later_unknown"))


def _stage(card: Card, sources: Sources, earliest: datetime) -> str:
    """A later step in a line: its title, how long it may take in whose words, not before when."""
    lang, parts, wait = card.lang, [card.title], card.playbook.states[card.view.state].wait
    if wait is not None:
        wait = effective(wait, card.view)
        parts.append(sources.facts[wait.words].says[lang] if wait.words else say(lang, f"wait.{wait.shape}"))
    if earliest.date() > card.now.date():
        parts.append(say(lang, "handout.not_before", at=moment(lang, earliest)))
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts)


def _who_says_so(card: Card, sources: Sources) -> Iterator[str]:
    """The sources of the step, each once, with the addresses that its facts carry."""
    cited = [sources.facts[cite] for cite in card.cites]
    for name in dict.fromkeys(fact.source for fact in cited):
        source = sources.sources[name]
        text = say(card.lang, "handout.source", title=source.title[card.lang], strength=say(card.lang, f"strength.{source.strength}"))
        yield " ".join([text, *dict.fromkeys(fact.url for fact in cited if fact.source == name and fact.url)])


# ------------------------------------------------------------------------------------------- as text


def _plain(title: str, sections: Iterable[Section]) -> str:
    def heading(text: str, level: int) -> str:
        lines = _folded(one_line(text), "")
        return f"{lines}\n{' =-'[level] * max(map(len, lines.split(chr(10))))}"

    return "\n".join(_lines(title, sections, _folded, heading, "[ ] "))


def _markdown(title: str, sections: Iterable[Section]) -> str:
    def heading(text: str, level: int) -> str:
        return _escaped(one_line(text), "#" * level + " ")

    return "\n".join(_lines(title, sections, _escaped, heading, "- [ ] "))


def _lines(
    title: str, sections: Iterable[Section], printed: Callable[[str, str], str], heading: Callable[[str, int], str], tick: str
) -> Iterator[str]:
    """The page line by line; `printed` gives a text after its lead, `heading` one of a level."""
    yield heading(title, 1)
    for section in sections:
        if section.heading:
            yield from ("", heading(section.heading, 2))
        for paragraph in section.paragraphs:
            if text := one_line(paragraph):
                yield from ("", printed(text, ""))
        if section.items:
            yield ""
        for number, item in enumerate(section.items, 1):
            yield printed(one_line(item), {"-": "- ", "[ ]": tick, "1.": f"{number}. "}[section.mark])
        if section.remark:
            yield from ("", printed(one_line(section.remark), ""))
    yield ""


def _folded(text: str, lead: str) -> str:
    from textwrap import fill as wrap

    return wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False, break_on_hyphens=False)


def _escaped(text: str, lead: str) -> str:
    """One line of Markdown that reads as typed: whatever could be a mark anywhere is escaped, and at its beginning more."""
    escaped = re.sub(r"([\\`*_\[\]<>|~&$#!])", r"\\\1", text)
    return lead + re.sub(r"^([-+=:]|\d{1,9}(?=[.)]))", lambda at: f"{at[0]}\\" if at[0].isdigit() else f"\\{at[0]}", escaped)


FORMATS: Final[dict[str, Callable[[str, Iterable[Section]], str]]] = {"md": _markdown, "txt": _plain}
