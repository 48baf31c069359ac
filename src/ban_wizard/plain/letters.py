"""A letter in lines: its fields one by one, how it reads, what to look at; what it says, by number; saved, and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ban_wizard.application.cards import Card
from ban_wizard.application.lettering import LetterCard, proposed
from ban_wizard.i18n import say
from ban_wizard.plain.answers import Question, answer
from ban_wizard.plain.talk import Back, Choice, Said
from ban_wizard.playbook.model import SEND_ACTIONS

if TYPE_CHECKING:
    from ban_wizard.plain.case import CaseTalk

EDGE: Final = "=" * 60
"""Stands before and after a letter, so that a pipe can take it out."""


class LetterTalk:
    """Writes one letter. A field is recorded as soon as it is told."""

    def __init__(self, about: CaseTalk, name: str) -> None:
        self.about, self.wizard, self.talk, self.name = about, about.wizard, about.talk, name
        self.lang: str | None = None
        self.ticks: dict[str, bool] = {}
        """The claims that the person has put in or taken out."""

    @property
    def card(self) -> Card:
        return self.about.card

    def rendered(self, facts: Mapping[str, str] | None = None) -> LetterCard:
        return self.wizard.letter(self.card.case, self.name, lang=self.lang, facts=facts, ticks=self.ticks)

    def write(self) -> Card:
        """Ask for what is not known yet, show the letter, and what can be done with it."""
        self.ask_open_fields()
        self.show()
        self.talk.place = "letter"
        while True:
            choices = self.choices()
            try:
                picked = self.talk.choose(choices, self.talk.word("what_with_it"), done := Choice("", ""))
            except Back:
                break
            if picked is done:
                break
            try:
                after = self.about.problems.attempt(picked.act) if picked.act else None
            except Back:
                continue
            if isinstance(after, Card):
                return after
        return self.wizard.show(self.card.case)

    def choices(self) -> list[Choice]:
        """What can be done with it now."""
        letter = self.wizard.letters(self.name)
        found = [
            Choice("save", self.talk.word("letter.save"), self.save),
            Choice("claims", self.talk.word("letter.claims"), self.choose_claims),
            Choice("field", self.talk.word("letter.field"), self.change_field),
            Choice("show", self.talk.word("letter.show"), self.show),
        ]
        if len(letter.templates) > 1:
            found.append(Choice("language", self.talk.word("letter.language"), self.other_language))
        sending = next((action for action in self.card.allowed if action.action in SEND_ACTIONS), None)
        if sending and self.rendered().rendered.text is not None:
            found.append(Choice(sending.action, self.card.action_title(sending.action), self.sent))
        return found

    # ------------------------------------------------------------------ fields

    def words_of(self, field: str) -> Mapping[str, Any]:
        """`label`, `help`, `values`: the letter's own words first, then the playbook's."""
        own: Mapping[str, Any] = self.wizard.letters(self.name).words[self.talk.lang]["fields"].get(field, {})
        return {**self.card.fact_words(field), **own}

    def ask_open_fields(self) -> None:
        """Those that nobody has told yet; an empty line leaves one open, `rest` all others."""
        self.talk.place = "new"  # `rest` is understood
        open_now = [name for name in self.fields() if not self.known(name)]
        if open_now:
            self.talk.say(self.talk.word("fields_intro"))
        try:
            for field in open_now:
                if field in self.fields():  # an answer on the way may have made it idle
                    self.ask_field(field)
        except Said:
            return

    def fields(self) -> list[str]:
        """What the letter asks for, as the case is now."""
        return self.wizard.letters(self.name).asked(self.card.sure)

    def known(self, field: str) -> bool:
        view = self.card.view
        return view.facts.get(field) not in (None, {}, []) and field not in view.unsure

    def ask_field(self, field: str) -> None:
        """One field, asked again until it fits."""
        words, fact = self.words_of(field), self.wizard.fact(self.card.playbook, field)
        titles = {value: str(words.get("values", {}).get(value, value)) for value in fact.values}
        required = self.wizard.letters(self.name).fields[field].required
        label = str(words.get("label", field)) + (" " + self.talk.word("needed") if required else "")
        asked = Question(
            label,
            str(words.get("help") or ""),
            fact.asked_as,
            titles,
            dated=fact.dated,
            today=self.card.now.date(),
            skip=self.talk.word("leave_open"),
        )
        pasted = "" if self.known(field) else proposed(fact, self.card.view, self.wizard.letters(self.name).fields[field].max)
        if pasted:
            self.talk.say(self.talk.word("pasted", text=pasted, word=self.talk.word("take_pasted")))
        while typed := answer(self.talk, asked, commands=True):
            assert isinstance(typed, str)
            if pasted and typed.casefold() == self.talk.word("take_pasted"):
                typed = pasted
            if self.about.problems.attempt(lambda told=typed: self.rendered({field: told})) is not None:  # type: ignore[misc]
                break
        self.about.card = self.wizard.show(self.card.case)

    def change_field(self) -> None:
        """Another answer for one field."""
        choices = []
        for name in self.fields():
            words = self.words_of(name)
            value = self.card.value_text(name, self.card.view.facts.get(name), words) if self.known(name) else "—"
            choices.append(Choice(name, f"{words.get('label', name)}: {value}"))
        self.ask_field(self.talk.choose(choices).word)
        self.show()

    # ------------------------------------------------------------------ what it says

    def choose_claims(self) -> None:
        """What it may say, each with its sentence; a number puts it in or takes it out."""
        offers = [offer for offer in self.rendered().offers() if not offer.needs]
        choices = [Choice(offer.claim, f"{'[x]' if offer.said else '[ ]'} {offer.sentence}") for offer in offers]
        if not choices:
            return self.talk.say(self.talk.word("no_claims"))
        self.talk.offer(choices)
        said = {offer.claim: offer.said for offer in offers}
        for choice, _ in self.talk.pick_several(choices, self.talk.word("which_claims")):
            self.ticks[choice.word] = not said[choice.word]
        self.show()

    def other_language(self) -> None:
        languages = list(self.wizard.letters(self.name).templates)
        present = self.rendered().rendered.lang
        self.lang = languages[(languages.index(present) + 1) % len(languages)]
        self.show()

    def show(self) -> None:
        """The letter between two lines, and what to look at before it goes out."""
        written = self.rendered()
        rendered = written.rendered
        for warning in rendered.warnings:
            self.talk.say(warning)
        if written.repeats:
            self.talk.say(say(self.talk.lang, "note.repeats"))
        if rendered.text is None:
            self.about.written.pop(self.name, None)
            fields = ", ".join(written.letter.label(name, self.talk.lang) for name in rendered.missing)
            return self.talk.say(say(self.talk.lang, "line.missing", fields=fields))
        if not written.is_copy:
            self.about.written[self.name] = rendered.text
        self.talk.say("\n" + EDGE)
        self.talk.verbatim(rendered.text)
        self.talk.say(EDGE)
        if address := self.wizard.address(self.name):
            self.talk.say(self.talk.word("address", address=address[0], cite=address[1]))
        return None

    # ------------------------------------------------------------------ saved, sent

    def save(self) -> None:
        """To a new file, never over another one."""
        text = self.rendered().rendered.text
        if text is None:
            return self.show()
        self.about.keeping.saved("", f"{self.name}-{self.card.case}", ".txt", lambda: f"{text}\n")
        return None

    def sent(self) -> Card:
        """Record that it was sent, with its exact text."""
        sending = next(action for action in self.card.allowed if action.action in SEND_ACTIONS)
        facts = {"letter": self.name} if any(need.fact == "letter" for need in sending.needs) else {}
        return self.wizard.do(self.card.case, sending.action, facts=facts, text=self.about.written.get(self.name))
