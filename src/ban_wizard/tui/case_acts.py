"""What has happened? The acts of a step, what each of them needs, and what is not allowed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ban_wizard.case.allowed import Action, Need, need, with_times
from ban_wizard.case.judge import Refused
from ban_wizard.i18n import moment, say
from ban_wizard.playbook.model import LetterRef
from ban_wizard.tui.asks import REFUSED, Ask, Choice, Heading
from ban_wizard.tui.case_page import CasePage
from ban_wizard.tui.case_text import refusal_lines
from ban_wizard.tui.questions import need_ask
from ban_wizard.values import replace


class CaseActs(CasePage):
    """Asks for what was done or answered, and records it."""

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
        naming = next((a for a in card.allowed[:1] for arc in state.arcs.get(a.action, ()) if arc.sets and not arc.anywhere), None)
        if naming:  # a step that is there to name the kind of block asks for it at once
            return self.which_kind(naming)
        return Ask(f"{state.id}:acts", self.say("what_happened", step=card.title), self.picked, self.act_choices())

    def which_kind(self, naming: Action) -> Ask:
        """The kinds of block to choose from, and what else may have happened."""
        (wanted,) = naming.needs
        others = (Heading(self.say("something_else")), *self.act_choices(but=naming.action))

        def named(kind: str) -> None:
            self.act(naming, {wanted.fact: kind})

        return self.kind_ask(wanted, named, f"{self.card.view.state}:kind", others)

    def kind_ask(self, wanted: Need, named: Callable[[str], None], id: str, others: tuple[Choice | Heading, ...] = ()) -> Ask:
        """The kinds of block. None of them is right by default: the first line leaves the question open."""
        ask = need_ask(self, self.card, wanted, named, id=id, others=others, other=self.picked)
        return ask._replace(choices=(Choice("unclear", self.say("kind_unclear")), *ask.choices))

    def what_now(self) -> Ask:
        """After the end."""
        following = [case for relation, case in self.card.links if relation == "next"]
        choices = [Choice(f"case:{case}", self.say("open_next", case=case)) for case in following]
        return Ask("outcome", self.say("case_ended"), self.picked, (*choices, Choice("cases", self.say("all_cases"))))

    def act_choices(self, but: str = "") -> tuple[Choice | Heading, ...]:
        """Letters and acts, a harmless one first; then what is not allowed yet, with the reason and the date."""
        card, found = self.card, list[Choice | Heading]()
        for offer in card.offered:
            if isinstance(offer, LetterRef):
                found.append(Choice(f"letter:{offer.letter}", self.say("write_letter", letter=self.letter_title(offer.letter))))
            elif offer.action != but:
                found.append(Choice(f"act:{offer.action}", card.action_title(offer.action)))
        near, far = card.refused_soon
        if near:
            found += [Heading(say(self.lang, "heading.refused")), *self.refused_choices(near)]
        if far:
            found.append(Choice("far", say(self.lang, "case.more_refused", n=len(far)), mark=REFUSED))
        return tuple(found)

    def refused_choices(self, actions: Iterable[Action]) -> list[Choice]:
        """What is not allowed yet, each with the reason and the date."""
        refusals = [action.refused for action in actions if action.refused]
        return [Choice(f"refused:{r.action}", self.refused_title(r), self.card.refusal(r, dated=False), REFUSED) for r in refusals]

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
        elif sort == "far":
            _, far = self.card.refused_soon
            self.ask(Ask("far", say(self.lang, "heading.refused_far"), self.picked, tuple(self.refused_choices(far))))
        elif sort == "act":
            self.act(with_times(self.card.playbook, self.card.view, next(a for a in self.card.allowed if a.action == name)), {})
        elif sort == "unclear":
            self.back_to_step()
            self.tell(self.say("kind_left_open"), calm=True)
        elif sort == "case":
            self.app.open_case(self.wizard.show(name))
        else:
            self.action_cases()

    def write(self, name: str) -> None:
        """Write a letter of the step."""
        raise NotImplementedError

    # ------------------------------------------------------------------ recording

    def answered(self, answer: str) -> None:
        """An answer to the step's own question."""
        from ban_wizard.faces.history import recorded_words

        if not self.unchanged():
            return
        fact = self.card.playbook.states[self.card.view.state].fact or ""

        def record() -> None:
            card = self.attempt(lambda: self.wizard.do(self.card.case, "answer", facts={fact: answer}))
            self.recorded(card, recorded_words(card) if card else "")

        self.unless_it_ends("answer", {fact: answer}, record)

    def act(self, action: Action, given: Mapping[str, str], text: str | None = None, *, override: bool = False) -> None:
        """Record an act, after asking one by one for what it still needs."""
        from ban_wizard.faces.history import recorded_words

        missing = [wanted for wanted in action.needs if wanted.fact not in given]
        if missing:
            wanted, rest = missing[0], replace(action, needs=tuple(missing))
            id = f"{self.card.view.state}:{action.action}:{wanted.fact}"

            def answer(typed: str) -> None:
                self.act(rest, {**given, wanted.fact: typed}, text, override=override)

            if wanted.type == "kind":
                return self.ask(self.kind_ask(wanted, answer, id))
            return self.ask(need_ask(self, self.card, wanted, answer, id=id))
        if not self.unchanged():
            return None
        facts = {name: value for name, value in given.items() if name != "reason"}
        case, reason = self.card.case, given.get("reason")

        def record() -> None:
            card = self.attempt(lambda: self.wizard.do(case, action.action, facts=facts, reason=reason, text=text, override=override))
            if card and text is not None:
                self.app.letter_recorded(case, text)
            here = card is not None and card.case == case  # else it was blocked again, and a new case begins
            self.recorded(card, recorded_words(card) if card and here else self.card.action_title(action.action))

        return record() if "reason" in given else self.unless_it_ends(action.action, facts, record)

    def unless_it_ends(self, action: str, facts: Mapping[str, str], record: Callable[[], None]) -> None:
        """Record at once what the case goes on after; ask once more before what ends it, for Enter may be pressed too often."""
        found = self.attempt(lambda: (self.wizard.would_end(self.card, action, facts),))
        if found is None:
            return
        (outcome,) = found
        if outcome is None:
            return record()
        choices = (Choice("back", say(self.lang, "case.end_no")), Choice("end", say(self.lang, "case.end_yes")))
        question = say(self.lang, "case.end_question", outcome=outcome)

        def picked(choice: str) -> None:
            if choice == "end" and self.unchanged():
                record()
            elif choice == "back":
                self.action_back()

        self.ask(Ask(f"{self.card.view.state}:end", question, picked, choices))

    # ------------------------------------------------------------------ not allowed yet

    def explain(self, refused: Refused) -> None:
        """Why not, who says so, from when on; and the way for what has happened all the same."""
        choices = [Choice("back", self.say("back_to_step"))]
        if refused.overridable:
            choices.append(Choice("override", self.say("it_happened")))
        title = self.card.action_title(refused.action)

        def picked(choice: str) -> None:
            if choice == "back":
                self.back_to_step()
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

        lines = refusal_lines(self.card, refused, self.wizard.library.sources())
        self.turn_to(lines, Ask(f"refused:{refused.action}", self.say("not_yet_question"), picked, tuple(choices), to_read=True))
