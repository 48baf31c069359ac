"""A new case: the messenger, what the screen shows, what that means, the number, which time it happens. Esc goes one question back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ban_wizard.case.diagnosis import Diagnosis
from ban_wizard.i18n import say
from ban_wizard.tui import commands
from ban_wizard.tui.asks import TICKED, UNTICKED, Ask, Choice, Heading
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.text import BLANK, MUTED, TITLE, Line, paragraphs, words


class NewCaseScreen(Dialogue):
    """Asks until a case can be opened. Nothing is recorded before that."""

    PLACE = "new_case"
    BINDINGS: ClassVar = commands.bindings("new_case")

    def __init__(self) -> None:
        super().__init__()
        self.messenger = self.kind = self.number = ""
        self.seen: dict[str, None] = {}
        """The symptoms ticked."""

    def on_mount(self) -> None:
        self.query_one("#top").update(words(" " + self.say("new_case_title"), "bold"))  # type: ignore[attr-defined]
        self.ask(self.messenger_ask())

    @property
    def texts(self) -> Mapping[str, Any]:
        """The messenger's words."""
        return self.wizard.library.words(self.messenger, self.lang)

    def show_ask(self) -> None:
        """Each question has its own text above it."""
        self.read(self.above(self.asks[-1].id))
        super().show_ask()

    def above(self, ask: str) -> list[Line]:
        if ask == "kind" and self.seen:
            return self.diagnosis_lines(self.wizard.diagnose(self.messenger, list(self.seen)))
        key = {"messenger": "new_intro", "search:symptoms": "symptoms_intro", "number": "number_intro"}.get(ask)
        return paragraphs(self.say(key), MUTED) if key else []

    # ------------------------------------------------------------------ messenger

    def messenger_ask(self) -> Ask:
        choices = tuple(Choice(name, say(self.lang, f"messenger.{name}")) for name in self.wizard.messengers())
        return Ask("messenger", self.say("which_messenger"), self.messenger_picked, choices)

    def messenger_picked(self, messenger: str) -> None:
        if self.attempt(lambda: self.wizard.library.symptoms(messenger)) is None:
            return
        if messenger != self.messenger:
            self.messenger, self.seen = messenger, {}
        self.ask(self.symptoms_ask())

    # ------------------------------------------------------------------ what is seen

    def symptoms_ask(self) -> Ask:
        """All symptoms, those on the phone first: what a gateway shows may be wrong both ways."""
        choices: list[Choice | Heading] = []
        for where in ("phone", "message", "account", "gateway"):
            found = [s for s in self.wizard.library.symptoms(self.messenger).symptoms if self.where(s) == where]
            choices += [Heading(self.say(f"seen.{where}"))] if found else []
            choices += [Choice(s, str(self.texts["symptoms"][s]), mark=TICKED if s in self.seen else UNTICKED) for s in found]
        end = Choice("go_on", self.say("go_on_with", n=len(self.seen)) if self.seen else self.say("none_of_these"), always=True)
        return Ask(
            "search:symptoms",
            self.say("what_do_you_see"),
            self.symptom_picked,
            (*choices, end),
            filters=True,
            hint=self.say("hint.search"),
            nothing_found=self.say("nothing_found"),
            go_on=self.symptoms_done,
        )

    def where(self, symptom: str) -> str:
        """Where it is seen."""
        return self.wizard.library.symptoms(self.messenger).symptoms[symptom].where

    def symptom_picked(self, symptom: str) -> None:
        if symptom == "go_on":
            return self.symptoms_done()
        if symptom in self.seen:
            del self.seen[symptom]
        else:
            self.seen[symptom] = None
        self.ask_again(self.symptoms_ask())

    def symptoms_done(self) -> None:
        self.ask(self.kind_ask())

    # ------------------------------------------------------------------ what that means

    def diagnosis_lines(self, found: Diagnosis) -> list[Line]:
        """The kind, how sure that is, what speaks for it, and what would settle it."""
        told = self.wizard.told(found)
        lines = [Line(words(self.say("looks_like", kind=told.kind, certainty=told.certainty), TITLE)), BLANK]
        if told.evidence:
            lines.append(Line(words(self.say("evidence"))))
            lines += [Line(words(shown) + words(f"  {', '.join(cites)}", MUTED), "· ") for shown, cites in told.evidence]
        for question, why in told.ask:
            lines += [BLANK, Line(words(question, "bold"), "? "), Line(words(why, MUTED), "  ")]
        return lines

    def kind_ask(self) -> Ask:
        """The kind found, to be confirmed, and all others that this messenger has."""
        entries = list(self.wizard.playbook(self.messenger).entries)
        found = self.wizard.diagnose(self.messenger, list(self.seen)).kind if self.seen else "unclear"
        found = found if found in entries else entries[-1]
        kinds: Mapping[str, str] = self.texts["kinds"]
        first = Choice(f"kind:{found}", self.say("kind_yes", kind=kinds[found]))
        others = [Choice(f"kind:{kind}", kinds[kind]) for kind in entries if kind != found]
        return Ask("kind", self.say("is_that_right"), self.kind_picked, (first, Heading(self.say("kind_other")), *others))

    def kind_picked(self, choice: str) -> None:
        self.kind = choice.removeprefix("kind:")
        self.ask(Ask("number", self.say("which_number"), typed=self.number_typed, value=self.number, hint=self.say("hint.phone")))

    # ------------------------------------------------------------------ the number, and which time

    def number_typed(self, typed: str) -> None:
        from ban_wizard.case.phone import normalise

        phone = self.attempt(lambda: normalise(typed))
        if phone is None:
            return
        self.number = phone.e164
        running = self.wizard.open_case_of(self.messenger, phone.e164)
        if running:
            choices = (Choice("open", self.say("open_running", case=running)), Choice("another", self.say("start_another")))
            title = self.say("already_open", number=phone.shown)
            self.ask(Ask("running", title, lambda choice: self.running_picked(choice, running, phone.shown), choices))
        else:
            self.ask(self.offence_ask(phone.shown, another=False))

    def running_picked(self, choice: str, running: str, shown: str) -> None:
        if choice == "open":
            card = self.attempt(lambda: self.wizard.show(running))
            if card:
                self.app.open_case(card)
        else:
            self.ask(self.offence_ask(shown, another=True))

    def offence_ask(self, shown: str, *, another: bool) -> Ask:
        """Which time, as far as the number's own history tells."""
        counted = self.wizard.offence_of(self.messenger, self.number)
        times = sorted({counted, 1, 2, 3})
        nth = {n: self.say(f"nth.{n if n < 4 else 'more'}", n=n) for n in times}
        choices = [Choice(f"time:{n}", self.say("time_counted" if n == counted > 1 else "time", time=nth[n])) for n in times]
        help = self.say("offence_help", n=counted - 1) if counted > 1 else self.say("offence_first_help")
        question = self.say("which_time", number=shown)

        def picked(choice: str) -> None:
            self.start(int(choice.removeprefix("time:")), another)

        return Ask("time", question, picked, tuple(choices), help=help, start=f"time:{counted}")

    def start(self, offence: int, another: bool) -> None:
        symptoms = [name for name in self.wizard.library.symptoms(self.messenger).symptoms if name in self.seen]
        card = self.attempt(
            lambda: self.wizard.start(self.messenger, self.number, kind=self.kind, symptoms=symptoms, offence=offence, override=another)
        )
        if card:
            self.drafts.clear()
            self.app.open_case(card)
