"""What stands beside the step: the overview with its linked cases, a message to the customer, the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ban_wizard.case.errors import BadInput
from ban_wizard.desktop.files import new_name
from ban_wizard.i18n import say
from ban_wizard.tui.asks import Ask, Choice, Heading
from ban_wizard.tui.case_page import CasePage
from ban_wizard.tui.saving import copy, save_ask
from ban_wizard.tui.text import BLANK, TITLE, Line, words

MOST_LINKS = 20
"""Linked cases that are offered; a line may have had many more."""


class CaseOverview(CasePage):
    """Looks round a case without changing its step."""

    # ------------------------------------------------------------------ overview

    def action_overview(self) -> None:
        """Where the case is on its way, how long the rest may take, what is linked with it."""
        from ban_wizard.tui.case_history import overview_lines

        if self.turned == "overview":
            return self.back_to_step()
        self.asks = self.asks[:1]
        links = tuple(self.link_choices())
        choices: list[Choice | Heading] = [Choice("back", self.say("back_to_step"))]
        if links:
            choices += [Heading(say(self.lang, "heading.links")), *links]
        if left := len(self.card.links) - len(links):
            choices.append(Heading(say(self.lang, "case.more_links", n=left)))
        question = say(self.lang, "case.overview_question")
        self.turn_to(overview_lines(self.card), Ask("overview", question, self.overview_picked, tuple(choices), to_read=True))

    def link_choices(self) -> Iterator[Choice]:
        """The cases of the same number, line or portfolio, and those before and after this one."""
        for relation, case in self.card.links[:MOST_LINKS]:
            what = say(self.lang, f"link.{relation}")
            try:
                linked = self.wizard.show(case)
            except BadInput:  # it was erased; only the link is left
                yield Choice(f"case:{case}", say(self.lang, "case.link_gone", case=case), what)
                continue
            step = say(self.lang, f"result.{linked.result}") if linked.result else linked.title
            yield Choice(f"case:{case}", f"{linked.view.header.number_shown} · {linked.kind_title}", f"{what}, {case}: {step}")

    def overview_picked(self, choice: str) -> None:
        sort, _, case = choice.partition(":")
        if sort == "back":
            self.back_to_step()
        elif card := self.attempt(lambda: self.wizard.show(case)):
            self.app.push_screen(self.app.case_screen(card))

    # ------------------------------------------------------------------ a message to the customer

    def action_reply(self) -> None:
        """Copy this step as a message to the customer, and show what was copied."""
        from ban_wizard.faces.reply import reply_text

        text = reply_text(self.card)
        self.asks = self.asks[:1]

        def picked(choice: str) -> None:
            if choice == "back":
                self.back_to_step()
            elif choice == "copy":
                copied()
            elif choice == "save":
                self.ask(save_ask(self, text, new_name(self.app.folder(), f"message-{self.card.case}", ".txt"), saved))
            else:
                self.app.show_plain(text)

        def copied() -> None:
            self.tell(say(self.lang, f"case.copied.{copy(self, text)}"), calm=True)

        def saved(file: Path) -> None:
            self.back_to_step()
            self.tell(say(self.lang, "line.written", file=file), calm=True)

        choices = (
            Choice("back", self.say("back_to_step")),
            Choice("save", say(self.lang, "case.reply_save")),
            Choice("plain_text", say(self.lang, "case.reply_plain")),
            Choice("copy", say(self.lang, "case.copy_again")),
        )
        lines = [Line(words(say(self.lang, "case.reply_title"), TITLE)), BLANK, *(Line(words(part)) for part in text.split("\n"))]
        self.turn_to(lines, Ask("reply", say(self.lang, "case.reply_question"), picked, choices, to_read=True))
        copied()

    # ------------------------------------------------------------------ evidence

    def action_evidence(self) -> None:
        """Name a file as evidence."""

        def typed(file: str) -> None:
            if not file.strip():
                return self.tell(say(self.lang, "case.evidence_empty"))
            if self.unchanged():
                self.recorded(self.attempt(lambda: self.wizard.evidence(self.card.case, file)), say(self.lang, "case.evidence_recorded"))

        question, help = say(self.lang, "case.evidence_question"), say(self.lang, "case.evidence_help")
        self.ask(Ask("evidence", question, typed=typed, hint=say(self.lang, "case.evidence_hint"), help=help))
