"""The terminal lent for a while: to the person's own editor, or to plain text."""

from __future__ import annotations

from textual.app import App, SuspendNotSupported

from ban_wizard.case.errors import BadInput
from ban_wizard.i18n import say
from ban_wizard.settings import Settings
from ban_wizard.tui import compat
from ban_wizard.wizard import Wizard


class Lending(App[None]):
    """An app that gives the terminal away and takes it back."""

    wizard: Wizard
    settings: Settings

    def edit(self, text: str) -> str:
        """What the person makes of a text in their own editor, which has the terminal meanwhile. Raises BadInput."""
        from ban_wizard.desktop import editor

        command, failed, edited = editor.command(self.settings.editor), None, text
        try:
            with self.suspend():
                try:
                    edited = editor.edit(text, command)
                except BadInput as error:  # to be raised once the terminal is ours again
                    failed = error
        except SuspendNotSupported:
            failed = BadInput("no_room_for_editor")
        if failed:
            raise failed
        return edited

    def show_plain(self, text: str) -> None:
        """The text alone on the terminal's own page, where the terminal's own selection takes it without line breaks of ours."""
        from ban_wizard.desktop.editor import deaf_to_interrupts
        from ban_wizard.desktop.page import show_alone

        try:
            with deaf_to_interrupts(), self.suspend():  # Ctrl+C may be meant to copy, as soon as the text stands there
                show_alone(f"{text}\n\n{say(self.wizard.lang, 'screen.plain_return')}", compat.escape_delay())
        except SuspendNotSupported:
            from ban_wizard.tui.screens.plain_text import PlainTextScreen

            self.push_screen(PlainTextScreen(text))
