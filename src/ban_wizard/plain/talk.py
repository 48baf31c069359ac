"""Talking in lines: saying, asking, choosing. It knows nothing of cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TextIO, TypeVar

from ban_wizard.case.errors import BadInput
from ban_wizard.faces.lines import WIDTH, wrapped
from ban_wizard.faces.wording import sentence
from ban_wizard.i18n import say
from ban_wizard.plain.vocabulary import Command, command_of, help_lines
from ban_wizard.text import clean
from ban_wizard.values import frozen

T = TypeVar("T")

RULE: Final = "-" * 60
END_OF_TEXT: Final = "."
"""A line of nothing else ends a text of several lines."""


class InputEnded(Exception):
    """The input ended before the person did."""


class Leave(Exception):
    """The person is done for now."""


class Back(Exception):
    """The person wants to go one question back."""


class Said(Exception):
    """In the place of an answer a command word was typed, with `rest` behind it."""

    def __init__(self, command: Command, rest: str) -> None:
        super().__init__(command.id)
        self.command, self.rest = command, rest


@frozen
class Choice:
    """One line of a menu: the word that also chooses it, what it says, what it does."""

    word: str
    text: str
    act: Callable[[], Any] | None = None
    heading: str = ""
    """What stands above it."""


class Talk:
    """One conversation. `place` says which command words are understood besides `?`, `back` and `quit`."""

    def __init__(self, lang: str, source: TextIO, out: TextIO) -> None:
        self.lang, self.source, self.out = lang, source, out
        self.place = ""

    # ------------------------------------------------------------------ saying

    def word(self, key: str, /, **params: object) -> str:
        """The words for `plain.KEY`."""
        return say(self.lang, f"plain.{key}", **params)

    def say(self, text: str = "") -> None:
        """Lines no longer than the width; a longer one is folded under its own beginning."""
        for line in clean(text).split("\n"):
            indent = line[: len(line) - len(line.lstrip(" -"))]
            for part in [line] if len(line) <= WIDTH else wrapped(line[len(indent) :], indent):
                self.verbatim(part)

    def verbatim(self, text: str) -> None:
        """A text as it is, such as a letter."""
        print(clean(text), file=self.out, flush=True)

    def fault(self, error: BadInput) -> None:
        """What to do about something that cannot be used; where the command line would speak of its options, our own words."""
        self.say(sentence(error, self.lang, "plain"))

    # ------------------------------------------------------------------ asking

    def ask(self, prompt: str, *, commands: bool = False, words: bool = False) -> str:
        """One line of the person's, trimmed. `?`, `back` and `quit` are understood everywhere, other command words with `commands`;
        where the answer is in the person's own `words`, only if nothing follows them.

        Raises Back, Leave, Said, InputEnded.
        """
        while True:
            typed = self._line(prompt)
            found, rest = command_of(typed)
            if found is None or (found.at and not commands) or (rest and words):
                return typed
            if found.id == "help":
                for line in help_lines(self.place if commands else "", self.lang):
                    self.say(line)
            elif found.id == "back":
                raise Back
            elif found.id == "quit":
                raise Leave
            elif self.place in found.at:
                raise Said(found, rest)
            else:
                return typed

    def _line(self, prompt: str) -> str:
        *before, last = wrapped(prompt)
        for line in before:
            self.verbatim(line)
        print(clean(last), end=" ", file=self.out, flush=True)
        line = self._read()
        if not self.source.isatty():  # so that a record of a piped talk can be read
            echo = clean(line.strip())
            if len(last) + 1 + len(echo) > WIDTH:
                print(file=self.out)
            self.say(echo)
        return clean(line).strip()

    def _read(self) -> str:
        line = self.source.readline()
        if not line:
            print(file=self.out)
            raise InputEnded
        return line

    def text(self, most: int) -> str:
        """A text of several lines, up to a line with a single dot or the end of the input.

        Raises BadInput beyond `most` characters, and InputEnded where there is not even one line.
        """
        lines, length = list[str](), 0
        line = self._read()
        while line and line.strip() != END_OF_TEXT:
            length += len(line)
            if length <= most:
                lines.append(line)
            line = self.source.readline()
        if length > most:
            raise BadInput("text_too_large", file=self.word("your_text"), limit=most // 1000)
        return clean("".join(lines))

    def until_it_fits(self, prompt: str, take: Callable[[str], T]) -> T:
        """What `take` makes of a typed line, asked again for as long as it cannot be used."""
        while True:
            try:
                return take(self.ask(prompt))
            except BadInput as error:
                self.fault(error)

    def yes(self, question: str) -> bool:
        """Whether the person types yes, in either language; Enter alone is no."""
        return self.ask(question).casefold() in ("y", "yes", "д", "да")

    # ------------------------------------------------------------------ choosing

    def offer(self, choices: Sequence[Choice]) -> None:
        """The choices as numbered lines."""
        for number, choice in enumerate(choices, 1):
            if choice.heading:
                self.say(choice.heading)
            for line in wrapped(choice.text, f"{number:3}) "):
                self.verbatim(line)

    def choose(
        self,
        choices: Sequence[Choice],
        prompt: str = ">",
        proposed: Choice | None = None,
        *,
        commands: bool = False,
        silent: Sequence[Choice] = (),
    ) -> Choice:
        """One of the choices, by number, word or its first letters; an empty line takes the proposed one.

        `silent` ones are understood too, but not offered.
        """
        self.offer(choices)
        while True:
            typed = self.ask(prompt, commands=commands)
            if not typed and proposed:
                return proposed
            if found := chosen(typed, choices) or (None if typed.isdecimal() else chosen(typed, silent)):
                return found
            self.say(self.word("choose_again", n=len(choices)))

    def pick_several(self, choices: Sequence[Choice], prompt: str, *, commands: bool = False) -> list[tuple[Choice, str]]:
        """Any of the choices offered, by numbers or words with commas between, each with what was typed behind its `@`."""
        while True:
            parts = [part.partition("@") for part in self.ask(prompt, commands=commands).replace(",", " ").split()]
            found = [(chosen(word, choices), day) for word, _, day in parts]
            if all(choice for choice, _ in found):
                return [(choice, day) for choice, day in found if choice]
            self.say(self.word("choose_again", n=len(choices)))


LEAST: Final = 3
"""So many first letters of a line choose it, if they are no other line's."""


def chosen(typed: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that is meant: its number, its word, or the beginning of what it says."""
    if typed.isdecimal():
        return choices[int(typed) - 1] if 1 <= int(typed) <= len(choices) else None
    wanted = typed.casefold()
    found = [choice for choice in choices if choice.word and choice.word == wanted]
    if not found and len(wanted) >= LEAST:
        found = [choice for choice in choices if choice.text.casefold().startswith(wanted)]
    return found[0] if len(found) == 1 else None
