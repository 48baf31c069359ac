"""The least that a list with its surroundings can cost: header, line of status, OptionList, footer; `n` changes them in place."""

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, Header, OptionList, Static


class Steps(App[None]):
    CSS = "OptionList { height: 1fr }"
    BINDINGS = [Binding("n", "next", "Next")]  # noqa: RUF012  # as Textual declares them
    step = 0

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("Question 0", id="question")
        yield OptionList(*(f"Item {n}" for n in range(20)))
        yield Footer()

    def action_next(self) -> None:
        self.step += 1
        self.query_one("#question", Static).update(f"Question {self.step}")
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([f"Item {self.step}.{n}" for n in range(5)])
        options.highlighted = 0


if __name__ == "__main__":
    Steps().run()
