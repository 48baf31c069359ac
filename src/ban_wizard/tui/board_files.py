"""Files of all cases: their due dates as a calendar, and a case that comes in."""

from __future__ import annotations

from pathlib import Path

from ban_wizard.desktop.files import named_to_read, new_name, read_at_most
from ban_wizard.i18n import say
from ban_wizard.tui.asks import Ask
from ban_wizard.tui.saving import written_ask
from ban_wizard.tui.screens.dialogue import Dialogue


class BoardFiles(Dialogue):
    """For the screen that lists the cases."""

    def action_calendar(self) -> None:
        """The due dates of all open cases as a calendar file."""

        def written(file: Path) -> None:
            self.action_back()
            self.tell(say(self.lang, "line.written", file=file), calm=True)

        help = "\n".join(say(self.lang, f"files.{key}") for key in ("calendar_help", "folder"))
        proposed = new_name(self.app.folder(), "ban-wizard", ".ics")
        ask = Ask("calendar", say(self.lang, "files.calendar_question"), value=str(proposed), help=help)
        self.ask(written_ask(self, ask, lambda _: self.wizard.calendar(), written))

    def action_import_case(self) -> None:
        """Take in a case from a file, and go to it."""
        from ban_wizard.application.portable import MOST_BYTES

        def typed(name: str) -> None:
            if (behind := name.removeprefix(value)).startswith(("/", "~")):
                name = behind  # a whole path was pasted behind the folder that was proposed
            if name.strip() and (card := self.attempt(lambda: self.wizard.import_case(read_at_most(named_to_read(name), MOST_BYTES)))):
                self.used("import")
                self.asks = self.asks[:1]
                self.show_ask()
                self.app.open_case(card)

        value = f"{self.app.folder()}/"
        self.ask(Ask("import", say(self.lang, "files.import_question"), typed=typed, value=value, help=say(self.lang, "files.import_help")))
