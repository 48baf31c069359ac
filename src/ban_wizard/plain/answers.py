"""Asking for one value in lines: a word from a list, several words with their days, or a line; what is not known, and what can wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ban_wizard.application.cards import Card
from ban_wizard.case.allowed import Need
from ban_wizard.case.errors import BadInput
from ban_wizard.case.facts import parse_day
from ban_wizard.i18n import LANGUAGES, say
from ban_wizard.letter.dates import typed_date
from ban_wizard.plain.talk import Choice, Talk
from ban_wizard.values import frozen

UNSURE = "?"
"""How the wizard takes "I do not know"."""

NEVER_UNSURE = frozenset({"reason", "channel", "letter"})


@frozen
class Question:
    """What is asked for one value."""

    text: str
    help: str
    type: str
    """As `Fact.asked_as` has it."""
    titles: Mapping[str, str] = {}
    """The values to choose from, in words."""
    dated: bool = False
    today: date | None = None
    unsure: bool = True
    """Whether "I do not know" is an answer."""
    skip: str = ""
    """What an empty line means, in words; empty where it means nothing."""


def question(card: Card, need: Need, talk: Talk, *, letters: Any = None, skip: str = "") -> Question:
    """The question for one need of a step."""
    words = card.fact_words(need.fact)
    known = card.playbook.facts.get(need.fact)
    text = words.get("question") or words.get("label")
    if not text:
        text = talk.word(f"need.{need.fact}" if need.fact in NEVER_UNSURE else "need", fact=need.fact)
    titles: Any = words.get("values") or {}
    if need.type == "kind":
        titles = card.words["kinds"]
    elif need.fact == "channel":
        titles = card.words.get("channels", {})
    elif need.fact == "letter":
        titles = {name: letters(name).title[card.lang] for name in need.values}
    return Question(
        str(text),
        str(words.get("help") or ""),
        known.asked_as if known and need.type != "kind" else need.type,
        {value: str(titles.get(value, value)) for value in need.values},
        dated=bool(known and known.dated),
        today=card.now.date(),
        unsure=need.type != "kind" and need.fact not in NEVER_UNSURE,
        skip=skip,
    )


def answer(talk: Talk, asked: Question, others: Sequence[Choice] = (), *, commands: bool = False) -> str | Choice:
    """What the person answers, as the wizard takes it; an empty text if skipped; or one of `others`."""
    talk.say(asked.text)
    if asked.help:
        talk.say(" ".join(asked.help.split()))
    if asked.type == "many":
        return _many(talk, asked, commands)
    choices = [Choice(value, title) for value, title in asked.titles.items()]
    if not choices:
        return _typed(talk, asked, others, commands)
    unsure = [Choice(word, talk.word("unsure")) for word in unsure_words()] if asked.unsure else []
    skip = Choice("", "")
    prompt = talk.word("or_enter", skip=asked.skip) if asked.skip else ">"
    offered = [*choices, *unsure[:1], *others]
    picked = talk.choose(offered, prompt, skip if asked.skip else None, commands=commands, silent=unsure)
    if picked in others:
        return picked
    return UNSURE if picked in unsure else picked.word


def unsure_words() -> list[str]:
    """What may be typed for "I do not know", in either language."""
    return ["unsure", *(say(lang, "plain.unsure").casefold() for lang in LANGUAGES)]


def unsure_or(typed: str) -> str:
    """What was typed, or UNSURE where that is "I do not know"."""
    return UNSURE if typed.casefold() in unsure_words() else typed


def _typed(talk: Talk, asked: Question, others: Sequence[Choice], commands: bool) -> str | Choice:
    if others:  # by their words: a number may be the answer itself
        talk.say(talk.word("or_else"))
        for other in others:
            talk.say(f"  {other.word}: {other.text}")
    hint = talk.word(f"type.{asked.type}")
    if asked.unsure:
        hint += " " + talk.word("or_unsure")
    if asked.skip:
        hint += " " + talk.word("or_skip", skip=asked.skip)
    while True:
        typed = talk.ask(hint, commands=commands, words=True)
        if typed or asked.skip:
            break
    if picked := next((other for other in others if typed.casefold() in (other.word, other.text.casefold())), None):
        return picked
    return unsure_or(typed) if asked.unsure else typed


def _many(talk: Talk, asked: Question, commands: bool) -> str:
    """Words with commas between; each dated one with its day. None of them is all that can be said with an empty line."""
    choices = [Choice(value, title) for value, title in asked.titles.items()]
    talk.offer(choices)
    unsure = [Choice(word, word) for word in unsure_words()[:1] if asked.unsure]
    picked = talk.pick_several([*choices, *unsure], talk.word("several"), commands=commands)
    if unsure and any(choice in unsure for choice, _ in picked):
        return UNSURE
    told = []
    for choice, day in picked:
        on = f"@{_day(talk, choice, day, asked.today)}" if asked.dated and asked.today else ""
        told.append(choice.word + on)
    return ",".join(told) or ("" if asked.skip else UNSURE)


def _day(talk: Talk, choice: Choice, typed: str, today: date) -> str:
    """On which day; a later one than today is a plan."""

    def take(typed: str) -> str:
        try:
            return parse_day(typed).isoformat() if typed else today.isoformat()
        except ValueError:
            raise BadInput("not_a_date", fact=choice.text, text=typed) from None

    if typed:
        try:
            return take(typed)
        except BadInput as error:
            talk.fault(error)
    return talk.until_it_fits(talk.word("which_day", what=choice.text, today=typed_date(today.isoformat(), talk.lang)), take)
