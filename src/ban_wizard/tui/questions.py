"""From what an act or a question needs to what the panel asks: choices, a line, or a list of ticks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ban_wizard.application.cards import Card, day_words
from ban_wizard.case.allowed import Need
from ban_wizard.case.facts import parse_day
from ban_wizard.i18n import has, say
from ban_wizard.tui.asks import TICKED, UNTICKED, Ask, Choice, Heading

if TYPE_CHECKING:
    from ban_wizard.tui.screens.dialogue import Dialogue

UNSURE: Final = "?"
NEVER_UNSURE: Final = frozenset({"reason", "channel", "letter"})
"""What cannot be answered with "I do not know"."""


def need_words(card: Card, need: Need) -> tuple[str, str]:
    """The question and its help."""
    words = card.fact_words(need.fact)
    if not words and has(card.lang, f"screen.need.{need.fact}"):
        return say(card.lang, f"screen.need.{need.fact}"), ""
    return str(words.get("question") or words.get("label") or need.fact), " ".join(str(words.get("help") or "").split())


def value_titles(card: Card, need: Need, letters: Callable[[str], str]) -> dict[str, str]:
    """The values of a need, in words."""
    known: Mapping[str, Any] = card.fact_words(need.fact).get("values", {})
    if need.type == "kind":
        known = card.words["kinds"]  # type: ignore[assignment]
    elif need.fact == "channel":
        known = card.words.get("channels", {})  # type: ignore[assignment]
    elif need.fact == "letter":
        known = {name: letters(name) for name in need.values}
    return {value: str(known.get(value, value)) for value in need.values}


def hint_for(lang: str, type: str) -> str:
    """What may be typed for a fact of this type."""
    return say(lang, f"screen.hint.{type}") if has(lang, f"screen.hint.{type}") else ""


def nothing(choice: str) -> None:
    """For questions that have no other choices."""


def need_ask(
    screen: Dialogue,
    card: Card,
    need: Need,
    answer: Callable[[str], None],
    *,
    id: str,
    others: tuple[Choice | Heading, ...] = (),
    other: Callable[[str], None] = nothing,
) -> Ask:
    """The question for one need. `answer` gets what `Wizard.do` takes: a word, words with commas, a line, or `?`.

    `others` are choices beside the answers; `other` gets the id of one that is picked.
    """
    question, help = need_words(card, need)
    titles = value_titles(card, need, lambda name: screen.wizard.letters(name).title[card.lang])
    can_be_unsure = need.type != "kind" and need.fact not in NEVER_UNSURE
    unsure = (Choice(UNSURE, say(card.lang, "screen.unsure")),) if can_be_unsure else ()

    def picked(choice: str) -> None:
        if choice == UNSURE or choice.startswith("value:"):
            answer(choice.removeprefix("value:"))
        else:
            other(choice)

    if need.type == "many":
        fact = card.playbook.facts[need.fact]
        today = card.now.date().isoformat()
        return Ticks(
            screen, id, question, help, titles, answer, dated=fact.dated, today=today, others=(*unsure, *others), other=picked
        ).ask()
    choices = tuple(Choice(f"value:{value}", title) for value, title in titles.items())
    if choices:
        return Ask(id, question, picked, (*choices, *unsure, *others), help=help)
    known = card.playbook.facts.get(need.fact)
    hint = hint_for(card.lang, known.asked_as if known else need.type)
    return Ask(id, question, picked, (*unsure, *others), typed=answer, hint=hint, help=help)


@dataclass
class Ticks:
    """A list in which several lines may be ticked; dated ones are asked for their day."""

    screen: Dialogue
    id: str
    question: str
    help: str
    titles: Mapping[str, str]
    done: Callable[[str], None]
    dated: bool = False
    today: str = ""
    others: tuple[Choice | Heading, ...] = ()
    other: Callable[[str], None] = nothing
    ticked: dict[str, str] = field(default_factory=dict)
    """What is ticked, with its day (empty where there are none)."""
    day: str = ""
    """The day named last, which is proposed for the next: measures of one day are told in a row."""

    def ask(self) -> Ask:
        choices = []
        for value, title in self.titles.items():
            day = self.ticked.get(value)
            shown = f"{title} — {day_words(self.screen.lang, day, self.today)}" if day else title
            choices.append(Choice(value, shown, mark=TICKED if day is not None else UNTICKED))
        go_on = Choice("go_on", self.screen.say("go_on_with", n=len(self.ticked)))
        return Ask(
            self.id,
            self.question,
            self.picked,
            (*choices, go_on, *self.others),
            help=self.help,
            go_on=self.finish,
            start="go_on" if self.dated else None,  # Enter alone records no day on which something was done
        )

    def picked(self, choice: str) -> None:
        if choice == "go_on":
            self.finish()
        elif choice not in self.titles:
            self.other(choice)
        elif self.dated:
            self.screen.ask(self.day_ask(choice))
        else:
            if self.ticked.pop(choice, None) is None:
                self.ticked[choice] = ""
            self.screen.ask_again(self.ask())

    def day_ask(self, value: str) -> Ask:
        """On which day; a later one than today is a plan, none at all takes the tick off."""
        id = f"{self.id}:{value}"

        def typed(day: str) -> None:
            if day.strip():
                try:
                    self.day = self.ticked[value] = parse_day(day).isoformat()
                except ValueError:
                    return self.screen.tell(self.screen.say("not_a_day", text=day))
            else:
                self.ticked.pop(value, None)
            self.screen.used(id)
            self.screen.asks.pop()
            self.screen.ask_again(self.ask())

        from ban_wizard.letter.dates import typed_date

        known, say_ = self.ticked.get(value), self.screen.say
        help = say_("day_help") if known is None else say_("day_off_help")
        return Ask(
            id,
            self.titles[value],
            typed=typed,
            value=typed_date(known or self.day or self.today, self.screen.lang),
            hint=say_("hint.day"),
            help=help,
        )

    def finish(self) -> None:
        self.done(",".join(f"{value}@{day}" if day else value for value, day in self.ticked.items()) or UNSURE)
