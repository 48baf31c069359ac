"""The plain wizard: the same questions and acts as on the screen, in lines. For screen readers, dumb terminals and pipes.

Every question takes a number or a word; `?` means "I do not know", an empty line takes what is proposed. The end of the
input loses nothing: all that was answered is in the case's log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ban_wizard.cards import Card
from ban_wizard.case.allowed import Need
from ban_wizard.case.errors import BadInput
from ban_wizard.casebook import NotAllowed
from ban_wizard.corrections import WORLD
from ban_wizard.desktop.files import write_new
from ban_wizard.i18n import say
from ban_wizard.letter.model import BadLetterInput
from ban_wizard.lines import case_lines, diagnosis_lines, event_lines, row_line, source_lines, wrapped
from ban_wizard.playbook.model import SEND_ACTIONS
from ban_wizard.store.protocol import Conflict
from ban_wizard.text import clean
from ban_wizard.values import frozen
from ban_wizard.wizard import Wizard
from ban_wizard.wording import conflict_sentence, sentence

if TYPE_CHECKING:
    from ban_wizard.lettering import LetterCard


class InputEnded(Exception):
    """The input ended before the person did."""


class _Leave(Exception):
    """The person is done for now."""


@frozen
class Choice:
    """One line of a menu: the word that also chooses it, what it says, what it does."""

    word: str
    text: str
    act: Callable[[], Any] | None = None


def run_plain(wizard: Wizard, source: TextIO, out: TextIO) -> int:
    """Talk until the person leaves (exit code 0); raises BadInput when the input ends in the middle."""
    plain = Plain(wizard, source, out)
    try:
        plain.begin()
    except _Leave:
        plain.say(say(wizard.lang, "plain.kept"))
    except InputEnded:
        how = f"ban-wizard show {plain.case}" if plain.case else "ban-wizard --plain"
        raise BadInput("eof", how=how) from None
    return 0


class Plain:
    """One conversation. `case` is the case it is about, once there is one."""

    def __init__(self, wizard: Wizard, source: TextIO, out: TextIO) -> None:
        self.wizard, self.lang = wizard, wizard.lang
        self.source, self.out = source, out
        self.case: str | None = None
        self.written: dict[str, str] = {}
        """The letters shown in this talk, by id: what is kept when the person says that one was sent."""

    # ------------------------------------------------------------------ talking

    def say(self, text: str = "") -> None:
        print(clean(text), file=self.out, flush=True)

    def word(self, key: str, **params: object) -> str:
        return say(self.lang, f"plain.{key}", **params)

    def ask(self, prompt: str) -> str:
        """One line of the person's, trimmed."""
        print(clean(prompt), end=" ", file=self.out, flush=True)
        line = self.source.readline()
        if not line:
            print(file=self.out)
            raise InputEnded
        if not self.source.isatty():
            print(clean(line.strip()), file=self.out, flush=True)  # so that a record of a piped talk can be read
        return clean(line).strip()

    def choose(self, choices: Sequence[Choice], prompt: str, proposed: Choice | None = None) -> Choice:
        """One of the choices, by number or word; an empty line takes the proposed one."""
        for number, choice in enumerate(choices, 1):
            for line in wrapped(choice.text, f"{number:3}) "):
                self.say(line)
        while True:
            typed = self.ask(prompt)
            if not typed and proposed:
                return proposed
            found = _chosen(typed, choices)
            if found:
                return found
            self.say(self.word("choose_again", n=len(choices)))

    def choose_several(self, choices: Sequence[Choice], prompt: str) -> list[Choice]:
        """Any of the choices, by numbers or words with commas between; an empty line takes none."""
        for number, choice in enumerate(choices, 1):
            for line in wrapped(choice.text, f"{number:3}) "):
                self.say(line)
        while True:
            typed = self.ask(prompt)
            found = [_chosen(part, choices) for part in typed.replace(",", " ").split()]
            if all(found):
                return [choice for choice in found if choice]
            self.say(self.word("choose_again", n=len(choices)))

    def until_it_fits(self, prompt: str, take: Callable[[str], Any]) -> Any:
        """What `take` makes of a typed line, asked again for as long as it cannot be used."""
        while True:
            try:
                return take(self.ask(prompt))
            except BadInput as error:
                self.say(sentence(error, self.lang))

    # ------------------------------------------------------------------ beginning

    def begin(self) -> None:
        self.say(self.word("welcome"))
        rows = self.wizard.board(limit=20).rows
        running = [row for row in rows if row.open]
        choices = [Choice(row.case, row_line(row, self.wizard.show(row.case), self.lang)) for row in running]
        if choices:
            new = Choice("new", self.word("new"))
            picked = self.choose([*choices, new], self.word("which_case"), choices[0])
            if picked is not new:
                return self.go_on(self.wizard.show(picked.word))
        self.go_on(self.new_case())

    def new_case(self) -> Card:
        """Messenger, what is seen, the kind of block, the number, which time: then the case is opened."""
        messengers = [Choice(m, say(self.lang, f"messenger.{m}")) for m in self.wizard.messengers()]
        self.say(self.word("messenger"))
        messenger = self.choose(messengers, ">").word
        symptoms = self.symptoms(messenger)
        kind = self.kind(messenger, symptoms)

        def number(typed: str) -> str:
            from ban_wizard.case.phone import normalise

            return normalise(typed).e164

        phone = self.until_it_fits(self.word("number"), number)
        proposed = self.wizard.offence_of(messenger, phone)

        def offence(typed: str) -> int:
            if typed and (not typed.isdecimal() or int(typed) < 1):
                raise BadInput("bad_offence")
            return int(typed or proposed)

        count = self.until_it_fits(self.word("offence", n=proposed), offence)
        card = self.wizard.start(messenger, phone, kind=kind, symptoms=symptoms, offence=count)
        for note in card.notes:
            self.say(note)
        return card

    def symptoms(self, messenger: str) -> list[str]:
        words: Any = self.wizard.library.words(messenger, self.lang)
        choices = [Choice(name, words["symptoms"][name]) for name in self.wizard.library.symptoms(messenger).symptoms]
        self.say(self.word("symptoms"))
        return [choice.word for choice in self.choose_several(choices, self.word("several"))]

    def kind(self, messenger: str, symptoms: list[str]) -> str:
        """The kind that the symptoms speak for, unless the person knows better."""
        words: Any = self.wizard.library.words(messenger, self.lang)
        found = "unclear"
        if symptoms:
            diagnosis = self.wizard.diagnose(messenger, symptoms)
            found = diagnosis.kind
            for line in diagnosis_lines(self.wizard.told(diagnosis)):
                self.say(line)
        kinds = [Choice(kind, words["kinds"][kind]) for kind in self.wizard.playbook(messenger).entries]
        proposed = next((choice for choice in kinds if choice.word == found), kinds[0])
        self.say(self.word("kind", kind=proposed.text))
        return self.choose(kinds, self.word("enter_is", what=proposed.text), proposed).word

    # ------------------------------------------------------------------ a case

    def go_on(self, card: Card) -> None:
        """Step by step until the case ends or the person leaves."""
        self.case = card.case
        told: Card | None = None
        while True:
            if card is not told:  # after a look at the history or the sources the step is still on the screen
                self.say("\n" + "-" * 60)
                for line in case_lines(card, commands=False):
                    self.say(line)
                self.say()
            if card.result:
                raise _Leave
            told = card
            try:
                card = self.next_step(card)
            except (BadInput, NotAllowed, Conflict, BadLetterInput) as error:
                self.say(self.explain(error))
            for note in card.notes if card is not told else ():
                self.say(note)

    def explain(self, error: Exception) -> str:
        if isinstance(error, BadInput):
            return sentence(error, self.lang)
        return conflict_sentence(error, self.lang) if isinstance(error, Conflict) else str(error)

    def next_step(self, card: Card) -> Card:
        state = card.playbook.states[card.view.state]
        if state.kind == "ask" and state.fact:
            others = [*self.acts(card, besides="answer"), *self.others(card)]
            answer = self.value(card, Need(state.fact, *_type_of(card, state.fact)), others=others)
            return answer() if callable(answer) else self.wizard.do(card.case, "answer", facts={state.fact: answer})
        letters = [
            Choice(letter, self.word("write", letter=self.wizard.letters(letter).title[self.lang]), partial(self.letter, card, letter))
            for letter in card.letters
        ]
        choices = [*letters, *self.acts(card), *self.others(card)]
        picked = self.choose(choices, self.word("what_now"))
        assert picked.act is not None
        result: Card = picked.act()
        return result

    def acts(self, card: Card, besides: str | None = None) -> list[Choice]:
        """The acts that are allowed now, the recommended one first."""
        found = [action for action in card.allowed if action.action != besides]
        return [Choice(action.action, card.action_title(action.action), partial(self.act, card, action)) for action in found]

    def others(self, card: Card) -> list[Choice]:
        """What can be done in any step."""
        choices = []
        if any(action.refused and action.refused.overridable for action in card.refused):
            choices.append(Choice("override", self.word("override"), lambda: self.override(card)))
        choices.append(Choice("note", self.word("note"), lambda: self.wizard.note(card.case, self.ask(self.word("note_text")))))
        if card.view.before is not None:
            choices.append(Choice("undo", self.word("undo"), lambda: self.undo(card)))
        choices.append(Choice("sources", self.word("sources"), lambda: self.sources(card)))
        choices.append(Choice("log", self.word("log"), lambda: self.history(card)))
        choices.append(Choice("quit", self.word("quit"), self.leave))
        return choices

    def leave(self) -> None:
        raise _Leave

    def act(self, card: Card, action: Any) -> Card:
        facts, reason = {}, None
        for need in action.needs:
            value = self.value(card, need)
            if need.fact == "reason":
                reason = value
            else:
                facts[need.fact] = value
        text = self.written.get(facts.get("letter", card.letters[0])) if action.action in SEND_ACTIONS and card.letters else None
        return self.wizard.do(card.case, action.action, facts=facts, reason=reason, text=text)

    def override(self, card: Card) -> Card:
        """It was done all the same: which act, and why."""
        refused = [a for a in card.refused if a.refused and a.refused.overridable]
        choices = [Choice(a.action, f"{card.action_title(a.action)}: {card.refusal(a.refused)}") for a in refused if a.refused]
        picked = self.choose(choices, self.word("which_act"))
        return self.wizard.do(card.case, picked.word, override=True, reason=self.ask(self.word("reason")))

    def undo(self, card: Card) -> Card:
        reason = self.ask(self.word("reason")) if card.view.event.kind in WORLD else None
        return self.wizard.undo(card.case, reason=reason)

    def sources(self, card: Card) -> Card:
        for line in source_lines(card, self.wizard.library.sources()):
            self.say(line)
        return card

    def history(self, card: Card) -> Card:
        for line in event_lines(self.wizard.log(card.case), self.lang):
            self.say(line)
        return card

    def value(self, card: Card, need: Need, others: Sequence[Choice] = ()) -> Any:
        """What the person answers to one need, as typed for the log; or the act of one of `others`."""
        words = card.fact_words(need.fact)
        question = (
            words.get("question")
            or words.get("label")
            or self.word(f"need.{need.fact}" if need.fact in ("reason", "channel", "letter") else "need", fact=need.fact)
        )
        for line in wrapped(str(question)):
            self.say(line)
        if words.get("help"):
            for line in wrapped(str(words["help"])):
                self.say(line)
        if not need.values:
            hint = self.word(f"type.{need.type}")
            typed = self.ask(hint)
            return next((other.act for other in others if other.word == typed.casefold()), typed)
        titles: Any = words.get("values") or (card.words["kinds"] if need.type == "kind" else {})
        choices: list[Choice] = [Choice(value, str(titles.get(value, value))) for value in need.values]
        if need.type == "many":  # none of them is all that can be said then
            return ",".join(choice.word for choice in self.choose_several(choices, self.word("several"))) or "?"
        unsure = [] if need.type == "kind" or need.fact in ("channel", "letter") else [Choice("?", self.word("unsure"))]
        picked = self.choose([*choices, *unsure, *others], ">")
        return picked.act if picked.act else picked.word

    # ------------------------------------------------------------------ letters

    def letter(self, card: Card, name: str) -> Card:
        """Ask for the letter's fields, show it, save it if a file is named."""
        written = self.wizard.letter(card.case, name)
        for field in written.letter.fields:
            if card.view.facts.get(field) is None or field in card.view.unsure:
                written = self.filled(card, written, field)
        self.show_letter(written)
        return self.wizard.show(card.case)

    def filled(self, card: Card, written: LetterCard, field: str) -> LetterCard:
        """The letter with one more field, recorded as soon as it fits; an empty line leaves it open."""
        fact = self.wizard.fact(card.playbook, field)
        words = {**card.fact_words(field), **written.letter.words[self.lang]["fields"].get(field, {})}
        while value := self.field(fact.type, fact.values, words):
            try:
                return self.wizard.letter(card.case, written.letter.id, facts={field: value})
            except (BadInput, BadLetterInput) as error:
                self.say(self.explain(error))
        return written

    def field(self, type: str, values: Sequence[str], words: Any) -> str:
        self.say(str(words.get("label", "")))
        if words.get("help"):
            for line in wrapped(str(words["help"])):
                self.say(line)
        if not values:
            return self.ask(self.word("or_skip", hint=self.word(f"type.{type}")))
        titles = words.get("values", {})
        choices = [Choice(value, str(titles.get(value, value))) for value in values]
        if type == "many":
            return ",".join(choice.word for choice in self.choose_several(choices, self.word("several")))
        skip = Choice("", "")
        return self.choose(choices, self.word("enter_skips"), skip).word

    def show_letter(self, written: LetterCard) -> None:
        rendered = written.rendered
        for warning in rendered.warnings:
            self.say(warning)
        if rendered.text is None:
            fields = ", ".join(written.letter.label(name, self.lang) for name in rendered.missing)
            self.say(say(self.lang, "line.missing", fields=fields))
            return
        self.written[written.letter.id] = rendered.text
        self.say("\n" + "=" * 60)
        self.say(rendered.text)
        self.say("=" * 60)

        def save(typed: str) -> str:
            if typed:
                write_new(Path(typed).expanduser(), (rendered.text or "") + "\n")
            return typed

        if file := self.until_it_fits(self.word("save_to"), save):
            self.say(say(self.lang, "line.written", file=file))


def _chosen(typed: str, choices: Sequence[Choice]) -> Choice | None:
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1]
    return next((choice for choice in choices if choice.word and choice.word == typed.casefold()), None)


def _type_of(card: Card, fact: str) -> tuple[str, tuple[str, ...]]:
    known = card.playbook.facts[fact]
    return known.type, known.values
