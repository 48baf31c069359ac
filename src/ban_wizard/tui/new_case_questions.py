"""Questions of a new case: whose number it is and which time it is blocked; one by one what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ban_wizard.application.cards import Card
from ban_wizard.case.allowed import Need, need
from ban_wizard.faces.intake_words import nth, number_sentence
from ban_wizard.tui.asks import Ask, Choice
from ban_wizard.tui.questions import UNSURE, Ticks, need_ask, need_words, value_titles

if TYPE_CHECKING:
    from ban_wizard.tui.screens.new_case import NewCaseScreen


class NumberQuestions:
    """The number, the open case that it may have, and which time it is blocked. Asks through its screen."""

    def __init__(self, screen: NewCaseScreen) -> None:
        self.screen = screen

    def ask(self) -> Ask:
        """A line to type into. A number that stands in the text is in it already; several are offered below it."""
        own, draft, hint = self.screen.own, self.screen.draft, self.screen.say("hint.phone")
        found = () if draft.number or self.screen.drafts.get("number") else self.screen.intake.mentioned
        ask = Ask("number", own("which_number"), self.typed, typed=self.typed, value=draft.number, hint=hint, edited=self.check)
        if len(found) == 1:
            return ask._replace(value=found[0].shown, help=own("number_found"))
        if found:
            return ask._replace(choices=tuple(Choice(phone.e164, phone.shown) for phone in found), help=own("numbers_found"))
        return ask

    def begin(self) -> None:
        """What is typed takes the place of a number that is only proposed."""
        line = self.screen.panel.line
        self.check(line.value)
        if line.value and not self.screen.draft.number and "number" not in self.screen.drafts:
            line.action_select_all()

    def check(self, typed: str) -> None:
        """Say under the line what the number amounts to, while it is typed."""
        sentence, good = number_sentence(typed, self.screen.lang)
        self.screen.panel.remark(sentence, good=good)

    def typed(self, typed: str) -> None:
        from ban_wizard.case.phone import normalise

        phone, draft = self.screen.attempt(lambda: normalise(typed)), self.screen.draft
        if phone is None:
            return
        if phone.e164 != draft.number:
            draft.number, draft.offence, draft.another = phone.e164, "", False
        self.screen.proceed("number")

    @property
    def shown(self) -> str:
        from ban_wizard.case.phone import normalise

        return normalise(self.screen.draft.number).shown

    def running_ask(self) -> Ask:
        """The number has an open case."""
        own, running = self.screen.own, self.screen.intake.running or ""
        choices = (Choice("open", own("open_running", case=running)), Choice("another", own("start_another")))

        def picked(choice: str) -> None:
            if choice == "another":
                self.screen.draft.another = True
                self.screen.proceed("running")
            elif card := self.screen.attempt(lambda: self.screen.wizard.show(running)):
                self.screen.go_to(card)

        return Ask("running", own("already_open", number=self.shown), picked, choices)

    def time_ask(self) -> Ask:
        """Which time, as far as the number's own history tells."""
        own, lang, draft, counted = self.screen.own, self.screen.lang, self.screen.draft, self.screen.intake.counted
        times = {str(n): nth(lang, str(n)) for n in sorted({counted, 1, 2, 3})}
        if counted > 1:
            times[str(counted)] = own("time_counted", time=times[str(counted)])
        unsure = Choice("time:unsure", nth(lang, "unsure"), own("time_unsure"))
        choices = (*(Choice(f"time:{n}", title) for n, title in times.items()), unsure)
        help = own("offence_help", n=counted - 1) if counted > 1 else own("offence_first_help")

        def picked(choice: str) -> None:
            self.screen.intake.tell_time(choice.removeprefix("time:"))
            self.screen.proceed("time")

        question = own("which_time", number=self.shown)
        return Ask("time", question, picked, choices, help=help, start=f"time:{draft.offence or counted}")


class FactQuestions:
    """What is worth telling at the start. Each fact can be told later as well; F5 leaves all others for later."""

    def __init__(self, screen: NewCaseScreen) -> None:
        self.screen = screen

    def ask(self, name: str) -> Ask:
        screen = self.screen
        card, told = screen.intake.preview(), screen.intake.told.get(name, "")
        wanted, later = need(card.playbook.facts[name]), (Choice("later", screen.own("tell_later")),)
        if wanted.type == "many":
            return self.ticks(card, wanted, told, later)
        ask = need_ask(
            screen, card, wanted, lambda typed: self.told(name, typed), id=f"fact:{name}", others=later, other=lambda _: self.told(name, "")
        )
        start = "later" if name in screen.draft.later else UNSURE if told == UNSURE else f"value:{told}" if told else None
        return ask._replace(go_on=self.rest_later, start=start, value="" if told == UNSURE else told)

    def ticks(self, card: Card, wanted: Need, told: str, later: tuple[Choice]) -> Ask:
        """Several words, each with its day where they are dated; none of them means later."""
        name, (question, help) = wanted.fact, need_words(card, wanted)
        return Ticks(
            self.screen,
            f"fact:{name}",
            question,
            help,
            value_titles(card, wanted, str),
            lambda typed: self.told(name, "" if typed == UNSURE else typed),
            dated=card.playbook.facts[name].dated,
            today=card.now.date().isoformat(),
            others=later,
            other=lambda _: self.told(name, ""),
            ticked=dict(part.partition("@")[::2] for part in told.split(",") if part not in ("", UNSURE)),
        ).ask()

    def told(self, name: str, typed: str) -> None:
        """An answer; an empty one means later."""
        intake = self.screen.intake
        if not typed.strip():
            intake.put_off(name)
        elif self.screen.attempt(lambda: intake.tell(name, typed)) is None:
            return
        self.screen.proceed(f"fact:{name}")

    def rest_later(self) -> None:
        """Ask nothing more now."""
        intake, step = self.screen.intake, self.screen.asks[-1].id
        intake.put_off(step.removeprefix("fact:"))
        intake.put_off_all()
        self.screen.proceed(step)
