"""The least that a full-screen list can cost: Textual, one OptionList, nothing of ours."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Item {n}" for n in range(20)))


if __name__ == "__main__":
    Bare().run()
