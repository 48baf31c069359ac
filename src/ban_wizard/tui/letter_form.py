"""What goes into a letter, as the panel asks for it: its fields, the ticks for what it says, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ban_wizard.application.cards import Card
from ban_wizard.case.errors import BadInput
from ban_wizard.case.view import zone_of
from ban_wizard.i18n import say
from ban_wizard.playbook.model import Fact
from ban_wizard.tui.asks import REFUSED, TICKED, UNTICKED, Ask, Choice, Heading
from ban_wizard.tui.questions import UNSURE, Ticks, hint_for

if TYPE_CHECKING:
    from ban_wizard.application.lettering import Offer
    from ban_wizard.tui.letter_page import LetterPage

ACTS = ("copy", "save", "plain_text", "editor", "compare", "open_form", "sent")
"""What can be done with a letter, in the order in which people do it."""


class LetterForm:
    """The form of one letter. It asks through its screen and records through the wizard."""

    def __init__(self, screen: LetterPage) -> None:
        self.screen = screen
        self.letter = screen.wizard.letters(screen.letter_id)
        self.offers: dict[str, Offer] = {}

    @property
    def lang(self) -> str:
        return self.screen.lang

    @property
    def card(self) -> Card:
        return self.screen.card

    def known(self, field: str) -> Any:
        """The confirmed value of a field, or None."""
        return None if field in self.card.view.unsure else self.card.view.facts.get(field)

    def as_said(self, field: str) -> Any:
        """The value of a field as the letter takes it: a measure that a step of the case confirms is done, whatever was planned."""
        known, written = self.known(field), self.screen.written
        if written is None or not isinstance(known, Mapping):
            return known
        days = written.days(field)
        return {measure: {**told, "on": days.get(measure, told["on"])} for measure, told in known.items()}

    def words_of(self, field: str) -> Mapping[str, Any]:
        """`label`, `help`, `values`: the letter's own words first, then the playbook's."""
        own: Mapping[str, Any] = self.letter.words[self.lang]["fields"].get(field, {})
        return {**self.card.fact_words(field), **own}

    def missing(self) -> str:
        """The labels of what the letter cannot do without, and does not have."""
        written = self.screen.written
        return ", ".join(self.letter.label(name, self.lang) for name in written.rendered.missing) if written else ""

    # ------------------------------------------------------------------ the form

    def ask(self, start: str | None = None) -> Ask:
        """All of it as one list."""
        say_, written = self.screen.say, self.screen.written
        choices: list[Choice | Heading] = [Heading(say_("letter_fields"))]
        choices += [self.field_choice(name) for name in self.letter.asked(self.card.sure)]
        if claims := self.claim_choices():
            choices += [Heading(say_("letter_claims")), *claims]
        length = f" · {self.screen.length(self.screen.text)}" if written else ""
        choices.append(Heading(say_("letter_acts") + length))
        acts = [act for act in ACTS if self.is_offered(act)]
        choices += [Choice(act, say(self.lang, f"letter.act.{act}")) for act in acts]
        lang = say_(f"language.{written.rendered.lang}") if written else ""
        choices.append(Choice("letter_language", say_("letter_language", language=lang)))
        title, help = self.letter.title[self.lang], "\n".join(self.remarks())
        return Ask("form", title, self.picked, tuple(choices), help=help, start=start, looked=self.screen.point_at)

    def is_offered(self, act: str) -> bool:
        """Acts that need something which is not there are left to the palette, where they say so."""
        if act == "open_form":
            return self.screen.wizard.address(self.letter.id) is not None
        return act != "compare" or bool(self.screen.written and self.screen.written.sent)

    def remarks(self) -> list[str]:
        """What is missing, what the text warns of, and which text it is."""
        written, edited = self.screen.written, self.screen.edited
        if written is None:
            return []
        missing = self.missing()
        needed = [say(self.lang, "line.missing", fields=missing)] if missing else []
        repeats = [say(self.lang, "note.repeats")] if written.repeats else []
        warnings = [each.message for each in written.warnings(edited, self.lang)] if edited else written.rendered.warnings
        return [*needed, *self.copy_words(), *([say(self.lang, "letter.is_edited")] if edited else []), *repeats, *warnings]

    def copy_words(self) -> list[str]:
        """That this is the copy to be read, and which letter is to be sent."""
        written = self.screen.written
        if written is None or not written.is_copy:
            return []
        return [f"{say(self.lang, f'letter.copy_to_read.{written.letter.language}')} {say(self.lang, 'letter.other_language')}"]

    def field_choice(self, name: str) -> Choice:
        words, known = self.words_of(name), self.as_said(name)
        told = self.card.value_text(name, known, words) if known not in (None, {}, []) else say(self.lang, "screen.not_told")
        notes = []
        if self.letter.fields[name].required and known is None:
            notes.append(self.screen.say("field_needed"))
        if self.screen.drafts.get(f"field:{name}", "").strip() or self.screen.draft.is_ticking(name):
            notes.append(self.screen.say("field_draft"))
        return Choice(f"field:{name}", f"{words.get('label', name)}: {told}", " ".join(notes))

    @property
    def today(self) -> str:
        """In the case's zone, ISO 8601."""
        return self.card.now.astimezone(zone_of(self.card.view)).date().isoformat()

    def claim_choices(self) -> list[Choice]:
        """What the letter may say or leave out, each with its sentence; what nobody has confirmed stands behind one line."""
        written = self.screen.written
        if written is None:
            return []
        titles = self.letter.words[self.lang]["claims"]
        self.offers = {offer.claim: offer for offer in written.offers()}
        choices = []
        for offer in self.offers.values():
            if not offer.needs:
                sentence = offer.sentence.removeprefix("- ") or say(self.lang, "letter.adds_nothing")
                choices.append(Choice(f"claim:{offer.claim}", titles[offer.claim], sentence, TICKED if offer.said else UNTICKED))
        if lacking := [offer for offer in self.offers.values() if offer.needs]:
            choices.append(Choice("left_out", say(self.lang, "letter.left_out", n=len(lacking))))
        return choices

    def left_out(self) -> Ask:
        """What the letter does not say because nobody has confirmed it; choosing it asks for what it needs."""
        titles = self.letter.words[self.lang]["claims"]
        choices = []
        for offer in self.offers.values():
            if offer.needs:
                fields = ", ".join(self.letter.label(name, self.lang) for name in offer.needs)
                choices.append(Choice(f"lacks:{offer.claim}", titles[offer.claim], say(self.lang, "letter.needs", fields=fields), REFUSED))
        return Ask("left_out", say(self.lang, "letter.left_out_question"), self.picked, tuple(choices))

    def picked(self, choice: str) -> None:
        sort, _, name = choice.partition(":")
        if sort == "field":
            self.edit(name)
        elif sort == "claim":
            self.screen.draft.ticks[name] = not self.offers[name].said
            self.screen.show_form(choice)
        elif sort == "left_out":
            self.screen.ask(self.left_out())
        elif sort == "lacks":
            unknown = [field for field in self.offers[name].needs if self.known(field) is None]
            self.edit((unknown or self.offers[name].needs)[0], name)
        else:
            getattr(self.screen, f"action_{choice}")()

    # ------------------------------------------------------------------ one field

    def edit(self, name: str, measure: str = "") -> None:
        """Ask for one field, and at once for the day of a measure in it if one is named."""
        words, fact = self.words_of(name), self.screen.wizard.fact(self.card.playbook, name)
        id, label, help = f"field:{name}", str(words.get("label", name)), " ".join(str(words.get("help") or "").split())
        titles = {value: str(words.get("values", {}).get(value, value)) for value in fact.values}
        if fact.type == "many":
            ticks = self.ticks(fact, id, label, help, titles)
            self.screen.ask(ticks.ask())
            if fact.dated and measure in titles:
                self.screen.ask(ticks.day_ask(measure))
        elif titles:
            choices = [Choice(f"value:{value}", title) for value, title in titles.items()]
            choices.append(Choice(UNSURE, say(self.lang, "screen.unsure")))
            start = f"value:{self.known(name)}"
            self.screen.ask(Ask(id, label, lambda c: self.take(name, c.removeprefix("value:")), tuple(choices), help=help, start=start))
        else:
            from ban_wizard.application.lettering import proposed

            known = self.known(name)
            taken_over = proposed(fact, self.card.view, self.letter.fields[name].max) if known is None else ""
            self.screen.ask(
                Ask(
                    id,
                    label,
                    typed=lambda text: self.take(name, text),
                    edited=lambda text: self.screen.try_while_typing(name, text),
                    value=taken_over if known is None else str(known),
                    hint=hint_for(self.lang, fact.asked_as),
                    help=f"{help} {say(self.lang, 'letter.proposed')}" if taken_over else help,
                )
            )

    def ticks(self, fact: Fact, id: str, label: str, help: str, titles: Mapping[str, str]) -> Ticks:
        known = self.known(fact.id) or {}
        before = {word: told["on"] for word, told in known.items()} if fact.dated else dict.fromkeys(known, "")

        def done(typed: str) -> None:
            self.screen.draft.ticking.pop(fact.id, None)
            after = dict(part.partition("@")[::2] for part in typed.split(",") if part)
            if before.items() <= after.items():
                added = ",".join(part for part in typed.split(",") if part and part.partition("@")[0] not in before)
                self.take(fact.id, added) if added else self.screen.show_form(id)
            else:
                self.correct(fact.id, typed or UNSURE)

        return Ticks(
            self.screen, id, label, help, titles, done, dated=fact.dated, today=self.today, ticked=self.screen.draft.ticked(fact.id, before)
        )

    def take(self, name: str, typed: str) -> None:
        """Record what was typed as a confirmed fact; an empty line takes back what was known."""
        if not typed.strip():
            if self.known(name) is None:
                self.screen.used(f"field:{name}")
                return self.screen.show_form(f"field:{name}")
            return self.correct(name, UNSURE)
        if typed == self.known(name):  # chosen again: nothing has been corrected
            self.screen.used(f"field:{name}")
            return self.screen.show_form(f"field:{name}")
        if not self.screen.write({name: typed}):
            return None
        if name in self.card.view.asked and self.known(name) is not None:
            return self.correct(name, typed)
        return self.kept(name, self.screen.attempt(lambda: self.screen.wizard.learn(self.card.case, {name: typed})))

    def correct(self, name: str, typed: str, reason: str | None = None) -> None:
        """What was recorded before was wrong: put this in its place. Where acts fall off the way by it, a reason is asked for."""
        screen = self.screen

        def amend() -> Card | None:
            try:
                return screen.wizard.amend(self.card.case, name, typed, reason=reason)
            except BadInput as error:
                if error.key != "amend_needs_reason":
                    raise
                if screen.asks[-1].id == "amend":
                    screen.tell(screen.say("reason_needed"))
                    return None
                acts = ", ".join(map(self.card.action_title, str(error.params["acts"]).split(", ")))
                question = screen.say("amend_reason", acts=acts)
                screen.ask(Ask("amend", question, typed=lambda why: self.correct(name, typed, why), hint=screen.say("hint.reason")))
                return None

        self.kept(name, screen.attempt(amend))

    def kept(self, name: str, card: Card | None) -> None:
        """A field has been recorded (or not, with `card` None). A corrected answer may lead to a step without this letter."""
        if card is None:
            return
        self.screen.card = card
        self.screen.used(f"field:{name}", "amend")
        if self.screen.letter_id in card.letters:
            self.screen.show_form(f"field:{name}")
        else:
            self.screen.leave()
