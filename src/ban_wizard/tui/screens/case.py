"""A case: what not to do, the step, why, who says so; below, what has happened. A step changes in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from ban_wizard.cards import Card
from ban_wizard.case.allowed import Action, need
from ban_wizard.case.judge import Refused
from ban_wizard.corrections import WORLD
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.store.protocol import Conflict
from ban_wizard.tui import commands
from ban_wizard.tui.asks import REFUSED, Ask, Choice, Heading
from ban_wizard.tui.case_text import acted_words, history_lines, refusal_lines, source_lines, step_lines, top_line
from ban_wizard.tui.questions import need_ask
from ban_wizard.tui.screens.dialogue import Dialogue
from ban_wizard.tui.widgets.reading import Reading
from ban_wizard.values import replace
from ban_wizard.wording import conflict_sentence

REFRESH_EVERY = 60.0
"""Seconds after which a case is looked at anew: waits end, refusals lapse."""


class CaseScreen(Dialogue):
    """One case, from its first step to its outcome."""

    PLACE = "case"
    BINDINGS: ClassVar = commands.bindings("case")
    SECTIONS: ClassVar = {"sources": "#sources", "history": "#history"}

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card
        self.explaining = False
        """Whether the page of a refusal stands in the place of the step."""
        self.away = False
        """Whether another screen was shown since the case was last looked at."""

    def compose_reading(self) -> ComposeResult:
        yield Static(id="text", markup=False)
        yield Static(id="sources", markup=False)
        yield Static(id="history", markup=False)

    def on_mount(self) -> None:
        self.show_card(self.card)
        if self.card.notes:  # of the call that led here, such as what was masked in a text
            self.tell("\n".join(self.card.notes), calm=True)
        self.set_interval(REFRESH_EVERY, self.look_again)

    def on_resize(self) -> None:
        self.query_one("#top", Static).update(top_line(self.card, self.size.width), layout=False)

    def on_screen_suspend(self) -> None:
        self.away = True

    def on_screen_resume(self) -> None:
        if self.away:
            self.away = False
            self.look_again()

    # ------------------------------------------------------------------ showing

    def show_card(self, card: Card) -> None:
        """Show where the case stands now, from the top, and ask what has happened."""
        self.card, self.explaining = card, False
        self.query_one("#top", Static).update(top_line(card, self.size.width), layout=False)
        self.show_sections(False)
        self.read(step_lines(card))
        self.query_one(Reading).scroll_home(animate=False)
        self.ask_first(self.what_happened())
        self.call_after_refresh(self.show_the_rest)

    def show_the_rest(self) -> None:
        """Who says so and what has been done stand below the step; nobody waits for them to read it."""
        self.read(source_lines(self.card, self.wizard.library.sources()), into="#sources")
        self.read(history_lines(self.card), into="#history")
        self.show_sections(not self.explaining)
        self.query_one(Reading).call_after_refresh(self.query_one(Reading).tell)

    def look_again(self) -> None:
        """Time has passed, or somebody else has gone on: show what is true now, unless the person is in the middle of an answer."""
        if not self.is_current or len(self.asks) > 1 or self.panel.line.value:
            return
        card = self.attempt(lambda: self.wizard.show(self.card.case))
        if card and (card.view.seq, card.actions, card.due) != (self.card.view.seq, self.card.actions, self.card.due):
            self.show_card(card)

    def unchanged(self) -> bool:
        """Whether what is shown is still true. If somebody else has gone on, say who, and show what is true now."""
        news = self.attempt(lambda: self.wizard.log(self.card.case)[self.card.view.seq :])
        if not news:
            return news is not None
        self.overtaken()
        self.tell(conflict_sentence(Conflict(news[0].actor, news[0].recorded, news[0].name or news[0].kind), self.lang))
        return False

    def overtaken(self) -> None:
        if card := self.attempt(lambda: self.wizard.show(self.card.case)):
            self.show_card(card)

    def recorded(self, card: Card | None, what: str) -> None:
        """Something has been recorded (or refused, with `card` None)."""
        if card is None:
            return
        self.used(*(ask.id for ask in self.asks))
        self.show_card(card)
        self.tell("\n".join((self.say("recorded", what=what), *card.notes)), calm=True)

    # ------------------------------------------------------------------ what has happened?

    def what_happened(self) -> Ask:
        """The first question of a step: its own where it asks for a fact, else which act was done."""
        card = self.card
        state = card.playbook.states[card.view.state]
        if state.kind == "outcome":
            return self.what_now()
        if state.kind == "ask" and state.fact:
            fact = card.playbook.facts[state.fact]
            others = (Heading(self.say("something_else")), *self.act_choices(but="answer"))
            return need_ask(self, card, need(fact), self.answered, id=f"{state.id}:answer", others=others, other=self.picked)
        return Ask(f"{state.id}:acts", self.say("what_happened", step=card.title), self.picked, self.act_choices())

    def what_now(self) -> Ask:
        """After the end."""
        following = [case for relation, case in self.card.links if relation == "next"]
        choices = [Choice(f"case:{case}", self.say("open_next", case=case)) for case in following]
        return Ask("outcome", self.say("case_ended"), self.picked, (*choices, Choice("cases", self.say("all_cases"))))

    def act_choices(self, but: str = "") -> tuple[Choice | Heading, ...]:
        """Letters and acts, the recommended one first; then what is not allowed yet, with the reason and the date."""
        card, found = self.card, list[Choice | Heading]()
        letters = [Choice(f"letter:{name}", self.say("write_letter", letter=self.letter_title(name))) for name in card.letters]
        for action in card.allowed:
            if action.action == but:
                continue
            if action.action in SEND_ACTIONS:
                found += letters
                letters = []
            found.append(Choice(f"act:{action.action}", card.action_title(action.action)))
        found += letters
        if card.refused:
            found.append(Heading(say(self.lang, "heading.refused")))
        for action in card.refused:
            if refused := action.refused:
                found.append(Choice(f"refused:{action.action}", self.refused_title(refused), card.refusal(refused), REFUSED))
        return tuple(found)

    def letter_title(self, name: str) -> str:
        return self.wizard.letters(name).title[self.lang]

    def refused_title(self, refused: Refused) -> str:
        title = self.card.action_title(refused.action)
        if refused.earliest:
            return self.say("refused_until", action=title, at=moment(self.lang, refused.earliest, self.card.now))
        return title

    def picked(self, choice: str) -> None:
        sort, _, name = choice.partition(":")
        if sort == "letter":
            self.write(name)
        elif sort == "refused":
            self.explain(next(a.refused for a in self.card.refused if a.action == name and a.refused))
        elif sort == "act":
            self.act(self.with_times(next(a for a in self.card.allowed if a.action == name)), {})
        elif sort == "case":
            self.app.open_case(self.wizard.show(name))
        else:
            self.action_cases()

    # ------------------------------------------------------------------ recording

    def answered(self, answer: str) -> None:
        """An answer to the step's own question."""
        if not self.unchanged():
            return
        fact = self.card.playbook.states[self.card.view.state].fact or ""
        card = self.attempt(lambda: self.wizard.do(self.card.case, "answer", facts={fact: answer}))
        self.recorded(card, str(self.card.fact_words(fact).get("label") or fact))

    def with_times(self, action: Action) -> Action:
        """An act that tells a time asks for it even if one is known: whoever chooses it has a new one."""
        facts = self.card.playbook.facts
        named = [name for arc in self.card.playbook.states[self.card.view.state].next if arc.on == action.action for name in arc.needs]
        times = [need(facts[name]) for name in dict.fromkeys(named) if name in facts and facts[name].type == "time"]
        return replace(action, needs=(*(n for n in action.needs if n not in times), *times))

    def act(self, action: Action, given: Mapping[str, str], text: str | None = None, *, override: bool = False) -> None:
        """Record an act, after asking one by one for what it still needs."""
        missing = [wanted for wanted in action.needs if wanted.fact not in given]
        if missing:
            wanted, rest = missing[0], replace(action, needs=tuple(missing))
            id = f"{self.card.view.state}:{action.action}:{wanted.fact}"

            def answer(typed: str) -> None:
                self.act(rest, {**given, wanted.fact: typed}, text, override=override)

            return self.ask(need_ask(self, self.card, wanted, answer, id=id))
        if not self.unchanged():
            return None
        facts = {name: value for name, value in given.items() if name != "reason"}
        case, reason = self.card.case, given.get("reason")
        card = self.attempt(lambda: self.wizard.do(case, action.action, facts=facts, reason=reason, text=text, override=override))
        self.recorded(card, self.card.action_title(action.action))

    # ------------------------------------------------------------------ not allowed yet

    def explain(self, refused: Refused) -> None:
        """Why not, who says so, from when on; and the way for what has happened all the same."""
        self.explaining = True
        self.read(refusal_lines(self.card, refused, self.wizard.library.sources()))
        self.show_sections(False)
        choices = [Choice("back", self.say("back_to_step"))]
        if refused.overridable:
            choices.append(Choice("override", self.say("it_happened")))
        title = self.card.action_title(refused.action)

        def picked(choice: str) -> None:
            if choice == "back":
                self.action_back()
            else:
                self.ask(Ask(f"override:{refused.action}", self.say("why_override"), typed=reason, hint=self.say("hint.reason")))

        def reason(text: str) -> None:
            if not text.strip():
                return self.tell(self.say("reason_needed"))
            sure = (Choice("back", self.say("no_override")), Choice("override", self.say("yes_override", action=title)))
            self.ask(Ask("confirm", self.say("confirm_override", action=title), lambda c: confirmed(c, text), sure))

        def confirmed(choice: str, text: str) -> None:
            if choice == "back":
                return self.action_back()
            self.act(next(a for a in self.card.refused if a.action == refused.action), {"reason": text}, override=True)

        self.ask(Ask(f"refused:{refused.action}", self.say("not_yet_question"), picked, tuple(choices)))

    def show_sections(self, shown: bool) -> None:
        """They are shown only with their text in them, so that their height is never that of an older one."""
        for section in self.SECTIONS.values():
            self.query_one(section).display = shown

    def show_ask(self) -> None:
        """Coming back from a refusal's page brings the step back."""
        if self.explaining and not any(ask.id.startswith("refused:") for ask in self.asks):
            self.explaining = False
            self.show_sections(True)
            self.read(step_lines(self.card))
        super().show_ask()

    # ------------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "letter":
            return bool(self.card.letters)
        if action == "undo":
            return self.card.view.before is not None
        return super().check_action(action, parameters)

    def action_letter(self) -> None:
        self.write(self.card.letters[0])

    def write(self, name: str) -> None:
        """Write a letter; once it has been sent, that is recorded with its exact text."""
        from ban_wizard.tui.screens.letter import LetterScreen

        def closed(result: tuple[Card, str | None] | None) -> None:
            assert result is not None
            self.card, text = result
            action = next((a for a in self.card.allowed if a.action in SEND_ACTIONS), None)
            if text is None:
                self.show_card(self.card)
            elif action:
                self.act(action, {"letter": name} if any(n.fact == "letter" for n in action.needs) else {}, text)

        self.app.push_screen(LetterScreen(self.card, name), closed)

    def action_sources(self) -> None:
        self.jump("sources")

    def action_history(self) -> None:
        self.jump("history")

    def jump(self, section: str) -> None:
        """To a section below the step, or back to the top from there."""
        reading, target = self.query_one(Reading), self.query_one(self.SECTIONS[section])
        top = min(target.virtual_region.y, reading.max_scroll_y)
        if 0 < top == reading.scroll_offset.y:
            reading.scroll_home(animate=False)
        else:  # after a refresh, for the section may just have been written
            reading.call_after_refresh(reading.scroll_to_widget, target, top=True, animate=False)

    def action_note(self) -> None:
        def typed(text: str) -> None:
            self.recorded(self.attempt(lambda: self.wizard.note(self.card.case, text)), self.say("a_note"))

        self.ask(Ask("note", self.say("note"), typed=typed, hint=self.say("hint.note")))

    def action_undo(self) -> None:
        """Take back the last entry; what happened in the world is taken back with a reason."""
        view = self.card.view
        last = view.event
        what = acted_words(self.card, last.name, view.before) if last.kind in WORLD else self.last_words()
        question = self.say("undo_question", what=what)
        if last.kind in WORLD:
            return self.ask(Ask("undo", question, typed=self.taken_back, hint=self.say("hint.reason"), help=self.say("undo_reason")))
        choices = (Choice("undo", self.say("undo_yes")), Choice("back", self.say("undo_no")))
        self.ask(Ask("undo", question, lambda choice: self.taken_back("") if choice == "undo" else self.action_back(), choices))

    def last_words(self) -> str:
        from ban_wizard.tui.case_text import event_words

        return event_words(self.card, self.card.view.event, self.card.view.before)

    def taken_back(self, reason: str) -> None:
        if self.card.view.event.kind in WORLD and not reason.strip():
            return self.tell(self.say("reason_needed"))
        if not self.unchanged():
            return
        card = self.attempt(lambda: self.wizard.undo(self.card.case, reason=reason or None))
        if card:
            self.used("undo")
            self.show_card(card)
            self.tell("\n".join((self.say("taken_back"), *card.notes)), calm=True)
