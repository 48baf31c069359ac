"""What can be done with a case beside its step: remarks, corrections, looking back, files, forgetting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ban_wizard.application.cards import Card
from ban_wizard.application.corrections import WORLD
from ban_wizard.case.allowed import Need, need
from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.files import named, new_name, write_new
from ban_wizard.faces.history import entries
from ban_wizard.faces.lines import overview_lines, source_lines, wrapped
from ban_wizard.faces.wording import erased
from ban_wizard.i18n import moment, say
from ban_wizard.plain.answers import answer, question, unsure_or
from ban_wizard.plain.talk import RULE, Choice

if TYPE_CHECKING:
    from ban_wizard.plain.case import CaseTalk


class Keeping:
    """Each gives the case as it is after it, or None where nothing has changed."""

    def __init__(self, about: CaseTalk) -> None:
        self.about, self.wizard, self.talk = about, about.wizard, about.talk

    @property
    def card(self) -> Card:
        return self.about.card

    # ------------------------------------------------------------------ looking

    def overview(self) -> None:
        for line in overview_lines(self.card, self.card.progress):
            self.talk.say(line)

    def sources(self) -> None:
        for line in source_lines(self.card, self.wizard.library.sources()):
            self.talk.say(line)

    def history(self) -> None:
        for entry in entries(self.card, self.wizard.log(self.card.case)):
            for line in wrapped(f"{moment(self.talk.lang, entry.at, self.card.now)}, {entry.actor}: {entry.text}", "", "  "):
                self.talk.say(line)

    def reply(self) -> None:
        """This step as a message to the customer."""
        from ban_wizard.faces.reply import reply_text

        self.talk.say(RULE)
        self.talk.verbatim(reply_text(self.card))
        self.talk.say(RULE)

    # ------------------------------------------------------------------ remarks

    def note(self, text: str) -> Card:
        return self.wizard.note(self.card.case, text or self.talk.ask(self.talk.word("note_text")))

    def evidence(self, file: str) -> Card:
        name = file or self.talk.ask(self.talk.word("evidence_file"))
        return self.wizard.evidence(self.card.case, name)

    def assign(self, agent: str) -> Card:
        return self.wizard.assign(self.card.case, agent or self.talk.ask(self.talk.word("agent")))

    def snooze(self, until: str) -> Card:
        """Not to be asked about the case before a time to come."""
        card = self.wizard.snooze(self.card.case, until or self.talk.ask(self.talk.word("snooze_until")))
        if card.due:
            self.talk.say(self.talk.word("comes_again", at=moment(self.talk.lang, card.due.at, card.now)))
        return card

    def close(self, reason: str) -> Card:
        """The case ends here: a customer who fell silent."""
        return self.wizard.close(self.card.case, reason or self.talk.ask(self.talk.word("reason")))

    # ------------------------------------------------------------------ corrections

    def undo(self) -> Card:
        """Take back the last entry; what happened in the world is taken back with a reason, an empty line being the usual one."""
        last, reason = self.card.view.event, None
        if last.kind in WORLD and self.card.view.before is not None:
            slip = say(self.talk.lang, "case.undo_slip")
            reason = self.talk.ask(self.talk.word("undo_reason", slip=slip)) or slip
        card = self.wizard.undo(self.card.case, reason=reason)
        self.talk.say(self.talk.word("taken_back"))
        return card

    def amend(self) -> Card | None:
        """An answer that was always wrong."""
        card, facts = self.card, self.card.playbook.facts
        known = [name for name in facts if name in card.view.facts and not facts[name].derived]
        choices = [Choice(name, f"{self.label(name)}: {card.value_text(name, card.view.facts[name])}") for name in known]
        now = say(self.talk.lang, "case.unsure") if "offence" in card.view.unsure else card.view.offence
        choices.append(Choice("offence", self.talk.word("offence_now", n=now)))
        self.talk.say(self.talk.word("amend"))
        fact = self.talk.choose(choices).word
        if fact == "offence":
            typed = unsure_or(self.talk.ask(self.talk.word("new_offence")))
        else:
            wanted = need(facts[fact])
            if wanted.type == "kind":
                wanted = Need(fact, "kind", tuple(card.playbook.entries))
            told = answer(self.talk, question(card, wanted, self.talk))
            assert isinstance(told, str)
            typed = told
        try:
            return self.wizard.amend(card.case, fact, typed)
        except BadInput as error:
            if error.key != "amend_needs_reason":
                raise
            acts = ", ".join(map(card.action_title, str(error.params["acts"]).split(", ")))
            self.talk.fault(BadInput(error.key, acts=acts))
            return self.wizard.amend(card.case, fact, typed, reason=self.talk.ask(self.talk.word("reason")))

    def label(self, fact: str) -> str:
        return str(self.card.fact_words(fact).get("label") or fact)

    # ------------------------------------------------------------------ files

    def handout(self) -> None:
        """The rest of the way as a page for the number's owner."""
        self.saved("", f"handout-{self.card.case}", ".txt", lambda: self.wizard.handout(self.card.case, "txt"))

    def export(self, file: str) -> None:
        path = self.saved(file, self.card.case, ".json", lambda: self.wizard.export(self.card.case))
        self.talk.say(say(self.talk.lang, "files.exported", file=path))

    def saved(self, file: str, stem: str, suffix: str, make: Callable[[], str]) -> Path:
        """Write to a new file: the one named, or a proposed one."""
        text, proposed = make(), new_name(Path(), stem, suffix)

        def save(typed: str) -> Path:
            path = named(typed) if typed else proposed
            write_new(path, text)
            return path

        path = save(file) if file else self.talk.until_it_fits(self.talk.word("which_new_file", file=proposed), save)
        self.talk.say(say(self.talk.lang, "line.written", file=path))
        return path

    def forget(self) -> None:
        """Erase the case, after saying what is no longer counted then."""
        for line in self.wizard.forget_lines(self.card.case):
            self.talk.say(line)
        if self.talk.yes(say(self.talk.lang, "files.forget_ask")):
            self.talk.say(erased(self.wizard, self.card.case))
            self.about.leave()
        else:
            self.talk.say(say(self.talk.lang, "files.kept"))
