"""A case in lines: the step, what has happened, what is not allowed yet, and everything that can be done beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ban_wizard.application.cards import Card
from ban_wizard.application.casebook import NotAllowed
from ban_wizard.case.allowed import Action, need, with_times
from ban_wizard.case.judge import Refused
from ban_wizard.faces.lines import case_lines
from ban_wizard.i18n import say
from ban_wizard.plain.answers import answer, question
from ban_wizard.plain.keeping import Keeping
from ban_wizard.plain.letters import LetterTalk
from ban_wizard.plain.problems import Problems
from ban_wizard.plain.talk import RULE, Back, Choice, Said, Talk
from ban_wizard.playbook.model import SEND_ACTIONS, LetterRef
from ban_wizard.wizard import Wizard


class CaseTalk:
    """Goes with one case step by step, until it ends or the person turns to something else."""

    def __init__(self, wizard: Wizard, talk: Talk, card: Card) -> None:
        self.wizard, self.talk, self.card = wizard, talk, card
        self.problems = Problems(wizard, talk)
        self.written: dict[str, str] = {}
        """The letters shown in this talk, by id: what is kept when the person says that one was sent."""
        self.keeping = Keeping(self)
        self.gone = False
        """Whether the talk about this case is over."""

    def go_on(self) -> None:
        """Until the person wants the other cases."""
        told: object = None
        while not self.gone:
            view = self.card.view
            if told != (told := (self.card.case, view.state, view.entered)):  # a step is told once, on coming to it
                self.tell()
            self.talk.place = "case"
            try:
                after = self.problems.attempt(self.step)
            except Said as said:
                after = self.run(said)
            except Back:
                self.talk.say(self.talk.word("nothing_behind"))
                after = None
            if after is not None:
                if after.view.seq > view.seq and after.view.state == view.state:
                    self.talk.say(self.talk.word("recorded"))
                self.card = after
                for note in after.notes:
                    self.talk.say(note)

    def tell(self) -> None:
        """Where the case stands."""
        self.talk.say("\n" + RULE)
        for line in case_lines(self.card, commands=False):
            self.talk.say(line)
        self.talk.say()

    # ------------------------------------------------------------------ what has happened?

    def step(self) -> Card:
        """The step's question, or which of its acts was done."""
        card, state = self.card, self.card.playbook.states[self.card.view.state]
        if state.kind == "ask" and state.fact:
            asked = question(card, need(card.playbook.facts[state.fact]), self.talk)
            others = self.acts(besides="answer")
            told = answer(self.talk, asked, others, commands=True)
            if isinstance(told, Choice):
                return self.act_of(told)
            facts = {state.fact: told}
            return self.unless_it_ends("answer", facts, lambda: self.wizard.do(card.case, "answer", facts=facts))
        choices = self.acts()
        if card.result:
            self.talk.say(self.talk.word("ended"))
        picked = self.talk.choose(choices, self.talk.word("what_now"), commands=True, silent=self.refused())
        return self.act_of(picked)

    def act_of(self, choice: Choice) -> Card:
        """What comes of a choice; `back` within it leads to the step again."""
        assert choice.act is not None
        try:
            card: Card = choice.act()
        except Back:
            return self.card
        return card

    def letter_choice(self, name: str) -> Choice:
        return Choice(name, self.talk.word("write", letter=self.wizard.letters(name).title[self.talk.lang]), partial(self.letter, name))

    def letter(self, name: str) -> Card:
        return LetterTalk(self, name).write()

    def acts(self, besides: str | None = None) -> list[Choice]:
        """The letters and the acts that are allowed now, a harmless one first."""
        return [
            self.letter_choice(offer.letter)
            if isinstance(offer, LetterRef)
            else Choice(offer.action, self.card.action_title(offer.action), partial(self.act, offer))
            for offer in self.card.offered
            if isinstance(offer, LetterRef) or offer.action != besides
        ]

    def refused(self) -> list[Choice]:
        """The acts that are not allowed yet: whoever names one is told why not."""
        return [
            Choice(action.action, self.card.action_title(action.action), lambda why=action.refused: self.refuse(why))  # type: ignore[misc]
            for action in self.card.refused
        ]

    def refuse(self, why: Refused) -> Card:
        """Say why not yet, and from when on."""
        raise NotAllowed(why, self.card.refusal(why))

    def act(self, action: Action, *, override: bool = False) -> Card:
        """Record an act, after asking for what it needs."""
        facts, reason = {}, None
        for wanted in with_times(self.card.playbook, self.card.view, action).needs:
            told = answer(self.talk, question(self.card, wanted, self.talk, letters=self.wizard.letters))
            assert isinstance(told, str)
            if wanted.fact == "reason":
                reason = told
            else:
                facts[wanted.fact] = told
        if override:
            reason = self.talk.ask(self.talk.word("reason"))
        letters = self.card.letters
        text = self.written.get(facts.get("letter", letters[0])) if action.action in SEND_ACTIONS and letters else None

        def record() -> Card:
            return self.wizard.do(self.card.case, action.action, facts=facts, reason=reason, text=text, override=override)

        return self.unless_it_ends(action.action, facts, record) if reason is None else record()

    def unless_it_ends(self, action: str, facts: Mapping[str, str], record: Callable[[], Card]) -> Card:
        """Record at once what the case goes on after; ask once more before what ends it."""
        outcome = self.wizard.would_end(self.card, action, facts)
        if outcome is None:
            return record()
        question = say(self.talk.lang, "case.end_question", outcome=outcome)
        return record() if self.talk.yes(self.talk.word("end", question=question)) else self.card

    # ------------------------------------------------------------------ command words

    def run(self, said: Said) -> Card | None:
        """A command word typed in the place of an answer; the case as it is after it, or None where nothing came of it."""
        keeping, id = self.keeping, said.command.id
        acts: dict[str, Callable[[], Card | None]] = {
            "write": self.write,
            "again": self.tell,
            "override": self.override,
            "overview": keeping.overview,
            "sources": keeping.sources,
            "history": keeping.history,
            "reply": keeping.reply,
            "note": lambda: keeping.note(said.rest),
            "evidence": lambda: keeping.evidence(said.rest),
            "assign": lambda: keeping.assign(said.rest),
            "snooze": lambda: keeping.snooze(said.rest),
            "close": lambda: keeping.close(said.rest),
            "undo": keeping.undo,
            "amend": keeping.amend,
            "handout": keeping.handout,
            "export": lambda: keeping.export(said.rest),
            "forget": keeping.forget,
            "cases": self.leave,
        }
        try:
            return self.problems.attempt(acts[id])
        except Back:
            return None

    def leave(self) -> None:
        """To the list of cases."""
        self.gone = True

    def write(self) -> Card | None:
        """The letter of the step; which one, where there are several."""
        choices = [self.letter_choice(name) for name in self.card.letters]
        if not choices:
            self.talk.say(say(self.talk.lang, "error.no_letter"))
            return None
        return self.act_of(choices[0] if len(choices) == 1 else self.talk.choose(choices))

    def override(self) -> Card | None:
        """It was done all the same: which act, and why."""
        refused = [(each, each.refused) for each in self.card.refused if each.refused and each.refused.overridable]
        if not refused:
            self.talk.say(self.talk.word("nothing_refused"))
            return None
        choices = [
            Choice(each.action, f"{self.card.action_title(each.action)}: {self.card.refusal(why)}", partial(self.act, each, override=True))
            for each, why in refused
        ]
        self.talk.say(self.talk.word("which_act"))
        return self.act_of(self.talk.choose(choices))
