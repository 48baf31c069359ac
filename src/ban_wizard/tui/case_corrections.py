"""Taking back the last entry of a case, and correcting an earlier answer."""

from __future__ import annotations

from collections.abc import Collection

from ban_wizard.application.corrections import WORLD, Amendment
from ban_wizard.case.allowed import Need, need
from ban_wizard.case.events import Event
from ban_wizard.case.view import View, live_events, zone_of
from ban_wizard.i18n import moment, say
from ban_wizard.tui.asks import Ask, Choice
from ban_wizard.tui.case_page import CasePage
from ban_wizard.tui.questions import need_ask
from ban_wizard.tui.text import BLANK, STOP, TITLE, Line, words


class CaseCorrections(CasePage):
    """Undo and amend. What was written stays in the history."""

    # ------------------------------------------------------------------ undo

    def action_undo(self) -> None:
        """Take back the last entry; what happened in the world is taken back with a reason, the usual one at hand."""
        from ban_wizard.faces.history import acted_words, event_words

        if self.refuses("undo"):
            return None
        view = self.card.view
        last = view.event
        what = acted_words(self.card, last.name, view.before) if last.kind in WORLD else event_words(self.card, last, view.before)
        question = self.say("undo_question", what=what)
        slip = say(self.lang, "case.undo_slip")

        def picked(choice: str) -> None:
            if choice == "back":
                self.action_back()
            elif choice == "other":
                self.ask(Ask("undo", question, typed=self.taken_back, hint=self.say("hint.reason"), help=self.say("undo_reason")))
            else:
                self.taken_back(slip if choice == "slip" else "")

        back = Choice("back", self.say("undo_no"))
        if last.kind in WORLD:
            reasons = (Choice("slip", slip), Choice("other", say(self.lang, "case.undo_other")), back)
            return self.ask(Ask("undo:why", question, picked, reasons, help=self.say("undo_reason"), start="back"))
        return self.ask(Ask("undo:sure", question, picked, (Choice("undo", self.say("undo_yes")), back), start="back"))

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

    # ------------------------------------------------------------------ amend

    def action_amend(self) -> None:
        """Choose an earlier answer that was always wrong."""
        told = answers(self.card.view, self.card.playbook.facts)
        choices = tuple(self.answer_choice(name, event) for name, event in told.items())
        self.ask(Ask("amend", say(self.lang, "case.amend_which"), self.amend_fact, choices, help=say(self.lang, "case.amend_help")))

    def answer_choice(self, fact: str, event: Event) -> Choice:
        from ban_wizard.faces.history import known_now

        card = self.card
        when = moment(self.lang, event.at.astimezone(zone_of(card.view)), card.now)
        return Choice(fact, known_now(card, fact), when)

    def amend_fact(self, fact: str) -> None:
        """Ask for the right answer as it was asked for the first time."""
        card, known = self.card, self.card.playbook.facts[fact]
        kinds = tuple(kind for kind in card.playbook.entries if kind != card.view.kind)
        wanted = Need(fact, "kind", kinds) if known.type == "kind" else need(known)
        ask = need_ask(self, card, wanted, lambda typed: self.preview_amended(fact, typed), id=f"amend:{fact}")
        self.ask(ask._replace(value=str(card.view.facts[fact] or "")) if known.type in ("text", "count", "phone") else ask)

    def preview_amended(self, fact: str, typed: str) -> None:
        """What the right answer would change, before it is recorded; where acts fall out, why it is corrected."""
        from ban_wizard.faces.history import known_now

        found = self.attempt(lambda: self.wizard.would_amend(self.card.case, fact, typed))
        if found is None:
            return
        what = known_now(found.card, fact)
        lines = self.amended_lines(found, what)

        def record(reason: str) -> None:
            if not self.unchanged():
                return
            card = self.attempt(lambda: self.wizard.amend(self.card.case, fact, typed, reason=reason or None))
            self.recorded(card, what)

        def picked(choice: str) -> None:
            if choice == "back":
                self.action_back()
            elif found.strays:
                acts = ", ".join(map(self.card.action_title, found.strays))
                question = self.say("amend_reason", acts=acts)
                self.ask(Ask("amend:reason", question, typed=reasoned, hint=self.say("hint.reason")))
            else:
                record("")

        def reasoned(reason: str) -> None:
            if not reason.strip():
                return self.tell(self.say("reason_needed"))
            record(reason)

        choices = (Choice("back", say(self.lang, "case.amend_no")), Choice("amend", say(self.lang, "case.amend_yes", what=what)))
        self.turn_to(lines, Ask("amend:sure", say(self.lang, "case.amend_sure"), picked, choices))

    def amended_lines(self, found: Amendment, what: str) -> list[Line]:
        """Where the case would stand, and what would be left out of its way."""
        from ban_wizard.faces.history import fact_label

        before, after, lang = self.card, found.card, self.lang
        lines = [Line(words(say(lang, "case.amended", what=what), TITLE)), BLANK]
        key = "same_step" if after.view.state == before.view.state else "other_step"
        lines.append(Line(words(say(lang, f"case.amended.{key}", step=after.title)), "│ ", TITLE))
        left_out = after.view.parked.keys() - before.view.parked.keys()
        for name in filter(left_out.__contains__, before.playbook.facts):
            lines.append(Line(words(say(lang, "case.amended.parked", what=fact_label(before, name))), "│ ", TITLE))
        for name in found.strays:
            lines.append(Line(words(say(lang, "case.amended.stray", what=before.action_title(name))), "! ", STOP))
        return lines


def answers(view: View, facts: Collection[str]) -> dict[str, Event]:
    """The facts told and not taken back, by name, with the event that told each last; the kind of block first."""
    events = live_events(view)
    told: dict[str, Event] = {"kind": events[0], "offence": events[0]}
    for event in events:
        value = event.value if isinstance(event.value, dict) else {}
        if event.kind in ("answered", "learned", "amended"):
            told[event.name] = event
        elif event.kind in ("acted", "looked", "overridden"):
            told |= dict.fromkeys(value.get("facts") or (), event)
    return {name: event for name, event in told.items() if name in facts and name in view.facts}
